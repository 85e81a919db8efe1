"""A squad's plan as text: the gym's timetable, the coach's shifts, and what sharing costs."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import attrs

from ...domain.block import weeks_of
from ...domain.clock import DAY, clock_text
from ...domain.words import counted, session_words
from ...planning import Plan
from ...program.rules.of_squads import CAPACITY, COACH
from ...squads import Booking, Coach, SharingCost, Shift, SquadPlan
from .layout import WIDTH, table, wrap, wrap_all
from .words import beyond_words, dated, extension_words, skipped_words

HEADS = ("day", "time", "in gym", "who", "session")
COST_HEADS = ("who", "strength", "interference")
COACHED = "(coach)"
"""Behind a session for which the coach is there."""

_FAIRNESS = {"worst_first": "Best for the athlete who loses most by sharing, then for the next."}
"""What is said of a way to weigh athletes against one another, unless all count together."""

_LONGEST_NAME = 24
_TIME = len("17:00-17:45")


@attrs.frozen
class Row:
    """One session of a gym's timetable, in words.

    Parameters
    ----------
    day, time : str
        Such as "Tue 24 Nov" and "17:00-17:45".
    full : str
        How many are in the gym when it starts, and of how many places; empty if it is elsewhere.
    who, session : str
        With a word more if the coach is there.
    booking : Booking
    """

    day: str
    time: str
    full: str
    who: str
    session: str
    booking: Booking


def squad_text(squad: SquadPlan) -> str:
    """Return a squad's plan as text: who is in the gym when, and what that costs whom.

    It holds nothing that differs from run to run.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "tempo"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> print(sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1)))
    2 athletes, 2 of 2 sessions placed, 100 % of the strength asked; proven best.
    Interference 0.88 % of speed together, 0.44 for each on average.
    <BLANKLINE>
    day  time         in gym  who  session
    Wed  17:00-17:35  1 of 1  Ann  circuit
         18:00-18:35  1 of 1  Bo   circuit
    <BLANKLINE>
    Sharing costs nobody strength or speed.
    """
    parts = [wrap_all(head(squad)), _timetable(squad), _costs(squad), wrap_all(notes(squad))]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def head(squad: SquadPlan) -> list[str]:
    """Return how much of what all ask for a squad has, how sure that is, and when the coach comes.

    A sentence or two at a time.
    """
    plans = squad.plans
    placed = sum(len(plan.placements) for plan in plans)
    asked = counted(placed + sum(len(plan.skipped) for plan in plans), "session")
    lines = [
        f"{counted(len(plans), 'athlete')}, {placed} of {asked} placed, "
        f"{100 * squad.strength:.0f} % of the strength asked; {_status_words(squad)}."
    ]
    if squad.outcome.objective is None:
        return lines
    if squad.fairness in _FAIRNESS:
        lines.append(_FAIRNESS[squad.fairness])
    weeks = len(weeks_of(squad.members[0].week))
    each = squad.interference / len(plans)
    over = f" over {weeks} weeks" if weeks > 1 else ""
    mean = f" together{over}, {each:.2f} for each on average" if len(plans) > 1 else over
    lines.append(f"Interference {squad.interference:.2f} % of speed{mean}.")
    if squad.coach is not None:
        lines.append(_coach_words(squad, squad.coach))
    return lines


def _status_words(squad: SquadPlan) -> str:
    known = squad.bound > 0 or not squad.gap
    return {
        "optimal": "proven best",
        "feasible": f"at most {squad.gap or 0:.2f} % from the best" if known else "not proven best",
        "infeasible": "no plan keeps every rule and pin of all",
        "broken": "breaks a rule",
        "unknown": "nothing found within the limits",
    }[squad.status]


def _coach_words(squad: SquadPlan, coach: Coach) -> str:
    """Return when the coach is there, and how much of what a week has that takes."""
    if not squad.shifts:
        missed = {skipped.kind for plan in squad.plans for skipped in plan.skipped}
        return "The coach is never there." if missed & {*coach.kinds} else "Nobody needs the coach."
    shifts = "; ".join(shift_words(squad, shift) for shift in squad.shifts)
    used = sum(shift.end - shift.start for shift in squad.shifts) // 30
    weeks = len(weeks_of(squad.members[0].week))
    of = f"{used} of {weeks * coach.half_hours} half-hours"
    return f"The coach is there {shifts} ({of})."


def shift_words(squad: SquadPlan, shift: Shift) -> str:
    """Return when a shift is: its day, with the date if it is known, and its times."""
    same_day = (shift.end - 1) // DAY == shift.start // DAY
    until = clock_text(shift.end % DAY) if same_day else _moment(squad, shift.end, shift.until)
    return f"{_moment(squad, shift.start, shift.when)}-{until}"


def _moment(squad: SquadPlan, start: int, when: str) -> str:
    return f"{_day(squad, start, when)} {clock_text(start % DAY)}"


def _day(squad: SquadPlan, start: int, when: str) -> str:
    """Return the day of a time, with its date if that is known."""
    return dated(when.rpartition(" ")[0], _first_date(squad), start // DAY)


# The timetable


def rows(squad: SquadPlan) -> Iterator[Row]:
    """Yield the sessions of all by start, in words."""
    places = squad.gym.places
    numbers = occupancy(squad.bookings)
    said = dict(_said(squad.plans, [member.id for member in squad.members]))
    for one in squad.bookings:
        number = numbers.get(one.start, 0)
        full = str(number) if places is None else f"{number} of {places}"
        yield Row(
            day=_day(squad, one.start, one.when),
            time=f"{clock_text(one.start % DAY)}-{clock_text(one.end % DAY)}",
            full=full if one.in_gym else "",
            who=one.member,
            session=f"{said[one.member, one.start]}{f' {COACHED}' if one.with_coach else ''}",
            booking=one,
        )


def _said(plans: Iterable[Plan], names: Iterable[str]) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield each session in words, after whose it is and when it starts."""
    for plan, name in zip(plans, names, strict=True):
        for one in plan.placements:
            yield (name, one.start), session_words(one.kind, one.dose, one.effort, one.label)


