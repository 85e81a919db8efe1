"""What rules and costs read: the horizon, the policy, the choices, and the times between them."""

from functools import cached_property

import attrs
import numpy as np

from ..domain.policy import Policy
from ..domain.strength import DOSES, STRENGTH_KINDS
from ..physiology.evidence import lookup
from ..physiology.fatigue import COUNTED_MINUTES, FloatArray, loss_curves
from .choices import Choices
from .horizon import FixedRun, Horizon
from .rows import BoolArray, IntArray


@attrs.frozen(eq=False, slots=False)
class Timetable:
    """The input of every rule and every cost.

    Parameters
    ----------
    horizon : Horizon
    policy : Policy
    choices : Choices
    """

    horizon: Horizon
    policy: Policy
    choices: Choices

    @property
    def runs(self) -> tuple[FixedRun, ...]:
        """All runs, in the horizon and outside it."""
        return self.horizon.runs

    @cached_property
    def overrides(self) -> dict[str, float]:
        """Parameters of the policy that differ from the evidence table."""
        return dict(self.policy.evidence)

    @cached_property
    def run_minutes(self) -> IntArray:
        """Length of every run, shape (runs,)."""
        return np.array([run.minutes for run in self.runs], dtype=np.int64)

    @cached_property
    def run_days(self) -> IntArray:
        """Day of every run, shape (runs,); negative, or beyond the last, outside the horizon."""
        return np.array([run.day for run in self.runs], dtype=np.int64)

    @cached_property
    def on_day(self) -> BoolArray:
        """Whether each choice starts on each day of the horizon, shape (days, choices)."""
        on_day: BoolArray = self.choices.day == np.arange(self.horizon.days)[:, None]
        return on_day

    @property
    def day_names(self) -> list[str]:
        """The short name of each day of the horizon."""
        return [self.horizon.day_name(day) for day in range(self.horizon.days)]

    @cached_property
    def ahead(self) -> IntArray:
        """Minutes from the start of each choice forward to the start of each run.

        Shape (runs, choices). On a line it is negative where the run starts first; on a circle it
        is from 0 up to, not including, the circle's length.
        """
        starts = np.array([run.start for run in self.runs], dtype=np.int64)
        return self.forward(starts[:, None] - self.choices.start)

    @cached_property
    def since(self) -> IntArray:
        """Minutes from the start of each run forward to the start of each choice, likewise."""
        return self.forward(-self.ahead)

    @cached_property
    def losses(self) -> FloatArray:
        """Loss of each run by each choice in percent of speed, shape (runs, choices)."""
        choices, horizon = self.choices, self.horizon
        factors = np.array([lookup("cost_factor", dose, self.overrides) for dose in DOSES])
        sensitivity = np.array([run.sensitivity for run in self.runs])[:, None]
        gap = self.forward(self.ahead - choices.minutes)
        counted = (gap >= 0) & (gap <= COUNTED_MINUTES)
        curves = loss_curves(horizon.accustomed, self.policy.evidence)
        peak = curves[choices.kind, np.where(counted, gap, 0)]
        scale: FloatArray = sensitivity * (factors[choices.dose] * horizon.recovery)
        return np.where(counted, peak * scale, 0.0)

    @cached_property
    def losses_before(self) -> FloatArray:
        """Loss of each run by strength before the horizon, shape (runs,)."""
        total = np.zeros(len(self.runs))
        curves = loss_curves(self.horizon.accustomed, self.policy.evidence)
        for session in self.horizon.sessions:
            factor = lookup("cost_factor", session.dose or "full", self.overrides)
            for index, run in enumerate(self.runs):
                gap = run.start - session.start - session.minutes
                if session.start < 0 and 0 <= gap <= COUNTED_MINUTES:
                    peak = curves[STRENGTH_KINDS.index(session.kind), gap]
                    total[index] += peak * run.sensitivity * factor * self.horizon.recovery
        return total

    def forward(self, minutes: IntArray) -> IntArray:
        """Take differences of times as they are on a line, and forward on a circle."""
        return minutes % self.horizon.minutes if self.horizon.circular else minutes
