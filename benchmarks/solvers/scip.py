"""SCIP, on an OPB or MPS file: python scip.py FILE."""

import sys

import pyscipopt

if len(sys.argv) < 2:
    print(pyscipopt.Model().version())
    sys.exit()
model = pyscipopt.Model()
model.hideOutput()
model.readProblem(sys.argv[1])
model.optimize()
status = model.getStatus()
if status == "infeasible":
    print("s UNSATISFIABLE")
elif status == "optimal":
    print("s OPTIMUM FOUND")
    values = {each.name: model.getVal(each) for each in model.getVars() if each.name[0] == "x"}
    print("v", *(name if value > 0.5 else f"-{name}" for name, value in values.items()))
else:
    print("s UNKNOWN")
