"""From a week as given to a horizon: defaults filled in, contradictions refused."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from ..domain.clock import WEEK, moment_text, resolve
from ..domain.policy import Policy, RaceLevel
from ..domain.run import KEY_RUN_KINDS, Run
from ..domain.strength import DOSES, STRENGTH_KINDS, Demand, Session
from ..domain.week import Week
from ..errors import InputError
from ..physiology.evidence import check_overrides, lookup
from ..physiology.load import session_load
from .horizon import FixedRun, FixedSession, Horizon
from .spans import closings, forbidden, openings

_MOST_NOT_KEY = 0.4  # CONVENTION: a run that is not key weighs at most as a medium-long run
_PARTS = {-1: "before the week", 0: "inside the week", 1: "after the week"}
_FARTHEST = 10


@attrs.frozen(slots=False)
class _Setting:
    """What reading a run or a session needs to know of its week."""

    week: Week
    policy: Policy
    overrides: dict[str, float]

    def moment(self, minutes: int) -> str:
        return moment_text(minutes, self.week.first_weekday)


def resolve_week(week: Week, policy: Policy) -> Horizon:
    """Fill in every default of a week.

    Raises
    ------
    InputError
        Where a time lies outside its part of the calendar, ids repeat, runs overlap, or a dated
        window meets a week without a date.
    """
    overrides = dict(policy.evidence)
    check_overrides(overrides, "Policy.evidence")
    setting = _Setting(week, policy, overrides)
    runs: list[FixedRun] = []
    sessions: list[FixedSession] = []
    parts = (("runs", week.runs, 0), ("before", week.before, -1), ("after", week.after, 1))
    for name, items, part in parts:
        for index, item in enumerate(items):
            if isinstance(item, Run):
                runs.append(_run(item, setting, f"{name}[{index}]", part))
            else:
                sessions.append(_session(item, setting, f"{name}[{index}]", part))
    _check_ids(runs[: len(week.runs)])
    runs.sort(key=lambda run: (run.start, run.id))
    _check_overlap(runs, WEEK if week.repeats else None)
    return Horizon(
        days=7,
        first_weekday=week.first_weekday,
        circular=week.repeats,
        runs=tuple(runs),
        sessions=tuple(sorted(sessions, key=lambda session: session.start)),
        demands=_merge(week.strength),
        openings=openings(week, policy),
        closings=closings(week),
        forbidden=forbidden(week),
        pins=resolve_sessions(week, policy, week.pins, "pins"),
        waived=week.waived,
        accustomed=week.athlete.accustomed,
        recovery=float(week.athlete.recovery),
    )


def resolve_sessions(
    week: Week, policy: Policy, sessions: Iterable[Session], where: str
) -> tuple[FixedSession, ...]:
    """Fill in every default of strength sessions inside a week, in the order given.

    Raises
    ------
    InputError
        Where a time lies outside the week.
    """
    setting = _Setting(week, policy, dict(policy.evidence))
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
    return minutes


def _run(run: Run, setting: _Setting, where: str, part: int) -> FixedRun:
    overrides = setting.overrides
    start = _start(run, setting, where, part)
    minutes = _minutes(run, overrides)
    level = _level(run, setting.policy)
    moment = setting.moment(start)
    return FixedRun(
        id=run.id or f"{moment} {run.kind}",
        kind=run.kind,
        start=start,
        minutes=minutes,
        load=session_load(run.kind, minutes, overrides) if run.load is None else run.load,
        key=run.is_key,
        importance=_importance(run, overrides) if level is None else level.importance,
        sensitivity=_sensitivity(run, overrides),
        quality_lost=lookup("strength_quality_lost", run.kind, overrides),
        loss_cap=setting.policy.loss_cap if level is None else level.loss_cap,
        km=run.km,
        level=level,
        text=f"{run.kind.replace('_', ' ')} on {moment}",
    )


def _minutes(run: Run, overrides: dict[str, float]) -> int:
    if run.minutes is not None:
        return max(1, round(run.minutes))
    if run.km is not None:
        return max(1, round(run.km * lookup("minutes_per_km", "any", overrides)))
    return max(1, round(lookup("usual_minutes", run.kind, overrides)))


def _level(run: Run, policy: Policy) -> RaceLevel | None:
    if run.kind != "race":
        return None
    return next(level for level in policy.races if level.priority == run.priority)


def _importance(run: Run, overrides: dict[str, float]) -> float:
    usual = lookup("importance", run.kind, overrides)
    return max(1.0, usual) if run.is_key else min(_MOST_NOT_KEY, usual)


def _sensitivity(run: Run, overrides: dict[str, float]) -> float:
    usual = lookup("sensitivity", run.kind, overrides)
    made_key = run.is_key and run.kind not in KEY_RUN_KINDS
    return max(usual, lookup("sensitivity", "tempo", overrides)) if made_key else usual


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


def _check_ids(runs: list[FixedRun]) -> None:
    seen: dict[str, int] = {}
    for index, run in enumerate(runs):
        if run.id in seen:
            raise InputError(f"runs[{index}].id", run.id, f"is also the id of runs[{seen[run.id]}]")
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
