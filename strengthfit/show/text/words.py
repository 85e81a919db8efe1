"""Runs, sessions, days and plans in words: each idea once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from ...domain.block import Block, week_days, weeks_of
from ...domain.clock import DAY, clock_text, date_text, day_name
from ...domain.policy import Policy
from ...domain.strength import DOSES
from ...domain.week import Week
from ...domain.words import counted, dose_words, effort_words, kind_word, run_word, session_words
from ...physiology.load import week_load
from ...physiology.parameters import parameters_of
from ...planning import Day, DayRun, Kept, Placement, Plan
from ...planning.from_outside import ExtensionUse, OutsideNumber
from ...planning.lighter_doses import lighter_doses
from ...program.labels import Label, closed_words
from ...program.rules.of_squads import CAPACITY, COACH
from ...program.rules.pins import is_of_pin
from ...program.tier_names import INTERFERENCE


def dated(name: str, start: dt.date | None, day: int) -> str:
    """Return the name of a day or a week with its date, `day` days after the start, if known.

    Examples
    --------
    >>> dated("W3", dt.date(2026, 11, 23), 14), dated("Tue", None, 1)
    ('W3 7 Dec', 'Tue')
    """
    return name if start is None else f"{name} {date_text(start + dt.timedelta(days=day))}"


def dated_day(week: Week | Block, day: int, name: str) -> str:
    """Return the name of a day with its date, and of a numbered one with its weekday, if known.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> dated_day(Week([], days=9, start="2026-11-23"), 8, "D9"), dated_day(Week([]), 1, "Tue")
    ('D9 Tue 1 Dec', 'Tue')
    """
    if week.start is not None and week_days(week) != 7:
        name = f"{name} {day_name(day, week.first_weekday)}"
    return dated(name, week.start, day)


def day_run(run: DayRun) -> str:
    """Return a run on its day in a few words, with a star for a key run."""
    text = f"{clock_text(run.start % DAY)} {run_word(run.kind, run.priority)} {run.minutes} min"
    return f"{text} *" if run.key else text


def clock_session(placement: Placement) -> str:
    """Return a session on its day in a few words."""
    return f"{session_at(clock_text(placement.start % DAY), placement)} {placement.minutes} min"


def session_at(when: str, placement: Placement) -> str:
    """Return a session with its time as it is to be said."""
    own = placement.kind, placement.dose, placement.effort, placement.label
    return f"{when} {session_words(*own)}"


def placement_words(placement: Placement) -> str:
    """Return when a session is and what it is."""
    return session_at(placement.when, placement)


def placements_words(plan: Plan) -> list[str]:
    """Return when and what the sessions of a plan are, one by one."""
    return [placement_words(placement) for placement in plan.placements]


def day_session(day: Day, placement: Placement) -> str:
    """Return a session on its day in a few words, and whether it is done."""
    done = ", done" if day.state == "past" else ""
    return f"{clock_session(placement)}{done}"


def kept_words(kept: Kept) -> str:
    """Return as a sentence that a pinned session stays, and against what."""
    rules = " and ".join(label.text for label in kept.rules)
    reasons = [f"although it is {rules}"] if rules else []
    reasons += ["in addition to what is asked"] if kept.added else []
    return f"Kept {', '.join(reasons)}: {placement_words(kept.placement)}."


def extension_words(used: ExtensionUse) -> str:
    """Return as a sentence what a plan owes to an extension, and whose numbers it goes by.

    Examples
    --------
    >>> from strengthfit.domain import Extension, OwnStrengthKind, Policy
    >>> from strengthfit.planning.from_outside import extensions_used
    >>> nordic = OwnStrengthKind("acme:nordic", "heavy")
    >>> acme = Extension("acme", source="Smith et al 2027", strength_kinds=[nordic])
    >>> extension_words(*extensions_used(Policy(extensions=[acme])))
    'With acme 1 (Smith et al 2027): acme:nordic, taken as heavy.'
    """
    kinds = [
        f"{kind.name}, taken as {kind_word(kind.like, None)}"
        f"{'' if kind.curve is None else f' with a curve of its own ({kind.curve})'}"
        for kind in used.kinds
    ]
    records = [f"the rule {name}" for name in used.rules]
    records += [f"the cost {name}" for name in used.costs]
    source = f" ({used.source})" if used.source else ""
    within = [_number_words(number) for number in used.numbers if not number.beyond]
    said = "; ".join([*kinds, *records, *within])
    return f"With {used.name} {used.version}{source}{': ' if said else ''}{said}."


def beyond_words(used: ExtensionUse) -> list[str]:
    """Return as a sentence each number beyond the bounds of the evidence table, and whose it is."""
    return [
        f"Outside the bounds of the evidence: {_number_words(number)}; the table has "
        f"{number.low:g} to {number.high:g}."
        for number in used.numbers
        if number.beyond
    ]


def _number_words(number: OutsideNumber) -> str:
    return f"{number.key} {number.value:g} {number.unit} ({number.source})"


def day_reason(plan: Plan, day: Day) -> str:
    """Return why a day has no strength: past, what closes it, or which session could move there.

    Nothing is said of the days of a week that has no plan: what is wrong is not of one day.
    """
    if plan.status == "infeasible":
        return ""
    if day.state == "past":
        return "past"
    if day.state == "open":
        return f"{_sessions(day.could_move)} could move here"
    if not day.rules:
        return "nothing more is asked for"
    if all(map(is_of_pin, day.rules)):
        return "all that is asked for is pinned"
    rules = _of_day(day.rules)
    return closed_words(rules if day.together else rules[:1], day.together)


def _of_day(rules: Iterable[Label]) -> list[Label]:
    """Return what closes a day, with what others take of the gym and the coach once, untimed.

    A squad has a label of it for each moment.
    """
    found: dict[str, Label] = {}
    for label in rules:
        text = label.text
        if label.rule in (CAPACITY.name, COACH.name):
            text = text.rpartition(" at ")[0] or text
        found.setdefault(text, attrs.evolve(label, text=text))
    return list(found.values())


def _sessions(placements: Sequence[Placement]) -> str:
    if not placements:
        return "a skipped session"
    if len(placements) == 1:
        return f"{placements[0].when} {placements[0].name}"
    *first, last = [placement.when for placement in placements]
    return f"{', '.join(first)} or {last}"


def block_note(plan: Plan) -> list[str]:
    """Return what the interference of a block's plan is in a table of plans; nothing for a week."""
    weeks = len(weeks_of(plan.week))
    return [f"Interference is the sum of {weeks} weeks."] if weeks > 1 else []


