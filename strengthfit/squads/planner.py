"""The verb for squads: all athletes of a gym planned together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor

from ..domain.arguments import as_policy
from ..domain.block import Block
from ..domain.checks import unknown, word_code
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..program import Program
from ..program.presolve import presolve
from ..stopping import Watch, report
from ..strategies import Limits, Outcome, Strategy
from ..strategies.in_time import plan_in_call, ready, solve_in_call
from ..strategies.incumbents import Trace
from ..strategies.whole_call import whole_call
from .coach import Coach
from .fairness import worst_first
from .from_outcome import squad_plan_of
from .gym import Gym, check_gym
from .in_turn import best_alone, in_turn, unproven
from .known_kinds import check_known_kinds
from .member import Member, as_members
from .priced_reading import PricedSquad
from .pricing import priced_squad
from .squad_plan import SquadPlan
from .squad_program import SquadProgram, compile_squad

FAIRNESS = ("total", "worst_first")
"""How athletes weigh against one another."""

_PRICED_ABOVE = 1000
"""Athletes above which pricing is chosen: CP-SAT takes minutes for as many, and more above."""

_MIP_AT_MOST = 8000
"""Choices left after presolve up to which SCIP proves a squad sooner than CP-SAT: 60 athletes who
share a gym in 3 s, and 36 with a coach in 12 s, where CP-SAT has no proof after 40 s; of 300
athletes, 27,000 choices, CP-SAT in half the time."""


def plan_squad(
    athletes: Iterable[Member] | Mapping[str, Week | Block],
    gym: Gym,
    coach: Coach | None = None,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "auto",
    *,
    limits: Limits | None = None,
    fairness: str = "total",
    progress: Watch | None = None,
    executor: Executor | None = None,
) -> SquadPlan:
    """Place the strength of all athletes who share a gym, with the least interference together.

    Parameters
    ----------
    athletes : list of Member, or mapping of str to Week or Block
        Each with an id.
    gym : Gym
    coach : Coach, optional
        When the coach is there is chosen too.
    policy : Policy or str, optional
        Of members without one of their own.
    strategy : str or Strategy
        What solves the one program of all. By default SCIP if it is not too large, else CP-SAT,
        which also settles who loses how much if the worst come first; and "pricing" for the weeks
        of more than 1,000 athletes without a coach, all of one priority. It does without that
        program, and mostly comes near the best without proving it.
    limits : Limits, optional
        Of the whole call. At their end there is a plan in which athletes chose one after another,
        unless a better one is known.
    fairness : "total" or "worst_first"
        By default the strength and the interference of all together count. With "worst_first" the
        athlete who loses most by sharing counts first, against the best week with gym and coach to
        oneself: by the share of strength lost, then by long gaps, then by interference added. The
        largest loss is as small as it can be, and as few as possible have it; then the same of the
        losses below; of plans that are equal in this, the best in total.
    progress : callable, optional
        Called with a `Progress` after each of four stages.
    executor : concurrent.futures.Executor, optional
        Where pricing lists and prices the athletes' plans: processes, or ``client.get_executor()``
        of a Dask cluster. It is not shut down. Other strategies do not need it.

    Returns
    -------
    SquadPlan
        Of several as good it is the one that the solver has, the same at every call.

    Raises
    ------
    InputError
        If an athlete's week contradicts itself, or weeks do not go together.
    PinError
        If a pinned session has no demand or breaks a rule.
    OutOfTimeError
        If there is no plan yet a fifth of the seconds, and 0.06 seconds of work, after them.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
    >>> squad = plan_squad({"Ann": week, "Bo": week}, Gym(places=1))
    >>> squad.status, [(one.when, one.member) for one in squad.bookings]
    ('optimal', [('Wed 17:00', 'Ann'), ('Wed 18:00', 'Bo')])
    """
    members = as_members(athletes)
    check_shared(gym, coach)
    _check_fairness(fairness)
    if executor is not None and not isinstance(executor, Executor):
        accepted = "is not an executor of concurrent.futures; of a Dask client take get_executor()"
        raise InputError("executor", executor, accepted, "wrong_type")
    refused = _unpriced(members, coach, fairness)
    name = strategy if isinstance(strategy, str) else ""
    if name == "auto" and refused is None and len(members) > _PRICED_ABOVE:
        name = "pricing"
    if name == "pricing":
        if refused is not None:
            raise refused
        shared = as_policy(policy)
        with whole_call(limits, progress):
            policies = tuple(one.policy or shared for one in members)
            check_known_kinds(gym, None, policies)
            return priced_squad(PricedSquad(members, policies, gym), executor)
    ready(strategy)
    with whole_call(limits, progress):
        squad = compile_squad(members, gym, coach, policy)
        report(1, 4, "compiled")
        alone = [best_alone(squad, athlete) for athlete in range(len(members))]
        report(2, 4, "each alone")
        if fairness == "worst_first":
            outcome = _fair(squad, alone, strategy)
        else:
            outcome = solved(squad, strategy)
        report(3, 4, "solved")
        answer = squad_plan_of(squad, alone, outcome, fairness)
        report(4, 4, "read", best=answer.interference, bound=answer.bound)
        return answer


def check_shared(gym: Gym, coach: Coach | None) -> None:
    """Refuse what is not a gym or a coach."""
    check_gym(gym)
    if coach is not None and not isinstance(coach, Coach):
        accepted = "is not a Coach; write e.g. Coach(half_hours=12)"
        raise InputError("coach", coach, accepted, "wrong_type")


def _check_fairness(fairness: str) -> None:
    if not isinstance(fairness, str) or fairness not in FAIRNESS:
        accepted = unknown(fairness, FAIRNESS, "a kind of fairness")
        raise InputError("fairness", fairness, accepted, word_code(fairness))


def _unpriced(members: tuple[Member, ...], coach: Coach | None, fairness: str) -> InputError | None:
    """Return why a squad cannot be planned by pricing, if so."""
    accepted = "is nothing that pricing can plan with; take another strategy"
    if coach is not None:
        return InputError("coach", coach, accepted, "unsupported")
    if fairness != "total":
        return InputError("fairness", fairness, accepted, "unsupported")
    for number, member in enumerate(members):
        if isinstance(member.week, Block):
            return InputError(f"athletes[{number}].week", "a Block", accepted, "unsupported")
        if member.priority != members[0].priority:
            path = f"athletes[{number}].priority"
            accepted = "differs from the first athlete's, which pricing cannot heed"
            return InputError(path, member.priority, accepted, "unsupported")
    return None


Completed = Callable[[Program, Iterable[int]], tuple[int, ...]]


def solved(
    squad: SquadProgram, strategy: str | Strategy, completed: Completed | None = None
) -> Outcome:
    """Solve the one program of all; at the end of limits athletes choose one after another.

    `completed` adds to their choices what else the program has to take then.
    """
    program = squad.joined.program
    return plan_in_call(program, _chosen(program, strategy), lambda: _one_by_one(squad, completed))


def _one_by_one(squad: SquadProgram, completed: Completed | None = None) -> Outcome:
    program = squad.joined.program
    taken = squad.joined.together(in_turn(squad))
    taken = taken if completed is None else completed(program, taken)
    if not program.is_plan(program.mask(taken)):  # one's pins may be in the way of another's
        return Outcome("unknown", (), None, (0,) * len(program.tiers))
    return unproven(program, taken, by="in_turn")


def _fair(squad: SquadProgram, alone: Sequence[Outcome], strategy: str | Strategy) -> Outcome:
    """Return the fairest plan; the search for it begins at the one in which athletes take turns."""
    trace = Trace()
    start = _one_by_one(squad)
    to_read = 2 * trace.seconds  # reading a plan solves each member's week again
    if start.objective is None:
        start = solved(squad, strategy)
    if start.objective is None:
        return start

    def solve(program: Program) -> Outcome:
        # With losses, which are numbers of several digits, CP-SAT is about twice as fast.
        last = program.tiers == squad.joined.program.tiers
        by = "cpsat" if strategy == "auto" and not last else _chosen(program, strategy)
        return solve_in_call(program, by, to_read)

    return worst_first(squad, alone, start, solve)


def _chosen(program: Program, strategy: str | Strategy) -> str | Strategy:
    if strategy != "auto":
        return strategy
    return "scip" if len(presolve(program).kept) <= _MIP_AT_MOST else "cpsat"
