#!/usr/bin/env python3
"""Writes evaluations.json: what scikit-learn says of labels, regressions and classes.

Command:   python3 make_evaluations.py       (from any folder; overwrites evaluations.json beside this script)
Versions:  Debian 12, Python 3.11.2, scikit-learn 1.2.1 (python3-sklearn 1.2.1+dfsg-1), on x86-64.

Determinism: inputs come from Python's Mersenne Twister with fixed seeds, rounded to two decimals, so that scores tie. The same versions on the same
machine write the same bytes. The file records the SHA-256 of this script, and a test compares the two.

Conventions: columns of scores and targets are examples, as rows are in scikit-learn. What is not defined is null. Averages take it for 0
(zero_division=0), except that of the areas, which leaves it out: scikit-learn's own is an error then. The averages over classes name every class in
labels, whether it occurs or not.
"""
import hashlib
import json
import pathlib
import platform
import random

import sklearn
from sklearn import metrics

HERE = pathlib.Path(__file__).resolve().parent


def columns(matrix):
    return [list(column) for column in zip(*matrix)]


def area(actual, scores):
    return metrics.roc_auc_score(actual, scores) if len(set(actual)) == 2 else None


def labels(name, seed, examples, prevalences, thresholds):
    rng = random.Random(seed)
    actual, scores = [], []
    for _ in range(examples):
        actual.append([1 if rng.random() < p else 0 for p in prevalences])
        scores.append([round(min(1, max(0, 0.25 * y + rng.random() * 0.75)), 2) for y in actual[-1]])
    given = [[1 if score >= least else 0 for score, least in zip(row, thresholds)] for row in scores]
    score = lambda average: metrics.precision_recall_fscore_support(actual, given, average=average, zero_division=0)
    precision, recall, f1, support = score(None)
    areas = [area(a, s) for a, s in zip(columns(actual), columns(scores))]
    defined = [one for one in areas if one is not None]
    return {
        "name": name, "thresholds": thresholds, "scores": scores, "targets": actual,
        "precision": list(precision), "recall": list(recall), "f1": list(f1), "support": [int(n) for n in support], "rocAuc": areas,
        "micro": list(score("micro")[:3]), "macro": list(score("macro")[:3]),
        "microRocAuc": metrics.roc_auc_score(actual, scores, average="micro") if len(defined) == len(areas)
        else area(sum(actual, []), sum(scores, [])),
        "macroRocAuc": sum(defined) / len(defined),
        "exactMatch": metrics.accuracy_score(actual, given), "hammingLoss": metrics.hamming_loss(actual, given),
    }


def regression(name, seed, examples, spreads, offset):
    rng = random.Random(seed)
    targets = [[round(offset + rng.uniform(-s, s), 3) for s in spreads] for _ in range(examples)]
    outputs = [[round(y + rng.uniform(-0.7, 0.7) * s + 0.05, 3) for y, s in zip(row, spreads)] for row in targets]
    each = lambda metric: list(metric(targets, outputs, multioutput="raw_values"))
    return {
        "name": name, "outputs": outputs, "targets": targets,
        "rSquared": each(metrics.r2_score), "meanAbsoluteError": each(metrics.mean_absolute_error),
        "rootMeanSquaredError": [square ** 0.5 for square in each(metrics.mean_squared_error)],
        "varianceWeighted": metrics.r2_score(targets, outputs, multioutput="variance_weighted"),
        "uniformAverage": metrics.r2_score(targets, outputs),
        "totalRootMeanSquaredError": metrics.mean_squared_error(targets, outputs) ** 0.5,
        "totalMeanAbsoluteError": metrics.mean_absolute_error(targets, outputs),
    }


def classes(name, seed, examples, count, occurring):
    rng = random.Random(seed)
    actual = [rng.randrange(occurring) for _ in range(examples)]
    predicted = [y if rng.random() < 0.6 else rng.randrange(occurring) for y in actual]
    macro = lambda named: list(metrics.precision_recall_fscore_support(actual, predicted, labels=named, average="macro", zero_division=0)[:3])
    return {
        "name": name, "classes": count, "actual": actual, "predicted": predicted, "macro": macro(list(range(count))), "macroOfOccurring": macro(None),
        "accuracy": metrics.accuracy_score(actual, predicted),
    }


def text(value, indent=""):
    """JSON in which a list of numbers is one line, so that the file can be read and its changes reviewed."""
    if isinstance(value, dict):
        inner = indent + " "
        return "{\n" + ",\n".join(f"{inner}{json.dumps(k)}: {text(v, inner)}" for k, v in value.items()) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        inner = indent + " "
        return "[\n" + ",\n".join(inner + text(one, inner) for one in value) + "\n" + indent + "]"
    return json.dumps(value)


def main():
    script = pathlib.Path(__file__).read_bytes().replace(b"\r\n", b"\n")
    golden = {
        "script": hashlib.sha256(script).hexdigest(),
        "python": platform.python_version(),
        "sklearn": sklearn.__version__,
        "labels": [
            labels("ordinary", 1, 40, [0.5, 0.2, 0.4], [0.5, 0.5, 0.5]),
            labels("a threshold each", 2, 30, [0.5, 0.3, 0.7, 0.4], [0.3, 0.6, 0.45, 0.9]),
            labels("a label that no example has, and one that none is given", 3, 25, [0.5, 0.0, 0.4], [0.5, 0.5, 1.5]),
        ],
        "regressions": [
            regression("one output", 4, 20, [3], 2),
            regression("outputs of three scales", 5, 25, [1, 100, 0.02], -5),
            regression("far from 0", 6, 15, [1, 2], 100_000),
        ],
        "classes": [
            classes("all occur", 7, 40, 4, 4),
            classes("one does not occur", 8, 40, 4, 3),
        ],
    }
    (HERE / "evaluations.json").write_text(text(golden) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
