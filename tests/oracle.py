"""The model told a second time, naively, from docs/explanation/model.md alone.

Nothing here comes from `strengthfit.program`, and nothing is made for speed: every rule and
every term is a plain loop over sessions and runs, so that it can be read beside the page. The
tests hold the two together.
"""

import datetime as dt
import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from strengthfit.domain import (
    Block,
    Demand,
    PhaseLevel,
    Policy,
    RaceLevel,
    Run,
    RunningLoad,
    Session,
    Spacing,
    Week,
    Window,
)
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import resolve
from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS
from strengthfit.physiology.evidence import lookup

from .cached import cached

DAY = 1440
WEEK = 10080
"""Minutes of seven days: a week of a block, and the 168 hours in which strength costs runs."""
STRENGTH_STEP = 0.0005

Tiers = tuple[int, int, int, int, int, int]
Name = tuple[str, float | None, str, str, str | None]
"""What demands that are added up have in common: kind, minutes, dose, effort and label."""
Evidence = tuple[tuple[str, float], ...]


@attrs.frozen(kw_only=True)
class Sitting:
    """One strength session of a plan; `asked` is the dose that its demand asks for."""

    kind: str
    asked: str = "full"
    dose: str
    start: int
    minutes: int
    effort: str = "near_failure"
    label: str | None = None

    @property
    def end(self) -> int:
        """A session ends its minutes after its start."""
        return self.start + self.minutes

    @property
    def day(self) -> int:
        """Day d is minutes 1440 d up to 1440 (d + 1)."""
        return self.start // DAY


@attrs.frozen(kw_only=True)
class GivenRun:
    """One run of the week or outside it, with everything that the week leaves open filled in."""

    name: str
    kind: str
    start: int
    minutes: int
    key: bool
    made_key: bool
    load: float
    km: float
    priority: str

    @property
    def end(self) -> int:
        """A run ends its minutes after its start."""
        return self.start + self.minutes

    @property
    def day(self) -> int:
        """A run belongs to the day on which it starts."""
        return self.start // DAY

    @property
    def race(self) -> bool:
        """A race is a race, whatever `key` says; one run as training has another kind here."""
        return self.kind == "race"


@attrs.frozen(kw_only=True)
class Asked:
    """Demands of the same kind, minutes, dose, effort and label, added up."""

    kind: str
    minutes: float | None
    dose: str
    effort: str
    count: int
    label: str | None = None


@attrs.frozen
class Broken:
    """One instance of a rule that a plan breaks; no sittings where one is missing."""

    rule: str
    sittings: tuple[int, ...]
    cause: str


@attrs.frozen
class Score:
    """What is counted of a plan."""

    strength: int
    continuity: int
    interference: int
    exact_interference: float
    terms: dict[str, float]
    habit: int
    preference: int
    earliness: int


def sittings_of(plan: Any) -> list[Sitting]:
    """Read the sittings of anything with placements; where no asked dose is told it is full."""
    return [sitting_of(placement) for placement in plan.placements]


def sitting_of(placement: Any) -> Sitting:
    """Read one placement as a sitting."""
    return Sitting(
        kind=placement.kind,
        asked=getattr(placement, "asked", "full"),
        dose=placement.dose,
        start=placement.start,
        minutes=placement.minutes,
        effort=placement.effort,
        label=getattr(placement, "label", None),
    )


# ---- Numbers and time


def value(policy: Policy, name: str, subject: str = "any") -> float:
    """A parameter is the policy's own, else the evidence table's."""
    return lookup(name, subject, dict(policy.evidence))


def tidy(number: float) -> float:
    """What is rounded is first rounded to nine decimals, so that floating noise does not decide."""
    return round(number, 9)


def moment(week: Week, policy: Policy, given: Run | Session, shift: int) -> int:
    """A weekday in `before` means the week before, in `after` the week after; minutes stand.

    So do dates, which are days from the week's own.
    """
    if given.when.date is not None:
        assert week.start is not None
        clock = policy.usual_evening if given.when.half == "pm" else policy.usual_time
        clock = clock if given.when.minute is None else given.when.minute
        return (given.when.date - week.start).days * DAY + clock
    if given.when.number is not None:
        clock = policy.usual_evening if given.when.half == "pm" else policy.usual_time
        clock = clock if given.when.minute is None else given.when.minute
        return (given.when.number - 1) * DAY + clock + shift
    at = resolve(given.when, week.first_weekday, policy.usual_time, policy.usual_evening)
    return at if given.when.minutes is not None else at + shift


def length(week: Week) -> int:
    """The minutes of a week of N days."""
    return DAY * week.days


def forward(week: Week, earlier: int, later: int) -> int:
    """From one moment to another; in a week that repeats, forward on a circle of its minutes."""
    return (later - earlier) % length(week) if week.repeats else later - earlier


def turns(week: Week) -> tuple[int, ...]:
    """A week that repeats may be laid out three times, so that each edge has its neighbour."""
    return (-length(week), 0, length(week)) if week.repeats else (0,)


@attrs.frozen
class WeekAmid(Week):
    """A week of a block, which also knows the weeks beside it: their windows are not its own."""

    eve: Week | None = attrs.field(default=None, kw_only=True)
    morrow: Week | None = attrs.field(default=None, kw_only=True)


def lies_in(week: Week, day: int) -> tuple[Week, int] | None:
    """The week in which a day lies, and which of its days it is; None if nobody says.

    What is open or closed on a day is for the windows of its own week to say, and of no other.
    """
    if week.repeats:
        return week, day % week.days
    if 0 <= day < week.days:
        return week, day
    if isinstance(week, WeekAmid):
        beside = week.eve if day < 0 else week.morrow
        return None if beside is None else (beside, day % week.days)
    return None


def speaks_of(week: Week, window: Window, day: int) -> bool:
    """A weekly window speaks of its weekdays or numbered days, a dated one of its date."""
    span = window.when
    if span.date is not None:
        return week.start is not None and week.start + dt.timedelta(days=day) == span.date
    if span.numbers:
        return day + 1 in span.numbers
    if set(span.days) == set(range(7)):
        return True
    if week.start is not None:
        return (week.start + dt.timedelta(days=day)).weekday() in span.days
    return week.days == 7 and day in span.days


# ---- Runs


def counted_kind(run: Run) -> str:
    """A race whose priority is "training" counts as a time trial, and is not meant by "race"."""
    if run.kind == "race" and run.priority == "training":
        return "time_trial"
    return run.kind


def run_minutes(policy: Policy, run: Run) -> int:
    """The minutes given, else km times minutes_per_km, else usual_minutes; whole, 1 or more."""
    if run.minutes is not None:
        length = run.minutes
    elif run.km is not None:
        length = run.km * value(policy, "minutes_per_km")
    else:
        length = value(policy, "usual_minutes", counted_kind(run))
    return max(1, round(tidy(length)))


def given_run(week: Week, policy: Policy, run: Run, shift: int) -> GivenRun:
    """A load not given is session_rpe times minutes; a race without km takes unknown_race_km."""
    minutes = run_minutes(policy, run)
    kind = counted_kind(run)
    key = kind in KEY_RUN_KINDS if run.key is None else run.key
    return GivenRun(
        name=run.id or f"{run.when} {run.kind}",
        kind=kind,
        start=moment(week, policy, run, shift),
        minutes=minutes,
        key=key,
        made_key=key and kind not in KEY_RUN_KINDS,
        load=value(policy, "session_rpe", kind) * minutes if run.load is None else run.load,
        km=policy.unknown_race_km if run.km is None else run.km,
        priority=run.priority,
    )


@cached
def runs_before(week: Week, policy: Policy) -> tuple[GivenRun, ...]:
    """The runs of the week before, as listed."""
    shift = -length(week)
    return tuple(given_run(week, policy, run, shift) for run in week.before if isinstance(run, Run))


@cached
def runs_within(week: Week, policy: Policy) -> tuple[GivenRun, ...]:
    """The runs of the week, as listed."""
    return tuple(given_run(week, policy, run, 0) for run in week.runs)


@cached
def runs_after(week: Week, policy: Policy) -> tuple[GivenRun, ...]:
    """The runs of the week after, as listed."""
    shift = length(week)
    return tuple(given_run(week, policy, run, shift) for run in week.after if isinstance(run, Run))


@cached
def past_races(week: Week, policy: Policy) -> tuple[tuple[int, GivenRun], ...]:
    """The races of a history, each with its day counted from this week's first.

    A weekday in a past week is the one that it is in this week, unless that week has dates, or
    nothing says which weekday either begins on. Further back than a week in figures nothing counts.
    """
    found: list[tuple[int, GivenRun]] = []
    begins = first_days([*week.history, week])
    for begin, past in zip(reversed(begins[:-1]), reversed(week.history), strict=True):
        if not isinstance(past, Week):
            break
        given = [*past.runs, *past.before, *past.after, *past.pins, *past.habit]
        windows = [*(past.available or ()), *past.forbidden]
        dated = any(one.when.date is not None for one in [*given, *windows])
        open_ended = any(one.days != 7 and one.start is None for one in (week, past))
        off = 0 if dated or open_ended else (past.first_weekday - week.first_weekday - begin) % 7
        for one in past.runs:
            run = given_run(past, policy, one, 0)
            day = run.day if one.when.weekday is None else (run.day + off) % 7
            if run.race:
                found.append((begin + day, run))
    return tuple(found)


