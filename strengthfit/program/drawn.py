"""Interference under many draws of the evidence at once: a row of costs for each draw.

What `formulate` would give for each draw, on the same choices: the rules stay as they are, and so
do the terms that no drawn parameter enters. The formulas are those of the costs with the numbers
of all draws in the place of one.
"""

from collections.abc import Callable, Sequence

import numpy as np

from ..domain.policy import Policy
from ..domain.run import KEY_RUN_KINDS
from ..domain.strength import DOSES, STRENGTH_KINDS
from ..physiology.fatigue import COUNTED_MINUTES, FloatArray, bracket
from ..physiology.uncertainty import Draws
from .context import RuleContext
from .horizon import FixedRun
from .program import INTERFERENCE, Program
from .resolve import LEAST_KEY, MOST_NOT_KEY
from .rows import IntArray
from .scaling import nearest_of_resolution

_CELLS = 1_000_000  # entries of one working array

_DRAWN = ("strength_on_runs", "runs_on_strength")
"""The terms that drawn parameters enter."""


def drawn_interference(
    program: Program, policy: Policy, draws: Draws, choices: IntArray
) -> FloatArray:
    """Return the interference of some choices under each draw, in percent of speed.

    Parameters
    ----------
    program : Program
    policy : Policy
        The one it was made with.
    draws : Draws
    choices : numpy.ndarray
        Indices of choices, rising.

    Returns
    -------
    numpy.ndarray
        Shape (choices, draws).
    """
    same = _interference(program, without=_DRAWN)
    context = RuleContext(program.horizon, policy, program.choices)
    total = np.repeat(same[choices, None], len(draws), axis=1)
    _add_strength_on_runs(total, context, draws, choices)
    _add_runs_on_strength(total, context, draws, choices)
    return total


def drawn_steps(program: Program, policy: Policy, draws: Draws, choices: IntArray) -> IntArray:
    """Return the same in whole steps of the policy's resolution.

    What a choice costs in a draw is what the program counts for it, and the change of its
    interference to the nearest step. Rounding each draw anew would tell plans apart by how far each
    lies above its own step, in every draw but the one that they were compared in: then a little
    doubt would move more sessions than much of it.
    """
    counted = program.tier_costs[INTERFERENCE, choices]
    value = _interference(program)[choices, None]
    change = drawn_interference(program, policy, draws, choices) - value
    steps: IntArray = np.maximum(
        counted[:, None] + nearest_of_resolution(change, policy.resolution), 0
    )
    return steps


def _interference(program: Program, without: Sequence[str] = ()) -> FloatArray:
    """Return the interference of every choice, without some of its terms, shape (choices,)."""
    total = np.zeros(len(program.choices))
    for (name, tier, _), part in zip(program.cost_terms, program.cost_parts, strict=True):
        if tier == "interference" and name not in without:
            total += part.by_choice(len(total))
    return total


def _add_strength_on_runs(
    total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray
) -> None:
    """Add importance times loss, run by run. Nothing for runs already past."""
    weight, few = context.policy.strength_on_runs, context.choices
    factors = np.stack([draws.of("cost_factor", dose) for dose in DOSES])
    scale = _recovery(context, choices)[:, None] * factors[few.dose[choices]]
    residuals = _Residuals(context, draws, choices)
    for run in context.runs:
        ahead = context.forward(run.start - few.start[choices] - few.minutes[choices])
        near = np.flatnonzero((ahead >= 0) & (ahead <= COUNTED_MINUTES))
        if run.day >= 0 and len(near):
            worth = weight * _importance(run, draws) * _sensitivity(run, draws)
            total[near] += worth * scale[near] * residuals.after(near, ahead[near])


def _add_runs_on_strength(
    total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray
) -> None:
    """Add what each run takes from the strength after it."""
    hours = draws.of("strength_recovery_hours", "any")
    legs = np.stack([draws.of("leg_work", kind) for kind in STRENGTH_KINDS])
    percent = 100 * context.policy.runs_on_strength * legs[context.choices.kind[choices]]
    for run in context.runs:
        since = context.forward(context.choices.start[choices] - run.end)
        near = np.flatnonzero((since >= 0) & (since <= COUNTED_MINUTES))
        if run.day < context.horizon.days and len(near):
            left = np.exp(-since[near, None] / 60 / hours)
            total[near] += draws.of("strength_quality_lost", run.kind) * left * percent[near]


class _Residuals:
    """Residual fatigue times peak, of full sessions, for each choice under each draw."""

    def __init__(self, context: RuleContext, draws: Draws, choices: IntArray) -> None:
        athletes = context.horizon.athletes
        self._draws = draws
        self._kind = context.choices.kind[choices]
        used = np.array([athlete.accustomed for athlete in athletes])
        self._used = used[context.choices.day[choices] // 7]
        self._scale = {kind: self._peak_scale(kind) for kind in np.unique(self._kind).tolist()}

    def after(self, which: IntArray, minutes: IntArray) -> FloatArray:
        """Return what some choices leave so many minutes after their end, shape (which, draws)."""
        left = np.empty((len(which), len(self._draws)))
        for kind, scale in self._scale.items():
            mine = np.flatnonzero(self._kind[which] == kind)
            name = STRENGTH_KINDS[kind]
            new = self._draws.of("unaccustomed_factor", name)
            delayed = np.where(self._used[which[mine], None], 1.0, new)
            hours = minutes[mine, None] / 60
            left[mine] = scale * bracket(name, hours, delayed, self._draws.of)
        return left

    def _peak_scale(self, kind: int) -> FloatArray:
        """Return peak over the largest value of the accustomed bracket, shape (draws,).

        Both parts fall once the delayed one has peaked, so the largest value is found before.
        """
        name = STRENGTH_KINDS[kind]
        last = float(self._draws.of("delayed_peak_hours", name).max(initial=0.0))
        hours = np.arange(np.ceil(60 * last) + 1)[:, None] / 60
        step = max(1, _CELLS // len(hours))
        largest = [
            bracket(name, hours, 1.0, _some(self._draws, slice(first, first + step))).max(axis=0)
            for first in range(0, len(self._draws), step)
        ]
        scale: FloatArray = self._draws.of("peak", name) / np.concatenate([np.zeros(0), *largest])
        return scale


def _some(draws: Draws, part: slice) -> Callable[[str, str], FloatArray]:
    return lambda name, subject: draws.of(name, subject)[part]


def _recovery(context: RuleContext, choices: IntArray) -> FloatArray:
    """Return the athlete's own factor at each choice, shape (choices,)."""
    factors = np.array([athlete.recovery for athlete in context.horizon.athletes])
    mine: FloatArray = factors[context.choices.day[choices] // 7]
    return mine


def _importance(run: FixedRun, draws: Draws) -> FloatArray | float:
    if run.level is not None:
        return run.level.importance
    usual = draws.of("importance", run.kind)
    return np.maximum(LEAST_KEY, usual) if run.key else np.minimum(MOST_NOT_KEY, usual)


def _sensitivity(run: FixedRun, draws: Draws) -> FloatArray:
    usual = draws.of("sensitivity", run.kind)
    made_key = run.key and run.kind not in KEY_RUN_KINDS
    return np.maximum(usual, draws.of("sensitivity", "tempo")) if made_key else usual
