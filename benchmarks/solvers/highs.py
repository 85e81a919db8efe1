"""HiGHS, a MIP solver, on an MPS file: python highs.py FILE SOLUTION."""

import sys
from importlib import import_module
from typing import Any

highspy: Any = import_module("highspy")  # which has no types

if len(sys.argv) < 2:
    print(highspy.Highs().version())
    sys.exit()
solver = highspy.Highs()
for name, value in (("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
    solver.setOptionValue(name, value)
solver.readModel(sys.argv[1])
solver.run()
solver.writeSolution(sys.argv[2], 0)
