"""python3 run.py peer workload: prints the steps a second of one peer, and the kernel of OpenBLAS that it ran. Its threads come from the environment, set by compare.py."""
import ctypes
import importlib
import sys

from workload import Workload


def kernel():
    """What the OpenBLAS of this process takes the processor for, or "none"."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            libraries = sorted({line.split()[-1] for line in maps if "openblas" in line})
        for library in map(ctypes.CDLL, libraries):
            if hasattr(library, "openblas_get_corename"):
                library.openblas_get_corename.restype = ctypes.c_char_p
                return library.openblas_get_corename().decode()
    except OSError:
        pass
    return "none"


rate = importlib.import_module(sys.argv[1] + "_peer").rate(Workload.parse(sys.argv[2]))
print(rate, kernel())
