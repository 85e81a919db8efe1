"""From a week as given to a horizon: defaults filled in, contradictions refused."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from ..domain.block import Block, weeks_of
from ..domain.clock import WEEK, moment_text, resolve
from ..domain.policy import Policy, RaceLevel
from ..domain.run import Run, run_word
from ..domain.strength import DOSES, STRENGTH_KINDS, Demand, Session
from ..domain.week import Week
from ..errors import InputError
from ..physiology.evidence import check_overrides, lookup
from ..physiology.load import run_minutes, session_load
from ..physiology.response import Prescription, past_weeks, prescribe
from .horizon import FixedRun, FixedSession, Horizon
from .key_runs import importance_of, sensitivity_of
from .spans import closings, forbidden, openings

_PARTS = {-1: "before the week", 0: "inside the week", 1: "after the week"}
_FARTHEST = 10


@attrs.frozen(slots=False)
class _Setting:
    """What reading a run or a session needs to know of its week."""

    week: Week
    policy: Policy
    overrides: dict[str, float]
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

    Raises
    ------
    InputError
        Where a time lies outside its part of the calendar, ids repeat, runs overlap, or a dated
        window meets a week without a date.
    """
    overrides = dict(policy.evidence)
    check_overrides(overrides, "Policy.evidence")
    weeks = weeks_of(asked)
    settings = [
        _Setting(week, policy, overrides, number, len(weeks)) for number, week in enumerate(weeks)
    ]
    runs: list[FixedRun] = []
    sessions: list[FixedSession] = []
    for setting in settings:
        inside, outside = _read_items(setting)
        _check_ids(inside, setting)
        runs += inside
        runs += [item for item in outside if isinstance(item, FixedRun)]
        sessions += [item for item in outside if isinstance(item, FixedSession)]
    runs.sort(key=lambda run: (run.start, run.id))
    _check_overlap(runs, WEEK if asked.repeats else None)
    demands = [
        (demand, number) for number, week in enumerate(weeks) for demand in _merge(week.strength)
    ]
    bases = [(each.week, each.base) for each in settings]
    return Horizon(
        days=7 * len(weeks),
        first_weekday=asked.first_weekday,
        circular=asked.repeats,
        runs=tuple(runs),
        sessions=tuple(sorted(sessions, key=lambda session: session.start)),
        demands=tuple(demand for demand, _ in demands),
        demand_weeks=tuple(number for _, number in demands),
        openings=tuple(span for week, base in bases for span in openings(week, policy, base)),
        closings=tuple(span for week, base in bases for span in closings(week, base)),
        forbidden=tuple(span for week, base in bases for span in forbidden(week, base)),
        pins=tuple(
            _session(session, setting, f"{setting.path}pins[{index}]", 0)
            for setting in settings
            for index, session in enumerate(setting.week.pins)
        ),
        waived=tuple(waiver for week in weeks for waiver in week.waived),
        athletes=tuple(week.athlete for week in weeks),
        prescriptions=_prescriptions(weeks, policy),
    )


def _prescriptions(weeks: tuple[Week, ...], policy: Policy) -> tuple[Prescription, ...]:
    """Return what running load allows in each week; a past of whole weeks counts as one with it."""
    past, earlier = past_weeks(weeks[0])
    return prescribe([*past, *weeks], policy, earlier, first=-len(past))[len(past) :]


def _read_items(
    setting: _Setting,
) -> tuple[list[FixedRun], list[FixedRun | FixedSession]]:
    """Return what is in a week, and what lies before and after the block."""
    week = setting.week
    inside = [
        _run(run, setting, f"{setting.path}runs[{index}]", 0) for index, run in enumerate(week.runs)
    ]
    outside: list[FixedRun | FixedSession] = []
    for name, items, part in (("before", week.before, -1), ("after", week.after, 1)):
        for index, item in enumerate(items):
            where = f"{setting.path}{name}[{index}]"
            read = _run if isinstance(item, Run) else _session
            outside.append(read(item, setting, where, part))  # type: ignore[arg-type]  # its reader
    return inside, outside


