"""Residual fatigue of strength, and what it costs a run.

The form is two parts: one that fades from the end of the session, and a delayed one (soreness) that
rises first. Doma et al 2017 (10.1007/s40279-017-0758-3) review the carry-over of "several hours to
days"; the parameters and their sources are rows of `strengthfit.physiology.evidence`. So the sum
may fall, rise again a little and fall: for an accustomed athlete it only falls after heavy work,
circuits, upper body and core, and has a hump after hypertrophy and plyometric work.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..domain.strength import Effort, to_effort
from .parameters import TABLE, Parameters

FloatArray = npt.NDArray[np.float64]

COUNTED_MINUTES = 7 * 1440
"""Losses and lost strength quality are counted for a week. With the table's values at most a
hundredth of the peak is left then (after hypertrophy; two hundredths after the first sessions of
hypertrophy or plyometric work). With late and long delayed parts, which the bounds allow, more is:
what is left after the week is not counted."""


def bracket(
    kind: str, hours: FloatArray, delayed: Any, value: Callable[[str, str], Any]
) -> FloatArray:
    """Return the sum of the two parts of residual fatigue, before it is put on the accustomed peak.

    `hours` count from the end of the session; `delayed` is a factor on the delayed part. `value`
    goes from a parameter's name and subject to its value, or to an array of values, such as those
    of many draws, that goes with `hours` by broadcasting.
    """
    power = value("delayed_shape", kind)
    relative = hours / value("delayed_peak_hours", kind)
    fast = value("fast_share", kind) * np.exp(-hours / value("fast_hours", kind))
    late = delayed * value("delayed_share", kind) * relative**power * np.exp(power * (1 - relative))
    both: FloatArray = fast + late
    return both


def curve_at(points: Sequence[tuple[float, float]], hours: FloatArray) -> FloatArray:
    """Return a curve given by points of hours and shares at some hours; 0 after the last point.

    Examples
    --------
    >>> curve_at(((0, 1), (24, 0.5), (48, 0)), np.array([12.0, 24.0, 60.0])).tolist()
    [0.75, 0.5, 0.0]
    """
    at, shares = zip(*points, strict=True)
    curve: FloatArray = np.interp(hours, at, shares)
    return curve


@functools.lru_cache(maxsize=256)
def residual_curve(
    kind: str,
    accustomed: bool = True,
    parameters: Parameters = TABLE,
    effort: str = Effort.NEAR_FAILURE,
) -> FloatArray:
    """Return residual fatigue at every whole minute of the week after a session, shape (10081,).

    It is read-only, a fraction of the peak of an accustomed athlete's session near failure. For an
    athlete new to strength, and after sets to failure, the delayed part is larger; so is all of a
    curve that an extension brings.

    Examples
    --------
    >>> float(residual_curve("heavy")[24 * 60].round(2))
    0.46
    """
    value = parameters.value
    hours = np.arange(COUNTED_MINUTES + 1) / 60
    delayed = value("effort", effort) * (1.0 if accustomed else value("unaccustomed_factor", kind))
    points = parameters.own.curves.get(kind)
    curve: FloatArray
    if points is None:
        peak = bracket(kind, hours, 1.0, value).max()
        curve = bracket(kind, hours, delayed, value) / peak
    else:
        curve = delayed * curve_at(points, hours)
    curve.setflags(write=False)
    return curve


@functools.lru_cache(maxsize=64)
def loss_curves(
    accustomed: bool = True, parameters: Parameters = TABLE, effort: str = Effort.NEAR_FAILURE
) -> FloatArray:
    """Return what a full session costs a run of sensitivity 1, at every minute after it.

    Shape (strength kinds, 10081), read-only, in percent of running speed: peak times residual.

    Examples
    --------
    >>> loss_curves().shape
    (6, 10081)
    """
    curves: FloatArray = np.stack(
        [
            parameters.value("peak", kind) * residual_curve(kind, accustomed, parameters, effort)
            for kind in parameters.strength_kinds
        ]
    )
    curves.setflags(write=False)
    return curves


def session_curve(
    kind: str,
    dose: str = "full",
    accustomed: bool = True,
    recovery: float = 1.0,
    parameters: Parameters = TABLE,
    *,
    effort: str = Effort.NEAR_FAILURE,
) -> FloatArray:
    """Return what one session costs a run of sensitivity 1, at every minute after it.

    Shape (10081,), in percent of running speed: peak times residual, cost factor and recovery.

    Examples
    --------
    >>> float(session_curve("heavy", "reduced")[24 * 60].round(2))
    0.89
    """
    scale = parameters.value("cost_factor", dose) * recovery
    curves = loss_curves(accustomed, parameters, effort)
    curve: FloatArray = curves[parameters.strength_kinds.index(kind)] * scale
    return curve


@functools.lru_cache(maxsize=256)
def quality_lost_curves(parameters: Parameters = TABLE) -> FloatArray:
    """Return how much of the strength quality lost to a run is left, at every minute after it.

    Shape (run kinds, 10081), read-only: 1 at the end of the run, falling with the kind's
    `strength_recovery_hours`. After Sporer & Wenger 2003 (JSCR 17:638-644): leg strength is reduced
    4 and 8 h after aerobic work and normal after 24 h; a long run leaves legs sore for longer.

    Examples
    --------
    >>> float(quality_lost_curves()[TABLE.run_kinds.index("easy"), 6 * 60].round(3))
    0.368
    """
    hours = np.arange(COUNTED_MINUTES + 1) / 60
    kinds = parameters.run_kinds
    fades = np.array([parameters.value("strength_recovery_hours", kind) for kind in kinds])
    curves: FloatArray = np.exp(-hours / fades[:, None])
    curves.setflags(write=False)
    return curves


def impairment(
    strength_kind: str,
    run_kind: str,
    hours: float,
    *,
    dose: str = "full",
    accustomed: bool = True,
    recovery: float = 1.0,
    effort: str | int = Effort.NEAR_FAILURE,
    parameters: Parameters = TABLE,
) -> float:
    """Return what one strength session costs one run, in percent of running speed.

    `hours` go from the end of the session to the start of the run, to the minute; `recovery` is the
    athlete's factor, `effort` as in `Demand`.

    Examples
    --------
    >>> round(impairment("heavy", "intervals", hours=24), 2)
    1.37
    >>> round(impairment("heavy", "intervals", hours=24, effort="to_failure"), 2)
    1.95
    """
    minutes = round(hours * 60)
    if not 0 <= minutes <= COUNTED_MINUTES:
        return 0.0
    curve = session_curve(
        strength_kind, dose, accustomed, recovery, parameters, effort=to_effort(effort)
    )
    return parameters.value("sensitivity", run_kind) * float(curve[minutes])
