"""Residual fatigue of strength, and what it costs a run.

The form is two parts: one that fades from the end of the session, and a delayed one (soreness) that
rises first. Doma et al 2017 (10.1007/s40279-017-0758-3) review the carry-over of "several hours to
days"; the parameters and their sources are rows of `strengthfit.physiology.evidence`.
"""

import functools
from collections.abc import Mapping
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


def _shape(kind: str, hours: FloatArray, delayed: float, overrides: Mapping[str, float]) -> Any:
    fast_share = lookup("fast_share", kind, overrides)
    fast_hours = lookup("fast_hours", kind, overrides)
    delayed_share = delayed * lookup("delayed_share", kind, overrides)
    power = lookup("delayed_shape", kind, overrides)
    relative = hours / lookup("delayed_peak_hours", kind, overrides)
    fast = fast_share * np.exp(-hours / fast_hours)
    return fast + delayed_share * relative**power * np.exp(power * (1 - relative))


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
    peak = _shape(kind, hours, 1.0, table).max()
    delayed = 1.0 if accustomed else lookup("unaccustomed_factor", kind, table)
    curve: FloatArray = _shape(kind, hours, delayed, table) / peak
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
