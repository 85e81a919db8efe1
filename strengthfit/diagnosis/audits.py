"""The judgement of a week that somebody else made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from ..domain.policy import Policy
from ..domain.strength import DOSES, STRENGTH_KINDS, Demand, Session
from ..domain.week import Week
from ..errors import InputError
from ..physiology.evidence import lookup
from ..program import Choices, Label, Program, formulate
from ..program.choices import list_starts
from ..program.compile import compile_choices
from ..program.edit import NewTier, insert_tiers
from ..program.horizon import FixedSession, Horizon
from ..program.resolve import dose_minutes, resolve_sessions, resolve_week
from ..results import Placement, Plan, Score
from ..results.read import broken_labels, read_plan, read_score
from ..strategies import Strategy, find
from .fatigue_trace import FatigueTrace, trace_fatigue
from .moves import Move, moves_between
from .parts import Cause, plan_parts
from .price import Price, difference


@attrs.frozen
class Audit:
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
        The best plan of the same sessions: same kinds, lengths and doses.
    price : Price
        Objective of the week less that of `best`. Where the week breaks rules it may be negative.
    repairs : tuple of Move
        The least that makes it keep every rule: as few sessions as possible left out, then as few
        as possible moved, then with the least interference. Empty where nothing is broken.
    repaired : tuple of Placement
        The week after the repairs.
    repaired_interference : float
        Its interference, in percent of speed.
    fatigue : FatigueTrace
        What the sessions leave in the legs over the week. Takes no part in comparisons.
    """

    week: Week
    policy: Policy
    placements: tuple[Placement, ...]
    broken: tuple[Label, ...]
    score: Score
    parts: tuple[Cause, ...]
    best: Plan
    price: Price
    repairs: tuple[Move, ...]
    repaired: tuple[Placement, ...]
    repaired_interference: float
    fatigue: FatigueTrace = attrs.field(eq=False, repr=False)

    @property
    def interference(self) -> float:
        """What the sessions cost, in percent of speed."""
        return self.score.interference

    def __str__(self) -> str:
        from .report import audit_text  # the report reads audits: it needs this class first

        return audit_text(self)


def audit_week(
    week: Week,
    placements: Iterable[Session | Placement],
    policy: Policy,
    strategy: str | Strategy = "cpsat",
) -> Audit:
    """Judge sessions as they were placed: by every rule, every cost, and against the best plan.

    Parameters
    ----------
    week : Week
        Its runs, windows and edges count; what it asks for (`strength`) does not.
    placements : iterable of Session or Placement
    policy : Policy
    strategy : str or Strategy

    Raises
    ------
    InputError
        Where a session lies outside the week.
    """
    solver = find(strategy)
    sessions = _sessions(week, policy, placements)
    asked, demands = _asked(week, policy, sessions)
    horizon = resolve_week(asked, policy)
    choices, taken = _as_placed(horizon, sessions, demands)
    program = compile_choices(horizon, policy, choices)
    given = np.ones(len(choices), dtype=bool)
    whole = formulate(asked, policy)
    best = read_plan(asked, policy, whole, solver.solve(whole))
    broken = broken_labels(program, given)
    missing = bool(program.broken(given))
    repaired, score = (
        _repair(horizon, policy, choices, solver)
        if missing
        else (choices, read_score(program, given))
    )
    objective = program.objective(given)
    placed, mended = _placements(horizon, choices), _placements(horizon, repaired)
    return Audit(
        week=asked,
        policy=policy,
        placements=placed,
        broken=broken,
        score=read_score(program, given),
        parts=plan_parts(program, given),
        best=best,
        price=difference(objective, (value for _, value in best.score.tiers)),
        repairs=moves_between(placed, mended),
        repaired=mended,
        repaired_interference=score.interference,
        fatigue=trace_fatigue(horizon, policy, taken),
    )


def _sessions(
    week: Week, policy: Policy, placements: Iterable[Session | Placement]
) -> list[FixedSession]:
    given: list[Session] = []
    for index, item in enumerate(_as_list(placements)):
        if isinstance(item, Placement):
            given.append(Session(item.start, item.kind, minutes=item.minutes, dose=item.dose))
        elif isinstance(item, Session):
            given.append(item)
        else:
            accepted = "is not a Session or a Placement; write e.g. Session('Tue 18:00', 'heavy')"
            raise InputError(f"placements[{index}]", item, accepted)
    sessions = resolve_sessions(week, policy, given, "placements")
    return sorted(sessions, key=lambda session: (session.start, session.kind))


def _as_list(placements: Iterable[Session | Placement]) -> list[Session | Placement]:
    if isinstance(placements, str) or not isinstance(placements, Iterable):
        raise InputError("placements", placements, "is not a list of Session or Placement")
    return list(placements)


