"""From a week as given to a horizon: defaults filled in, contradictions refused."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from ..domain.block import Block, week_days, weeks_of
from ..domain.clock import DAY, NO_START, check_day, check_part, day_name, moment_text
from ..domain.demands import kept_demands, merged, sessions_by_entry, with_kept
from ..domain.history import past_weeks
from ..domain.own_kinds import check_items, check_kinds, is_key_run, sensitive_as_given
from ..domain.policy import Policy
from ..domain.policy_rows import RaceLevel
from ..domain.run import Run, RunKind
from ..domain.starts import run_id, start_of
from ..domain.strength import Demand, Dose, Effort, Session
from ..domain.week import Week
from ..domain.words import labelled, run_word
from ..errors import InputError, raise_all
from ..physiology.load import run_minutes, session_load
from ..physiology.parameters import TABLE, Parameters, parameters_of
from ..physiology.races import first_days
from ..physiology.response import Prescription, prescribe
from ..physiology.way_in import ways_in
from ..stopping import check
from .horizon import FixedRun, FixedSession, HabitSlot, Horizon, Pin
from .key_runs import importance_of, sensitivity_of
from .openings import closings, forbidden, openings


@attrs.frozen(slots=False)
class _Setting:
    """What reading a run or a session needs to know of its week."""

    week: Week
    policy: Policy
    parameters: Parameters
    number: int
    weeks: int

    @property
    def base(self) -> int:
        """The minute at which the week begins."""
        return self.number * self.length

    @property
    def length(self) -> int:
        """How many minutes the week has."""
        return self.week.days * DAY

    @property
    def path(self) -> str:
        """What comes before a field in the message of an error."""
        return f"weeks[{self.number}]." if self.weeks > 1 else ""

    def moment(self, minutes: int) -> str:
        return moment_text(minutes, self.week.first_weekday, self.weeks, self.week.days)


def resolve_week(asked: Week | Block, policy: Policy, planned: int = 0) -> Horizon:
    """Fill in every default of a week or a block; a week may be part of a plan of more sessions.

    An `InputError` is raised if a time lies outside its part of the calendar, ids repeat, runs
    overlap, or a dated window meets a week without a date.
    """
    weeks = weeks_of(asked)
    parameters = parameters_of(policy)
    for number, week in enumerate(weeks):
        check_kinds(week, policy.extensions, f"weeks[{number}]." if len(weeks) > 1 else "")
    settings = [
        _Setting(week, policy, parameters, number, len(weeks)) for number, week in enumerate(weeks)
    ]
    runs, sessions = _read_items(settings)
    days = week_days(asked) * len(weeks)
    raise_all(_overlaps(runs, days * DAY if asked.repeats else None))
    ways = ways_in(weeks, policy)
    check()
    demands = [
        (demand, number)
        for number, (week, way) in enumerate(zip(weeks, ways, strict=True))
        for demand in merged(with_kept(way.strength, week.pins))
    ]
    bases, end = [(setting.week, setting.base) for setting in settings], days * DAY
    check()
    orders = tuple(_order(setting) for setting in settings)
    check()
    return Horizon(
        days=days,
        first_weekday=asked.first_weekday,
        circular=asked.repeats,
        runs=tuple(runs),
        sessions=tuple(sessions),
        demands=tuple(demand for demand, _ in demands),
        demand_weeks=tuple(number for _, number in demands),
        openings=tuple(span for week, base in bases for span in openings(week, policy, base, end)),
        closings=tuple(span for week, base in bases for span in closings(week, base, end)),
        forbidden=tuple(span for week, base in bases for span in forbidden(week, base, end)),
        pins=tuple(
            pin
            for setting, way in zip(settings, ways, strict=True)
            for pin in _pins(setting, way.strength)
        ),
        waived=tuple(waiver for week in weeks for waiver in week.waived),
        athletes=tuple(
            attrs.evolve(week.athlete, accustomed=way.accustomed)
            for week, way in zip(weeks, ways, strict=True)
        ),
        prescriptions=_prescriptions(weeks, policy, planned),
        habits=tuple(_habit(setting, sessions) for setting in settings),
        orders=orders if any(orders) else (),
        past_races=tuple(sorted(_past_races(settings[0], runs), key=lambda run: run.start)),
    )


def _order(setting: _Setting) -> tuple[str, ...]:
    """Return the order of a week, refusing entries that mean no session of it."""
    week = setting.week
    asked = merged(with_kept(week.strength, week.pins))
    found = sessions_by_entry(asked, week.order)
    for index, entry in enumerate(week.order):
        places = week.order[: index + 1].count(entry)
        if found[entry] >= places:
            continue
        accepted = "stands there twice, and the week asks for one session of it; write it once"
        if not found[entry]:
            labels = [demand.label for demand in asked if demand.label is not None]
            names = dict.fromkeys([*labels, *(str(demand.kind) for demand in asked)])
            accepted = "is not a label or a kind of what this week asks for"
            accepted += f"; write from {', '.join(names)}" if names else ", which is no strength"
        raise InputError(f"{setting.path}order[{index}]", entry, accepted, "not_asked")
    return week.order


def _habit(setting: _Setting, outside: Sequence[FixedSession]) -> tuple[HabitSlot, ...] | None:
    """Return the habit of a week: as stated, else the days of the week before the horizon."""
    if setting.week.habit:
        stated = _inside(setting.week.habit, setting, f"{setting.path}habit")
        return tuple(
            HabitSlot(slot.day, slot.kind, None if given.when.is_day_alone else slot.start % DAY)
            for slot, given in zip(stated, setting.week.habit, strict=True)
        )
    if setting.number:
        return None
    return tuple(
        HabitSlot(session.day + setting.week.days, session.kind, None)
        for session in outside
        if -setting.week.days <= session.day < 0
    )


def resolve_sessions(
    week: Week, policy: Policy, sessions: Iterable[Session], where: str
) -> tuple[FixedSession, ...]:
    """Fill in every default of strength sessions inside a week, in the order given.

    An `InputError` is raised if a time lies outside the week.
    """
    setting, sessions = _Setting(week, policy, parameters_of(policy), 0, 1), tuple(sessions)
    check_items(sessions, policy.extensions, where)
    return tuple(_inside(sessions, setting, where))


def resolve_pins(week: Week, policy: Policy) -> tuple[Pin, ...]:
    """Return the pins of a week, in the order given.

    An `InputError` is raised if a time lies outside the week.
    """
    check_kinds(week, policy.extensions)
    setting = _Setting(week, policy, parameters_of(policy), 0, 1)
    (way,) = ways_in([week], policy)
    return tuple(_pins(setting, way.strength))


def dose_minutes(kind: str, full: float | None, dose: str, parameters: Parameters = TABLE) -> int:
    """Return how long a session of a dose lasts, given the minutes of a full one or the usual ones.

    Lighter doses are rounded to 5 minutes, and are never longer than a full one.

    Examples
    --------
    >>> dose_minutes("circuit", None, "reduced")
    25
    """
    length = round(parameters.value("minutes", kind) if full is None else full)
    if dose == Dose.FULL:
        return length
    share = parameters.value("minutes_share", dose)
    return min(length, max(5, 5 * int(length * share / 5 + 0.5)))


def demand_like(session: Session | FixedSession, parameters: Parameters = TABLE) -> Demand:
    """Return a demand whose session of the same dose is as long as one that stands somewhere.

    The length of a demand is that of a full session, of which a lighter one is a share.

    Examples
    --------
    >>> demand = demand_like(Session("Tue 18:00", "heavy", minutes=40, dose="reduced"))
    >>> round(demand.minutes), dose_minutes("heavy", demand.minutes, "reduced")
    (57, 40)
    """
    dose, full = session.dose or Dose.FULL, session.minutes
    if full is not None:
        share = 1.0 if dose == Dose.FULL else parameters.value("minutes_share", dose)
        usual = dose_minutes(session.kind, None, dose, parameters)
        full = None if round(full) == usual else min(240.0, max(5.0, full / share))
    effort = session.effort or Effort.NEAR_FAILURE
    return Demand(session.kind, minutes=full, dose=dose, effort=effort, label=session.label)


def _prescriptions(
    weeks: tuple[Week, ...], policy: Policy, planned: int
) -> tuple[Prescription, ...]:
    """Return what running load allows in each week; a past of whole weeks counts as one with it."""
    past, earlier = past_weeks(weeks[0])
    return prescribe([*past, *weeks], policy, earlier, -len(past), planned)[len(past) :]


def _read_items(settings: Sequence[_Setting]) -> tuple[list[FixedRun], list[FixedSession]]:
    """Return every run by start, and the strength sessions outside the horizon by start."""
    runs: list[FixedRun] = []
    sessions: list[FixedSession] = []
    for setting in settings:
        check()
        inside = [
            _run(run, setting, f"{setting.path}runs[{index}]", 0)
            for index, run in enumerate(setting.week.runs)
        ]
        runs += inside
        raise_all(_same_times(setting))
        for item, where, part in _outside(setting):
            if isinstance(item, Run):
                runs.append(_run(item, setting, where, part))
            else:
                sessions.append(_session(item, setting, where, part))
        raise_all(_same_ids(inside, setting))
    runs.sort(key=lambda run: (run.start, run.id))
    sessions.sort(key=lambda session: session.start)
    return runs, sessions


def _past_races(setting: _Setting, runs: Sequence[FixedRun]) -> Iterator[FixedRun]:
    """Yield the races in the history of the first week, but for those that `before` lists too."""
    listed = {run.day for run in runs if run.level is not None}
    past, _ = past_weeks(setting.week)
    for week, begins in zip(past, first_days(past, -len(past)), strict=True):
        own = attrs.evolve(setting, week=week)
        for index, given in enumerate(week.runs):
            run = _run(given, own, f"{setting.path}history.runs[{index}]", 0)
            start = run.start + begins * DAY
            if run.level is not None and start // DAY not in listed:
                text = f"{run.word} on {setting.moment(start)}"
                yield attrs.evolve(run, start=start, text=text)


def _outside(setting: _Setting) -> Iterator[tuple[Run | Session, str, int]]:
    """Yield what lies before and after a week, each with its path and its part: -1 or 1."""
    week = setting.week
    for name, items, part in (("before", week.before, -1), ("after", week.after, 1)):
        for index, item in enumerate(items):
            yield item, f"{setting.path}{name}[{index}]", part


def _inside(sessions: Iterable[Session], setting: _Setting, where: str) -> Iterator[FixedSession]:
    """Yield the sessions of a list inside a week, in its order."""
    for index, session in enumerate(sessions):
        yield _session(session, setting, f"{where}[{index}]", 0)


def _pins(setting: _Setting, demands: Sequence[Demand]) -> Iterator[Pin]:
    """Yield the pins of a week, in its order, with the demands of kept ones."""
    pins = setting.week.pins
    kept = kept_demands(demands, pins)
    for index, (session, (demand, added)) in enumerate(zip(pins, kept, strict=True)):
        path = f"{setting.path}pins[{index}]"
        start = _start(session, setting, path, 0)
        until, when = start + 1, setting.moment(start)
        if session.when.is_day_alone:
            start -= start % DAY
            week = setting.week
            name = day_name(start // DAY, week.first_weekday, setting.weeks, week.days)
            until, when = start + DAY, name
        yield Pin(
            kind=session.kind,
            dose=session.dose,
            start=start,
            until=until,
            text=f"{labelled(session.kind, session.label)} on {when}",
            path=path,
            effort=session.effort,
            demand=demand,
            added=added,
            label=session.label,
        )


def _start(item: Run | Session, setting: _Setting, where: str, part: int) -> int:
    """Return a start in minutes, checked against its part of the calendar: -1, 0 or 1."""
    check_day(item.when, setting.week.days, f"{where}.when")
    if item.when.date is not None and setting.week.start is None:
        raise InputError(f"{where}.when", str(item.when), NO_START, "missing")
    check_part(item.when, part, setting.week.days, setting.week.start, f"{where}.when")
    minutes = start_of(item.when, setting.week, setting.policy, part)
    return setting.base + minutes


def _run(run: Run, setting: _Setting, where: str, part: int) -> FixedRun:
    parameters = setting.parameters
    start = _start(run, setting, where, part)
    minutes = run_minutes(run, parameters)
    level, kind = _level(run, setting.policy), run.counts_as
    value, extensions = parameters.value, setting.policy.extensions
    key = is_key_run(run, extensions)
    return FixedRun(
        id=run_id(
            run, start, setting.week.first_weekday, setting.weeks, part, days=setting.week.days
        ),
        kind=run.kind,
        start=start,
        minutes=minutes,
        load=session_load(kind, minutes, parameters) if run.load is None else run.load,
        key=key,
        importance=float(importance_of(kind, key, value)) if level is None else level.importance,
        sensitivity=float(sensitivity_of(kind, key, value, sensitive_as_given(extensions))),
        quality_lost=value("strength_quality_lost", kind),
        loss_cap=setting.policy.loss_cap if level is None else level.loss_cap,
        km=run.km,
        level=level,
        text=f"{run_word(run.kind, run.priority)} on {setting.moment(start)}",
        path=where,
    )


def _level(run: Run, policy: Policy) -> RaceLevel | None:
    """Return what the policy says of races of the run's priority; None for what is not raced."""
    if run.counts_as != RunKind.RACE:
        return None
    return next(level for level in policy.races if level.priority == run.priority)


