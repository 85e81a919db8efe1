"""Arguments that are plans."""

from ..errors import InputError
from .values import Plan


def as_plan(plan: Plan) -> Plan:
    """Return a plan as it is, refusing everything else."""
    if not isinstance(plan, Plan):
        raise InputError("plan", plan, "is not a Plan; write e.g. plan(Week([...]))")
    return plan