def resolve_sessions(
    week: Week, policy: Policy, sessions: Iterable[Session], where: str
) -> tuple[FixedSession, ...]:
    """Fill in every default of strength sessions inside a week, in the order given.

    Raises
    ------
    InputError
        Where a time lies outside the week.
    """
    setting = _Setting(week, policy, dict(policy.evidence), 0, 1)
    return tuple(
        _session(session, setting, f"{where}[{index}]", 0) for index, session in enumerate(sessions)
    )


def dose_minutes(kind: str, full: float | None, dose: str, overrides: dict[str, float]) -> int:
    """Return how long a session of a dose lasts, given the minutes of a full one.

    Examples
    --------
    >>> dose_minutes("circuit", None, "reduced", {})
    25
    """
    length = round(lookup("minutes", kind, overrides) if full is None else full)
    if dose == "full":
        return length
    share = lookup("minutes_share", dose, overrides)
    return min(length, max(5, 5 * int(length * share / 5 + 0.5)))


def _start(item: Run | Session, setting: _Setting, where: str, part: int) -> int:
    """Return a start in minutes, checked against its part of the calendar: -1, 0 or 1."""
    policy = setting.policy
    minutes = resolve(
        item.when, setting.week.first_weekday, policy.usual_time, policy.usual_evening
    )
    if item.when.minutes is None:
        minutes += part * WEEK
    low, high = {-1: (-_FARTHEST * WEEK, 0), 0: (0, WEEK), 1: (WEEK, _FARTHEST * WEEK)}[part]
    if not low <= minutes < high:
        accepted = f"is not {_PARTS[part]}: minutes from {low} up to, not including, {high}"
        raise InputError(f"{where}.when", str(item.when), accepted)
    return setting.base + minutes


def _run(run: Run, setting: _Setting, where: str, part: int) -> FixedRun:
    overrides = setting.overrides
    start = _start(run, setting, where, part)
    minutes = run_minutes(run, overrides)
    level = _level(run, setting.policy)
    moment = setting.moment(start)

    def value(name: str, subject: str) -> float:
        return lookup(name, subject, overrides)

    return FixedRun(
        id=_id(run, setting, moment, part),
        kind=run.kind,
        start=start,
        minutes=minutes,
        load=session_load(run.kind, minutes, overrides) if run.load is None else run.load,
        key=run.is_key,
        importance=float(importance_of(run.kind, run.is_key, value))
        if level is None
        else level.importance,
        sensitivity=float(sensitivity_of(run.kind, run.is_key, value)),
        quality_lost=value("strength_quality_lost", run.kind),
        loss_cap=setting.policy.loss_cap if level is None else level.loss_cap,
        km=run.km,
        level=level,
        text=f"{run_word(run.kind)} on {moment}",
    )


def _id(run: Run, setting: _Setting, moment: str, part: int) -> str:
    """Return a run's own id, with the week in front in a block, else its time and kind."""
    if run.id is None:
        return f"{moment} {run.kind}"
    return run.id if setting.weeks == 1 or part else f"W{setting.number + 1} {run.id}"


def _level(run: Run, policy: Policy) -> RaceLevel | None:
    if run.kind != "race":
        return None
    return next(level for level in policy.races if level.priority == run.priority)


def _session(session: Session, setting: _Setting, where: str, part: int) -> FixedSession:
    start = _start(session, setting, where, part)
    return FixedSession(
        kind=session.kind,
        dose=session.dose,
        start=start,
        minutes=max(1, round(session.minutes))
        if session.minutes is not None
        else dose_minutes(session.kind, None, session.dose or "full", setting.overrides),
        text=f"{session.kind} on {setting.moment(start)}",
    )


def _check_ids(runs: list[FixedRun], setting: _Setting) -> None:
    seen: dict[str, int] = {}
    for index, run in enumerate(runs):
        if run.id in seen:
            accepted = f"is also the id of runs[{seen[run.id]}]"
            raise InputError(f"{setting.path}runs[{index}].id", run.id, accepted)
        seen[run.id] = index


def _check_overlap(runs: list[FixedRun], circle: int | None) -> None:
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
