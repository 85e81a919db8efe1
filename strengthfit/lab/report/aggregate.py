"""How each strategy stands over a set of runs: the counts and means of one table row."""

from collections.abc import Callable, Sequence

import attrs

from ..measures import Best, best_time, par10, primal_integral, proof_time, shifted_geometric_mean
from ..records import WITHOUT_OUTCOME, Record
from ..strategies import in_order


@attrs.frozen
class Spread:
    """A mean over runs, and the least and the most of the same mean over single seeds.

    Parameters
    ----------
    value, least, most : float
        All three are equal where there is one seed.
    """

    value: float
    least: float
    most: float


@attrs.frozen
class Standing:
    """One strategy over some runs.

    Parameters
    ----------
    strategy : str
    runs, instances : int
    plans : int
        Runs with a plan that the checker accepts.
    unproven : int
        Those of them without a proof within the limit.
    proven : int
        Runs with a checked proof within the limit, of a best plan or of infeasibility.
    late : int
        Runs with a checked proof after the limit; not counted as proven.
    nothing : int
        Runs that ended well without an allowed plan, and did not prove that there is none.
    wrong : int
        Runs with a claim that the checker rejects.
    refused : int
        Runs in which the strategy said that the program is not for it.
    ended : int
        Runs stopped by the clock from outside, out of memory, or crashed.
    proof : Spread
        Shifted geometric mean of seconds to proof.
    par10 : float
        Seconds.
    best : Spread, or None
        Shifted geometric mean of seconds to the best known plan; None where no plan is known.
    integral : Spread, or None
        Mean primal integral in percent; None where no plan is known.
    """

    strategy: str
    runs: int
    instances: int
    plans: int
    unproven: int
    proven: int
    late: int
    nothing: int
    wrong: int
    refused: int
    ended: int
    proof: Spread
    par10: float
    best: Spread | None
    integral: Spread | None


def standings(records: Sequence[Record], best: Best) -> list[Standing]:
    """Return how each strategy stands, in the order of `in_order`; none is left out.

    Parameters
    ----------
    records : sequence of Record
    best : mapping of str to tuple of int or None
        The best known objectives, for every instance of the records.
    """
    return [
        _standing(strategy, [run for run in records if run.strategy == strategy], best)
        for strategy in in_order(run.strategy for run in records)
    ]


def _standing(strategy: str, runs: list[Record], best: Best) -> Standing:
    limits = [run.limit for run in runs]
    known = [run for run in runs if best[run.instance] is not None]
    fates = [_fate(run) for run in runs]
    in_time = [proof_time(run) for run in runs]
    proven = sum(time is not None for time in in_time)
    return Standing(
        strategy=strategy,
        runs=len(runs),
        instances=len({run.instance for run in runs}),
        plans=fates.count("plan"),
        unproven=sum(run.solved and proof_time(run) is None for run in runs),
        proven=proven,
        late=sum(run.proven for run in runs) - proven,
        nothing=fates.count("nothing"),
        wrong=fates.count("wrong"),
        refused=fates.count("refused"),
        ended=fates.count("ended"),
        proof=_spread(runs, _mean_time(proof_time)),
        par10=par10(in_time, limits),
        best=_spread(known, _mean_time(lambda run: best_time(run, best[run.instance])))
        if known
        else None,
        integral=_spread(known, lambda some: _mean_integral(some, best)) if known else None,
    )


def _fate(run: Record) -> str:
    """Return the one thing that a run came to; what the checker rejects is that first of all."""
    if run.problems:
        return "wrong"
    if run.status in WITHOUT_OUTCOME:
        return "refused" if run.status == "refused" else "ended"
    if run.solved:
        return "plan"
    return "closed" if run.proven else "nothing"


def _spread(runs: list[Record], mean: Callable[[list[Record]], float]) -> Spread:
    by_seed = [
        mean([run for run in runs if run.seed == seed]) for seed in {run.seed for run in runs}
    ]
    return Spread(mean(runs), min(by_seed), max(by_seed))


def _mean_time(time: Callable[[Record], float | None]) -> Callable[[list[Record]], float]:
    def mean(runs: list[Record]) -> float:
        return shifted_geometric_mean([time(run) for run in runs], [run.limit for run in runs])

    return mean


def _mean_integral(runs: list[Record], best: Best) -> float:
    known = [(run, best[run.instance]) for run in runs]
    parts = [primal_integral(run, objective) for run, objective in known if objective is not None]
    return sum(parts) / len(parts)