def _session(session: Session, setting: _Setting, where: str, part: int) -> FixedSession:
    start = _start(session, setting, where, part)
    if session.minutes is None:
        dose = session.dose or Dose.FULL
        minutes = dose_minutes(session.kind, None, dose, setting.parameters)
    else:
        minutes = max(1, round(session.minutes))
    return FixedSession(
        kind=session.kind,
        dose=session.dose,
        start=start,
        minutes=minutes,
        text=f"{labelled(session.kind, session.label)} on {setting.moment(start)}",
        effort=session.effort,
        label=session.label,
    )


def _same_ids(runs: list[FixedRun], setting: _Setting) -> Iterator[InputError]:
    """Yield ids that repeat within one week."""
    seen: dict[str, int] = {}
    for index, run in enumerate(runs):
        if seen.setdefault(run.id, index) != index:
            accepted = f"is also the id of runs[{seen[run.id]}]"
            yield InputError(f"{setting.path}runs[{index}].id", run.id, accepted, "duplicate")


def _same_times(setting: _Setting) -> Iterator[InputError]:
    """Yield runs of a day without a time after its first: all would take the policy's."""
    days = set[tuple[int | None, int | None]]()
    for index, run in enumerate(setting.week.runs):
        day = run.when.weekday, run.when.number
        if not run.when.is_day_alone:
            continue
        if day in days:
            accepted = (
                "has no time, nor has another run of that day; "
                f"say which comes first: '{run.when} am' and '{run.when} pm'"
            )
            where = f"{setting.path}runs[{index}].when"
            yield InputError(where, str(run.when), accepted, "missing")
        days.add(day)


def _overlaps(runs: list[FixedRun], circle: int | None) -> Iterator[InputError]:
    """Yield runs, sorted by start, that overlap; the last and the first too on a circle."""
    for first, second in pairwise(runs):
        if second.start < first.end:
            accepted = f"overlaps the {first.text} ({first.minutes} min)"
            yield InputError(second.path, second.id, accepted, "overlap")
    if circle is not None and runs and runs[-1].end > runs[0].start + circle:
        accepted = f"overlaps the {runs[-1].text} of the week before"
        yield InputError(runs[0].path, runs[0].id, accepted, "overlap")
