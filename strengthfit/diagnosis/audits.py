"""The judgement of a week that somebody else made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from ..domain.arguments import as_policy, as_week
from ..domain.checks import check_length, listed
from ..domain.clock import DAY
from ..domain.demands import order_left, with_kept
from ..domain.own_kinds import strength_kinds
from ..domain.policy import Policy
from ..domain.strength import DOSES, AnyStrengthKind, Demand, Session
from ..domain.week import Week
from ..domain.words import labelled
from ..errors import InputError
from ..physiology.parameters import parameters_of
from ..planning import Change, Placement, Plan, Score
from ..planning.changes import changes_between
from ..planning.from_outcome import broken_labels, plan_from_outcome, score_of
from ..planning.matching import placement_of
from ..printable import HtmlPrintable
from ..program import Choices, Label, Program
from ..program.choices import list_starts
from ..program.compile import compile_choices, compile_horizon, kept_choices
from ..program.edit import NewTier, at_most_of, insert_tiers, rows_of, with_windows
from ..program.horizon import FixedSession, Horizon, Pin
from ..program.resolve import (
    demand_like,
    dose_minutes,
    resolve_pins,
    resolve_sessions,
    resolve_week,
)
from ..program.rows import BoolArray
from ..stopping import is_over
from ..strategies import Limits, Strategy
from ..strategies.asking import ask
from ..strategies.in_time import plan_in_call, ready
from ..strategies.whole_call import part_of_limits, whole_call
from .fatigue_trace import FatigueTrace, trace_fatigue
from .objective_difference import ObjectiveDifference, difference
from .score_parts import Cause, plan_parts

_Row = tuple[int, int, str, int]
"""Demand, start, dose and minutes of a choice."""


@attrs.frozen
class Audit(HtmlPrintable):
    """How good a week of somebody else's is.

    Parameters
    ----------
    week : Week
        The week, asking for the sessions that were placed.
    policy : Policy
        What it is judged by.
    placements : tuple of Placement
        The sessions as they were placed, by start.
    broken : tuple of Label
        The rules that they break, each with the sessions that break it.
    score : Score
        By tier, by term and by run.
    parts : tuple of Cause
        The same, cause by cause.
    best : Plan
        The best plan of the same sessions: same kinds, lengths and doses. Its `status` says
        whether limits left the time to prove it.
    price : ObjectiveDifference
        Objective of the week less that of `best`. If the week breaks rules it may be negative.
    repairs : tuple of Change
        The least that makes it keep every rule: as few sessions as possible left out, then moved to
        another day, then moved within their day, then made lighter; then the best by the plan's
        tiers. Empty if nothing is broken.
    repaired : tuple of Placement
        The week after the repairs.
    repaired_interference : float
        Its interference, in percent of speed.
    fatigue : FatigueTrace
        What the sessions leave in the legs over the week. Takes no part in comparisons.
    finished : bool
        Whether `best` and `repairs` are proven. If limits ended the search, the repairs are the
        smallest that were found; none if none were.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    >>> audit = sf.audit(week, [sf.Session("Thu 18:00", "heavy")])
    >>> audit.broken, round(audit.interference, 2), audit.price.interference
    ((), 0.47, 0)
    """

    week: Week
    policy: Policy
    placements: tuple[Placement, ...]
    broken: tuple[Label, ...]
    score: Score
    parts: tuple[Cause, ...]
    best: Plan
    price: ObjectiveDifference
    repairs: tuple[Change, ...]
    repaired: tuple[Placement, ...]
    repaired_interference: float
    fatigue: FatigueTrace = attrs.field(eq=False, repr=False)
    finished: bool = True

    @property
    def interference(self) -> float:
        """What the sessions cost, in percent of speed."""
        return self.score.interference


def audit(
    week: Week,
    placements: Iterable[Session | Placement],
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    *,
    limits: Limits | None = None,
) -> Audit:
    """Judge strength sessions as somebody placed them.

    Parameters
    ----------
    week : Week
        Its runs, windows and edges, and its order. What it asks for (`strength`) does not matter
        here, unless running load has risen so far that half of the sessions go: of as many as it
        asks for, or of those that were placed if they are more.
    placements : list of Session or Placement
        The sessions as they were placed, on the grid of starts or off it.
    policy : Policy or str, optional
        A policy, or the name of a preset. By default ``supporting``.
    strategy : str or Strategy
        What finds the best plan and the repairs.
    limits : Limits, optional
        For all of it together. What is broken and what it costs is said in any time.

    Returns
    -------
    Audit
        Every broken rule, interference by run, the best plan of the same sessions, and the smallest
        changes that make the week keep every rule.

    Raises
    ------
    InputError
        If the week contradicts itself, or a session lies outside it.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    >>> audit = sf.audit(week, [sf.Session("Tue 18:00", "heavy")])
    >>> [label.text for label in audit.broken]
    ['before the intervals on Wed 07:00 (Tue 18:00)']
    >>> [str(move) for move in audit.repairs]
    ['Tue 18:00 heavy, full -> Thu 18:00 heavy, full']
    """
    week, policy, items = as_week(week), as_policy(policy), _as_list(placements)
    ready(strategy)
    with whole_call(limits):
        return _audited(week, items, policy, strategy)


def _audited(
    week: Week, items: list[Session | Placement], policy: Policy, strategy: str | Strategy
) -> Audit:
    as_listed = _sessions(week, policy, items)
    sessions = sorted(as_listed, key=lambda session: (session.start, session.kind))
    given_policy, policy = policy, attrs.evolve(policy, way_in_weeks=0)  # as it was placed
    asked, demands = _asked(week, policy, sessions)
    horizon = resolve_week(asked, policy, planned=sum(demand.count for demand in week.strength))
    program, given = _judged(horizon, policy, sessions, demands)
    whole = compile_horizon(horizon, policy)
    with whole_call(part_of_limits(2)):
        outcome = plan_in_call(whole, strategy)
    best = plan_from_outcome(asked, policy, whole, outcome)
    placed, score = _placements(program, given), score_of(program, given)
    placed = _as_given(placed, items, as_listed)
    found = _repair(program, given, strategy) if program.broken(given) else None
    repaired = placed if found is None or found.placements is None else found.placements
    return Audit(
        week=asked,
        policy=given_policy,
        placements=placed,
        broken=broken_labels(program, given),
        score=score,
        parts=plan_parts(program, given),
        best=best,
        price=difference(program.objective(given), (value for _, value in best.score.tiers)),
        repairs=changes_between(placed, repaired),
        repaired=repaired,
        repaired_interference=(
            score.interference if repaired is placed or found is None else found.interference
        ),
        fatigue=trace_fatigue(horizon, policy, sessions),
        finished=outcome.status in _PROVEN and (found is None or found.proven),
    )


_PROVEN = ("optimal", "infeasible")


def _sessions(
    week: Week, policy: Policy, items: Sequence[Session | Placement]
) -> list[FixedSession]:
    """Return what was placed with every default filled in, in the order given."""
    given: list[Session] = []
    for index, item in enumerate(items):
        if isinstance(item, Placement):
            given.append(
                Session(
                    item.start,
                    item.kind,
                    minutes=item.minutes,
                    dose=item.dose,
                    effort=item.effort,
                    label=item.label,
                )
            )
        elif isinstance(item, Session):
            given.append(item)
        else:
            accepted = "is not a Session or a Placement; write e.g. Session('Tue 18:00', 'heavy')"
            raise InputError(f"placements[{index}]", item, accepted, "wrong_type")
    return list(resolve_sessions(week, policy, given, "placements"))


def _as_given(
    placed: tuple[Placement, ...],
    items: Iterable[Session | Placement],
    sessions: Iterable[FixedSession],
) -> tuple[Placement, ...]:
    """Return sessions with the ids and what they carry that they were given with."""
    left = list(zip(items, sessions, strict=True))
    found: list[Placement] = []
    for one in placed:
        own = one.start, one.name
        pair = next(pair for pair in left if (pair[1].start, _name(pair[1])) == own)
        left.remove(pair)
        item = pair[0]
        id_ = item.id if isinstance(item, Placement) else None
        found.append(attrs.evolve(one, id=id_, extra=item.extra))
    return tuple(found)


def _name(session: FixedSession) -> str:
    return labelled(session.kind, session.label)


def _as_list(placements: Iterable[Session | Placement]) -> list[Session | Placement]:
    given = listed("placements", placements, "is not a list of Session or Placement")
    check_length("placements", given)
    return list(given)


def _asked(
    week: Week, policy: Policy, sessions: Sequence[FixedSession]
) -> tuple[Week, list[Demand]]:
    """Return the week asking for just these sessions (and for what is pinned), one demand each."""
    parameters = parameters_of(policy)
    demands = [demand_like(session, parameters) for session in sessions]
    pins = resolve_pins(attrs.evolve(week, strength=demands), policy)
    lengths = resolve_sessions(week, policy, week.pins, "pins")
    missing = [
        demand_like(length, parameters)
        for pin, length in zip(pins, lengths, strict=True)
        if not pin.added and not any(_satisfies(one, pin) for one in sessions)
    ]
    asked = [*demands, *missing]
    held = _as_held(week, pins, sessions, demands)
    order = order_left(with_kept(asked, held), week.order)
    return attrs.evolve(week, strength=asked, pins=held, order=order), demands


def _as_held(
    week: Week, pins: Sequence[Pin], sessions: Sequence[FixedSession], demands: Sequence[Demand]
) -> list[Session]:
    """Return the week's pins; the kept ones say what the session is that was placed for each.

    Those with an hour choose first, so that a day alone does not take what is theirs.
    """
    held, left = list(week.pins), list(range(len(sessions)))
    for index in sorted(range(len(pins)), key=lambda index: not pins[index].has_hour):
        pin = pins[index]
        mine = [at for at in left if pin.kept and _is_held(sessions[at], demands[at], pin)]
        if mine:
            left.remove(mine[0])
            own = demands[mine[0]]
            held[index] = attrs.evolve(
                held[index],
                minutes=own.minutes,
                dose=own.dose,
                effort=own.effort,
                label=own.label,
            )
    return held


def _is_held(session: FixedSession, demand: Demand, pin: Pin) -> bool:
    return pin.allows(session.kind, session.start, demand.dose, demand.effort, session.label)


def _satisfies(session: FixedSession, pin: Pin) -> bool:
    """Whether a session is where a pin of its kind and label is, of whatever dose and effort."""
    return pin.allows(session.kind, session.start, label=session.label)


def _judged(
    horizon: Horizon, policy: Policy, sessions: Sequence[FixedSession], demands: Sequence[Demand]
) -> tuple[Program, BoolArray]:
    """Return the program of all that could be in the sessions' place, and which choices they are.

    Every start has its part in it, as the best hour of a day says what the day costs.
    """
    placed = [
        (_owner(horizon, demand), session.start, session.dose or "full", session.minutes)
        for session, demand in zip(sessions, demands, strict=True)
    ]
    others: set[_Row] = set()
    listed = list_starts(horizon, policy).tolist()
    for demand, asked in enumerate(horizon.demands):
        mine = [row for row in placed if row[0] == demand]
        starts = {*listed, *(start for _, start, *_ in mine)}
        for dose in DOSES[DOSES.index(asked.dose) :]:
            usual = dose_minutes(asked.kind, asked.minutes, dose, parameters_of(policy))
            lengths = {row[3] for row in mine} if dose == asked.dose and mine else {usual}
            others |= {(demand, start, dose, length) for start in starts for length in lengths}
    # Two sessions may be alike in everything; each is a choice of its own.
    marked = [(row, True) for row in placed] + [(row, False) for row in others - {*placed}]
    marked.sort(key=lambda pair: (pair[0][1], pair[0][0], DOSES.index(pair[0][2]), pair[0][3]))
    choices = _choices(horizon, [row for row, _ in marked], strength_kinds(policy.extensions))
    given = np.array([mark for _, mark in marked], dtype=bool)
    kept: list[int] = []
    if any(pin.kept for pin in horizon.pins):  # each is held to the session that was placed for it
        as_placed = compile_choices(horizon, policy, choices.pick(given))
        named = kept_choices(as_placed, policy).values()
        kept = np.flatnonzero(given)[list(named)].tolist()
    return compile_choices(horizon, policy, choices, kept), given


def _owner(horizon: Horizon, demand: Demand) -> int:
    alike = [attrs.evolve(other, count=1) for other in horizon.demands]
    return alike.index(demand)


def _choices(
    horizon: Horizon, table: Sequence[_Row], every: tuple[AnyStrengthKind, ...]
) -> Choices:
    """Return choices from rows of demand, start, dose and minutes, sorted by start and demand."""
    columns = np.array(
        [(demand, start, DOSES.index(dose), minutes) for demand, start, dose, minutes in table],
        dtype=np.int64,
    ).reshape(-1, 4)
    demand, start, dose, minutes = columns.T
    kinds = np.array([every.index(d.kind) for d in horizon.demands], dtype=np.int64)
    kind = kinds[demand] if len(kinds) else np.zeros(0, dtype=np.int64)
    return Choices(demand, start, dose, minutes, kind, start // DAY, start + minutes, every)


@attrs.frozen
class _Repaired:
    """The nearest allowed placement that was found, None if none was, and whether it is proven."""

    placements: tuple[Placement, ...] | None
    interference: float
    proven: bool


def _repair(program: Program, given: BoolArray, strategy: str | Strategy) -> _Repaired:
    """Return the nearest allowed placement, as `Audit.repairs` says what is near."""
    changed = _with_changes(program, given)
    # A strategy that has used all of the time is not asked again.
    outcome = ask(changed, "greedy") if is_over() else plan_in_call(changed, strategy)
    proven = outcome.status in _PROVEN
    if outcome.objective is None and not proven:
        return _Repaired(None, 0.0, proven=False)
    taken = changed.mask(outcome.taken)
    return _Repaired(_placements(changed, taken), score_of(changed, taken).interference, proven)


def _with_changes(program: Program, given: BoolArray) -> Program:
    """Return the program with four tiers before its own: what was done to the given sessions.

    Sessions left out come first, then those on a day that had none of their demand, then those at a
    start that had none, then those of another dose or length. As each tier counts what the one
    before it does too, the fewest of one among the fewest of the one before is what is wanted.
    """
    choices = program.choices
    placed = choices.pick(given)
    days = _counted(placed, "demand", "day")
    starts = set(_counted(placed, "demand", "start"))
    doses = set(_counted(placed, "demand", "start", "dose", "minutes"))
    here = list(zip(*(getattr(choices, name).tolist() for name in _NAMES), strict=True))
    new_day = np.array([(one[0], one[1]) not in days for one in here], dtype=np.int64)
    new_start = np.array([(one[0], one[2]) not in starts for one in here], dtype=np.int64)
    new_dose = np.array([(one[0], *one[2:]) not in doses for one in here], dtype=np.int64)
    tiers = [
        NewTier("left_out", skips=np.ones(len(program.counts), dtype=np.int64)),
        NewTier("other_day", new_day),
        NewTier("other_start", new_start),
        NewTier("other_dose", new_dose),
    ]
    more = [
        at_most_of(np.flatnonzero((choices.demand == demand) & (choices.day == day)), most)
        for (demand, day), most in days.items()
    ]
    windows = rows_of(more, Label("demand", "", "more of a kind on a day than were placed"))
    return with_windows(insert_tiers(program, tiers), "other_day", windows, {"other_day": 1})


_NAMES = ("demand", "day", "start", "dose", "minutes")


def _counted(placed: Choices, *names: str) -> Counter[tuple[int, ...]]:
    """Return how many placed sessions share these of their arrays."""
    return Counter(zip(*(getattr(placed, name).tolist() for name in names), strict=True))


def _placements(program: Program, taken: BoolArray) -> tuple[Placement, ...]:
    return tuple(placement_of(program, choice) for choice in np.flatnonzero(taken).tolist())
