"""Residual fatigue of strength, and what it costs a run.

The form is two parts: one that fades from the end of the session, and a delayed one (soreness) that
rises first. Doma et al 2017 (10.1007/s40279-017-0758-3) review the carry-over of "several hours to
days"; the parameters and their sources are rows of `strengthfit.physiology.evidence`.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from ..domain.strength import STRENGTH_KINDS
from .evidence import check_overrides, lookup

FloatArray = npt.NDArray[np.float64]
Overrides = tuple[tuple[str, float], ...]

COUNTED_MINUTES = 7 * 1440
"""Losses and lost strength quality are counted for a week; with the table's values less than a
thousandth of the peak is left then."""


def bracket(
    kind: str, hours: FloatArray, delayed: Any, value: Callable[[str, str], Any]
) -> FloatArray:
    """Return the sum of the two parts of residual fatigue, before it is put on the accustomed peak.

    Parameters
    ----------
    kind : str
        Strength kind.
    hours : numpy.ndarray
        Since the end of the session.
    delayed : float or numpy.ndarray
        Factor on the delayed part.
    value : callable
        From a parameter's name and subject to its value, or to an array of values that goes with
        `hours` by broadcasting.
    """
    power = value("delayed_shape", kind)
    relative = hours / value("delayed_peak_hours", kind)
    fast = value("fast_share", kind) * np.exp(-hours / value("fast_hours", kind))
    late = delayed * value("delayed_share", kind) * relative**power * np.exp(power * (1 - relative))
    both: FloatArray = fast + late
    return both


@functools.lru_cache(maxsize=256)
def residual_curve(kind: str, accustomed: bool = True, overrides: Overrides = ()) -> FloatArray:
    """Return residual fatigue at every whole minute of the week after a session.

    Parameters
    ----------
    kind : str
        Strength kind.
    accustomed : bool
        False for an athlete new to strength: the delayed part is larger.
    overrides : tuple of (str, float)
        Parameters that differ from the evidence table.

    Returns
    -------
    numpy.ndarray
        Shape (10081,), read-only: fraction of the accustomed athlete's peak, by minutes since the
        end of the session.

    Examples
    --------
    >>> float(residual_curve("heavy")[24 * 60].round(2))
    0.47
    """
    table = dict(overrides)
    check_overrides(table)
    hours = np.arange(COUNTED_MINUTES + 1) / 60

    def value(name: str, subject: str) -> float:
        return lookup(name, subject, table)

    peak = bracket(kind, hours, 1.0, value).max()
    delayed = 1.0 if accustomed else value("unaccustomed_factor", kind)
    curve: FloatArray = bracket(kind, hours, delayed, value) / peak
    curve.setflags(write=False)
    return curve


@functools.lru_cache(maxsize=64)
def loss_curves(accustomed: bool = True, overrides: Overrides = ()) -> FloatArray:
    """Return what a full session costs a run of sensitivity 1, at every minute after it.

    Returns
    -------
    numpy.ndarray
        Shape (strength kinds, 10081), read-only, in percent of running speed: peak times residual.

    Examples
    --------
    >>> loss_curves().shape
    (6, 10081)
    """
    table = dict(overrides)
    curves: FloatArray = np.stack(
        [
            lookup("peak", kind, table) * residual_curve(kind, accustomed, overrides)
            for kind in STRENGTH_KINDS
        ]
    )
    curves.setflags(write=False)
    return curves


@functools.lru_cache(maxsize=256)
def quality_lost_curve(overrides: Overrides = ()) -> FloatArray:
    """Return how much of the strength quality lost to a run is left, at every minute after it.

    After Sporer & Wenger 2003 (JSCR 17:638-644): leg strength is reduced 4 and 8 h after aerobic
    work and normal after 24 h.

    Returns
    -------
    numpy.ndarray
        Shape (10081,), read-only: 1 at the end of the run, falling with `strength_recovery_hours`.

    Examples
    --------
    >>> float(quality_lost_curve()[6 * 60].round(3))
    0.368
    """
    table = dict(overrides)
    check_overrides(table)
    hours = np.arange(COUNTED_MINUTES + 1) / 60
    curve: FloatArray = np.exp(-hours / lookup("strength_recovery_hours", "any", table))
    curve.setflags(write=False)
    return curve


def impairment(
    strength_kind: str,
    run_kind: str,
    hours: float,
    *,
    dose: str = "full",
    accustomed: bool = True,
    recovery: float = 1.0,
    overrides: Overrides = (),
) -> float:
    """Return what one strength session costs one run, in percent of running speed.

    Parameters
    ----------
    strength_kind, run_kind : str
    hours : float
        From the end of the session to the start of the run, to the minute.
    dose : {"full", "reduced", "simplified"}
    accustomed : bool
    recovery : float
        The athlete's factor.
    overrides : tuple of (str, float)

    Examples
    --------
    >>> round(impairment("heavy", "intervals", hours=24), 2)
    1.41
    """
    minutes = round(hours * 60)
    if not 0 <= minutes <= COUNTED_MINUTES:
        return 0.0
    table = dict(overrides)
    scale = (
        lookup("peak", strength_kind, table)
        * lookup("sensitivity", run_kind, table)
        * lookup("cost_factor", dose, table)
        * recovery
    )
    return scale * float(residual_curve(strength_kind, accustomed, overrides)[minutes])
