"""Who is new to strength in a week, and the way in: some weeks of light circuits.

Novelty fades with the sessions done: there was no relief at the second session of leg strength and
some at the third (Doma et al 2015, 10.1007/s00421-015-3159-z, and 2017, 10.1139/apnm-2017-0214). It
returns: downhill running protected for 6 weeks and no longer after 9 (Byrnes et al 1985, J Appl
Physiol 59:710). Both numbers are rows of the evidence table. That novices begin with light work,
10 to 12 repetitions before any heavy block, is advice of coaches (Blagrove 2022, in interviews);
how long is CONVENTION: `way_in_weeks` of the policy.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from ..domain.clock import DAY
from ..domain.demands import with_kept
from ..domain.own_kinds import strength_like
from ..domain.policy import Policy
from ..domain.running_load import RunningLoad
from ..domain.starts import start_of
from ..domain.strength import DOSES, AnyStrengthKind, Demand, Dose, Session, StrengthKind
from ..domain.week import Week
from .parameters import Parameters, parameters_of

HELD_AS_CIRCUITS = (StrengthKind.HEAVY, StrengthKind.HYPERTROPHY, StrengthKind.PLYOMETRIC)
LEG_WORK = (*HELD_AS_CIRCUITS, StrengthKind.CIRCUIT)
"""Kinds that accustom the legs. Not by `leg_work` of the policy: what is drawn for how tired legs
weaken a session must not change who is new."""

Like = Mapping[str, StrengthKind]
"""By kind of strength the kind of the house that it is like."""


@attrs.frozen
class WayIn:
    """What novelty makes of one week.

    Parameters
    ----------
    accustomed
        Whether the athlete counts as accustomed to strength in this week.
    strength
        What is asked, with light circuits in place of hard kinds on the way in.
    notes
        What is to be said of that.
    """

    accustomed: bool
    strength: tuple[Demand, ...]
    notes: tuple[str, ...] = ()


@attrs.frozen
class _PastWeek:
    """Sessions of leg work in a week of some days, and whether that is all there was."""

    sessions: int
    known: bool
    days: int


def ways_in(weeks: Sequence[Week], policy: Policy) -> tuple[WayIn, ...]:
    """Return what novelty makes of consecutive weeks, the first with its `before` and `history`.

    What is asked in a past week counts as done in it, and so does what `before` lists.

    Examples
    --------
    >>> from strengthfit.domain.week import Athlete
    >>> week = Week([], strength=Demand("heavy", 2), athlete=Athlete(accustomed=False))
    >>> ways = ways_in([week] * 4, Policy())
    >>> [(way.accustomed, str(way.strength[0].kind)) for way in ways]
    [(False, 'circuit'), (True, 'circuit'), (True, 'circuit'), (True, 'heavy')]
    >>> ways[0].notes
    ('New to strength: light circuits instead of heavy in week 1 of 3.',)
    """
    parameters, like = parameters_of(policy), strength_like(policy.extensions)
    past = _past(weeks[0], policy, like)
    found: list[WayIn] = []
    for week in weeks:
        found.append(_way_in(week, past, policy, parameters))
        past.append(_PastWeek(_asked(week, like), known=True, days=week.days))
    return tuple(found)


def with_ways_in(
    weeks: Sequence[Week], policy: Policy, first: int
) -> tuple[list[Week], list[tuple[str, ...]]]:
    """Return weeks as they are held, and what is to be said of each; those before 0 as they are.

    The first of them has the number `first`.
    """
    planned = weeks[-first:]
    ways = ways_in(planned, policy)
    held = [
        attrs.evolve(week, strength=with_kept(way.strength, week.pins))
        for week, way in zip(planned, ways, strict=True)
    ]
    notes: list[tuple[str, ...]] = [()] * -first
    return [*weeks[: len(weeks) - len(held)], *held], [*notes, *(way.notes for way in ways)]


def _way_in(week: Week, past: Sequence[_PastWeek], policy: Policy, parameters: Parameters) -> WayIn:
    """Return what novelty makes of a week after others, the first of them first."""
    returned = _return(past, parameters.value("weeks_to_novelty", "any"))
    if returned is None and week.athlete.accustomed:
        return WayIn(True, week.strength)
    since = [each.sessions for each in past[returned or 0 :]]
    accustomed = sum(since) >= parameters.value("novel_sessions", "any")
    number = 1 + sum(sessions > 0 for sessions in since)
    if number > policy.way_in_weeks:
        return WayIn(accustomed, week.strength)
    strength, instead = _held(week, strength_like(policy.extensions))
    if strength == week.strength:
        return WayIn(accustomed, strength)
    who = "New to strength" if returned is None else "New to strength again, after weeks without"
    of = f" instead of {' and '.join(instead)}" if instead else ""
    note = f"{who}: light circuits{of} in week {number} of {policy.way_in_weeks}."
    return WayIn(accustomed, strength, (note,))


def _return(past: Sequence[_PastWeek], weeks: float) -> int | None:
    """Return the first week after the last break of at least so many weeks; None if none is known.

    Only weeks of which all is known can be a break. It is as long as their days.
    """
    found, off = None, 0
    for index, each in enumerate(past):
        off = off + each.days if each.known and not each.sessions else 0
        if off / 7 >= weeks:
            found = index + 1
    return found


def _past(week: Week, policy: Policy, like: Like) -> list[_PastWeek]:
    """Return the weeks before one, as far back as anything is known of them."""
    listed = Counter(
        _number(week.history, start_of(item.when, week, policy, -1) // DAY)
        for item in week.before
        if isinstance(item, Session) and like[item.kind] in LEG_WORK
    )
    weeks = len(week.history)
    earliest = min(-weeks, *listed, 0)
    past: list[_PastWeek] = []
    for number in range(earliest, 0):
        member = week.history[number] if number >= -weeks else None
        known = isinstance(member, Week)
        asked = _asked(member, like) if isinstance(member, Week) else 0
        days = 7 if member is None else _days(member)
        past.append(_PastWeek(max(asked, listed[number]), known, days))
    return past


def _number(history: Sequence[Week | RunningLoad], day: int) -> int:
    """Return the number of the past week in which a day lies, -1 for the last.

    Past weeks lie end to end; those before the history have seven days.
    """
    number, begins = 0, 0
    for member in reversed(history):
        if day >= begins:
            return number
        number, begins = number - 1, begins - _days(member)
    return number + (day - begins) // 7 if day < begins else number


def _days(past: Week | RunningLoad) -> int:
    """Return the days of a past week; figures are those of seven."""
    return past.days if isinstance(past, Week) else 7


def _asked(week: Week, like: Like) -> int:
    """Return how many sessions of leg work a week asks for, or pins with `keep` if more."""
    kept = sum(pin.keep for pin in week.pins if like[pin.kind] in LEG_WORK)
    legs = [demand.count for demand in week.strength if like[demand.kind] in LEG_WORK]
    return max(kept, sum(legs))


def _held(week: Week, like: Like) -> tuple[tuple[Demand, ...], list[AnyStrengthKind]]:
    """Return a week's demands with light circuits for hard kinds, and the kinds that they replace.

    As many sessions as are pinned stay what they are.
    """
    pinned = _pinned(week, like)
    held: list[Demand] = []
    instead: list[AnyStrengthKind] = []
    for index, demand in enumerate(week.strength):
        light = _light(demand, like)
        stay = demand.count if light == demand else pinned[index]
        if stay:
            held.append(attrs.evolve(demand, count=stay))
        if demand.count > stay:
            held.append(attrs.evolve(light, count=demand.count - stay))
            if demand.kind != light.kind and demand.kind not in instead:
                instead.append(demand.kind)
    return tuple(held), instead


def _light(demand: Demand, like: Like) -> Demand:
    """Return a demand as it is on the way in: of a hard kind or a circuit, a light circuit."""
    if like[demand.kind] not in LEG_WORK:
        return demand
    dose = demand.dose if demand.dose in _LIGHT else Dose.REDUCED
    kind = StrengthKind.CIRCUIT if like[demand.kind] in HELD_AS_CIRCUITS else demand.kind
    return attrs.evolve(demand, kind=kind, dose=dose)


_LIGHT = (Dose.REDUCED, Dose.SIMPLIFIED)


def _pinned(week: Week, like: Like) -> Counter[int]:
    """Return how many sessions of each demand are pinned and could not be a light circuit.

    Pins that say more choose first; each takes the first demand that has a session for it.
    """
    found: Counter[int] = Counter()
    pins = [pin for pin in week.pins if like[pin.kind] in HELD_AS_CIRCUITS or pin.dose == Dose.FULL]
    for pin in sorted(pins, key=lambda pin: (pin.dose is None) + (pin.effort is None)):
        for index, demand in enumerate(week.strength):
            fits = pin.kind == demand.kind and pin.effort in (None, demand.effort)
            fits = fits and pin.label in (None, demand.label)
            fits = fits and (pin.dose is None or DOSES.index(pin.dose) >= DOSES.index(demand.dose))
            if fits and found[index] < demand.count:
                found[index] += 1
                break
    return found
