"""Every verb as a call on a week and its plan, small enough to be made thousands of times."""

from collections.abc import Callable

import attrs

import strengthfit as sf
from strengthfit.interchange import (
    parse_week,
    plan_from_dict,
    plan_to_dict,
    plan_to_ics,
    to_json,
)
from strengthfit.strategies import STRATEGIES

Verb = Callable[[sf.Week, sf.Policy, sf.Plan], object]

_MISTAKEN = {"runs": [{"when": "Thurs", "kind": "easy"}], "strenght": 2}
_DRAWS = 20


def _squad(week: sf.Week, policy: sf.Policy) -> sf.SquadPlan:
    members = {
        name: attrs.evolve(week, strength=[sf.Demand(kind)], order=(), pins=())
        for name, kind in (("Ann", "circuit"), ("Bo", "core"))
    }
    return sf.plan_squad(members, sf.Gym(places=1), policy=policy)


def _block(week: sf.Week, policy: sf.Policy) -> sf.Plan:
    plain = attrs.evolve(week, start=None, repeats=False, available=None, forbidden=())
    first = attrs.evolve(plain, after=())
    return sf.plan(sf.Block([first, attrs.evolve(plain, before=(), history=())]), policy, "auto")


def _by(strategy: str) -> Verb:
    return lambda week, policy, plan: sf.plan(week, policy, strategy)


MISTAKEN = "mistakes in a file"
"""The verb that is to refuse what it is given."""

VERBS: dict[str, Verb] = {
    "text and HTML": lambda week, policy, plan: (str(plan), repr(plan), plan._repr_html_()),
    "JSON and back": lambda week, policy, plan: to_json(plan_from_dict(plan_to_dict(plan))),
    "calendar": lambda week, policy, plan: plan_to_ics(plan, start="2026-11-23"),
    MISTAKEN: lambda week, policy, plan: parse_week(_MISTAKEN),
    "explain": lambda week, policy, plan: str(sf.explain(plan)),
    "why_not": lambda week, policy, plan: str(sf.why_not(plan, "Wed 18:00")),
    "diagnose": lambda week, policy, plan: str(sf.diagnose(week, policy)),
    "audit": lambda week, policy, plan: str(sf.audit(week, plan.placements, policy)),
    "respond": lambda week, policy, plan: str(sf.respond(week, policy)),
    "replan": lambda week, policy, plan: str(sf.replan(plan, week, "Wed")),
    "alternatives": lambda week, policy, plan: str(sf.alternatives(week, 3, policy=policy)),
    "frontier": lambda week, policy, plan: str(sf.frontier(week, policy=policy)),
    "sweep": lambda week, policy, plan: str(sf.sweep(week, "rest_day", [0.2, 0.4], policy=policy)),
    "compare_presets": lambda week, policy, plan: str(sf.compare_presets(week, policy)),
    "robustness": lambda week, policy, plan: str(sf.robustness(week, _DRAWS, policy=policy)),
    "robust_plan": lambda week, policy, plan: sf.robust_plan(week, draws=_DRAWS, policy=policy),
    "certify": lambda week, policy, plan: sf.certify(plan.program, plan.outcome),
    "plan_squad": lambda week, policy, plan: str(_squad(week, policy)),
    "plan of a block": lambda week, policy, plan: _block(week, policy),
    **{f"plan by {name}": _by(name) for name in STRATEGIES},
}