@cached
def all_runs(week: Week, policy: Policy) -> tuple[GivenRun, ...]:
    """The runs before the week, in it and after it."""
    return runs_before(week, policy) + runs_within(week, policy) + runs_after(week, policy)


def level_of(policy: Policy, run: GivenRun) -> RaceLevel:
    """The race level of a run's priority."""
    return next(level for level in policy.races if level.priority == run.priority)


def importance(policy: Policy, run: GivenRun) -> float:
    """A race has its level's; another key run its kind's but 1 or more; any other 0.4 or less."""
    if run.race:
        return level_of(policy, run).importance
    own = value(policy, "importance", run.kind)
    return max(1.0, own) if run.key else min(0.4, own)


def sensitivity(policy: Policy, run: GivenRun) -> float:
    """The kind's; a run made key by hand has at least that of a tempo."""
    own = value(policy, "sensitivity", run.kind)
    return max(own, value(policy, "sensitivity", "tempo")) if run.made_key else own


# ---- Demands and choices


@attrs.frozen
class Standing:
    """How new to strength an athlete is in a week: sessions and weeks known since they began."""

    new: bool
    sessions: int
    weeks: int


ACCUSTOM = ("heavy", "hypertrophy", "plyometric", "circuit")
"""Kinds that accustom the legs."""


def legs_asked(week: Week) -> int:
    """Sessions of leg work that a week asks for, or that it pins with `keep` if these are more."""
    kept = [pin for pin in week.pins if pin.keep and pin.kind in ACCUSTOM]
    return max(len(kept), sum(one.count for one in week.strength if one.kind in ACCUSTOM))


def days_of(past: Week | RunningLoad) -> int:
    """A past week in figures is one of seven days."""
    return past.days if isinstance(past, Week) else 7


def past_number(week: Week, day: int) -> int:
    """Past weeks lie end to end, -1 the last; before all that is given they have seven days."""
    number, begins = 0, 0
    while day < begins:
        number -= 1
        known = -number <= len(week.history)
        begins -= days_of(week.history[number]) if known else 7
    return number


def first_days(chain: Sequence[Week | RunningLoad]) -> list[int]:
    """The first day of each of weeks that lie end to end, counted from that of the last."""
    found = [0]
    for each in reversed(chain[:-1]):
        found.insert(0, found[0] - days_of(each))
    return found


