"""Every number of the interference model, with its bounds and where it comes from.

The numbers are priors, not measurements: most samples are 9 to 15 young men, many of them new to
strength work. A row's ``source`` names the studies it leans on (see
`strengthfit.physiology.citations`). ``CONVENTION`` says that no study supports the exact
number: it is a choice. Where both stand, studies give the direction and a choice gives the size.
Bounds are choices too, made wide enough to hold the readings that were found.

Losses are in percent of running speed at equal effort. Changes of time to exhaustion are about 5
to 15 times larger than changes of speed (not checked), and were scaled down by that.

After the end of a session, at ``t`` hours, with one kind's rows, what is left of its peak is::

    residual(t) = (fast_share * exp(-t / fast_hours) + f * delayed_share * g(t)) / M
    g(t) = (t / delayed_peak_hours) ** delayed_shape
           * exp(delayed_shape * (1 - t / delayed_peak_hours))

with ``f`` = 1 for an accustomed athlete and ``unaccustomed_factor`` otherwise, and ``M`` the
largest value of the bracket at ``f`` = 1. The loss is peak x sensitivity x cost factor x residual.
What a run takes from strength ``t`` hours later is
``strength_quality_lost * leg_work * exp(-t / strength_recovery_hours)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from numbers import Real

from attrs import frozen

from ..errors import InputError

__all__ = ["EVIDENCE", "Parameter", "check_overrides", "lookup"]


@frozen
class Parameter:
    """One number of the model.

    Parameters
    ----------
    name : str
        What the number is, e.g. ``"peak"``.
    subject : str
        The strength kind, run kind or dose it belongs to, or ``"any"``.
    value : float
        The default.
    low, high : float
        The bounds within which it may be set; the value lies between them.
    unit : str
        The unit of all three.
    source : tuple of str
        Ids of citations, or ``"CONVENTION"``, or both.
    note : str
        What a reader should know besides.
    """

    name: str
    subject: str
    value: float
    low: float
    high: float
    unit: str
    source: tuple[str, ...]
    note: str = ""

    @property
    def key(self) -> str:
        """The name under which it is overridden, ``"name.subject"``."""
        return f"{self.name}.{self.subject}"


# subject, value, low, high, sources parted by spaces, and for some a note
_Row = tuple[str, float, float, float, str] | tuple[str, float, float, float, str, str]


def _rows(name: str, unit: str, *rows: _Row) -> tuple[Parameter, ...]:
    """Rows of one parameter, a subject each."""
    return tuple(
        Parameter(name, row[0], row[1], row[2], row[3], unit, tuple(row[4].split()), *row[5:])
        for row in rows
    )


_STRENGTH_ON_RUNS = (
    *_rows(
        "peak",
        "% of speed",
        ("heavy", 3.0, 1.5, 6.0, "A1 A2 A6", "A1 and A2 disagree about 24 h; a compromise"),
        ("hypertrophy", 5.0, 2.5, 9.0, "A5 A10 A13"),
        ("plyometric", 2.5, 1.0, 6.0, "A9", "100 drop jumps, as in A9, is not a usual session"),
        ("circuit", 1.5, 0.5, 3.5, "A3 CONVENTION", "A3 saw no effect at 6 h: may be near zero"),
        ("upper", 0.5, 0.0, 1.5, "A20 CONVENTION", "no study of running; fatigue is local"),
        ("core", 0.3, 0.0, 1.0, "A20 CONVENTION", "no study of running; fatigue is local"),
    ),
    *_rows(
        "fast_share",
        "share",
        ("heavy", 1.0, 0.5, 1.0, "A1"),
        ("hypertrophy", 0.75, 0.5, 1.0, "A13 CONVENTION"),
        ("plyometric", 0.8, 0.5, 1.0, "CONVENTION"),
        ("circuit", 1.0, 0.5, 1.0, "A3 CONVENTION"),
        ("upper", 1.0, 0.5, 1.0, "CONVENTION"),
        ("core", 1.0, 0.5, 1.0, "CONVENTION"),
    ),
    *_rows(
        "fast_hours",
        "h",
        ("heavy", 9.0, 4.0, 16.0, "A1", "a second reading of the same literature takes 14 h"),
        ("hypertrophy", 10.0, 4.0, 16.0, "CONVENTION"),
        ("plyometric", 8.0, 4.0, 16.0, "CONVENTION"),
        ("circuit", 7.0, 4.0, 16.0, "A3 CONVENTION"),
        ("upper", 5.0, 4.0, 14.0, "CONVENTION"),
        ("core", 4.0, 4.0, 14.0, "CONVENTION"),
    ),
    *_rows(
        "delayed_share",
        "share",
        ("heavy", 0.4, 0.2, 0.8, "A2 A6", "low for slow eccentric 6RM, high for 3x3-5"),
        ("hypertrophy", 1.0, 0.5, 2.0, "A5 A10 A13"),
        ("plyometric", 0.4, 0.2, 0.8, "A9"),
        ("circuit", 0.3, 0.15, 0.6, "CONVENTION"),
        ("upper", 0.1, 0.05, 0.2, "CONVENTION"),
        ("core", 0.05, 0.025, 0.1, "CONVENTION"),
    ),
    *_rows(
        "delayed_peak_hours",
        "h",
        ("heavy", 24.0, 20.0, 44.0, "A2 A6 CONVENTION", "a second reading takes 32 h"),
        ("hypertrophy", 30.0, 20.0, 44.0, "A5 A13 CONVENTION"),
        ("plyometric", 30.0, 20.0, 44.0, "A9 CONVENTION"),
        ("circuit", 24.0, 20.0, 44.0, "CONVENTION"),
        ("upper", 24.0, 20.0, 44.0, "CONVENTION"),
        ("core", 24.0, 20.0, 44.0, "CONVENTION"),
    ),
    *_rows(
        "delayed_shape",
        "exponent",
        ("heavy", 1.5, 1.0, 3.0, "CONVENTION"),
        ("hypertrophy", 2.5, 1.0, 3.0, "CONVENTION"),
        ("plyometric", 2.2, 1.0, 3.0, "CONVENTION"),
        ("circuit", 1.5, 1.0, 3.0, "CONVENTION"),
        ("upper", 1.5, 1.0, 3.0, "CONVENTION"),
        ("core", 1.5, 1.0, 3.0, "CONVENTION"),
    ),
    *_rows(
        "unaccustomed_factor",
        "factor",
        ("heavy", 1.6, 1.0, 2.5, "A5 A6 A15", "no relief at the second session, some at the third"),
        ("hypertrophy", 1.5, 1.0, 2.5, "A5 A6 A15 CONVENTION"),
        ("plyometric", 2.2, 1.0, 2.5, "A9 A15 CONVENTION", "A9: 4 % of work lost at 48 h"),
        ("circuit", 1.6, 1.0, 2.5, "CONVENTION"),
        ("upper", 1.5, 1.0, 2.5, "CONVENTION"),
        ("core", 1.5, 1.0, 2.5, "CONVENTION"),
    ),
    *_rows(
        "sensitivity",
        "share",
        ("recovery", 0.15, 0.0, 0.3, "A11 A14"),
        ("easy", 0.25, 0.1, 0.4, "A11 A14"),
        ("strides", 0.25, 0.1, 0.4, "CONVENTION", "as easy"),
        ("steady", 0.5, 0.3, 0.7, "CONVENTION"),
        ("progression", 0.5, 0.3, 0.7, "CONVENTION"),
        ("medium_long", 0.45, 0.3, 0.6, "CONVENTION"),
        ("long", 0.6, 0.4, 0.8, "A13 CONVENTION"),
        ("tempo", 0.8, 0.6, 1.0, "A14"),
        ("race_pace", 0.85, 0.7, 1.0, "CONVENTION"),
        ("hills", 1.0, 0.8, 1.0, "A13 CONVENTION"),
        ("intervals", 1.0, 0.8, 1.0, "A2 A3 A4 A12 CONVENTION", "the reference of the scale"),
        ("time_trial", 1.0, 0.8, 1.0, "CONVENTION", "as intervals"),
        ("race", 1.0, 0.8, 1.0, "CONVENTION", "what a race is worth is in its importance"),
    ),
    *_rows(
        "importance",
        "weight",
        ("recovery", 0.1, 0.05, 0.2, "CONVENTION"),
        ("easy", 0.1, 0.05, 0.2, "CONVENTION"),
        ("strides", 0.1, 0.05, 0.2, "CONVENTION"),
        ("steady", 0.3, 0.15, 0.6, "CONVENTION"),
        ("progression", 0.3, 0.15, 0.6, "CONVENTION"),
        ("medium_long", 0.4, 0.2, 0.8, "CONVENTION"),
        ("long", 1.0, 0.5, 2.0, "CONVENTION"),
        ("tempo", 1.0, 0.5, 2.0, "CONVENTION"),
        ("race_pace", 1.0, 0.5, 2.0, "CONVENTION"),
        ("hills", 1.0, 0.5, 2.0, "CONVENTION"),
        ("intervals", 1.0, 0.5, 2.0, "CONVENTION"),
        ("time_trial", 1.5, 0.75, 3.0, "CONVENTION"),
        ("race", 3.0, 1.5, 6.0, "CONVENTION"),
    ),
)

_RUNS_ON_STRENGTH = (
    *_rows(
        "strength_quality_lost",
        "share",
        ("recovery", 0.05, 0.0, 0.1, "CONVENTION"),
        ("easy", 0.1, 0.0, 0.2, "A20 CONVENTION"),
        ("strides", 0.1, 0.0, 0.2, "CONVENTION", "as easy"),
        ("steady", 0.2, 0.0, 0.4, "CONVENTION"),
        ("progression", 0.2, 0.0, 0.4, "CONVENTION"),
        ("medium_long", 0.2, 0.0, 0.4, "CONVENTION"),
        ("long", 0.3, 0.0, 0.6, "A20", "the sizes in A20 were not checked; low confidence"),
        ("tempo", 0.3, 0.0, 0.6, "A20", "the sizes in A20 were not checked; low confidence"),
        ("race_pace", 0.3, 0.0, 0.6, "A20 CONVENTION", "as tempo"),
        ("hills", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
        ("intervals", 0.3, 0.0, 0.6, "A20", "the sizes in A20 were not checked; low confidence"),
        ("time_trial", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
        ("race", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
    ),
    *_rows(
        "strength_recovery_hours",
        "h",
        ("any", 6.0, 3.0, 12.0, "A20", "low confidence"),
    ),
    *_rows(
        "leg_work",
        "share",
        ("heavy", 1.0, 0.5, 1.0, "A20"),
        ("hypertrophy", 1.0, 0.5, 1.0, "A20"),
        ("plyometric", 1.0, 0.5, 1.0, "A20"),
        ("circuit", 1.0, 0.5, 1.0, "A20"),
        ("upper", 0.0, 0.0, 0.5, "A20"),
        ("core", 0.0, 0.0, 0.5, "A20"),
    ),
)

_SIZE_AND_LOAD = (
    *_rows(
        "minutes",
        "min",
        ("heavy", 45.0, 22.5, 67.5, "CONVENTION", "A1 used 50"),
        ("hypertrophy", 55.0, 27.5, 82.5, "CONVENTION"),
        ("plyometric", 25.0, 12.5, 37.5, "CONVENTION"),
        ("circuit", 35.0, 17.5, 52.5, "CONVENTION"),
        ("upper", 35.0, 17.5, 52.5, "CONVENTION"),
        ("core", 15.0, 7.5, 22.5, "CONVENTION"),
    ),
    *_rows(
        "usual_minutes",
        "min",
        ("recovery", 35.0, 17.5, 70.0, "CONVENTION"),
        ("easy", 45.0, 22.5, 90.0, "CONVENTION"),
        ("strides", 45.0, 22.5, 90.0, "CONVENTION"),
        ("steady", 50.0, 25.0, 100.0, "CONVENTION"),
        ("progression", 50.0, 25.0, 100.0, "CONVENTION"),
        ("medium_long", 75.0, 37.5, 150.0, "CONVENTION"),
        ("long", 105.0, 52.5, 210.0, "CONVENTION"),
        ("tempo", 50.0, 25.0, 100.0, "CONVENTION"),
        ("race_pace", 60.0, 30.0, 120.0, "CONVENTION"),
        ("hills", 55.0, 27.5, 110.0, "CONVENTION"),
        ("intervals", 60.0, 30.0, 120.0, "CONVENTION"),
        ("time_trial", 30.0, 15.0, 60.0, "CONVENTION"),
        ("race", 60.0, 30.0, 120.0, "CONVENTION"),
    ),
    *_rows(
        "minutes_per_km",
        "min/km",
        ("any", 6.0, 3.0, 10.0, "CONVENTION", "a recreational easy pace, for runs without minutes"),
    ),
    *_rows(
        "session_rpe",
        "0-10",
        ("heavy", 6.5, 5.0, 8.0, "A51 A52"),
        ("hypertrophy", 7.0, 5.0, 8.0, "A52 CONVENTION", "A52: 12s below 6s, if not near failure"),
        ("plyometric", 5.0, 4.0, 7.0, "CONVENTION"),
        ("circuit", 5.5, 4.0, 7.0, "CONVENTION"),
        ("upper", 5.0, 4.0, 6.0, "CONVENTION"),
        ("core", 3.0, 2.0, 5.0, "CONVENTION"),
        # Runs: 1.5 either way, about as wide as the ranges of the strength kinds.
        ("recovery", 2.0, 0.5, 3.5, "CONVENTION"),
        ("easy", 3.0, 1.5, 4.5, "CONVENTION"),
        ("strides", 3.0, 1.5, 4.5, "CONVENTION", "as easy"),
        ("steady", 5.0, 3.5, 6.5, "CONVENTION"),
        ("progression", 5.0, 3.5, 6.5, "CONVENTION"),
        ("medium_long", 4.0, 2.5, 5.5, "CONVENTION"),
        ("long", 5.0, 3.5, 6.5, "CONVENTION"),
        ("tempo", 6.5, 5.0, 8.0, "CONVENTION"),
        ("race_pace", 6.5, 5.0, 8.0, "CONVENTION"),
        ("hills", 7.0, 5.5, 8.5, "CONVENTION"),
        ("intervals", 7.5, 6.0, 9.0, "CONVENTION"),
        ("time_trial", 7.5, 6.0, 9.0, "CONVENTION", "as intervals"),
        ("race", 9.0, 7.5, 10.0, "CONVENTION"),
    ),
)

_BENEFIT_AND_DOSE = (
    *_rows(
        "benefit",
        "weight",
        ("heavy", 1.0, 0.5, 1.0, "A31", "the reference of the scale"),
        ("hypertrophy", 0.5, 0.25, 1.0, "CONVENTION"),
        ("plyometric", 0.5, 0.3, 1.0, "A31", "share of heavy: 0.4 on economy, 0.7 on time trials"),
        ("circuit", 0.3, 0.15, 0.6, "CONVENTION"),
        ("upper", 0.05, 0.025, 0.1, "CONVENTION"),
        ("core", 0.1, 0.05, 0.2, "CONVENTION"),
    ),
    *_rows(
        "gain",
        "share",
        ("full", 1.0, 1.0, 1.0, "A30 A31 A36", "the reference of the scale, so without a range"),
        ("reduced", 0.8, 0.6, 0.95, "A38 CONVENTION", "same load, half the sets; load counts most"),
        ("simplified", 0.65, 0.4, 0.85, "CONVENTION", "two or three main lifts at the same load"),
    ),
    *_rows(
        "cost_factor",
        "share",
        ("full", 1.0, 1.0, 1.0, "CONVENTION", "the reference of the scale, so without a range"),
        ("reduced", 0.65, 0.5, 0.85, "CONVENTION"),
        ("simplified", 0.5, 0.35, 0.7, "CONVENTION"),
    ),
    *_rows(
        "minutes_share",
        "share",
        ("full", 1.0, 1.0, 1.0, "CONVENTION", "the reference of the scale, so without a range"),
        ("reduced", 0.7, 0.5, 0.9, "CONVENTION", "half the sets, but the whole warm-up"),
        ("simplified", 0.5, 0.44, 0.56, "CONVENTION", "20 to 25 min of 45"),
    ),
)

EVIDENCE: tuple[Parameter, ...] = (
    *_STRENGTH_ON_RUNS,
    *_RUNS_ON_STRENGTH,
    *_SIZE_AND_LOAD,
    *_BENEFIT_AND_DOSE,
)
"""Every parameter of the model, one row per name and subject."""

_BY_KEY: dict[str, Parameter] = {row.key: row for row in EVIDENCE}
_VALUES: dict[tuple[str, str], float] = {(row.name, row.subject): row.value for row in EVIDENCE}


def lookup(name: str, subject: str, overrides: Mapping[str, float] = {}) -> float:
    """Return the value of one parameter.

    Parameters
    ----------
    name : str
        What is asked for, e.g. ``"peak"``.
    subject : str
        The strength kind, run kind or dose, or ``"any"``.
    overrides : mapping of str to float
        Values that replace the table's, keyed ``"name.subject"``. They are taken as they are;
        `check_overrides` judges them.

    Returns
    -------
    float
        The override if there is one, else the table's value.

    Raises
    ------
    InputError
        If the table has no such parameter.

    Examples
    --------
    >>> lookup("peak", "heavy")
    3.0
    >>> lookup("peak", "heavy", {"peak.heavy": 2.5})
    2.5
    """
    if overrides:
        override = overrides.get(f"{name}.{subject}")
        if override is not None:
            return override
    try:
        return _VALUES[name, subject]
    except KeyError:
        raise _unknown("parameter", f"{name}.{subject}") from None


def check_overrides(overrides: Mapping[str, float], where: str = "overrides") -> None:
    """Refuse overrides that the table does not know or that lie outside its bounds.

    Parameters
    ----------
    overrides : mapping of str to float
        Values keyed ``"name.subject"``.
    where : str
        What an error calls the mapping.

    Raises
    ------
    InputError
        For the first key that is no parameter, or value that is no finite number within the
        parameter's bounds, ends included.

    Examples
    --------
    >>> check_overrides({"peak.heavy": 2.5, "sensitivity.long": 0.7})
    >>> check_overrides({"fast_hours.core": 2})
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: overrides['fast_hours.core']: 2 is not a number from 4 to 14 (h)
    """
    for key, value in overrides.items():
        row = _BY_KEY.get(key)
        if row is None:
            raise _unknown(where, key)
        # The bounds are finite, so this refuses infinities and, as it compares false, nan.
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not (number and row.low <= value <= row.high):
            accepted = f"is not a number from {row.low:g} to {row.high:g} ({row.unit})"
            raise InputError(f"{where}[{key!r}]", value, accepted)


def _unknown(where: str, key: str) -> InputError:
    """Say that a parameter does not exist, and which ones are spelt like it."""
    close = get_close_matches(str(key), _BY_KEY, cutoff=0.75)
    if close:
        hint = f"did you mean {' or '.join(repr(match) for match in close)}?"
    else:
        hint = "write e.g. 'peak.heavy'"
    return InputError(where, key, f"is not the name of a parameter; {hint}")
