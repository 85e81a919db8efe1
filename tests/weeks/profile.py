"""The profile of 100,000 generated weeks under each preset, held to every promise."""

import attrs

import strengthfit as sf

from . import promises
from .batches import Tally
from .drawn import Case, cases, drawn

WEEKS = 200
"""Of one batch; a batch takes about a quarter of a minute."""

_SOME = 25
"""The plans of one in so many weeks are held to the promises that cost as much as several plans."""


def batch(number: int) -> Tally:
    """Plan the weeks of a batch under each preset and hold each plan to its promises."""
    tally = Tally()
    for index, case in enumerate(drawn(cases(), number, WEEKS)):
        where = f"week {index} of batch {number}"
        tally.counts["weeks"] += 1
        _case(case, (number + index) % _SOME == 0, where, tally)
    return tally


def _case(case: Case, some: bool, where: str, tally: Tally) -> None:
    week, policies = case
    before = attrs.asdict(week)
    for preset, (kind, policy) in policies.items():
        place = f"{preset}, {kind}, {where}"
        try:
            plan = sf.plan(week, policy)
        except Exception as error:  # whatever it is, it is what this looks for
            tally.wrong.append(f"{place}: {type(error).__name__}: {error}")
            continue
        tally.counts[f"{preset}: plans"] += 1
        tally.counts[f"{preset}: {kind}"] += 1
        tally.counts[f"{preset}: sessions placed"] += len(plan.placements)
        tally.counts[f"{preset}: sessions skipped"] += len(plan.skipped)
        held = dict(promises.OF_EVERY_PLAN)
        if kind == "plain" and preset != "guards_by_kind":  # which counts hours, by design
            held["nothing precedes a hard day"] = promises.nothing_precedes_a_hard_day
        if some:
            held |= promises.OF_SOME_PLANS
        for name, promise in held.items():
            tally.counts[f"promise: {name}"] += 1
            try:
                promise(week, policy, plan)
            except Exception as error:
                said = str(error).partition("\n")[0]
                tally.wrong.append(f"{place}: {name}: {type(error).__name__}: {said}")
    if attrs.asdict(week) != before:
        tally.wrong.append(f"{where}: planning changed the week")
