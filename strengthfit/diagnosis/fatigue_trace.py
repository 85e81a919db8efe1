"""Residual fatigue over the horizon: what the sessions of a plan leave in the legs, and when."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.policy import Policy
from ..domain.strength import Effort
from ..physiology.fatigue import COUNTED_MINUTES, FloatArray, residual_curve, session_curve
from ..physiology.parameters import parameters_of
from ..program.horizon import FixedSession, Horizon
from ..program.rows import IntArray

STEP = 30
"""Minutes between two values of a trace."""


@attrs.frozen
class RunFatigue:
    """What strength leaves in the legs at the start of one run.

    Parameters
    ----------
    id, text : str
        The run.
    start : int
        Minutes from the horizon's first 00:00.
    impairment : float
        Percent of speed that a run of sensitivity 1 would lose then.
    loss : float
        Percent of speed that this run loses: impairment times its kind's sensitivity.
    """

    id: str
    text: str
    start: int
    impairment: float
    loss: float


@attrs.frozen(eq=False)
class FatigueTrace:
    """Residual fatigue at each half hour of a horizon.

    Parameters
    ----------
    minutes : numpy.ndarray
        Shape (steps,): 0, 30, ... up to and including the horizon's end.
    sessions : tuple of str
        The strength sessions, those before the horizon first.
    residual : numpy.ndarray
        Shape (sessions, steps): what is left of each session's largest effect, 0 to 1 (more than 1
        for an athlete who is not accustomed to strength, or after sets to failure).
    impairment : numpy.ndarray
        Shape (steps,): what all sessions together cost a run of sensitivity 1 that starts then, in
        percent of speed. Sessions add up, as in impulse-response models.
    runs : tuple of RunFatigue
        The same at the start of each run of the horizon and after it.
    """

    minutes: IntArray
    sessions: tuple[str, ...]
    residual: FloatArray
    impairment: FloatArray
    runs: tuple[RunFatigue, ...]


def trace_fatigue(
    horizon: Horizon, policy: Policy, sessions: Sequence[FixedSession]
) -> FatigueTrace:
    """Return the fatigue that sessions in the horizon, and those before it, leave over time."""
    every = [session for session in horizon.sessions if session.start < 0] + list(sessions)
    minutes = np.arange(0, horizon.minutes + 1, STEP)
    runs = [run for run in horizon.runs if run.day >= 0]
    starts = np.array([run.start for run in runs], dtype=np.int64)
    athletes, parameters = (
        [horizon.athlete(session.day) for session in every],
        parameters_of(policy),
    )
    left = [
        residual_curve(
            session.kind, athlete.accustomed, parameters, session.effort or Effort.NEAR_FAILURE
        )
        for session, athlete in zip(every, athletes, strict=True)
    ]
    lost = [
        session_curve(
            session.kind,
            session.dose or "full",
            athlete.accustomed,
            athlete.recovery,
            parameters,
            effort=session.effort or Effort.NEAR_FAILURE,
        )
        for session, athlete in zip(every, athletes, strict=True)
    ]
    at_runs = _at(starts, every, lost, horizon).sum(axis=0)
    return FatigueTrace(
        minutes=minutes,
        sessions=tuple(session.text for session in every),
        residual=_at(minutes, every, left, horizon),
        impairment=_at(minutes, every, lost, horizon).sum(axis=0),
        runs=tuple(
            RunFatigue(run.id, run.text, run.start, float(value), float(value * run.sensitivity))
            for run, value in zip(runs, at_runs, strict=True)
        ),
    )


def _at(
    times: IntArray,
    sessions: Sequence[FixedSession],
    curves: Sequence[FloatArray],
    horizon: Horizon,
) -> FloatArray:
    """Return the curve of each session, by minutes since its end, shape (sessions, times)."""
    values = np.zeros((len(sessions), len(times)))
    for index, (session, curve) in enumerate(zip(sessions, curves, strict=True)):
        gap = horizon.forward(times - session.end)
        counted = (gap >= 0) & (gap <= COUNTED_MINUTES)
        values[index] = np.where(counted, curve[np.where(counted, gap, 0)], 0.0)
    return values
