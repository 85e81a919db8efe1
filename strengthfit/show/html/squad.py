"""A squad's plan as HTML: the gym's timetable, each athlete's days, and what sharing costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.block import week_days, weeks_of
from ...domain.clock import DAY, clock_text
from ...squads import SquadPlan
from ..text.squad import (
    COST_HEADS,
    Row,
    against,
    cost_numbers,
    costly,
    head,
    notes,
    rows,
    spared,
)
from ..text.words import dated_day
from .element import element, escape, items, number, paragraphs, row, table
from .plan import day_cell

_STYLE = """<style>
.strengthfit table.gym td { vertical-align: top; }
.strengthfit td.coach { border-left: 4px solid rgba(230, 120, 20, 0.9); }
.strengthfit .full { font-size: 0.85em; opacity: 0.75; }
</style>"""
"""Of timetables, beside that of all values."""

_GYM = "Who trains when; the number is how many are in the gym then"
_GYM_AND_COACH = "; beside the orange line the coach is there"
_DAYS = "Key runs, and strength in filled cells; hover over a day to see all its runs"


def squad_html(squad: SquadPlan) -> str:
    """Return a squad's plan as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)
    >>> page = squad_html(sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1)))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    weeks = range(len(weeks_of(squad.members[0].week)))
    tables: list[str] = []
    found = list(rows(squad))
    for week in weeks if squad.outcome.objective is not None else ():
        tables += [_timetable(squad, found, week, len(weeks)), _athletes(squad, week, len(weeks))]
    return element(_STYLE, paragraphs(head(squad)), *tables, _costs(squad), items(notes(squad)))


def _timetable(squad: SquadPlan, found: Sequence[Row], week: int, weeks: int) -> str:
    """Return the table of a week: a row for each start, a column for each day."""
    days = _days_of(squad, week)
    mine = [one for one in found if one.booking.start // DAY in days]
    starts = sorted({one.booking.start % DAY for one in mine})
    lines = [
        row((_cell(squad, mine, day * DAY + start) for day in days), clock_text(start))
        for start in starts
    ]
    caption = _GYM + (_GYM_AND_COACH if squad.coach is not None else "")
    return table(lines, ["", *_heads(squad, days)], _named(caption, week, weeks), "plan gym")


def _cell(squad: SquadPlan, mine: Sequence[Row], moment: int) -> str:
    """Return who starts at a moment."""
    found = [one for one in mine if one.booking.start == moment]
    coached = any(shift.start <= moment < shift.end for shift in squad.shifts)
    kinds = ["taken"] * bool(found) + ["coach"] * coached
    named = f' class="{" ".join(kinds)}"' if kinds else ""
    full = next((one.full for one in found if one.full), "")
    count = f'<div class="full">{escape(full)}</div>' if full else ""
    lines = "".join(
        f'<div title="{escape(one.time)}">{escape(one.who)} '
        f'<span class="run">{escape(one.session)}</span></div>'
        for one in found
    )
    return f"<td{named}>{lines}{count}</td>"


def _athletes(squad: SquadPlan, week: int, weeks: int) -> str:
    """Return the table of a week in which each athlete has a row."""
    days = _days_of(squad, week)
    lines = [
        row((day_cell(plan.days[day]) for day in days), member.id)
        for member, plan in zip(squad.members, squad.plans, strict=True)
    ]
    return table(lines, ["", *_heads(squad, days)], _named(_DAYS, week, weeks), "plan")


def _days_of(squad: SquadPlan, week: int) -> range:
    days = week_days(squad.members[0].week)
    return range(week * days, (week + 1) * days)


def _heads(squad: SquadPlan, days: range) -> Iterator[str]:
    plan = squad.plans[0]
    for day in days:
        yield escape(dated_day(plan.week, day, plan.days[day].name))


def _named(caption: str, week: int, weeks: int) -> str:
    return f"W{week + 1}: {caption}" if weeks > 1 else caption


def _costs(squad: SquadPlan) -> str:
    """Return what sharing costs those whom it costs anything."""
    words = against(squad)
    paying = costly(squad)
    if not paying:
        return paragraphs([words] if words else [])
    lines = [row(map(number, cost_numbers(cost)), cost.member) for cost in paying]
    more = spared(squad)
    costs = table(lines, map(escape, COST_HEADS))
    return paragraphs([words]) + costs + paragraphs([more] if more else [])
