#!/usr/bin/env python3
"""Compares the accuracy of DeepLearning with that of scikit-learn's MLP, both untuned, and writes the table to README.md.

    python3 benchmarks/accuracy.py --mnist FOLDER --california FILE    # all data, three seeds
    python3 benchmarks/accuracy.py --seeds 10 wine diabetes            # some data, printed and not written

FOLDER holds the files t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz of MNIST, and FILE is the California housing CSV, compressed
by gzip or not (samples/Mnist and samples/HousePrices say more of them). The other data come with scikit-learn. It builds the benchmarks and
installs nothing. On Debian:
    apt-get install --no-install-recommends python3-sklearn python3-numpy

A seed chooses the split, 80 % to learn from and 20 % to test on, and on each side the weights and the order of examples. What
prepares the data is fitted to the training part, once for both sides.
"""
import argparse
import csv
import gzip
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.compose import make_column_transformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

HERE = Path(__file__).parent
PROGRAM = HERE / "DeepLearning.Benchmarks/bin/Release/net10.0/DeepLearning.Benchmarks.dll"
BEGIN, END = "<!-- accuracy.py writes from here", "<!-- to here -->"
HEADS = {"scikit-learn": "scikit-learn, defaults", "defaults": "DeepLearning, defaults", "its settings": "with scikit-learn's settings",
         "its settings and start": "and its initialization"}


def idx(path):
    """The array of an IDX file of bytes."""
    with gzip.open(path) as file:
        content = file.read()
    dimensions = content[3]
    shape = np.frombuffer(content, ">i4", dimensions, 4)
    return np.frombuffer(content, np.uint8, -1, 4 + 4 * dimensions).reshape(shape)


def mnist(folder):
    """The 10,000 test images, and their digits."""
    images, labels = (idx(Path(folder) / f"t10k-{part}-ubyte.gz") for part in ["images-idx3", "labels-idx1"])
    return images.reshape(len(images), -1).astype(float), labels.astype(int)


def california(path):
    """Rows of numbers, NaN where one is missing, with a text at the end, and the value of the houses."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as file:
        rows = list(csv.DictReader(file))
    prices = np.array([float(row.pop("median_house_value")) for row in rows])
    texts = [row.pop("ocean_proximity") for row in rows]
    return np.array([[float(value or "nan") for value in row.values()] + [text] for row, text in zip(rows, texts)], object), prices


def preparation(x):
    """Standardization; where there are texts, missing numbers become medians and texts one-hot before."""
    if x.dtype != object:
        return StandardScaler()
    numbers = make_pipeline(FunctionTransformer(lambda values: values.astype(float)), SimpleImputer(strategy="median"), StandardScaler())
    return make_column_transformer((numbers, slice(0, -1)), (OneHotEncoder(handle_unknown="ignore", sparse_output=False), [-1]))


def split(x, y, classes, seed):
    """x and y of the training part, x and y of the test part, and how many of y's own units one unit of the prepared y is."""
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=seed, stratify=y if classes else None)
    inputs = preparation(x).fit(x_train)
    middle, scale = (0, 1) if classes else (y_train.mean(), y_train.std())
    prepare = (lambda labels: labels) if classes else (lambda targets: (targets - middle) / scale)
    return (inputs.transform(x_train), prepare(y_train)), (inputs.transform(x_test), prepare(y_test)), scale


def theirs(train, test, classes, seed):
    network = (MLPClassifier if classes else MLPRegressor)(random_state=seed).fit(*train)
    wrong = network.predict(test[0]) - test[1]
    return (wrong == 0).mean() if classes else np.sqrt((wrong ** 2).mean()), network.n_iter_