def _asked(
    week: Week, policy: Policy, sessions: Sequence[FixedSession]
) -> tuple[Week, list[Demand]]:
    """Return the week asking for just these sessions (and for what is pinned), one demand each."""
    demands = [_demand(session, policy) for session in sessions]
    placed = [(session.start, session.kind) for session in sessions]
    pins = resolve_sessions(week, policy, week.pins, "pins")
    missing = [_demand(pin, policy) for pin in pins if (pin.start, pin.kind) not in placed]
    return attrs.evolve(week, strength=[*demands, *missing]), demands


def _demand(session: FixedSession, policy: Policy) -> Demand:
    """Return a demand whose session of this dose has this length."""
    dose = session.dose or "full"
    overrides = dict(policy.evidence)
    share = 1.0 if dose == "full" else lookup("minutes_share", dose, overrides)
    usual = dose_minutes(session.kind, None, dose, overrides)
    full = None if session.minutes == usual else min(240.0, max(5.0, session.minutes / share))
    return Demand(session.kind, minutes=full, dose=dose)


def _as_placed(
    horizon: Horizon, sessions: Sequence[FixedSession], demands: Sequence[Demand]
) -> tuple[Choices, Sequence[FixedSession]]:
    owners = [_owner(horizon, demand) for demand in demands]
    order = sorted(range(len(sessions)), key=lambda i: (sessions[i].start, owners[i]))
    table = [
        (owners[i], sessions[i].start, sessions[i].dose or "full", sessions[i].minutes)
        for i in order
    ]
    return _choices(horizon, table), sessions


def _owner(horizon: Horizon, demand: Demand) -> int:
    alike = [attrs.evolve(other, count=1) for other in horizon.demands]
    return alike.index(demand)


def _choices(horizon: Horizon, table: Sequence[tuple[int, int, str, int]]) -> Choices:
    """Return choices from rows of demand, start, dose and minutes, sorted by start and demand."""
    columns = np.array(
        [(demand, start, DOSES.index(dose), minutes) for demand, start, dose, minutes in table],
        dtype=np.int64,
    ).reshape(-1, 4)
    demand, start, dose, minutes = columns.T
    kinds = np.array([STRENGTH_KINDS.index(d.kind) for d in horizon.demands], dtype=np.int64)
    kind = kinds[demand] if len(kinds) else np.zeros(0, dtype=np.int64)
    return Choices(demand, start, dose, minutes, kind, start // 1440, start + minutes)


def _repair(
    horizon: Horizon, policy: Policy, placed: Choices, solver: Strategy
) -> tuple[Choices, Score]:
    """Return the nearest allowed placement: fewest left out, fewest moved, least interference."""
    table: set[tuple[int, int, str, int]] = set()
    for demand, asked in enumerate(horizon.demands):
        mine = placed.demand == demand
        lengths = set(placed.minutes[mine].tolist())
        minutes = lengths or {
            dose_minutes(asked.kind, asked.minutes, asked.dose, dict(policy.evidence))
        }
        starts = {*list_starts(horizon, policy).tolist(), *placed.start[mine].tolist()}
        table |= {(demand, start, asked.dose, length) for start in starts for length in minutes}
    choices = _choices(horizon, sorted(table, key=lambda row: (row[1], row[0], row[3])))
    program = _with_moves(compile_choices(horizon, policy, choices), placed)
    outcome = solver.solve(program)
    taken = program.mask(outcome.taken)
    return choices.pick(taken), read_score(program, taken)


def _with_moves(program: Program, placed: Choices) -> Program:
    """Return the program with one more tier, after strength: the number of moved sessions."""
    own = set(
        zip(placed.demand.tolist(), placed.start.tolist(), placed.minutes.tolist(), strict=True)
    )
    choices = program.choices
    every = zip(
        choices.demand.tolist(), choices.start.tolist(), choices.minutes.tolist(), strict=True
    )
    moved = np.array([place not in own for place in every], dtype=np.int64)
    return insert_tiers(program, [NewTier("moves", moved)], at=1)


def _placements(horizon: Horizon, choices: Choices) -> tuple[Placement, ...]:
    return tuple(
        Placement(
            day=int(choices.day[index]),
            start=int(choices.start[index]),
            kind=horizon.demands[choices.demand[index]].kind,
            dose=DOSES[choices.dose[index]],
            minutes=int(choices.minutes[index]),
            asked=horizon.demands[choices.demand[index]].dose,
            when=horizon.moment(int(choices.start[index])),
        )
        for index in range(len(choices))
    )
