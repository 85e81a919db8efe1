"""A plan as HTML for notebooks: the week, or the block week by week, at a glance."""

from __future__ import annotations

from ...domain.block import weeks_of
from ...domain.clock import day_name
from ...domain.words import run_word
from ...planning import Day, Plan
from ..text.plan import summary
from ..text.words import (
    dated,
    dated_day,
    day_reason,
    day_run,
    day_session,
    km_words,
    less_strength,
)
from .element import element, escape, items, row, table

_WEEK = "A filled cell holds strength; another says why it has none"
_BLOCK = "Key runs, and strength in filled cells; hover over a day to see all its runs"


def plan_html(plan: Plan) -> str:
    """Return a plan as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = plan_html(sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    days = _block(plan) if len(plan.prescriptions) > 1 else _week(plan)
    return element(days, items(summary(plan)))


def _week(plan: Plan) -> str:
    runs = "".join(f"<td>{_runs(day)}</td>" for day in plan.days)
    strength = "".join(
        _strength(day) or f'<td class="why">{escape(day_reason(plan, day))}</td>'
        for day in plan.days
    )
    rows = [row(runs, "runs"), row(strength, "strength")]
    return table(rows, ["", *_day_heads(plan)], _WEEK, "plan week")


def _runs(day: Day) -> str:
    return "".join(
        f'<div class="{"key" if run.key else "run"}" title="{escape(run.id)}">'
        f"{escape(day_run(run))}</div>"
        for run in day.runs
    )


def _strength(day: Day, runs: str = "") -> str:
    """Return the cell of a day that has strength; nothing if it has none."""
    placed = "".join(f"<div>{escape(day_session(day, p))}</div>" for p in day.placements)
    return f'<td class="taken">{runs}{placed}</td>' if placed else ""


def _block(plan: Plan) -> str:
    first = plan.week.first_weekday
    rows, less = "", less_strength(plan)
    for number, week in enumerate(weeks_of(plan.week)):
        cells = "".join(day_cell(day) for day in plan.days if day.week == number)
        why = " ".join(less[number])
        name = dated(f"W{number + 1}", plan.week.start, 7 * number)
        rows += (
            f'<tr><th scope="row">{escape(name)}</th>'
            f'<td class="number">{km_words(week, plan.policy)}</td>{cells}'
            f'<td class="why">{escape(why)}</td></tr>'
        )
    heads = ["week", "km", *(day_name(day, first) for day in range(7)), "less strength, because"]
    return table([rows], map(escape, heads), _BLOCK, "plan block")


def day_cell(day: Day) -> str:
    """Return the cell of a day at a glance: its key runs, its strength, and every run on hover."""
    past = ["past"] if day.state == "past" else []
    hover = escape("; ".join([*past, *map(day_run, day.runs)]))
    nothing = '<td class="past">' if past else "<td>"
    keys = "".join(
        f'<div class="run">{escape(run_word(run.kind, run.priority))} *</div>'
        for run in day.runs
        if run.key
    )
    cell = _strength(day, keys) or f"{nothing}{keys}</td>"
    return cell.replace("<td", f'<td title="{hover}"', 1)


def _day_heads(plan: Plan) -> list[str]:
    return [escape(dated_day(plan.week, day.day, day.name)) for day in plan.days]