def cut_short(lacks: str) -> str:
    """Return that limits ended a call, and what its answer lacks.

    Examples
    --------
    >>> cut_short("some prices are missing")
    'Not finished within the limits: some prices are missing.'
    """
    return f"Not finished within the limits: {lacks}."


def status_words(plan: Plan) -> str:
    """Return how sure it is that no plan is better."""
    known = _strength_is_proven(plan) and (plan.bound > 0 or not plan.gap)
    return {
        "optimal": "proven best",
        "feasible": f"at most {plan.gap or 0:.2f} % from the best" if known else "not proven best",
        "broken": "breaks a rule",
        "infeasible": "no plan keeps every rule and pin",
        "unknown": "nothing found within the limits",
    }[plan.status]


def _strength_is_proven(plan: Plan) -> bool:
    """Whether no plan delivers more strength; else how far interference is off says nothing."""
    reached, bound = plan.outcome.objective, plan.outcome.bound
    return reached is not None and reached[:INTERFERENCE] == bound[:INTERFERENCE]


def placed_words(plan: Plan) -> str:
    """Return how many of the sessions that were asked for a plan holds."""
    asked = counted(len(plan.placements) + len(plan.skipped), "session")
    return f"{len(plan.placements)} of {asked}"


def skipped_words(plan: Plan) -> list[str]:
    """Return what a plan skips, those of one demand and reason at once, in a block by weeks."""
    several = len(weeks_of(plan.week)) > 1
    weeks: dict[tuple[str, str], list[str]] = {}
    for each, number in Counter(plan.skipped).items():
        what = f"{counted(number, f'{each.name} session')} ({each.dose}{effort_words(each.effort)})"
        weeks.setdefault((what, each.reason), []).append(f"W{each.week + 1}")
    lines = []
    for (what, reason), names in weeks.items():
        if not several:
            lines.append(f"{what}; {reason}")
        else:
            each_week = " a week" if len(names) > 1 else ""
            lines.append(f"{', '.join(names)}: {what}{each_week}; {reason}")
    return lines


