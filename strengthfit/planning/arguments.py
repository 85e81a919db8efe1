"""Arguments that are plans."""

from ..domain.week import Week
from ..errors import InputError
from .plans import Plan


def as_plan(plan: Plan) -> Plan:
    """Return a plan as it is, refusing everything else."""
    if not isinstance(plan, Plan):
        raise InputError("plan", plan, "is not a Plan; write e.g. plan(Week([...]))", "wrong_type")
    return plan


def week_of(plan: Plan) -> Week:
    """Return the one week that a plan is for, refusing the plan of a block."""
    week = as_plan(plan).week
    if isinstance(week, Week):
        return week
    accepted = "is the plan of a block; ask about one week of it: plan(it.week_alone(0))"
    raise InputError("plan", f"{len(week.weeks)} weeks", accepted, "unsupported")
