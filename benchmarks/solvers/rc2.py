"""RC2, a MaxSAT solver of PySAT, on a WCNF file: python rc2.py FILE."""

import sys

import pysat
from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF

if len(sys.argv) < 2:
    print(pysat.__version__)
    sys.exit()
formula = WCNF(from_file=sys.argv[1])
with RC2Stratified(formula, adapt=True, exhaust=True, minz=True) as solver:
    model = solver.compute()
    if model is None:
        print("s UNSATISFIABLE")
    else:
        print("o", solver.cost)
        print("s OPTIMUM FOUND")
        print("v", *model, 0)
