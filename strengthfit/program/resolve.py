"""From a week as given to a horizon: defaults filled in, contradictions refused."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import DAY, WEEK, day_name, moment_text
from ..domain.policy import Policy
from ..domain.policy_rows import RaceLevel
from ..domain.run import Run, RunKind
from ..domain.starts import run_id, start_of
from ..domain.strength import DOSES, STRENGTH_KINDS, Demand, Dose, Session
from ..domain.week import Week
from ..domain.words import run_word
from ..errors import InputError
from ..physiology.load import run_minutes, session_load
from ..physiology.parameters import TABLE, Parameters, parameters_of
from ..physiology.response import Prescription, past_weeks, prescribe
from .horizon import FixedRun, FixedSession, Horizon, Pin
from .key_runs import importance_of, sensitivity_of
from .openings import closings, forbidden, openings

_PARTS = {-1: "before the week", 0: "inside the week", 1: "after the week"}
_FARTHEST = 10  # weeks before or after the week


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
        return self.number * WEEK

    @property
    def path(self) -> str:
        """What comes before a field in the message of an error."""
        return f"weeks[{self.number}]." if self.weeks > 1 else ""

    def moment(self, minutes: int) -> str:
        return moment_text(minutes, self.week.first_weekday, self.weeks)


def resolve_week(asked: Week | Block, policy: Policy) -> Horizon:
    """Fill in every default of a week or a block.

    An `InputError` is raised if a time lies outside its part of the calendar, ids repeat, runs
    overlap, or a dated window meets a week without a date.
    """
    weeks = tuple(map(_with_kept, weeks_of(asked)))
    kept = [_kept_demands(week) for week in weeks_of(asked)]
    parameters = parameters_of(policy)
    settings = [
        _Setting(week, policy, parameters, number, len(weeks)) for number, week in enumerate(weeks)
    ]
    runs, sessions = _read_items(settings)
    _check_overlap(runs, WEEK if asked.repeats else None)
    demands = [
        (demand, number) for number, week in enumerate(weeks) for demand in _merge(week.strength)
    ]
    bases = [(setting.week, setting.base) for setting in settings]
    return Horizon(
        days=7 * len(weeks),
        first_weekday=asked.first_weekday,
        circular=asked.repeats,
        runs=tuple(runs),
        sessions=tuple(sessions),
        demands=tuple(demand for demand, _ in demands),
        demand_weeks=tuple(number for _, number in demands),
        openings=tuple(span for week, base in bases for span in openings(week, policy, base)),
        closings=tuple(span for week, base in bases for span in closings(week, base)),
        forbidden=tuple(span for week, base in bases for span in forbidden(week, base)),
        pins=tuple(
            pin
            for setting, demands_of_kept in zip(settings, kept, strict=True)
            for pin in _pins(setting, demands_of_kept)
        ),
        waived=tuple(waiver for week in weeks for waiver in week.waived),
        athletes=tuple(week.athlete for week in weeks),
        prescriptions=_prescriptions(weeks, policy),
    )


def resolve_sessions(
    week: Week, policy: Policy, sessions: Iterable[Session], where: str
) -> tuple[FixedSession, ...]:
    """Fill in every default of strength sessions inside a week, in the order given.

    An `InputError` is raised if a time lies outside the week.
    """
    setting = _Setting(week, policy, parameters_of(policy), 0, 1)
    return tuple(_inside(sessions, setting, where))


def resolve_pins(week: Week, policy: Policy) -> tuple[Pin, ...]:
    """Return the pins of a week, in the order given.

    An `InputError` is raised if a time lies outside the week.
    """
    setting = _Setting(week, policy, parameters_of(policy), 0, 1)
    return tuple(_pins(setting, _kept_demands(week)))


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


def _prescriptions(weeks: tuple[Week, ...], policy: Policy) -> tuple[Prescription, ...]:
    """Return what running load allows in each week; a past of whole weeks counts as one with it."""
    past, earlier = past_weeks(weeks[0])
    return prescribe([*past, *weeks], policy, earlier, first=-len(past))[len(past) :]


def _read_items(settings: Sequence[_Setting]) -> tuple[list[FixedRun], list[FixedSession]]:
    """Return every run by start, and the strength sessions outside the horizon by start."""
    runs: list[FixedRun] = []
    sessions: list[FixedSession] = []
    for setting in settings:
        inside = [
            _run(run, setting, f"{setting.path}runs[{index}]", 0)
            for index, run in enumerate(setting.week.runs)
        ]
        runs += inside
        for item, where, part in _outside(setting):
            if isinstance(item, Run):
                runs.append(_run(item, setting, where, part))
            else:
                sessions.append(_session(item, setting, where, part))
        _check_ids(inside, setting)
    runs.sort(key=lambda run: (run.start, run.id))
    sessions.sort(key=lambda session: session.start)
    return runs, sessions


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


def _with_kept(week: Week) -> Week:
    """Return the week asking for its kept pins too."""
    added = [demand for demand, new in _kept_demands(week) if demand is not None and new]
    return attrs.evolve(week, strength=(*week.strength, *added)) if added else week


def _pins(setting: _Setting, kept: Sequence[tuple[Demand | None, bool]]) -> Iterator[Pin]:
    """Yield the pins of a week, in its order, with the demands of kept ones."""
    for index, session in enumerate(setting.week.pins):
        path = f"{setting.path}pins[{index}]"
        start = _start(session, setting, path, 0)
        until, when = start + 1, setting.moment(start)
        if session.when.is_day_alone:
            start -= start % DAY
            weekday = setting.week.first_weekday
            until, when = start + DAY, day_name(start // DAY, weekday, setting.weeks)
        yield Pin(
            kind=session.kind,
            dose=session.dose,
            start=start,
            until=until,
            text=f"{session.kind} on {when}",
            path=path,
            demand=kept[index][0],
            added=kept[index][1],
        )


def _kept_demands(week: Week) -> list[tuple[Demand | None, bool]]:
    """Return for each pin of a week its demand, if it is kept, and whether that is a new one.

    Pins take the first demand that has a session left for them; without one they add theirs.
    """
    left = {demand: demand.count for demand in _merge(week.strength)}
    found: list[tuple[Demand | None, bool]] = []
    for pin in week.pins:
        demand = next((demand for demand in left if left[demand] and _offers(demand, pin)), None)
        if not pin.keep:
            found.append((None, False))
        elif demand is None:
            found.append((Demand(pin.kind, minutes=pin.minutes, dose=pin.dose or Dose.FULL), True))
        else:
            left[demand] -= 1
            found.append((attrs.evolve(demand, count=1), False))
    return found


def _offers(demand: Demand, pin: Session) -> bool:
    return demand.kind == pin.kind and (
        pin.dose is None or DOSES.index(pin.dose) >= DOSES.index(demand.dose)
    )


def _start(item: Run | Session, setting: _Setting, where: str, part: int) -> int:
    """Return a start in minutes, checked against its part of the calendar: -1, 0 or 1."""
    minutes = start_of(item.when, setting.week, setting.policy, part)
    low, high = {-1: (-_FARTHEST * WEEK, 0), 0: (0, WEEK), 1: (WEEK, _FARTHEST * WEEK)}[part]
    if not low <= minutes < high:
        accepted = f"is not {_PARTS[part]}: minutes from {low} up to, not including, {high}"
        raise InputError(f"{where}.when", str(item.when), accepted)
    return setting.base + minutes


def _run(run: Run, setting: _Setting, where: str, part: int) -> FixedRun:
    parameters = setting.parameters
    start = _start(run, setting, where, part)
    minutes = run_minutes(run, parameters)
    level = _level(run, setting.policy)
    value = parameters.value
    return FixedRun(
        id=run_id(run, start, setting.week.first_weekday, setting.weeks, part),
        kind=run.kind,
        start=start,
        minutes=minutes,
        load=session_load(run.kind, minutes, parameters) if run.load is None else run.load,
        key=run.is_key,
        importance=float(importance_of(run.kind, run.is_key, value))
        if level is None
        else level.importance,
        sensitivity=float(sensitivity_of(run.kind, run.is_key, value)),
        quality_lost=value("strength_quality_lost", run.kind),
        loss_cap=setting.policy.loss_cap if level is None else level.loss_cap,
        km=run.km,
        level=level,
        text=f"{run_word(run.kind)} on {setting.moment(start)}",
    )


def _level(run: Run, policy: Policy) -> RaceLevel | None:
    """Return what the policy says of races of the run's priority; None if it is not a race."""
    if run.kind != RunKind.RACE:
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
        text=f"{session.kind} on {setting.moment(start)}",
    )


