"""What strength costs the runs: importance times loss, in percent of speed."""

from collections.abc import Callable

import numpy as np

from ...domain.own_kinds import sensitive_as_given
from ...domain.strength import DOSES, EFFORTS
from ...physiology.fatigue import COUNTED_MINUTES, FloatArray, bracket, curve_at
from ...physiology.uncertainty import Draws
from ..context import RuleContext
from ..key_runs import importance_of, sensitivity_of
from ..labels import Label, Labeller
from ..rows import IntArray
from ..tier_names import Tier
from .cost import Cost
from .term import Term

_CELLS = 1_000_000  # entries of one working array


def cost(context: RuleContext) -> Cost:
    """Return, for each run, the weighted loss by each choice; nothing for runs already past."""
    weight = np.array([run.importance if run.day >= 0 else 0.0 for run in context.runs])
    losses = context.losses
    values = context.policy.strength_on_runs * weight[losses.run] * losses.percent
    costly = np.flatnonzero(values)
    run, choice, values = losses.run[costly], losses.choice[costly], values[costly]
    return Cost(run, choice, values, len(context.runs), _labeller(context))


def loss_part(context: RuleContext) -> Cost:
    """Return, for each run, the loss by each choice before importance: percent of speed."""
    losses, runs = context.losses, len(context.runs)
    return Cost(losses.run, losses.choice, losses.percent, runs, _labeller(context))


def _labeller(context: RuleContext) -> Labeller:
    return lambda: [
        Label("strength_on_runs", run.id, f"cost to the {run.text}", run=run.id)
        for run in context.runs
    ]


def add_sampled(total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray) -> None:
    """Add importance times loss under each draw, run by run; nothing for runs already past."""
    weight, every = context.policy.strength_on_runs, context.choices
    factors = np.stack([draws.of("cost_factor", dose) for dose in DOSES])
    recovery = np.array([athlete.recovery for athlete in context.horizon.athletes])
    week = every.day[choices] // context.horizon.week_days
    scale = recovery[week][:, None] * factors[every.dose[choices]]
    residuals = _Residuals(context, draws, choices)
    as_given = sensitive_as_given(context.policy.extensions)
    for run in context.runs:
        ahead = context.forward(run.start - every.start[choices] - every.minutes[choices])
        near = np.flatnonzero((ahead >= 0) & (ahead <= COUNTED_MINUTES))
        if run.day >= 0 and len(near):
            importance: FloatArray | float = (
                importance_of(run.counts_as, run.key, draws.of)
                if run.level is None
                else run.level.importance
            )
            worth = weight * importance * sensitivity_of(run.counts_as, run.key, draws.of, as_given)
            total[near] += worth * scale[near] * residuals.after(near, ahead[near])


class _Residuals:
    """Peak times residual fatigue, of full sessions, for each choice under each draw."""

    def __init__(self, context: RuleContext, draws: Draws, choices: IntArray) -> None:
        athletes = context.horizon.athletes
        self._draws, self._names = draws, context.kinds
        self._curves = context.parameters.own.curves
        self._kind = context.choices.kind[choices]
        used = np.array([athlete.accustomed for athlete in athletes])
        self._used = used[context.choices.day[choices] // context.horizon.week_days]
        efforts = [EFFORTS.index(demand.effort) for demand in context.horizon.demands]
        self._effort = np.array(efforts, dtype=np.int64)[context.choices.demand[choices]]
        self._delayed = np.stack([draws.of("effort", effort) for effort in EFFORTS])
        self._scale = {kind: self._peak_scale(kind) for kind in np.unique(self._kind).tolist()}

    def after(self, which: IntArray, minutes: IntArray) -> FloatArray:
        """Return what choices leave at these minutes after their end, shape (which, draws)."""
        left = np.empty((len(which), len(self._draws)))
        for kind, scale in self._scale.items():
            of_kind = np.flatnonzero(self._kind[which] == kind)
            name = self._names[kind]
            new = self._draws.of("unaccustomed_factor", name)
            here = which[of_kind]
            delayed = self._delayed[self._effort[here]] * np.where(self._used[here, None], 1.0, new)
            hours = minutes[of_kind, None] / 60
            if name in self._curves:
                left[of_kind] = scale * delayed * curve_at(self._curves[name], hours)
            else:
                left[of_kind] = scale * bracket(name, hours, delayed, self._draws.of)
        return left

    def _peak_scale(self, kind: int) -> FloatArray:
        """Return peak over the largest value of the usual bracket, shape (draws,).

        That of a curve from outside is 1. Both parts of any other fall once the delayed one has
        peaked, so the largest value is found before.
        """
        name = self._names[kind]
        peak = self._draws.of("peak", name)
        if name in self._curves:
            return peak
        last = float(self._draws.of("delayed_peak_hours", name).max(initial=0.0))
        hours = np.arange(np.ceil(60 * last) + 1)[:, None] / 60
        step = max(1, _CELLS // len(hours))
        largest = [
            bracket(name, hours, 1.0, _slice(self._draws, first, first + step)).max(axis=0)
            for first in range(0, len(self._draws), step)
        ]
        scale: FloatArray = peak / np.concatenate([np.zeros(0), *largest])
        return scale


def _slice(draws: Draws, first: int, last: int) -> Callable[[str, str], FloatArray]:
    """Return what reads a parameter in the draws from `first` up to, not including, `last`."""
    return lambda name, subject: draws.of(name, subject)[first:last]


TERM = Term(
    "strength_on_runs",
    cost,
    tier=Tier.INTERFERENCE,
    unit="%",
    word="on the runs",
    sampled=add_sampled,
)
