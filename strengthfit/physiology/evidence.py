"""Every number of the interference model, with its bounds and where it comes from.

The numbers are priors, not measurements: most samples are 9 to 15 young men, many of them new to
strength work. A row's ``source`` names the studies it leans on (see
`strengthfit.physiology.citations`). ``CONVENTION`` says that no study supports the exact
number: it is a choice. Where both stand, studies give the direction and a choice gives the size.
Bounds are choices too, made wide enough to hold the readings that were found.

Losses are in percent of running speed at equal effort. Changes of time to exhaustion are several
times larger: 3.5 to 16 times by duration and model, about 7 to 11 at five to six minutes (Hinckson
& Hopkins 2005, A73), and were scaled down by that. So A2 stands for 3.1 to 4.9 % of speed with
strength first and 1.8 to 2.8 % with the run first, and A6 for 1.2 to 3.2 % (by logarithms of the
times).

The curves were chosen with the same few studies that they are compared with: that is calibration,
not validation. Unknown is any time trial 24 to 72 h after low-volume heavy lifting in runners who
are used to it.

After the end of a session, at ``t`` hours, with one kind's rows, what is left of its peak is::

    residual(t) = (fast_share * exp(-t / fast_hours) + e * f * delayed_share * g(t)) / M
    g(t) = (t / delayed_peak_hours) ** delayed_shape
           * exp(delayed_shape * (1 - t / delayed_peak_hours))

with ``e`` the ``effort``, ``f`` = 1 for an accustomed athlete and ``unaccustomed_factor``
otherwise (``novel_sessions`` and ``weeks_to_novelty`` say when), and ``M`` the largest value of
the bracket at ``e`` = ``f`` = 1. The loss is peak x sensitivity x cost factor x residual. What a
run takes from strength ``t`` hours later is
``strength_quality_lost * leg_work * exp(-t / strength_recovery_hours)``, with the run's numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from numbers import Real

from ..domain.checks import number_code
from ..domain.parameter import Parameter
from ..errors import InputError, raise_all

__all__ = ["BY_KEY", "EVIDENCE", "Parameter", "check_overrides", "lookup"]


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
        ("heavy", 3.0, 1.0, 6.0, "A1 A2 A6 A60 A63 A73", "A1 and A2 disagree at 24 h"),
        ("hypertrophy", 3.0, 1.0, 7.0, "A10 A13 A66", "A10 and A13 are of people not used to it"),
        ("plyometric", 2.5, 1.0, 6.0, "A9", "100 drop jumps, as in A9, is not a usual session"),
        ("circuit", 1.5, 0.0, 3.5, "A3 A65 CONVENTION", "A3: none at 6 h; A65: some at 24 h"),
        ("upper", 0.5, 0.0, 1.5, "CONVENTION", "no study of running; fatigue is local"),
        ("core", 0.3, 0.0, 2.0, "A70 CONVENTION", "A70 is straight after; nothing is known later"),
    ),
    *_rows(
        "fast_share",
        "share",
        ("heavy", 1.0, 0.5, 1.0, "A1"),
        ("hypertrophy", 1.0, 0.5, 1.0, "A13 A66", "lowest force is early in A66"),
        ("plyometric", 0.8, 0.5, 1.0, "CONVENTION"),
        ("circuit", 1.0, 0.5, 1.0, "A3 CONVENTION"),
        ("upper", 1.0, 0.5, 1.0, "CONVENTION"),
        ("core", 1.0, 0.5, 1.0, "CONVENTION"),
    ),
    *_rows(
        "fast_hours",
        "h",
        ("heavy", 9.0, 4.0, 16.0, "A1", "a second reading of the same literature takes 14 h"),
        ("hypertrophy", 12.0, 4.0, 16.0, "A66 CONVENTION"),
        ("plyometric", 8.0, 4.0, 16.0, "CONVENTION"),
        ("circuit", 7.0, 4.0, 16.0, "A3 CONVENTION"),
        ("upper", 5.0, 4.0, 14.0, "CONVENTION"),
        ("core", 4.0, 4.0, 14.0, "CONVENTION"),
    ),
    *_rows(
        "delayed_share",
        "share",
        ("heavy", 0.4, 0.05, 0.8, "A1 A2 A6 A60 A63", "low far from failure, high for 6RM"),
        ("hypertrophy", 0.7, 0.35, 1.4, "A10 A13 A66 CONVENTION"),
        ("plyometric", 0.4, 0.2, 0.8, "A9"),
        ("circuit", 0.3, 0.15, 0.6, "CONVENTION"),
        ("upper", 0.1, 0.05, 0.2, "CONVENTION"),
        ("core", 0.05, 0.025, 0.1, "CONVENTION"),
    ),
    *_rows(
        "delayed_peak_hours",
        "h",
        ("heavy", 30.0, 20.0, 48.0, "A61 A68 A69 CONVENTION"),
        ("hypertrophy", 36.0, 20.0, 48.0, "A61 A68 A69 CONVENTION"),
        ("plyometric", 36.0, 20.0, 48.0, "A9 A61 A68 A69 CONVENTION"),
        ("circuit", 24.0, 20.0, 48.0, "CONVENTION"),
        ("upper", 24.0, 20.0, 48.0, "CONVENTION"),
        ("core", 24.0, 20.0, 48.0, "CONVENTION"),
    ),
    *_rows(
        "delayed_shape",
        "exponent",
        ("heavy", 1.5, 1.0, 3.0, "A67 CONVENTION"),
        ("hypertrophy", 2.0, 1.0, 3.0, "A66 A68 CONVENTION", "A68: 72 h is 0.62 of 24 h"),
        ("plyometric", 2.0, 1.0, 3.0, "A68 CONVENTION"),
        ("circuit", 1.5, 1.0, 3.0, "CONVENTION"),
        ("upper", 1.5, 1.0, 3.0, "CONVENTION"),
        ("core", 1.5, 1.0, 3.0, "CONVENTION"),
    ),
    *_rows(
        "unaccustomed_factor",
        "factor",
        ("heavy", 2.0, 1.0, 4.0, "A5 A6 A15", "no relief at the second session, some at the third"),
        ("hypertrophy", 2.0, 1.0, 4.0, "A5 A6 A10 A13 CONVENTION"),
        ("plyometric", 3.0, 1.0, 4.0, "A9 A15 CONVENTION", "A9: 4 % of work lost at 48 h"),
        ("circuit", 1.6, 1.0, 4.0, "CONVENTION"),
        ("upper", 1.5, 1.0, 4.0, "CONVENTION"),
        ("core", 1.5, 1.0, 4.0, "CONVENTION"),
    ),
    *_rows(
        "novel_sessions",
        "sessions",
        ("any", 2.0, 1.0, 4.0, "A5 A6 CONVENTION", "until then new; a third brought relief in A6"),
    ),
    *_rows(
        "weeks_to_novelty",
        "weeks",
        ("any", 7.0, 4.0, 12.0, "A69 CONVENTION", "protected after 6 weeks, not after 9"),
    ),
    *_rows(
        "effort",
        "factor",
        ("far_from_failure", 0.5, 0.25, 1.0, "A63 A64 CONVENTION", "3 or more in reserve"),
        ("near_failure", 1.0, 1.0, 1.0, "CONVENTION", "the reference, so without a range"),
        ("to_failure", 1.5, 1.0, 2.0, "A63 A64 CONVENTION", "A64: 24 to 48 h later"),
    ),
    *_rows(
        "sensitivity",
        "share",
        ("recovery", 0.2, 0.0, 0.6, "A3 A11 A13 A62 A71 A72", "more if new: A13, A62"),
        ("easy", 0.3, 0.1, 0.8, "A3 A11 A13 A60 A62 A71 A72", "more if new: A13, A62"),
        ("strides", 0.3, 0.1, 0.8, "CONVENTION", "as easy"),
        ("steady", 0.5, 0.3, 0.7, "CONVENTION"),
        ("progression", 0.5, 0.3, 0.7, "CONVENTION"),
        ("medium_long", 0.45, 0.3, 0.6, "CONVENTION"),
        ("long", 0.6, 0.4, 0.8, "A13 CONVENTION", "A13 is an analogy: downhill running"),
        ("tempo", 0.8, 0.6, 1.0, "A14 A61"),
        ("race_pace", 0.85, 0.7, 1.0, "CONVENTION"),
        ("hills", 1.0, 0.8, 1.0, "A13 CONVENTION", "A13 is an analogy: downhill running"),
        ("intervals", 1.0, 0.8, 1.0, "A2 A3 A4 A12 A61 CONVENTION", "the reference of the scale"),
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
        ("long", 0.3, 0.0, 0.6, "A20", "the size in A20 is second hand; low confidence"),
        ("tempo", 0.3, 0.0, 0.6, "A20", "the size in A20 is second hand; low confidence"),
        ("race_pace", 0.3, 0.0, 0.6, "A20 CONVENTION", "as tempo"),
        ("hills", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
        ("intervals", 0.3, 0.0, 0.6, "A20", "the size in A20 is second hand; low confidence"),
        ("time_trial", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
        ("race", 0.3, 0.0, 0.6, "A20 CONVENTION", "as intervals"),
    ),
    *_rows(
        "strength_recovery_hours",
        "h",
        ("recovery", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        ("easy", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        ("strides", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        ("steady", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        ("progression", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        ("medium_long", 6.0, 3.0, 12.0, "A20 CONVENTION"),
        (
            "long",
            24.0,
            6.0,
            48.0,
            "A77 CONVENTION",
            "jumps were back by 48 h after a half marathon",
        ),
        ("tempo", 6.0, 3.0, 12.0, "A20", "8 h would fit A20 better at 4 h"),
        ("race_pace", 6.0, 3.0, 12.0, "A20 CONVENTION", "as tempo"),
        ("hills", 6.0, 3.0, 12.0, "A20 CONVENTION", "as intervals"),
        ("intervals", 6.0, 3.0, 12.0, "A20", "8 h would fit A20 better at 4 h"),
        ("time_trial", 6.0, 3.0, 12.0, "A20 CONVENTION", "as intervals"),
        ("race", 24.0, 6.0, 48.0, "A77 CONVENTION", "as a long run"),
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
        ("heavy", 6.5, 5.0, 8.0, "A51 A52 CONVENTION", "A51 and A52 are mostly upper-body lifts"),
        ("hypertrophy", 7.0, 5.0, 8.0, "CONVENTION", "A51 and A52: below high loads"),
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
        ("plyometric", 0.7, 0.3, 1.3, "A31 A32 A34", "A31: 0.4 to 0.7; A34: more than 1"),
        ("circuit", 0.3, 0.0, 0.6, "A32 A75 A76 CONVENTION", "A32 and A76 saw none, A75 some"),
        ("upper", 0.05, 0.025, 0.1, "CONVENTION"),
        ("core", 0.1, 0.05, 0.2, "CONVENTION"),
    ),
    *_rows(
        "gain",
        "share",
        ("full", 1.0, 1.0, 1.0, "A30 A31 A36", "the reference of the scale, so without a range"),
        ("reduced", 0.8, 0.6, 0.95, "A38 A74", "same load, half the sets; A74: 0.81, of strength"),
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

BY_KEY: Mapping[str, Parameter] = {row.key: row for row in EVIDENCE}
"""The rows of the table by the names under which they are overridden."""

_VALUES: dict[tuple[str, str], float] = {(row.name, row.subject): row.value for row in EVIDENCE}


def lookup(name: str, subject: str, overrides: Mapping[str, float] = {}) -> float:
    """Return the value of one parameter: the override if there is one, else the table's.

    Overrides are keyed ``"name.subject"`` and taken as they are; `check_overrides` judges them.

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


