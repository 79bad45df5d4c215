"""The network in scikit-learn: one call is an epoch over the examples, so that its own overheads of a call count little."""
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier

from workload import best_rate


def rate(workload):
    warnings.filterwarnings("ignore")
    if workload.sizes[-1] == 1:
        raise SystemExit("not written for one output: NumPy stands for it")
    batches = workload.examples // workload.batch
    random = np.random.default_rng(1)
    x = random.random((batches * workload.batch, workload.sizes[0]), dtype=np.float32)
    classes = np.arange(workload.sizes[-1])
    y = random.integers(0, workload.sizes[-1], len(x))
    y[:len(classes)] = classes
    network = MLPClassifier(workload.sizes[1:-1], solver=workload.optimizer, batch_size=workload.batch, alpha=0, momentum=0,
                            learning_rate_init=0.01 if workload.optimizer == "sgd" else 0.001, shuffle=False, random_state=1)
    network.partial_fit(x, y, classes)
    return best_rate(lambda call: network.partial_fit(x, y), batches)
