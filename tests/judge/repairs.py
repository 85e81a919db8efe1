"""The least changes that mend a week, by trying every smaller set of them with the oracle."""

import attrs

import strengthfit as sf
from strengthfit.diagnosis import Audit
from strengthfit.domain.strength import DOSES

from .. import oracle

Change = tuple[int, int, int, int]
"""Whether a session is left out, on another day, at another start, or otherwise different."""


def broken_by(week: sf.Week, policy: sf.Policy, sittings: list[oracle.Sitting]) -> set[str]:
    """Return the rules broken; that a start is off the grid is no fault of somebody else's week."""
    return {one.rule for one in oracle.broken(week, policy, sittings)} - {"demand"}


def smaller_repair(audit: Audit, policy: sf.Policy) -> list[oracle.Sitting] | None:
    """Return a week that keeps every rule with smaller changes than an audit's; None if none does.

    Of sessions that are alike one may stand for another, so no answer is sought for them.
    """
    mended = [oracle.sitting_of(placement) for placement in audit.repaired]
    if len({(p.kind, p.dose) for p in audit.placements}) < len(audit.placements):
        return None
    options = [_options(audit, policy, placement) for placement in audit.placements]
    done = [
        _change(one, next((p for p in mended if (p.kind, p.asked) == (one.kind, one.asked)), None))
        for one in (oracle.sitting_of(placement) for placement in audit.placements)
    ]
    least = _sum(*done)

    def search(left: int, size: Change, kept: list[oracle.Sitting]) -> list[oracle.Sitting] | None:
        """Try each way to treat the sessions left.

        One more session never mends what others break, but for a pin that is missing, and an order
        that it is needed for.
        """
        if size >= least:  # changes only add up
            return None
        broken = broken_by(audit.week, policy, kept)
        if left == 0:
            return None if broken else kept
        if broken - {"pins", "order"}:
            return None
        for change, sitting in options[-left]:
            more = kept if sitting is None else [*kept, sitting]
            found = search(left - 1, _sum(size, change), more)
            if found is not None:
                return found
        return None

    return search(len(options), (0, 0, 0, 0), [])


def _sum(*changes: Change) -> Change:
    left_out, days, starts, doses = map(sum, zip(*changes, strict=True)) if changes else (0,) * 4
    return left_out, days, starts, doses


def _change(one: oracle.Sitting, other: oracle.Sitting | None) -> Change:
    if other is None:
        return 1, 0, 0, 0
    other_day, other_start = one.start // 1440 != other.start // 1440, one.start != other.start
    return 0, int(other_day), int(other_start), int(other_start or one.dose != other.dose)


def _options(
    audit: Audit, policy: sf.Policy, placement: sf.Placement
) -> list[tuple[Change, oracle.Sitting | None]]:
    """Each way to treat one session, those that no rule bars by itself."""
    one, week = oracle.sitting_of(placement), audit.week
    found: list[tuple[Change, oracle.Sitting | None]] = [(_change(one, None), None)]
    asked = next(
        asked
        for asked in oracle.asked_of(week, attrs.evolve(policy, way_in_weeks=0))
        if (asked.kind, asked.dose, asked.effort) == (one.kind, one.dose, one.effort)
        and oracle.session_minutes(policy, one.kind, asked.minutes, one.dose) == one.minutes
    )
    for start in {*oracle.candidate_starts(week, policy), one.start}:
        for dose in DOSES[DOSES.index(one.dose) :]:
            minutes = oracle.session_minutes(policy, one.kind, asked.minutes, dose)
            sitting = attrs.evolve(
                one, start=start, dose=dose, minutes=one.minutes if dose == one.dose else minutes
            )
            if not oracle.blocking(week, policy, sitting) - {"demand"}:
                found.append((_change(one, sitting), sitting))
    return found