def check_overrides(
    overrides: Mapping[str, float],
    where: str = "overrides",
    rows: Mapping[str, Parameter] = BY_KEY,
) -> None:
    """Refuse overrides that the table does not know or whose bounds they leave.

    The bounds themselves are accepted. An error calls the mapping `where`. `rows` are the table, or
    the rows that are in force with extensions.

    Examples
    --------
    >>> check_overrides({"peak.heavy": 2.5, "sensitivity.long": 0.7})
    >>> check_overrides({"fast_hours.core": 2})
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: overrides['fast_hours.core']: 2 is not a number from 4 to 14 (h)
    """
    raise_all(_refused(overrides, where, rows))


def _refused(
    overrides: Mapping[str, float], where: str, rows: Mapping[str, Parameter]
) -> Iterator[InputError]:
    for key, value in overrides.items():
        row = rows.get(key)
        if row is None:
            yield _unknown(where, key, rows)
            continue
        # The bounds are finite, so this refuses infinities and, as it compares false, nan.
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not (number and row.low <= value <= row.high):
            accepted = f"is not a number from {row.low:g} to {row.high:g} ({row.unit})"
            yield InputError(f"{where}[{key!r}]", value, accepted, number_code(value))


def _unknown(where: str, key: str, rows: Mapping[str, Parameter] = BY_KEY) -> InputError:
    """Say that a parameter does not exist, and which ones are spelt like it."""
    close = get_close_matches(str(key), rows, cutoff=0.75)
    if close:
        hint = f"did you mean {' or '.join(repr(match) for match in close)}?"
    else:
        hint = "write e.g. 'peak.heavy'"
    return InputError(where, key, f"is not the name of a parameter; {hint}", "unknown_name")
