"""python3 run.py peer workload: prints the steps a second of one peer. Its threads come from the environment, set by compare.py."""
import importlib
import sys

from workload import Workload

print(importlib.import_module(sys.argv[1] + "_peer").rate(Workload.parse(sys.argv[2])))