def ours(train, test, classes, seed):
    """{settings: (accuracy or RMSE, epochs)}"""
    with tempfile.TemporaryDirectory() as folder:
        for part, (x, y) in [("train", train), ("test", test)]:
            np.save(Path(folder) / f"{part}-x.npy", x)
            np.save(Path(folder) / f"{part}-{'labels' if classes else 'targets'}.npy", y)
        result = subprocess.run(["dotnet", PROGRAM, "accuracy", str(seed), folder], capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    fields = [line.split("\t") for line in result.stdout.splitlines()]
    return {settings: (float(figure), int(epochs)) for settings, figure, epochs in fields}


def measure(name, x, y, classes, seeds):
    """{who: figures}, a figure for each seed; prints them with the difference to scikit-learn on the same splits."""
    figures, epochs = {}, {}
    for seed in range(1, seeds + 1):
        train, test, scale = split(x, y, classes, seed)
        for who, (figure, count) in {"scikit-learn": theirs(train, test, classes, seed), **ours(train, test, classes, seed)}.items():
            figures.setdefault(who, []).append(figure * (100 if classes else scale))
            epochs.setdefault(who, []).append(count)
    for who, values in figures.items():
        differences = np.subtract(values, figures["scikit-learn"])
        error = differences.std(ddof=1) / len(differences) ** 0.5 if seeds > 1 else np.nan
        print(f"{name}: {who}: {cell(values, classes)}, difference {differences.mean():.4g} ± {error:.2g}, {np.mean(epochs[who]):.0f} epochs", flush=True)
    return figures


def cell(values, classes):
    digits = 1 if classes or np.mean(values) < 1000 else 0
    mean, low, high = (f"{value:,.{digits}f}" for value in (np.mean(values), min(values), max(values)))
    return f"{mean}{' %' if classes else ''} ({low} to {high})"


def write(tables, seeds):
    lines = [f"{seeds} seeds, mean (range); scikit-learn {sklearn.__version__}.", "",
             "| test set of | figure | " + " | ".join(HEADS.values()) + " |", "|---|---|" + "---|" * len(HEADS)]
    for name, (figures, classes) in tables.items():
        cells = [cell(figures[who], classes) for who in HEADS]
        lines.append(f"| {name} | {'accuracy' if classes else 'RMSE'} | {' | '.join(cells)} |")
    table = "\n".join(lines)
    print("\n" + table)
    readme = HERE / "README.md"
    text = readme.read_text()
    begin = text.index("\n", text.index(BEGIN)) + 1
    readme.write_text(text[:begin] + "\n" + table + "\n\n" + text[text.index(END, begin):])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="of data sets: digits, cancer, wine, mnist, diabetes, california")
    parser.add_argument("--mnist", metavar="FOLDER")
    parser.add_argument("--california", metavar="FILE")
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    sources = {
        "digits": ("digits, 1,797", True, lambda: datasets.load_digits(return_X_y=True)),
        "cancer": ("breast cancer, 569", True, lambda: datasets.load_breast_cancer(return_X_y=True)),
        "wine": ("wine, 178", True, lambda: datasets.load_wine(return_X_y=True)),
        "mnist": ("MNIST, 10,000", True, lambda: mnist(arguments.mnist)),
        "diabetes": ("diabetes, 442", False, lambda: datasets.load_diabetes(return_X_y=True)),
        "california": ("California housing, 20,640, in dollars", False, lambda: california(arguments.california)),
    }
    chosen = arguments.names or list(sources)
    for name in chosen:
        if name not in sources:
            parser.error(f"no data set is called {name}; there are {', '.join(sources)}")
        if name in ("mnist", "california") and getattr(arguments, name) is None:
            parser.error(f"say where {name} is: --{name}")

    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", "-nologo", HERE / "DeepLearning.Benchmarks"], check=True)
    warnings.filterwarnings("ignore", category=ConvergenceWarning)  # 200 epochs are its default; that they end there is a part of it
    tables = {}
    for name in chosen:
        title, classes, load = sources[name]
        tables[title] = measure(name, *load(), classes, arguments.seeds), classes
    if not arguments.names:
        write(tables, arguments.seeds)


main()
