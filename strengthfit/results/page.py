"""A plan as HTML for notebooks: the week, or the block week by week, at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

from ..domain.block import weeks_of
from ..domain.clock import day_name
from ..physiology.load import week_load
from ..program import Program, formulate
from ..program.horizon import FixedRun
from .page_style import STYLE
from .plan import Plan
from .stops import find_stops
from .table import day_reason, placement_text, run_text, summary
from .taken import taken_choices

_WEEK = "A filled cell holds strength; another says why it has none"
_BLOCK = "Key runs and strength in filled cells; rest the pointer on a day to read all its runs"


def plan_html(plan: Plan) -> str:
    """Return a plan as one HTML element with its own style.

    Examples
    --------
    >>> import strengthfit as sf
    >>> page = plan_html(sf.plan(sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)))
    >>> page.startswith('<div class="strengthfit">')
    True
    """
    program = formulate(plan.week, plan.policy)
    table = _block(plan, program) if len(plan.prescriptions) > 1 else _week(plan, program)
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in summary(plan))
    return f'<div class="strengthfit">{STYLE}{table}<ul>{told}</ul></div>'


def _week(plan: Plan, program: Program) -> str:
    taken = taken_choices(program, plan.placements)
    stops = find_stops(program, taken)
    days = range(program.horizon.days)
    runs = "".join(f"<td>{_runs(_runs_of(program, day))}</td>" for day in days)
    strength = "".join(
        _strength(plan, day) or f'<td class="why">{escape(reason)}</td>'
        for day in days
        for reason in (day_reason(program, stops, taken, day),)
    )
    rows = f'<tr><th scope="row">runs</th>{runs}</tr>'
    rows += f'<tr><th scope="row">strength</th>{strength}</tr>'
    return _table("week", _WEEK, ["", *_day_heads(plan)], rows)


def _runs_of(program: Program, day: int) -> list[FixedRun]:
    return [run for run in program.horizon.runs if run.day == day]


def _runs(runs: Iterable[FixedRun]) -> str:
    return "".join(
        f'<div class="{"key" if run.key else "run"}" title="{escape(run.id)}">'
        f"{escape(run_text(run))}</div>"
        for run in runs
    )


def _strength(plan: Plan, day: int, runs: str = "") -> str:
    """Return the cell of a day that has strength; nothing where it has none."""
    placed = [placement_text(p) for p in plan.placements if p.day == day]
    told = "".join(f"<div>{escape(text)}</div>" for text in placed)
    return f'<td class="taken">{runs}{told}</td>' if placed else ""


def _block(plan: Plan, program: Program) -> str:
    overrides, first = dict(plan.policy.evidence), plan.week.first_weekday
    rows = ""
    for number, week in enumerate(weeks_of(plan.week)):
        prescription = plan.prescriptions[number]
        days = range(7 * number, 7 * number + 7)
        cells = "".join(_day(plan, program, day) for day in days)
        why = " ".join(prescription.reasons) if prescription.step != "keep" else ""
        since = f' title="from {week.start}"' if week.start else ""
        rows += (
            f'<tr><th scope="row"{since}>W{number + 1}</th>'
            f'<td class="number">{week_load(week, overrides).volume or 0:.0f}</td>{cells}'
            f'<td class="why">{escape(why)}</td></tr>'
        )
    heads = ["week", "km", *(day_name(day, first) for day in range(7)), "less strength, because"]
    return _table("block", _BLOCK, [escape(head) for head in heads], rows)


def _day(plan: Plan, program: Program, day: int) -> str:
    """Return the cell of a day of a block: its key runs, its strength, and every run on hover."""
    every = _runs_of(program, day)
    hover = escape("; ".join(run_text(run) for run in every))
    keys = "".join(
        f'<div class="run">{escape(run.kind.replace("_", " "))} *</div>' for run in every if run.key
    )
    cell = _strength(plan, day, keys) or f"<td>{keys}</td>"
    return cell.replace("<td", f'<td title="{hover}"', 1)


def _day_heads(plan: Plan) -> list[str]:
    names = [escape(day_name(day, plan.week.first_weekday)) for day in range(7)]
    if plan.week.start is None:
        return names
    dates = [plan.week.start + dt.timedelta(days=day) for day in range(7)]
    return [f"{name}<br>{date}" for name, date in zip(names, dates, strict=True)]


def _table(kind: str, caption: str, heads: Iterable[str], rows: str) -> str:
    head = "".join(f'<th scope="col">{one}</th>' if one else "<th></th>" for one in heads)
    return (
        f'<table class="plan {kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