def occupancy(bookings: Iterable[Booking]) -> dict[int, int]:
    """Return how many are in the gym at each start of a session there, in minutes.

    Examples
    --------
    >>> one = Booking(60, 90, "Mon 01:00", "Ann", "core", "full", in_gym=True, with_coach=False)
    >>> occupancy([one, attrs.evolve(one, start=75), attrs.evolve(one, start=90, end=120)])
    {60: 1, 75: 2, 90: 1}
    """
    inside = [one for one in bookings if one.in_gym]
    starts, ends = sorted(one.start for one in inside), sorted(one.end for one in inside)
    return {moment: bisect_right(starts, moment) - bisect_right(ends, moment) for moment in starts}


def _timetable(squad: SquadPlan) -> list[str]:
    """Return the table of all sessions, in which a day and a time stand once."""
    found = list(rows(squad))
    if not found:
        return []
    elsewhere = any(not row.booking.in_gym for row in found)
    name = min(_LONGEST_NAME, max([len(HEADS[3]), *(len(row.who) for row in found)]))
    day = max(len(row.day) for row in found)
    full = max(len(HEADS[2]), *(len(row.full) for row in found))
    widths = (max(day, len(HEADS[0])), _TIME, -full, name)
    rest = WIDTH - sum(abs(width) + 2 for width in widths)
    cells, before = [HEADS], ("", "")
    lines = []
    for row in found:
        when = ("" if row.day == before[0] else row.day, row.time)
        if (row.day, row.time) == before:
            when = ("", "")
        before = (row.day, row.time)
        who, session = wrap(row.who, "", name), wrap(row.session, width=rest)
        lines.append((*when, row.full or "-", who, session))
    made = table([*cells, *lines], widths)
    return [*made, *(["", "- in the gym's column: trained elsewhere."] if elsewhere else [])]


# What it costs, and what is left out


def costly(squad: SquadPlan) -> list[SharingCost]:
    """Return what sharing costs those whom it costs anything."""
    return [cost for cost in squad.costs if cost.strength or cost.interference]