def km_words(week: Week, policy: Policy) -> str:
    """Return the km of a week, races apart, with ~ if a distance had to be inferred.

    Examples
    --------
    >>> from strengthfit.domain.run import Run
    >>> known, unknown = Run("Tue", "easy", km=8), Run("Thu", "easy", minutes=48)
    >>> km_words(Week([known]), Policy()), km_words(Week([known, unknown]), Policy())
    ('8', '~16')
    """
    load = week_load(week, parameters_of(policy))
    return f"{INFERRED if 'volume' in load.inferred else ''}{load.volume or 0:.0f}"


INFERRED = "~"
"""Before km that are inferred."""


def less_strength(plan: Plan) -> list[list[str]]:
    """Return for each week as sentences why it has less strength than was asked.

    Running load and races, if they ask for less of the whole week; then, of each session that is
    lighter still, what stands against a fuller dose.
    """
    weeks = [
        list(prescription.reasons) if prescription.step != "keep" else []
        for prescription in plan.prescriptions
    ]
    for lighter in lighter_doses(plan):
        text = lighter.text
        weeks[lighter.placement.week].append(f"{text[0].upper()}{text[1:]}.")
    return weeks


def headline(plan: Plan, *more: str) -> str:
    """Return how much of what was asked for a plan holds, and more; and its status unless best."""
    status = "" if plan.status == "optimal" else status_words(plan)
    words = placed_words(plan)
    return ": ".join(filter(None, [words, "; ".join(filter(None, [status, *more]))]))


def doses_words(placements: Iterable[Placement]) -> str:
    """Return how many sessions have each dose, the fullest first."""
    doses = Counter(placement.dose for placement in placements)
    return ", ".join(f"{doses[dose]} {dose}" for dose in DOSES if doses[dose])


def brief_plans(plans: Sequence[Plan]) -> list[str]:
    """Return the sessions of each plan, as briefly as the plans stay apart.

    A session is its day alone, with its time if two plans have the same days, and its kind if there
    are several; a block is the number of its sessions by dose.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> brief_plans([sf.plan(week), sf.plan(sf.Week([], strength=0))])
    ['Wed + Fri', 'no strength']
    """
    kinds = len({placement.name for plan in plans for placement in plan.placements}) > 1
    by_day = [_brief(plan, kinds, times=False) for plan in plans]
    return [
        _brief(plan, kinds, times=True) if by_day.count(words) > 1 else words
        for plan, words in zip(plans, by_day, strict=True)
    ]


def _brief(plan: Plan, kinds: bool, times: bool) -> str:
    if len(weeks_of(plan.week)) > 1 and plan.placements:
        sessions = counted(len(plan.placements), "session")
        return f"{sessions}: {doses_words(plan.placements)}"
    words = [
        f"{p.when if times else p.when.split()[0]}"
        f"{f' {p.name}' if kinds else ''}{dose_words(p.dose)}{effort_words(p.effort)}"
        for p in plan.placements
    ]
    return " + ".join(words) or "no strength"