def standing(week: Week, policy: Policy) -> Standing:
    """Go through what is known of the past, week by week, up to this one."""
    listed: list[int] = []
    for session in week.before:
        if isinstance(session, Session) and session.kind in ACCUSTOM:
            listed.append(past_number(week, moment(week, policy, session, -length(week)) // DAY))
    new = not week.athlete.accustomed
    sessions = weeks = empty = 0
    for number in range(min([-len(week.history), *listed]), 0):
        had = listed.count(number)
        past = week.history[number] if -number <= len(week.history) else None
        if isinstance(past, Week):
            had = max(had, legs_asked(past))
            empty = 0 if had else empty + past.days
        else:
            empty = 0
        sessions += had
        weeks += had > 0
        if empty / 7 >= value(policy, "weeks_to_novelty"):
            new, sessions, weeks = True, 0, 0
    return Standing(new, sessions, weeks)


def is_accustomed(week: Week, policy: Policy) -> bool:
    """Whether the athlete counts as accustomed in a week."""
    known = remembered(week, policy)
    return not known.new or known.sessions >= value(policy, "novel_sessions")


_STANDINGS: dict[tuple[int, int], tuple[Week, Policy, Standing]] = {}


def remembered(week: Week, policy: Policy) -> Standing:
    """The standing in a week, which is asked for with every loss."""
    name = (id(week), id(policy))
    found = _STANDINGS.get(name)
    if found is None or found[0] is not week or found[1] is not policy:
        if len(_STANDINGS) > 100:
            _STANDINGS.clear()
        found = _STANDINGS[name] = (week, policy, standing(week, policy))
    return found[2]


def held_strength(week: Week, policy: Policy) -> list[Demand]:
    """On the way in light circuits are held for hard kinds, but for sessions that are pinned."""
    known = remembered(week, policy)
    if not known.new or known.weeks >= policy.way_in_weeks:
        return list(week.strength)
    hard = ("heavy", "hypertrophy", "plyometric")
    stay = [0] * len(week.strength)
    firm = [pin for pin in week.pins if pin.kind in hard or pin.dose == "full"]
    for given in (2, 1, 0):
        for pin in firm:
            if (pin.dose is not None) + (pin.effort is not None) != given:
                continue
            for index, one in enumerate(week.strength):
                lighter = DOSES[DOSES.index(one.dose) :]
                if (
                    one.kind == pin.kind
                    and (pin.dose is None or pin.dose in lighter)
                    and (pin.effort is None or pin.effort == one.effort)
                    and (pin.label is None or pin.label == one.label)
                    and stay[index] < one.count
                ):
                    stay[index] += 1
                    break
    held = []
    for index, one in enumerate(week.strength):
        light = one
        if one.kind in (*hard, "circuit"):
            dose = "reduced" if one.dose == "full" else one.dose
            light = attrs.evolve(one, kind="circuit", dose=dose)
        held.append(attrs.evolve(one, count=stay[index]))
        held.append(attrs.evolve(light, count=one.count - stay[index]))
    return held


@cached
def asked_of(week: Week, policy: Policy) -> list[Asked]:
    """Demands of the same name are one; a kept pin without one is one more."""
    counts = _counts(week, policy)
    for name, new in kept_demands(week, policy):
        if new:
            counts[name] = counts.get(name, 0) + 1
    return [
        Asked(kind=kind, minutes=minutes, dose=dose, effort=effort, count=count, label=label)
        for (kind, minutes, dose, effort, label), count in counts.items()
        if count > 0
    ]


def kept_demands(week: Week, policy: Policy) -> list[tuple[Name, bool]]:
    """The demand of each kept pin: the first that has a session left for it, or else a new one."""
    left = _counts(week, policy)
    found: list[tuple[Name, bool]] = []
    for pin in week.pins:
        if not pin.keep:
            continue
        offers = [
            name
            for name in sorted(left, key=_first_asked)
            if name[0] == pin.kind
            and left[name] > 0
            and (pin.dose is None or pin.dose in DOSES[DOSES.index(name[2]) :])
            and pin.effort in (None, name[3])
            and pin.label in (None, name[4])
        ]
        offers.sort(key=lambda name: pin.minutes not in (None, name[1]))  # stable, as is the next
        offers.sort(key=lambda name: pin.dose not in (None, name[2]))
        if offers:
            left[offers[0]] -= 1
        own = (pin.kind, pin.minutes, pin.dose or "full", pin.effort or "near_failure", pin.label)
        found.append((offers[0] if offers else own, not offers))
    return found


def _counts(week: Week, policy: Policy) -> dict[Name, int]:
    counts: dict[Name, int] = {}
    for demand in held_strength(week, policy):
        name = (demand.kind, demand.minutes, demand.dose, demand.effort, demand.label)
        counts[name] = counts.get(name, 0) + demand.count
    return counts


def _first_asked(name: Name) -> tuple[bool, float, int, int, bool, str]:
    """Without minutes first, then by minutes, by dose, by effort, and without a label first."""
    efforts = ("far_from_failure", "near_failure", "to_failure")
    label = name[4]
    return (
        name[1] is not None,
        name[1] or 0.0,
        DOSES.index(name[2]),
        efforts.index(name[3]),
        label is not None,
        label or "",
    )


def session_minutes(policy: Policy, kind: str, full: float | None, dose: str) -> int:
    """Full: the minutes asked, or the kind's. Lighter: its share, to the nearest 5."""
    whole = round(tidy(value(policy, "minutes", kind) if full is None else full))
    if dose == "full":
        return whole
    fives = tidy(whole * value(policy, "minutes_share", dose) / 5)
    return min(whole, max(5, 5 * math.floor(fives + 0.5)))


def doses_on_offer(policy: Policy, asked: Asked) -> tuple[str, ...]:
    """On offer are the dose that is asked and all lighter ones that are not too short."""
    return tuple(
        dose
        for dose in DOSES[DOSES.index(asked.dose) :]
        if dose == asked.dose
        or session_minutes(policy, asked.kind, asked.minutes, dose) >= policy.least_minutes
    )


@cached
def candidate_starts(week: Week, policy: Policy) -> tuple[int, ...]:
    """On each day: the grid within the policy's day, where its open spans begin, the pins."""
    starts = set()
    for day in range(week.days):
        for minute in range(0, DAY, policy.grid):
            if policy.day_start <= minute < policy.day_end:
                starts.add(day * DAY + minute)
        for kind in STRENGTH_KINDS:  # a span may be open to some kinds only
            starts.update(day * DAY + span[0] for span in open_spans(week, policy, day, kind))
    for pin in week.pins:
        if not pin.when.is_day_alone:
            starts.add(moment(week, policy, pin, 0))
    return tuple(sorted(starts))


def choices_of(week: Week, policy: Policy, asked: Asked) -> list[Sitting]:
    """A choice is a demand, a start and a dose."""
    return [
        Sitting(
            kind=asked.kind,
            asked=asked.dose,
            dose=dose,
            start=start,
            minutes=session_minutes(policy, asked.kind, asked.minutes, dose),
            effort=asked.effort,
            label=asked.label,
        )
        for start in candidate_starts(week, policy)
        for dose in doses_on_offer(policy, asked)
    ]


def candidates(week: Week, policy: Policy) -> list[Sitting]:
    """Every choice of every demand, whatever the rules say."""
    return [
        choice for asked in asked_of(week, policy) for choice in choices_of(week, policy, asked)
    ]


@cached
def outside_sessions(week: Week, policy: Policy, place: str) -> tuple[Sitting, ...]:
    """The sessions of the week before or after; a length not given is the kind's and dose's."""
    before = place == "before"
    listed, shift = (week.before, -length(week)) if before else (week.after, length(week))
    sittings = []
    for session in listed:
        if isinstance(session, Session):
            dose = session.dose or "full"
            if session.minutes is None:
                minutes = session_minutes(policy, session.kind, None, dose)
            else:
                minutes = round(tidy(session.minutes))
            start = moment(week, policy, session, shift)
            sittings.append(
                Sitting(
                    kind=session.kind,
                    asked=dose,
                    dose=dose,
                    start=start,
                    minutes=minutes,
                    effort=session.effort or "near_failure",
                )
            )
    return tuple(sittings)


# ---- What strength costs a run


def bracket(kind: str, hours: float, factor: float, evidence: Evidence) -> float:
    """A fast part that decays, and a delayed part that rises to its peak and then decays."""
    own = dict(evidence)
    fast = lookup("fast_share", kind, own) * math.exp(-hours / lookup("fast_hours", kind, own))
    shape = lookup("delayed_shape", kind, own)
    ratio = hours / lookup("delayed_peak_hours", kind, own)
    delayed: float = ratio**shape * math.exp(shape * (1 - ratio))
    return fast + factor * lookup("delayed_share", kind, own) * delayed


@functools.cache
def largest(kind: str, evidence: Evidence) -> float:
    """M: the bracket's largest value over the whole minutes of 168 hours, with e = F = 1."""
    return max(bracket(kind, minute / 60, 1.0, evidence) for minute in range(WEEK + 1))


def residual(week: Week, policy: Policy, kind: str, effort: str, hours: float) -> float:
    """What is left of the peak; effort and novelty make the delayed part larger or smaller."""
    accustomed = is_accustomed(week, policy)
    factor = 1.0 if accustomed else value(policy, "unaccustomed_factor", kind)
    factor *= value(policy, "effort", effort)
    return bracket(kind, hours, factor, policy.evidence) / largest(kind, policy.evidence)


def loss(week: Week, policy: Policy, sitting: Sitting, run: GivenRun) -> float:
    """Percent of speed: peak, sensitivity, cost factor, recovery and residual, within 168 hours."""
    hours = forward(week, sitting.end, run.start) / 60
    if not 0 <= hours <= 168:
        return 0.0
    return (
        value(policy, "peak", sitting.kind)
        * sensitivity(policy, run)
        * value(policy, "cost_factor", sitting.dose)
        * week.athlete.recovery
        * residual(week, policy, sitting.kind, sitting.effort, hours)
    )


def losses(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[tuple[str, float]]:
    """Losses add up. The runs of the week and then of the week after, in the order as listed."""
    return [
        (run.name, sum(loss(week, policy, sitting, run) for sitting in sittings))
        for run in runs_within(week, policy) + runs_after(week, policy)
    ]


# ---- What is forbidden: rules that one session breaks alone


def hours_of(policy: Policy, window: Window) -> tuple[int, int]:
    """An open window without hours means day_start to day_end."""
    if window.when.opens is None or window.when.closes is None:
        return policy.day_start, policy.day_end
    return window.when.opens, window.when.closes


def shut_hours_of(window: Window) -> tuple[int, int]:
    """A closed or forbidden window without hours means the whole calendar day."""
    if window.when.opens is None or window.when.closes is None:
        return 0, DAY
    return window.when.opens, window.when.closes


def needs_of(policy: Policy, kind: str) -> set[str]:
    """The equipment that a kind needs."""
    return {item for name, items in policy.equipment if name == kind for item in items}


def open_spans(week: Week, policy: Policy, day: int, kind: str) -> list[tuple[int, int]]:
    """The spans of a day, from its midnight: those that begin on it, and ends of the day before."""
    before = [(0, closes - DAY) for _, closes in spans_from(week, policy, day - 1, kind)]
    return spans_from(week, policy, day, kind) + [span for span in before if span[1] > 0]


def spans_from(week: Week, policy: Policy, day: int, kind: str) -> list[tuple[int, int]]:
    """Dated windows of the date, else the weekly ones, if equipped; the policy's day without any.

    Any window at all makes a list of what is open, and what is not on it is closed.
    """
    place = lies_in(week, day)
    if place is None:
        return []
    own, number = place
    opened = [window for window in own.available or () if not window.closed]
    if not opened:
        return [(policy.day_start, policy.day_end)]
    today = [window for window in opened if speaks_of(own, window, number)]
    dated = [window for window in today if window.when.date is not None]
    return [
        hours_of(policy, window)
        for window in dated or today
        if window.equipment is None or needs_of(policy, kind) <= set(window.equipment)
    ]


def availability(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """A session lies inside one open span of its day and overlaps no closed one."""
    causes = []
    begins = sitting.start - sitting.day * DAY
    ends = begins + sitting.minutes
    spans = open_spans(week, policy, sitting.day, sitting.kind)
    if not any(opens <= begins and ends <= closes for opens, closes in spans):
        causes.append(f"lies in none of the open spans {spans}")
    for away in (-1, 0, 1):  # a closed window, and a session, may reach into the next day
        place = lies_in(week, sitting.day + away)
        for window in () if place is None else place[0].available or ():
            opens, closes = shut_hours_of(window)
            shut = window.closed and place is not None and speaks_of(place[0], window, place[1])
            if shut and begins < closes + away * DAY and opens + away * DAY < ends:
                causes.append(f"overlaps what is closed, {window.when}")
    return causes


def overlap(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """From any run a session keeps `transition` minutes, before it or after it."""
    causes = []
    for run in all_runs(week, policy):
        for turn in turns(week):
            before = sitting.end + policy.transition <= run.start + turn
            after = sitting.start >= run.end + turn + policy.transition
            if not before and not after:
                causes.append(f"too close to {run.name}")
    return causes


def before_hard_day(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """Ahead of a run a guard closes days up to the run, and hours between end and run."""
    causes = []
    for run in all_runs(week, policy):
        ahead = forward(week, sitting.start, run.start)
        if ahead <= 0 or (sitting.kind == "core" and policy.core_before_key):
            continue
        for guard in policy.guards:
            if (
                sitting.kind not in guard.kinds
                or run.kind not in guard.runs
                or sitting.dose not in guard.doses
                or (guard.only_key and not run.key)
            ):
                continue
            if guard.days is not None and ahead <= DAY * guard.days + run.start % DAY:
                causes.append(f"within {guard.days} days before {run.name}")
            if guard.hours > 0 and ahead - sitting.minutes < tidy(60 * guard.hours):
                causes.append(f"within {guard.hours} hours before {run.name}")
    return causes


def after_key_run(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """After a key run strength waits for hours_after_key; it may have to leave that day alone."""
    causes = []
    for run in all_runs(week, policy):
        if not run.key:
            continue
        since = forward(week, run.start, sitting.start)
        wait = 0 if rides_along(policy, sitting) else run.minutes + 60 * policy.hours_after_key
        if since >= 0 and since < tidy(wait):
            causes.append(f"too soon after {run.name}")
        if not policy.share_hard_days and run.day == sitting.day:
            causes.append(f"on the day of {run.name}")
    return causes


def rest_after_run(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """Rows of rests close the day of a run and so many days after it to their kinds."""
    causes = []
    for rest in policy.rests:
        for run in all_runs(week, policy):
            for days in range(rest.days + 1):
                apart = run.day + days - sitting.day
                here = (apart % week.days if week.repeats else apart) == 0
                if here and run.kind in rest.runs and sitting.kind in rest.kinds:
                    causes.append(f"{days} days after {run.name}")
    return causes


def race(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """Before a race, and on its day, the taper's highest dose; after it, days without strength."""
    causes = []
    for run in all_runs(week, policy):
        if not run.race:
            continue
        level = level_of(policy, run)
        days_to_go = run.day - sitting.day
        if week.repeats:
            days_to_go %= week.days
        if days_to_go >= 0:
            steps = [highest for days, highest in level.taper if days_to_go <= days]
            if steps and steps[0] == "none":
                causes.append(f"no strength {days_to_go} days before {run.name}")
            elif steps and DOSES.index(sitting.dose) < DOSES.index(steps[0]):
                causes.append(f"at most {steps[0]} {days_to_go} days before {run.name}")
            near = level.clear_days is not None and days_to_go <= level.clear_days
            if near and is_leg_work(policy, sitting.kind):
                causes.append(f"leg work {days_to_go} days before {run.name}")
        for days in range(1, days_after(level, run.km) + 1):
            rested = run.day + days - sitting.day
            if (rested % week.days if week.repeats else rested) == 0:
                causes.append(f"no strength {days} days after {run.name}")
    listed = [run.day for run in all_runs(week, policy) if run.race]
    for day, run in past_races(week, policy):
        days = sitting.day - day
        if day not in listed and days <= days_after(level_of(policy, run), run.km):
            causes.append(f"no strength {days} days after {run.name}, in the history")
    return causes


def forbidden_span(week: Week, policy: Policy, sitting: Sitting) -> list[str]:
    """No session starts in a forbidden span: from its opening up to its closing."""
    causes = []
    minute = sitting.start - sitting.day * DAY
    for away in (-1, 0):
        place = lies_in(week, sitting.day + away)
        for window in () if place is None else place[0].forbidden:
            opens, closes = shut_hours_of(window)
            said = place is not None and speaks_of(place[0], window, place[1])
            if said and opens + away * DAY <= minute < closes + away * DAY:
                causes.append(f"starts in what is forbidden, {window.when}")
    return causes


ALONE: tuple[tuple[str, Callable[[Week, Policy, Sitting], list[str]]], ...] = (
    ("availability", availability),
    ("overlap", overlap),
    ("before_hard_day", before_hard_day),
    ("after_key_run", after_key_run),
    ("rest_after_run", rest_after_run),
    ("race", race),
    ("pins", forbidden_span),
)


# ---- What is forbidden: rules that sessions break together


def rides_along(policy: Policy, sitting: Sitting) -> bool:
    """Core so short that it goes with something else, or none if that length is 0."""
    return sitting.kind == "core" and sitting.minutes <= policy.rides_along_minutes


def numbered(count: int) -> list[tuple[int, int]]:
    """Every two of so many sittings."""
    return [(first, second) for second in range(count) for first in range(second)]


def too_near(row: Spacing, one: int, two: int) -> bool:
    """Whole days are counted in calendar days, other hours from start to start."""
    if row.hours and row.hours % 24 == 0:
        return abs(one // DAY - two // DAY) < row.hours / 24
    return abs(one - two) < tidy(60 * row.hours)


def spacing(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """Starts of a row's kinds lie its hours apart; where a day may hold two, none overlap."""
    broken = []
    outside = outside_sessions(week, policy, "before") + outside_sessions(week, policy, "after")
    for row in policy.spacings:
        for first, second in numbered(len(sittings)):
            one, two = sittings[first], sittings[second]
            near = any(too_near(row, one.start + turn, two.start) for turn in turns(week))
            if one.kind in row.kinds and two.kind in row.kinds and near:
                broken.append(Broken("spacing", (first, second), f"less than {row.hours} h"))
        for index, sitting in enumerate(sittings):
            for other in outside:
                near = too_near(row, sitting.start, other.start)
                if sitting.kind in row.kinds and other.kind in row.kinds and near:
                    cause = f"less than {row.hours} h from {other.kind} at {other.start}"
                    broken.append(Broken("spacing", (index,), cause))
    for first, second in numbered(len(sittings) if a_day_may_hold_two(week, policy) else 0):
        one, two = sittings[first], sittings[second]
        for turn in turns(week):
            if one.start + turn < two.end and two.start < one.end + turn:
                broken.append(Broken("spacing", (first, second), AT_ONCE))
    return broken


@cached
def a_day_may_hold_two(week: Week, policy: Policy) -> bool:
    """By the policy, beside a kept pin, or as a session that is asked may ride along.

    A session that ends on the next day, in a span past midnight, may meet another there.
    """
    if policy.sessions_per_day > 1 or any(pin.keep for pin in week.pins):
        return True
    for day in range(week.days):
        for kind in STRENGTH_KINDS:
            if any(closes > DAY for _, closes in open_spans(week, policy, day, kind)):
                return True
    return any(rides_along(policy, choice) for choice in candidates(week, policy))


def per_day(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """At most sessions_per_day start on one calendar day, and as many that ride along."""
    broken = []
    for day in sorted({sitting.day for sitting in sittings}):
        for riding in (False, True):
            mine = tuple(
                index
                for index, sitting in enumerate(sittings)
                if sitting.day == day and rides_along(policy, sitting) == riding
            )
            kept = [
                one
                for one in named(week, policy)
                if one.day == day and rides_along(policy, one) == riding
            ]
            if len(mine) > max(policy.sessions_per_day, len(kept)):
                broken.append(Broken("per_day", mine, f"{len(mine)} sessions on day {day}"))
    return broken


def entry_of(week: Week, kind: str, label: str | None) -> str | None:
    """The entry of the order that means a session: its label, or its kind if that is no entry."""
    if label in week.order:
        return label
    return kind if kind in week.order else None


def order(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """First and last sessions of entries start no earlier than those of entries before them."""
    asked: dict[str | None, int] = {}
    for one in asked_of(week, policy):
        entry = entry_of(week, one.kind, one.label)
        asked[entry] = asked.get(entry, 0) + one.count
    kept = named(week, policy)
    found = []
    for place, later in enumerate(week.order):
        second = later in week.order[:place]
        if not asked.get(later) or (second and asked[later] == 1):
            continue
        mine = [one for one in sittings if entry_of(week, one.kind, one.label) == later]
        if second:  # only the last has to wait, and only if none of them is missing
            mine = [max(mine, key=lambda one: one.start)] if len(mine) == asked[later] else []
        for first in dict.fromkeys(one for one in week.order[:place] if one != later):
            wanted = asked.get(first, 0) if week.order[:place].count(first) == 2 else 1
            for at in [one.start for one in mine] if asked.get(first) else []:
                too_late = [
                    index
                    for index, one in enumerate(sittings)
                    if entry_of(week, one.kind, one.label) == first and one.start >= at
                ]
                room = asked[first] - wanted
                theirs = [one for one in kept if entry_of(week, one.kind, one.label) == later]
                if any(one.start == at for one in theirs):
                    whole = not second or len(theirs) == asked[later]
                    stay = sum(
                        entry_of(week, one.kind, one.label) == first and one.start >= at
                        for one in kept
                    )
                    room = max(room, stay if whole else 0)
                if len(too_late) > room:
                    who = [
                        index
                        for index, one in enumerate(sittings)
                        if entry_of(week, one.kind, one.label) == later
                        and (one.start == at or (second and one.start <= at))
                    ]
                    found.append(Broken("order", (*who, *too_late), f"{first} before {later}"))
    return found


def daily_minutes(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """A day's strength takes no more than daily_minutes less the day's running, 0 at least."""
    broken = []
    for day in sorted({sitting.day for sitting in sittings}):
        mine = tuple(index for index, sitting in enumerate(sittings) if sitting.day == day)
        running = sum(run.minutes for run in all_runs(week, policy) if run.day == day)
        room = max(0, policy.daily_minutes - running)
        room = max(room, sum(one.minutes for one in named(week, policy) if one.day == day))
        wanted = sum(sittings[index].minutes for index in mine)
        if wanted > room:
            broken.append(Broken("daily_minutes", mine, f"{wanted} of {room} min, day {day}"))
    return broken


def loss_cap(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """For a key run: thousandths lost, each rounded up, within the cap less what came before."""
    broken = []
    earlier = outside_sessions(week, policy, "before")
    for run in runs_within(week, policy) + runs_after(week, policy):
        if not run.key:
            continue
        cap = level_of(policy, run).loss_cap if run.race else policy.loss_cap
        gone = sum(loss(week, policy, sitting, run) for sitting in earlier)
        room = max(0, math.floor(tidy(1000 * (cap - gone))))
        kept = [math.ceil(tidy(1000 * loss(week, policy, one, run))) for one in named(week, policy)]
        room = max(room, sum(kept))
        taken = [math.ceil(tidy(1000 * loss(week, policy, one, run))) for one in sittings]
        if sum(taken) > room:
            mine = tuple(index for index, part in enumerate(taken) if part > 0)
            broken.append(Broken("loss_cap", mine, f"{sum(taken)} of {room} at {run.name}"))
    return broken


def pin_allows(week: Week, policy: Policy, pin: Session, sitting: Sitting) -> bool:
    """A pin is for its kind, its start (or its day, if of a day alone), its dose and effort."""
    start = moment(week, policy, pin, 0)
    right = sitting.day == start // DAY if pin.when.is_day_alone else sitting.start == start
    right = right and pin.dose in (None, sitting.dose) and pin.effort in (None, sitting.effort)
    right = right and pin.label in (None, sitting.label)
    return right and sitting.kind == pin.kind


def pins(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """For each pin there is a session that it allows; kept ones that break a rule are just so."""
    broken = [
        Broken("pins", (), f"nothing satisfies {pin.when} {pin.kind}")
        for pin in week.pins
        if not any(pin_allows(week, policy, pin, sitting) for sitting in sittings)
    ]
    for one in held(week, policy):
        if one not in sittings:
            broken.append(Broken("pins", (), f"{one} is not as it is kept"))
    return broken


# ---- Pins that stay whatever they break


def named(week: Week, policy: Policy) -> list[Sitting]:
    """The choice that is named for each kept pin."""
    return _named(week, policy) if any(pin.keep for pin in week.pins) else []


@cached
def unkept(week: Week, policy: Policy) -> tuple[Week, Policy]:
    """The week with nothing kept, which asks for the same; its way in has been gone already."""
    asked = [
        Demand(one.kind, one.count, one.minutes, one.dose, one.effort, label=one.label)
        for one in asked_of(week, policy)
    ]
    pins = [attrs.evolve(pin, keep=False) for pin in week.pins]
    strict = attrs.evolve(policy, way_in_weeks=0)
    return attrs.evolve(week, pins=pins, strength=asked), strict


@cached
def _named(week: Week, policy: Policy) -> list[Sitting]:
    chosen: list[Sitting] = []
    kept = [pin for pin in week.pins if pin.keep]
    for pin, (name, _) in zip(kept, kept_demands(week, policy), strict=True):
        kind, minutes, dose, effort, label = name
        own = Asked(kind=kind, minutes=minutes, dose=dose, effort=effort, count=1, label=label)
        options = [
            choice
            for choice in choices_of(week, policy, own)
            if pin_allows(week, policy, pin, choice) and choice not in chosen
        ]
        if options:
            price = functools.partial(_kept_price, *unkept(week, policy), chosen)
            chosen.append(min(options, key=price))
    return chosen


def _kept_price(
    bare: Week, policy: Policy, chosen: Sequence[Sitting], choice: Sitting
) -> tuple[bool, int, int, int, int, int]:
    """How many rules a choice breaks beside those named before it, and then what it costs alone."""
    mine = len(chosen)
    rules = {one.rule for one in broken(bare, policy, [*chosen, choice]) if mine in one.sittings}
    rules -= {"demand"}
    overlaps = any(at_once(bare, one, choice) for one in chosen)
    if overlaps:
        rules.add("spacing")
    return (
        overlaps or "overlap" in rules,
        len(rules),
        strength_lost(policy, choice.kind, choice.asked, choice.dose),
        interference_steps(bare, policy, choice),
        time_of_day(bare, policy, choice),
        choice.start,
    )


def at_once(week: Week, one: Sitting, two: Sitting) -> bool:
    return any(one.start + turn < two.end and two.start < one.end + turn for turn in turns(week))


def held(week: Week, policy: Policy) -> list[Sitting]:
    """Of the choices named, those with a part in a row that they break, alone or together."""
    return _held(week, policy) if any(pin.keep for pin in week.pins) else []


@cached
def _held(week: Week, policy: Policy) -> list[Sitting]:
    chosen = named(week, policy)
    parts = {
        index
        for one in broken(*unkept(week, policy), chosen)
        if one.rule not in ("demand", "overlap")
        for index in one.sittings
    }
    return [chosen[index] for index in sorted(parts)]


def excused(week: Week, policy: Policy, sittings: Sequence[Sitting], one: Broken) -> bool:
    """What kept sessions break among themselves is made room for, but nothing may overlap."""
    if not one.sittings or one.rule in ("overlap", "demand") or one.cause == AT_ONCE:
        return False
    kept = held(week, policy)
    return all(sittings[index] in kept for index in one.sittings)


AT_ONCE = "at the same time"


def answers(policy: Policy, asked: Asked, sitting: Sitting) -> bool:
    """A session answers a demand of its kind and asked dose, with a dose and length on offer."""
    return (
        sitting.kind == asked.kind
        and sitting.asked == asked.dose
        and sitting.effort == asked.effort
        and sitting.label == asked.label
        and sitting.dose in doses_on_offer(policy, asked)
        and sitting.minutes == session_minutes(policy, asked.kind, asked.minutes, sitting.dose)
    )


def can_share(policy: Policy, demands: Sequence[Asked], sittings: Sequence[Sitting]) -> bool:
    """Whether each session can be given a demand, no demand having more than its count."""
    if not sittings:
        return True
    for index, asked in enumerate(demands):
        if asked.count > 0 and answers(policy, asked, sittings[0]):
            left = [*demands]
            left[index] = attrs.evolve(asked, count=asked.count - 1)
            if can_share(policy, left, sittings[1:]):
                return True
    return False


def demand(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """Sessions are choices: asked for, at a candidate start, as on offer, no more than asked."""
    broken = []
    starts = candidate_starts(week, policy)
    demands = asked_of(week, policy)
    for index, sitting in enumerate(sittings):
        if sitting.start not in starts:
            broken.append(Broken("demand", (index,), "not a candidate start"))
        if not any(answers(policy, asked, sitting) for asked in demands):
            broken.append(Broken("demand", (index,), "nobody asks for this"))
    for kind, dose in sorted({(asked.kind, asked.dose) for asked in demands}):
        alike = [asked for asked in demands if (asked.kind, asked.dose) == (kind, dose)]
        mine = tuple(
            index
            for index, sitting in enumerate(sittings)
            if any(answers(policy, asked, sitting) for asked in alike)
        )
        count = sum(asked.count for asked in alike)
        if len(mine) > count or not can_share(policy, demands, [sittings[i] for i in mine]):
            broken.append(Broken("demand", mine, f"more than is asked of {kind} {dose}"))
    return broken


def days_after(level: RaceLevel, km: float) -> int:
    """The days without strength after a race of so many km; a longer one takes the last row."""
    rests = [days for longest, days in level.recovery if km <= longest]
    rests += [days for _, days in level.recovery[-1:]]
    return rests[0] if rests else 0


def is_leg_work(policy: Policy, kind: str) -> bool:
    """Kinds of which some work is done by the legs."""
    return value(policy, "leg_work", kind) > 0


@attrs.frozen
class Figures:
    """A week's km, load as far as rated, longest run and longest race; None is not known."""

    volume: float | None
    load: float | None
    longest: float | None
    all_rated: bool
    raced: float


def figures(policy: Policy, past: Week | RunningLoad) -> Figures:
    """The running of a week, its races apart; volume and load as much as in seven days."""
    pace = value(policy, "minutes_per_km")
    if isinstance(past, RunningLoad):
        km = past.km
        if km is None and past.minutes is not None:
            km = past.minutes / pace
        return Figures(km, past.load, past.longest, True, 0.0)

    def far(run: Run) -> float:
        if run.km is not None:
            return run.km
        return (run_minutes(policy, run) if run.minutes is None else run.minutes) / pace

    training = [run for run in past.runs if counted_kind(run) != "race"]
    loads = [run.load for run in training if run.load is not None]
    in_seven = 7 / past.days
    return Figures(
        volume=in_seven * sum(far(run) for run in training),
        load=in_seven * sum(loads) if loads or not training else None,
        longest=max((far(run) for run in training), default=0.0),
        all_rated=len(loads) == len(training),
        raced=max((far(run) for run in past.runs if counted_kind(run) == "race"), default=0.0),
    )


def step_by_load(policy: Policy, now: Figures, earlier: Sequence[Figures]) -> int:
    """0 keep, 1 reduce, 2 simplify, 3 fewer: the highest that any measure asks for."""
    step = 0
    recent = list(earlier)[-policy.look_back :]
    for row in policy.load_response:
        mine: float | None = getattr(now, row.measure)
        known = []
        for week in recent:
            figure = getattr(week, row.measure)
            if figure is not None and (row.measure != "load" or week.all_rated):
                known.append(figure)
        if not known or mine is None:
            continue
        highest = max(known)
        if row.measure == "longest":
            highest = max([highest, *(week.raced for week in recent)])
        asked = 0
        for number, ratio in enumerate((row.reduce, row.simplify, row.fewer), 1):
            if ratio is not None and tidy(mine) > tidy(ratio * highest):
                asked = number
        if tidy(mine - highest) <= tidy(row.least_rise):
            asked = 0
        if len(known) < policy.known_weeks:
            asked = min(asked, 1)
        step = max(step, asked)
    return step


def is_cut_back(policy: Policy, now: Figures, earlier: Sequence[Figures]) -> bool:
    """Less than the policy's share of the largest of the last four weeks."""
    volumes = [week.volume for week in list(earlier)[-4:] if week.volume is not None]
    if now.volume is None or not volumes:
        return False
    return tidy(now.volume) < tidy(policy.cut_back * max(volumes))


def race_leaves(policy: Policy, races: Sequence[tuple[int, GivenRun]], day: int) -> int:
    """The highest dose that races allow on a day: 0 full, 1 reduced, 2 simplified, 3 none."""
    highest = 0
    for race_day, run in races:
        level = level_of(policy, run)
        if race_day >= day:
            steps = [dose for days, dose in level.taper if race_day - day <= days]
            if steps:
                highest = max(highest, [*DOSES, "none"].index(steps[0]))
        elif day - race_day <= days_after(level, run.km):
            highest = 3
    return highest


@attrs.frozen
class Allowed:
    """What load, tiredness, a slow rise and the season allow in a week."""

    dose: int
    sessions: int
    heavy: bool
    by_kind: dict[str, int]
    legs: int | None
    phase: str | None


def phase_row(
    policy: Policy, week: Week, races: Sequence[tuple[int, GivenRun]], first: int
) -> PhaseLevel | None:
    """The row of the phase that is given, or that the A races around the week speak for."""
    if week.phase is not None:
        return next(row for row in policy.phases if row.phase == week.phase)
    goals = [(day, run) for day, run in races if run.priority == "A"]
    for day, run in goals:
        if day < first <= day + days_after(level_of(policy, run), run.km):
            return next(row for row in policy.phases if row.phase == "recovery")
    to_come = []
    for day, _ in goals:
        if first <= day < first + week.days:
            to_come.append(0)
        elif day >= first:
            after_last = day - (first + week.days - 1)
            to_come.append(math.ceil(after_last / 7))
    if not to_come:
        return None
    fitting = [
        row
        for row in policy.phases
        if row.weeks_to_race is not None and min(to_come) <= row.weeks_to_race
    ]
    fitting.sort(key=lambda row: row.weeks_to_race or 0)
    return fitting[0] if fitting else None


def legs_of_phase(row: PhaseLevel, week: Week) -> int | None:
    """A phase says how many sessions of leg work seven days have; at least one if it leaves any."""
    if not row.sessions:
        return row.sessions
    return max(1, round(row.sessions * week.days / 7))


def left_of_each(policy: Policy, week: Week, gone: int) -> dict[str, int]:
    """What is left of each kind when so many go, the hardest first, what is pinned last."""
    order = sorted(STRENGTH_KINDS, key=lambda kind: -value(policy, "peak", kind))  # stable
    left: dict[str, int] = {
        kind: sum(d.count for d in asked_of(week, policy) if d.kind == kind)
        for kind in STRENGTH_KINDS
    }
    firm = {kind: sum(1 for pin in week.pins if pin.kind == kind) for kind in STRENGTH_KINDS}
    for spared in (firm, dict.fromkeys(STRENGTH_KINDS, 0)):
        for kind in order:
            while gone and left[kind] > spared[kind]:
                left[kind] -= 1
                gone -= 1
    return left


@cached
def allowed(week: Week, policy: Policy) -> Allowed:
    """The last weeks that are given run by run are gone through with this one."""
    chain: list[Week | RunningLoad] = [*week.history, week]
    known = [figures(policy, each) for each in chain]
    begins = first_days(chain)
    races = list(past_races(week, policy))
    races += [(run.day, run) for run in all_runs(week, policy)]
    if week.repeats:
        is_known = len(chain) > 1 and isinstance(chain[-2], Week)  # then it says what it held
        around = (week.days,) if is_known else (-week.days, week.days)
        races += [(run.day + turn, run) for run in runs_within(week, policy) for turn in around]
    races = [(day, run) for day, run in races if run.race]
    before: int | None = None
    found = Allowed(0, 0, heavy=True, by_kind={}, legs=None, phase=None)
    for index, each in enumerate(chain):
        if isinstance(each, RunningLoad):
            before = None
            continue
        first = begins[index]
        row = phase_row(policy, each, races, first)
        step = 0
        if row is None or row.compared:
            step = step_by_load(policy, known[index], known[:index])
        if is_cut_back(policy, known[index], known[:index]):
            step = max(step, 1)
        if before is not None and not each.athlete.accustomed:
            step = max(step, before - policy.dose_rise)
        if each.tired:
            step = min(3, step + 1)
        asked = sum(one.count for one in asked_of(each, policy))
        sessions = math.ceil(asked / 2) if step == 3 else asked
        dose = min(2, step)
        found = Allowed(
            dose,
            sessions,
            heavy=not each.tired,
            by_kind=left_of_each(policy, each, asked - sessions) if each is week else {},
            legs=None if row is None else legs_of_phase(row, each),
            phase=None if row is None else row.phase,
        )
        own = range(first, first + each.days)
        before = max(dose, min(race_leaves(policy, races, day) for day in own))
    return found


def load_response(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """Doses and sessions are at most what load and season allow; nothing heavy when tired."""
    may = allowed(week, policy)
    broken = []
    for index, sitting in enumerate(sittings):
        if DOSES.index(sitting.dose) < may.dose:
            broken.append(Broken("load_response", (index,), f"more than {DOSES[may.dose]}"))
        if sitting.kind == "heavy" and not may.heavy:
            broken.append(Broken("load_response", (index,), "heavy while tired"))
    asked = asked_of(week, policy)
    kept = named(week, policy)
    for kind, most in may.by_kind.items():
        mine = tuple(index for index, one in enumerate(sittings) if one.kind == kind)
        room = max(most, sum(one.kind == kind for one in kept))
        if most < sum(one.count for one in asked if one.kind == kind) and len(mine) > room:
            broken.append(Broken("load_response", mine, f"more than {most} {kind}"))
    legs = tuple(i for i, one in enumerate(sittings) if is_leg_work(policy, one.kind))
    if may.legs is not None:
        room = max(may.legs, sum(is_leg_work(policy, one.kind) for one in kept))
        if len(legs) > room:
            broken.append(Broken("load_response", legs, f"more than {may.legs} of leg work"))
    return broken


TOGETHER: tuple[Callable[[Week, Policy, Sequence[Sitting]], list[Broken]], ...] = (
    spacing,
    per_day,
    order,
    daily_minutes,
    loss_cap,
    load_response,
    pins,
    demand,
)


def broken(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """Every instance of a rule that the sessions break."""
    found = [
        Broken(name, (index,), cause)
        for name, rule in ALONE
        for index, sitting in enumerate(sittings)
        for cause in rule(week, policy, sitting)
    ]
    found = [one for one in found if not excused(week, policy, sittings, one)]
    return found + together(week, policy, sittings)


def together(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> list[Broken]:
    """Every instance of a rule about several sessions that they break."""
    found = [one for rule in TOGETHER for one in rule(week, policy, sittings)]
    return [one for one in found if not excused(week, policy, sittings, one)]


def blocking(week: Week, policy: Policy, sitting: Sitting) -> set[str]:
    """The rules that forbid a session even if it is the only one; a pin missed is none of them."""
    return {one.rule for one in broken(week, policy, [sitting]) if one.sittings}


# ---- What is counted


def gain(policy: Policy, dose: str) -> float:
    """No dose gains more than a fuller one."""
    return min(value(policy, "gain", fuller) for fuller in DOSES[: DOSES.index(dose) + 1])


def strength_lost(policy: Policy, kind: str, asked: str, dose: str | None) -> int:
    """The benefit at the dose asked less the one given; all of it where the session is skipped."""
    given = 0.0 if dose is None else gain(policy, dose)
    lost = value(policy, "benefit", kind) * (gain(policy, asked) - given)
    return round(tidy(lost / STRENGTH_STEP))


def strength(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> int:
    """The benefit lost with lighter doses and with what is missing to the counts."""
    lost = 0
    for kind, asked in sorted({(one.kind, one.dose) for one in asked_of(week, policy)}):
        mine = [one for one in sittings if (one.kind, one.asked) == (kind, asked)]
        count = sum(
            one.count for one in asked_of(week, policy) if (one.kind, one.dose) == (kind, asked)
        )
        skipped = max(0, count - len(mine))
        lost += skipped * strength_lost(policy, kind, asked, None)
        for sitting in mine:
            lost += strength_lost(policy, kind, asked, sitting.dose)
    return lost


def strength_on_runs(week: Week, policy: Policy, sitting: Sitting) -> float:
    """What the session costs the runs in the week and after it, by their importance."""
    return policy.strength_on_runs * sum(
        importance(policy, run) * loss(week, policy, sitting, run)
        for run in runs_within(week, policy) + runs_after(week, policy)
    )


def runs_on_strength(week: Week, policy: Policy, sitting: Sitting) -> float:
    """What the runs of the last 168 hours, in the week and before it, take from the session."""
    tired = 0.0
    for run in runs_before(week, policy) + runs_within(week, policy):
        hours = forward(week, run.end, sitting.start) / 60
        if 0 <= hours <= 168:
            left = math.exp(-hours / value(policy, "strength_recovery_hours", run.kind))
            tired += value(policy, "strength_quality_lost", run.kind) * left
    return policy.runs_on_strength * 100 * value(policy, "leg_work", sitting.kind) * tired


def load_of_day(week: Week, policy: Policy, sitting: Sitting) -> float:
    """The running load of the day, more with a long run, and more with a run still to come."""
    today = [run for run in all_runs(week, policy) if run.day == sitting.day]
    price = policy.load_of_day * sum(run.load for run in today)
    if any(run.kind == "long" for run in today):
        price += policy.long_run_day
    soon = tidy(60 * policy.before_run_hours)
    if any(run.start >= sitting.start and run.start - sitting.end < soon for run in today):
        price += policy.before_run
    return price


def follows_a_run(week: Week, policy: Policy, sitting: Sitting) -> bool:
    """Whether it starts soon after a run of its day ends."""
    today = [run for run in all_runs(week, policy) if run.day == sitting.day]
    return any(0 <= sitting.start - run.end <= tidy(policy.trip_minutes) for run in today)


def second_trip(week: Week, policy: Policy, sitting: Sitting) -> float:
    """On a day with runs, strength that neither follows one of them nor leads into one."""
    today = [run for run in all_runs(week, policy) if run.day == sitting.day]
    leads = any(0 <= run.start - sitting.end <= tidy(policy.trip_minutes) for run in today)
    if not today or leads or follows_a_run(week, policy, sitting) or rides_along(policy, sitting):
        return 0.0
    return policy.second_trip


def rest_day(week: Week, policy: Policy, sitting: Sitting) -> float:
    """A day without runs has a price, and so has one with runs but no key run."""
    today = [run for run in all_runs(week, policy) if run.day == sitting.day]
    if rides_along(policy, sitting):
        return 0.0
    if not today:
        return policy.rest_day
    if not any(run.key for run in today):
        return policy.easy_day
    return 0.0


def interference_terms(week: Week, policy: Policy, sitting: Sitting) -> dict[str, float]:
    """The terms of one session by itself, in percent of speed, not rounded."""
    return {
        "strength_on_runs": strength_on_runs(week, policy, sitting),
        "runs_on_strength": runs_on_strength(week, policy, sitting),
        "load_of_day": load_of_day(week, policy, sitting),
        "second_trip": second_trip(week, policy, sitting),
        "rest_day": rest_day(week, policy, sitting),
        "last_rest_day": last_rest_day(week, policy, sitting),
    }


def interference_of(week: Week, policy: Policy, sitting: Sitting) -> float:
    """The sum of one session's terms."""
    return sum(interference_terms(week, policy, sitting).values())


@cached
def best_of_day(week: Week, policy: Policy, like: Sitting) -> tuple[float, frozenset[int]]:
    """The least interference of the starts that are open to such a session on its day; and these.

    The week must hold no sessions but those around it: what its own plan closes stays open here.
    What is kept opens nothing.
    """
    day = [start for start in candidate_starts(week, policy) if start // DAY == like.day]
    still = [attrs.evolve(like, start=start) for start in day]
    strict = unkept(week, policy) if any(pin.keep for pin in week.pins) else (week, policy)
    still = [one for one in still if not blocking(*strict, one)]
    best = min((interference_of(week, policy, one) for one in still), default=math.inf)
    return best, frozenset(one.start for one in still)


def interference_steps(
    week: Week, policy: Policy, sitting: Sitting, bare: Week | None = None
) -> int:
    """What a session counts, in whole steps: the quotient to six decimals, then down.

    `bare` is the week without the sessions of the weeks around it in a block.
    """
    own = interference_of(week, policy, sitting)
    like = attrs.evolve(sitting, start=sitting.day * DAY)
    best, still_open = best_of_day(bare or week, policy, like)
    alike = sitting.start in still_open and tidy(own - best) <= policy.hour_tolerance
    return math.floor(round((best if alike else own) / policy.resolution, 6))


def last_rest_day(week: Week, policy: Policy, sitting: Sitting) -> float:
    """The price of the only day of the week on which no run starts."""
    running = {run.day for run in all_runs(week, policy)}
    rest = [day for day in range(week.days) if day not in running]
    return policy.last_rest_day if rest == [sitting.day] and not rides_along(policy, sitting) else 0


Slots = list[tuple[str, int]]
"""A kind and a day of the week, for each session of a habit."""


def stated_habit(week: Week, policy: Policy) -> Slots:
    """The habit that is stated, or what lies in as many days before the week as it has."""
    if week.habit:
        return [(slot.kind, moment(week, policy, slot, 0) // DAY) for slot in week.habit]
    before = outside_sessions(week, policy, "before")
    days = week.days
    return [(one.kind, one.day + days) for one in before if -days <= one.day < 0]


def beyond_habit(kinds: set[str], usual: Slots, sittings: Sequence[Sitting]) -> int:
    """Sessions on days on which the habit has none, or fewer; of kinds that it has."""
    beyond = 0
    for kind in kinds & {name for name, _ in usual}:
        for day in sorted({one.day for one in sittings}):
            here = sum(1 for one in sittings if (one.kind, one.day) == (kind, day))
            beyond += max(0, here - usual.count((kind, day)))
    return beyond


def time_of_day(week: Week, policy: Policy, sitting: Sitting) -> int:
    """Minutes between the start and the liked time on its day, by off_time, rounded down."""
    clock, liked = sitting.start - sitting.day * DAY, policy.preferred_time
    has_own_hour = False
    for slot in week.habit:
        day_alone = slot.when.minute is None and slot.when.half is None
        if slot.when.minutes is None and day_alone:
            continue
        at = moment(week, policy, slot, 0)
        if slot.kind == sitting.kind and at // DAY == sitting.day:
            liked, has_own_hour = at % DAY, True
    away = abs(clock - liked)
    if follows_a_run(week, policy, sitting):
        away = min(away, abs(clock - policy.after_run_time))
        if rides_along(policy, sitting) and not has_own_hour:
            away = 0
    return math.floor(tidy(policy.off_time * away))


def even_spacing(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> int:
    """Crowding for each session too many in a stretch of days that should hold one at most."""
    asked = sum(one.count for one in asked_of(week, policy))
    if asked < 2 or week.days // asked < 2:
        return 0
    width = week.days // asked
    outside = outside_sessions(week, policy, "before") + outside_sessions(week, policy, "after")
    price = 0
    for first in range(0 if week.repeats else 1 - width, week.days):
        stretch = [first + step for step in range(width)]
        if week.repeats:
            stretch = [day % week.days for day in stretch]
        starts = sum(1 for sitting in sittings if sitting.day in stretch)
        taken = any(sitting.day in stretch for sitting in outside)
        crowd = starts if taken else max(0, starts - 1)
        price += math.floor(tidy(policy.crowding * crowd))
    return price


def continuity(week: Week, policy: Policy, sittings: Sequence[Sitting]) -> int:
    """Stretches of longest_gap days, between what is known, that hold no session."""
    return empty_stretches(
        policy.longest_gap,
        week.days,
        {sitting.day for sitting in sittings},
        before={one.day for one in outside_sessions(week, policy, "before")},
        after={one.day for one in outside_sessions(week, policy, "after")},
        asked=set(range(week.days)) if asked_of(week, policy) else set(),
        circular=week.repeats,
    )


def empty_stretches(
    width: int,
    days: int,
    inside: set[int],
    *,
    before: set[int],
    after: set[int],
    asked: set[int],
    circular: bool,
) -> int:
    """A stretch that no session is asked in is not counted, nor one whose end is not known."""
    if circular:
        rounds = [{(first + step) % days for step in range(width)} for first in range(days)]
        return sum(not stretch & inside for stretch in rounds if asked and width < days)
    begin = max(before) + 1 if before else 0
    end = min(after) if after else days
    count = 0
    for first in range(begin, end - width + 1):
        stretch = set(range(first, first + width))
        if stretch & asked and not stretch & (inside | before | after):
            count += 1
    return count


def score(
    week: Week, policy: Policy, sittings: Sequence[Sitting], bare: Week | None = None
) -> Score:
    """Everything that is counted of a plan."""
    terms = dict.fromkeys(
        (
            "strength_on_runs",
            "runs_on_strength",
            "load_of_day",
            "second_trip",
            "rest_day",
            "last_rest_day",
        ),
        0.0,
    )
    for sitting in sittings:
        for name, percent in interference_terms(week, policy, sitting).items():
            terms[name] += percent
    kinds = {one.kind for one in asked_of(week, policy)}
    return Score(
        strength=strength(week, policy, sittings),
        continuity=continuity(week, policy, sittings),
        interference=sum(interference_steps(week, policy, sitting, bare) for sitting in sittings),
        exact_interference=sum(terms.values()),
        terms=terms,
        habit=beyond_habit(kinds, stated_habit(week, policy), sittings),
        preference=sum(time_of_day(week, policy, sitting) for sitting in sittings)
        + even_spacing(week, policy, sittings),
        earliness=sum(sitting.start for sitting in sittings),
    )


def tier_tuple(score: Score) -> Tiers:
    """The tiers, compared one after another; the less the better."""
    return (
        score.strength,
        score.continuity,
        score.interference,
        score.habit,
        score.preference,
        score.earliness,
    )


# ---- The best plan, by trying them all


class TooManyError(Exception):
    """There are more sets of sessions than the limit allows to try."""


def best(week: Week, policy: Policy, limit: int = 200_000) -> Tiers | None:
    """The least tiers of all plans, or None where that takes more than `limit` sets to try."""
    found = best_plan(week, policy, limit)
    return None if found is None else found[0]


def best_plan(
    week: Week, policy: Policy, limit: int = 200_000
) -> tuple[Tiers, list[Sitting]] | None:
    """The least tiers and one plan that has them; ValueError where no plan keeps the pins."""
    search = _Search(week, policy, limit)
    try:
        search.grow([])
    except TooManyError:
        return None
    if search.found is None:
        raise ValueError("no plan keeps the pins")
    return search.found


class _Search:
    """Every set of choices, no demand above its count, grown a choice at a time.

    What sessions break stays broken when more are added, so choices that are blocked alone or
    two by two are left out. What then looks better than the best so far is judged in full, by
    `broken` and `score`; the prices added up here only save time.
    """

    def __init__(self, week: Week, policy: Policy, limit: int) -> None:
        self.week, self.policy, self.limit = week, policy, limit
        self.tried = 0
        self.found: tuple[Tiers, list[Sitting]] | None = None
        self.room = [asked.count for asked in asked_of(week, policy)]
        self.options = [
            (group, choice)
            for group, asked in enumerate(asked_of(week, policy))
            for choice in choices_of(week, policy, asked)
            if not blocking(week, policy, choice)
        ]
        self.skipped = strength(week, policy, [])
        self.strength = [
            strength_lost(policy, one.kind, one.asked, one.dose)
            - strength_lost(policy, one.kind, one.asked, None)
            for _, one in self.options
        ]
        self.steps = [interference_steps(week, policy, one) for _, one in self.options]
        self.pairs: dict[tuple[int, int], bool] = {}

    def fits(self, first: int, second: int) -> bool:
        """Whether two choices break nothing together."""
        if (first, second) not in self.pairs:
            two = [self.options[first][1], self.options[second][1]]
            self.pairs[first, second] = not any(
                one.sittings for one in together(self.week, self.policy, two)
            )
        return self.pairs[first, second]

    def grow(self, chosen: list[int]) -> None:
        """Judge what is chosen, then every way to add one of the choices that follow."""
        self.judge(chosen)
        for index in range(chosen[-1] + 1 if chosen else 0, len(self.options)):
            group = self.options[index][0]
            if sum(self.options[other][0] == group for other in chosen) == self.room[group]:
                continue
            self.tried += 1
            if self.tried > self.limit:
                raise TooManyError
            if all(self.fits(other, index) for other in chosen):
                self.grow([*chosen, index])

    def judge(self, chosen: list[int]) -> None:
        """Keep a set that has lower tiers than the best so far and breaks nothing."""
        lost = self.skipped + sum(self.strength[index] for index in chosen)
        sittings = [self.options[index][1] for index in chosen]
        empty = continuity(self.week, self.policy, sittings)
        steps = sum(self.steps[index] for index in chosen)
        if self.found is not None and (lost, empty, steps) > self.found[0][:3]:
            return
        tiers = tier_tuple(score(self.week, self.policy, sittings))
        assert tiers[:3] == (lost, empty, steps)
        better = self.found is None or tiers < self.found[0]
        if better and not broken(self.week, self.policy, sittings):
            self.found = tiers, sittings


# ---- Blocks: each week told as a week whose neighbours are known


_NEAR = 3  # weeks: farther away no rule and no cost looks


def week_of_block(block: Block, policy: Policy, number: int, sittings: Sequence[Sitting]) -> Week:
    """One week of a block, with the runs and sessions around it as what lies outside."""
    weeks = weeks_of(block)
    own = weeks[number]

    def runs(index: int) -> list[Run | Session]:
        return [
            attrs.evolve(run, when=_minutes(weeks[index], run) + WEEK * (index - number))
            for run in weeks[index].runs
        ]

    def sessions(index: int) -> list[Run | Session]:
        return [
            Session(
                one.start - WEEK * number,
                one.kind,
                minutes=one.minutes,
                dose=one.dose,
                effort=one.effort,
            )
            for one in sittings
            if one.day // 7 == index
        ]

    def edge(items: Sequence[Run | Session], shift: int, from_week: int) -> list[Run | Session]:
        moved = []
        for item in items:
            at = _minutes(weeks[from_week], item)
            at += shift if item.when.minutes is None and item.when.date is None else 0
            moved.append(attrs.evolve(item, when=at + WEEK * (from_week - number)))
        return moved

    earlier = range(max(0, number - _NEAR), number)
    later = range(number + 1, min(len(weeks), number + _NEAR + 1))
    before: list[Run | Session] = [
        item for index in earlier for item in (*runs(index), *sessions(index))
    ]
    after: list[Run | Session] = [
        item for index in later for item in (*runs(index), *sessions(index))
    ]
    if number < _NEAR:
        before = [*edge(weeks[0].before, -WEEK, 0), *before]
    if len(weeks) - number <= _NEAR:
        after = [*after, *edge(weeks[-1].after, WEEK, len(weeks) - 1)]
    known = attrs.evolve(
        own,
        before=before,
        after=after,
        history=[*weeks[0].history, *weeks[:number]],
        phase=_phase_in_block(block, policy, number),
    )
    return WeekAmid(
        **{field.name: getattr(known, field.name) for field in attrs.fields(Week)},
        eve=weeks[number - 1] if number else None,
        morrow=weeks[number + 1] if number + 1 < len(weeks) else None,
    )


def _phase_in_block(block: Block, policy: Policy, number: int) -> str | None:
    """The phase of a week by all races of the block, its history and its edges."""
    weeks = weeks_of(block)
    races = list(past_races(weeks[0], policy))
    for begin, each in enumerate(weeks):
        races += [(run.day + 7 * begin, run) for run in runs_within(each, policy)]
    last = 7 * (len(weeks) - 1)
    races += [(run.day, run) for run in runs_before(weeks[0], policy)]
    races += [(run.day + last, run) for run in runs_after(weeks[-1], policy)]
    races = [(day, run) for day, run in races if run.race]
    row = phase_row(policy, weeks[number], races, 7 * number)
    return None if row is None else row.phase


def _minutes(week: Week, item: Run | Session) -> int:
    if item.when.date is not None:
        return moment(week, Policy(), item, 0)
    return resolve(item.when, week.first_weekday, 7 * 60, 18 * 60)


def _local(sittings: Sequence[Sitting], number: int) -> list[Sitting]:
    return [
        attrs.evolve(one, start=one.start - WEEK * number)
        for one in sittings
        if one.day // 7 == number
    ]


def broken_in_block(
    block: Block, policy: Policy, sittings: Sequence[Sitting]
) -> list[tuple[int, Broken]]:
    """Every instance of a rule that a block's sessions break, with the week."""
    found: list[tuple[int, Broken]] = []
    first = week_of_block(block, policy, 0, sittings)
    for number in range(len(block.weeks)):
        week, mine = week_of_block(block, policy, number, sittings), _local(sittings, number)
        for one in broken(week, policy, mine):
            if one.rule != "loss_cap":  # in steps over all weeks together, below
                found.append((number, one))
        for run in runs_within(week, policy):
            if run.key:
                lost = _lost_in_block(block, policy, sittings, number, run)
                cap = level_of(policy, run).loss_cap if run.race else policy.loss_cap
                gone = sum(
                    loss(first, policy, one, run)
                    for one in outside_sessions(week, policy, "before")
                    if one.start < -WEEK * number
                )
                if lost > max(0, math.floor(tidy(1000 * (cap - gone)))):
                    found.append((number, Broken("loss_cap", (), run.name)))
    for late in sittings:  # over midnight into the next week, where another may be
        for early in sittings:
            apart = early.day // 7 != late.day // 7
            if apart and late.start <= early.start < late.end:
                found.append((late.day // 7, Broken("spacing", (), AT_ONCE)))
    return found


def _lost_in_block(
    block: Block, policy: Policy, sittings: Sequence[Sitting], number: int, run: GivenRun
) -> int:
    """Thousandths of a percent that a run loses to the block's own sessions, each rounded up."""
    lost = 0
    for one in sittings:
        own = one.day // 7
        moved = attrs.evolve(run, start=run.start + WEEK * number)
        week = week_of_block(block, policy, own, sittings)
        lost += math.ceil(tidy(1000 * loss(week, policy, one, moved)))
    return lost


def _beyond_habit_in_block(
    block: Block, policy: Policy, number: int, sittings: Sequence[Sitting]
) -> int:
    """A week's own habit, what lies before the block, or the week before in the block."""
    week, mine = weeks_of(block)[number], _local(sittings, number)
    kinds = {one.kind for one in asked_of(week_of_block(block, policy, number, []), policy)}
    if week.habit or not number:
        return beyond_habit(kinds, stated_habit(week, policy), mine)
    usual = [(one.kind, one.day) for one in _local(sittings, number - 1)]
    before = week_of_block(block, policy, number - 1, [])
    kinds &= {one.kind for one in asked_of(before, policy)}
    # A kind that the week before asked for and did not get is compared with nothing.
    every = {kind for kind, _ in usual}
    return beyond_habit(kinds, usual, mine) + sum(1 for one in mine if one.kind in kinds - every)


def score_of_block(block: Block, policy: Policy, sittings: Sequence[Sitting]) -> Score:
    """The sum over weeks, with what lies across their edges counted once."""
    weeks = [week_of_block(block, policy, number, sittings) for number in range(len(block.weeks))]
    bare = [week_of_block(block, policy, number, []) for number in range(len(block.weeks))]
    parts = [
        score(week, policy, _local(sittings, number), bare[number])
        for number, week in enumerate(weeks)
    ]
    days = {sitting.day for sitting in sittings}
    before = {one.day for one in outside_sessions(weeks[0], policy, "before")}
    last = 7 * (len(weeks) - 1)
    after = {one.day + last for one in outside_sessions(weeks[-1], policy, "after")}
    asked = {day for day in range(7 * len(weeks)) if asked_of(weeks[day // 7], policy)}
    crowding = 0
    for first in range(-7, 7 * len(weeks)):
        count = sum(one.count for one in asked_of(weeks[max(first, 0) // 7], policy))
        width = 7 // count if count >= 2 else 0
        if width < 2 or first <= -width:
            continue
        stretch = range(first, first + width)
        starts = sum(1 for sitting in sittings if sitting.day in stretch)
        taken = any(day in stretch for day in before | after)
        crowd = starts if taken else max(0, starts - 1)
        crowding += math.floor(tidy(policy.crowding * crowd))
    return Score(
        strength=sum(part.strength for part in parts),
        continuity=empty_stretches(
            policy.longest_gap,
            7 * len(weeks),
            days,
            before=before,
            after=after,
            asked=asked,
            circular=False,
        ),
        interference=sum(part.interference for part in parts),
        exact_interference=sum(part.exact_interference for part in parts),
        terms={name: sum(part.terms[name] for part in parts) for name in parts[0].terms},
        habit=sum(
            _beyond_habit_in_block(block, policy, number, sittings) for number in range(len(weeks))
        ),
        preference=sum(
            time_of_day(weeks[number], policy, one)
            for number in range(len(weeks))
            for one in _local(sittings, number)
        )
        + crowding,
        earliness=sum(part.earliness for part in parts),
    )