def cost_numbers(cost: SharingCost) -> tuple[str, str]:
    """Return what sharing costs a member, of strength and of speed.

    Examples
    --------
    >>> cost_numbers(SharingCost("Ann", 0.1, -0.2)), cost_numbers(SharingCost("Bo", 0.0, 0.55))
    (('10 % less', '-0.20 %'), ('as alone', '+0.55 %'))
    """
    less = f"{100 * cost.strength:.0f} % less" if cost.strength >= _SHOWN else "less than 1 % less"
    return less if cost.strength else "as alone", f"{cost.interference:+.2f} %"


_SHOWN = 0.005


def against(squad: SquadPlan) -> str:
    """Return what stands above what sharing costs, or that it costs nothing.

    It is empty if there is no plan.
    """
    if squad.outcome.objective is None:
        return ""
    if not costly(squad):
        return "Sharing costs nobody strength or speed."
    alone = "the gym" if squad.coach is None else "the gym and the coach"
    return f"What sharing costs, against a week with {alone} to oneself:"


def spared(squad: SquadPlan) -> str:
    """Return whom sharing costs nothing, if it costs others something."""
    others = len(squad.costs) - len(costly(squad))
    if not others or others == len(squad.costs):
        return ""
    return f"It costs the other {others if others > 1 else 'one'} nothing."


def _costs(squad: SquadPlan) -> list[str]:
    paying = costly(squad)
    lines = wrap(against(squad))
    if not paying:
        return lines
    name = min(_LONGEST_NAME, max(len(COST_HEADS[0]), *(len(cost.member) for cost in paying)))
    cells = [COST_HEADS, *((cost.member, *cost_numbers(cost)) for cost in paying)]
    less, last = (max(len(cell[column]) for cell in cells) for column in (1, 2))
    body = [(wrap(who, "", name), less_, f"{more:>{last}}") for who, less_, more in cells]
    return [*lines, *table(body, (name, -less)), *wrap(spared(squad))]


def notes(squad: SquadPlan) -> list[str]:
    """Return who skips what and why, and what else is to be said of a squad, in sentences."""
    if squad.outcome.objective is None:
        return [f"Pinned: {'; '.join(pins)}."] if (pins := list(_pins(squad))) else []
    lines = [*_changes(squad), *_skips(squad)]
    needed = {
        thing for plan in squad.plans for _, things in plan.policy.equipment for thing in things
    }
    lines += [
        f"No kind of strength needs {thing}, by the policy's equipment: nobody waits for it."
        for thing, _ in squad.gym.equipment
        if thing not in needed
    ]
    used = {use: None for plan in squad.plans for use in plan.extensions}
    for use in used:
        lines += [extension_words(use), *beyond_words(use)]
    return lines


def _changes(squad: SquadPlan) -> Iterator[str]:
    """Yield what is otherwise for whom than in the plan before."""
    for member, plan in zip(squad.members, squad.plans, strict=True):
        for change in plan.changes:
            yield f"Changed for {member.id}: {change}."


def _skips(squad: SquadPlan) -> Iterator[str]:
    """Yield who skips what and why: those who skip the same for the same reasons at once.

    A plan names one reason for each day; what others take stands beside it, as a squad can mend it.
    """
    who: dict[str, list[str]] = {}
    for member, plan in zip(squad.members, squad.plans, strict=True):
        labels = {label for skipped in plan.skipped for label in skipped.labels}
        for words in skipped_words(plan):
            unsaid = {label.rule for label in labels} - {
                label.rule for label in labels if label.text in words
            }
            taken = [rule.meaning for rule in (CAPACITY, COACH) if rule.name in unsaid]
            more = ", ".join(meaning for meaning in taken if meaning not in words)
            also = f"; also in the way: {more}" if more else ""
            who.setdefault(f"{words}{also}", []).append(member.id)
    for words, names in who.items():
        *others, last = names
        every = f"{', '.join(others)} and {last} each skip" if others else f"{last} skips"
        yield f"{every} {words}."


def _pins(squad: SquadPlan) -> Iterator[str]:
    """Yield what is pinned in the weeks of a squad, which alone can leave it without a plan."""
    for member in squad.members:
        for week in weeks_of(member.week):
            for pin in week.pins:
                yield f"{member.id} {pin.when} {session_words(pin.kind, 'full', label=pin.label)}"


def _first_date(squad: SquadPlan) -> dt.date | None:
    return squad.members[0].week.start