def _check_ids(runs: list[FixedRun], setting: _Setting) -> None:
    """Refuse ids that repeat within one week."""
    seen: dict[str, int] = {}
    for index, run in enumerate(runs):
        if run.id in seen:
            accepted = f"is also the id of runs[{seen[run.id]}]"
            raise InputError(f"{setting.path}runs[{index}].id", run.id, accepted)
        seen[run.id] = index


def _check_overlap(runs: list[FixedRun], circle: int | None) -> None:
    """Refuse runs, sorted by start, that overlap; the last and the first too on a circle."""
    for first, second in pairwise(runs):
        if second.start < first.end:
            raise InputError("runs", second.id, f"overlaps the {first.text} ({first.minutes} min)")
    if circle is not None and runs and runs[-1].end > runs[0].start + circle:
        raise InputError("runs", runs[0].id, f"overlaps the {runs[-1].text} of the week before")


def _merge(demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """Add up equal demands: copies are symmetric, and symmetric copies ruin the proof."""
    counts: dict[Demand, int] = {}
    for demand in demands:
        alike = attrs.evolve(demand, count=1)
        counts[alike] = counts.get(alike, 0) + demand.count
    merged = [attrs.evolve(alike, count=count) for alike, count in counts.items() if count]
    return tuple(sorted(merged, key=_order))


def _order(demand: Demand) -> tuple[int, float, int]:
    return STRENGTH_KINDS.index(demand.kind), demand.minutes or 0.0, DOSES.index(demand.dose)
