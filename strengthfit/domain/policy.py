"""The policy: every number that steers a plan, as data."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import attrs

from ..errors import InputError
from .checks import as_tuple, each_is, number, one_of, plain, text, unknown, where, yes_or_no
from .clock import DAY, check_clock, to_clock
from .run import RACE_PRIORITIES, RUN_KINDS
from .strength import DOSES, STRENGTH_KINDS

TAPER_DOSES = (*DOSES, "none")


def _names(names: tuple[str, ...], what: str) -> Any:
    """Return a validator for a tuple of known names."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        path = where(instance, attribute)
        if not isinstance(value, tuple) or not value:
            raise InputError(path, value, f"is not a list of names; write from {', '.join(names)}")
        for member in value:
            if member not in names:
                raise InputError(path, member, unknown(member, names, what))

    return validate


@attrs.frozen
class Guard:
    """How long before a key run no strength may start. A policy has any number of these rows.

    Parameters
    ----------
    days : int or None
        Whole calendar days before the run's day that are closed, with its own day up to the run.
        0 closes the run's own day only; None closes no day.
    hours : float
        Hours that must lie between the end of strength and the start of the run.
    kinds, runs, doses : tuple of str
        The strength kinds, run kinds and doses that the row is for; by default all.

    Examples
    --------
    >>> Guard(hours=24, kinds=["heavy"], runs=["intervals"]).doses
    ('full', 'reduced', 'simplified')
    """

    days: int | None = attrs.field(
        default=None,
        converter=plain,
        validator=number(0, 7, "days", whole=True, optional=True),
    )
    hours: float = attrs.field(default=0.0, converter=plain, validator=number(0, 168, "hours"))
    kinds: tuple[str, ...] = attrs.field(
        default=STRENGTH_KINDS,
        converter=as_tuple,
        validator=_names(STRENGTH_KINDS, "a kind of strength"),
    )
    runs: tuple[str, ...] = attrs.field(
        default=RUN_KINDS, converter=as_tuple, validator=_names(RUN_KINDS, "a kind of run")
    )
    doses: tuple[str, ...] = attrs.field(
        default=DOSES, converter=as_tuple, validator=_names(DOSES, "a dose")
    )


@attrs.frozen
class Spacing:
    """At most one session of these kinds may start in any window of `hours` hours.

    Parameters
    ----------
    kinds : tuple of str
    hours : float

    Examples
    --------
    >>> Spacing(["heavy", "circuit"], 48).kinds
    ('heavy', 'circuit')
    """

    kinds: tuple[str, ...] = attrs.field(
        converter=as_tuple, validator=_names(STRENGTH_KINDS, "a kind of strength")
    )
    hours: float = attrs.field(converter=plain, validator=number(0, 168, "hours"))


def _pairs(value: Any) -> Any:
    """Turn a list of lists, or a mapping, into a tuple of pairs."""
    items = value.items() if isinstance(value, Mapping) else as_tuple(value)
    try:
        return tuple((plain(first), plain(second)) for first, second in items)
    except (TypeError, ValueError):
        return value


def _is_days(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 60


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def _rise(pairs: tuple[tuple[float, Any], ...]) -> bool:
    return all(first[0] < second[0] for first, second in pairwise(pairs))


def _ratio() -> Any:
    check = number(0.1, 100, "times the usual", optional=True)
    return attrs.field(default=None, converter=plain, validator=check)


def _check_taper(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = isinstance(value, tuple) and all(
        _is_days(days) and dose in TAPER_DOSES for days, dose in value
    )
    if not good or not _rise(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not a list of steps by rising days to the race, such as "
            "[[3, 'none'], [7, 'simplified']]",
        )


def _check_recovery(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = isinstance(value, tuple) and all(
        _is_number(km) and km > 0 and _is_days(days) for km, days in value
    )
    if not good or not _rise(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not a list of steps by rising km, each with days without strength, such as "
            "[[10, 2], [22, 4]]",
        )


@attrs.frozen
class RaceLevel:
    """What a race of one priority asks for. All CONVENTION, after the bounds in the evidence.

    Parameters
    ----------
    priority : {"A", "B", "C"}
    importance : float
        Weight of the race in the interference (a key run has 1).
    loss_cap : float
        The most that strength may cost this race, in percent of speed.
    taper : tuple of (int, str)
        Up to so many days before the race: the highest dose, or "none"; by rising days.
    recovery : tuple of (float, int)
        After a race of up to so many km: days without strength; by rising km. A longer race takes
        the last row.

    Examples
    --------
    >>> level = RaceLevel("B", 2, 0.5, taper=[[3, "none"], [7, "reduced"]], recovery=[[50, 4]])
    >>> level.taper
    ((3, 'none'), (7, 'reduced'))
    """

    priority: str = attrs.field(validator=one_of(RACE_PRIORITIES, "a race priority"))
    importance: float = attrs.field(converter=plain, validator=number(0, 10, "key runs"))
    loss_cap: float = attrs.field(converter=plain, validator=number(0, 15, "percent"))
    taper: tuple[tuple[int, str], ...] = attrs.field(converter=_pairs, validator=_check_taper)
    recovery: tuple[tuple[float, int], ...] = attrs.field(
        converter=_pairs, validator=_check_recovery
    )


RACE_LEVELS = (
    RaceLevel(
        "A",
        importance=3.0,
        loss_cap=0.5,
        taper=((3, "none"), (7, "simplified"), (14, "reduced")),
        recovery=((10, 2), (22, 4), (50, 7)),
    ),
    RaceLevel(
        "B",
        importance=2.0,
        loss_cap=0.5,
        taper=((2, "none"), (4, "simplified"), (7, "reduced")),
        recovery=((10, 1), (22, 3), (50, 7)),
    ),
    RaceLevel(
        "C",
        importance=1.5,
        loss_cap=2.0,
        taper=((1, "none"), (3, "reduced")),
        recovery=((10, 1), (22, 2), (50, 5)),
    ),
)

LOAD_MEASURES = ("volume", "load", "key_minutes", "longest")


@attrs.frozen
class LoadSteps:
    """How far one measure of running load may rise before strength gives way. All CONVENTION.

    Each number is a ratio: this week against the mean of the last four weeks or, for the longest
    run, against the longest of them. Above it strength is reduced, simplified, or held in fewer
    sessions; None where a measure never asks for so much.

    Parameters
    ----------
    measure : {"volume", "load", "key_minutes", "longest"}
    reduce, simplify, fewer : float or None

    Examples
    --------
    >>> LoadSteps("volume", 1.05, 1.15, 1.3).fewer
    1.3
    """

    measure: str = attrs.field(validator=one_of(LOAD_MEASURES, "a measure of running load"))
    reduce: float | None = _ratio()
    simplify: float | None = _ratio()
    fewer: float | None = _ratio()

    def __attrs_post_init__(self) -> None:
        rising = [ratio for ratio in (self.reduce, self.simplify, self.fewer) if ratio is not None]
        if sorted(rising) != rising:
            raise InputError("LoadSteps", tuple(rising), "does not rise from step to step")


LOAD_RESPONSE = (
    LoadSteps("volume", 1.05, 1.15, 1.30),
    LoadSteps("load", 1.05, 1.15, 1.30),
    # A few runs make up these minutes, so that they jump more than the others.
    LoadSteps("key_minutes", 1.15, 1.50),
    # Frandsen et al 2025 (10.1136/bjsports-2024-109380) saw more injuries after single runs more
    # than 10 % longer than the longest of 30 days. It says nothing about strength.
    LoadSteps("longest", 1.10),
)

SPACINGS = (
    Spacing(("heavy", "hypertrophy", "plyometric", "circuit"), 48.0),
    Spacing(("heavy", "hypertrophy", "plyometric", "circuit", "upper"), 24.0),
)

EQUIPMENT = (("heavy", ("weights",)), ("hypertrophy", ("weights",)), ("upper", ("weights",)))


def _to_equipment(value: Any) -> Any:
    pairs = _pairs(value)
    if not isinstance(pairs, tuple) or not all(isinstance(pair, tuple) for pair in pairs):
        return value
    return tuple((kind, as_tuple(items)) for kind, items in pairs)


def _check_equipment(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = isinstance(value, tuple) and all(
        kind in STRENGTH_KINDS
        and isinstance(items, tuple)
        and all(isinstance(item, str) for item in items)
        for kind, items in value
    )
    if not good:
        raise InputError(
            where(instance, attribute),
            value,
            "is not equipment by strength kind, such as {'heavy': ['weights']}",
        )


def _to_overrides(value: Any) -> Any:
    pairs = _pairs(value)
    try:
        return tuple(sorted((name, value) for name, value in pairs))
    except (TypeError, ValueError):
        return value


def _check_overrides(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = isinstance(value, tuple) and all(
        isinstance(name, str) and _is_number(number) for name, number in value
    )
    if not good or len(dict(value)) < len(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not numbers by parameter, such as {'peak.heavy': 2.5}",
        )


def _weight(default: float, high: float, unit: str) -> Any:
    return attrs.field(default=default, converter=plain, validator=number(0, high, unit))


def _whole(default: int, low: int, high: int, unit: str) -> Any:
    check = number(low, high, unit, whole=True)
    return attrs.field(default=default, converter=plain, validator=check)


def _clock(default: str, last: int = DAY - 1) -> Any:
    return attrs.field(default=default, converter=to_clock, validator=check_clock(last))


@attrs.frozen(kw_only=True)
class Policy:
    """Every number that steers a plan. Defaults are the preset ``supporting``; see `preset`.

    Numbers without another source are CONVENTION: stated choices that no study measures.

    Parameters
    ----------
    name : str
        For messages and files.
    version : int
        The version of this set of fields.
    day_start, day_end : str or int
        The hours in which strength is planned where no window says otherwise ("06:00", "21:00").
    grid : int
        Minutes between starts that are considered. Openings of windows are always considered.
    usual_time, usual_evening : str or int
        The time that a day alone (or "am"), and "pm", stand for.
    guards : tuple of Guard
        Times before a key run that are closed to strength.
    share_hard_days : bool
        Whether strength may share the day of a key run.
    hours_after_key : float
        Hours between the end of a key run and strength.
    spacings : tuple of Spacing
        How far apart starts of strength must be.
    sessions_per_day : int
        The most strength sessions on one calendar day.
    daily_minutes : float
        The most minutes of running and strength together on a day that has strength.
    transition : int
        Minutes between any run and strength.
    equipment : mapping of str to list of str
        What each strength kind needs; a window may say what there is.
    load_response : tuple of LoadSteps
        How far running load may rise before strength gives way, a row for each measure.
    dose_rise : int
        After a lighter week, by how many steps (simplified, reduced, full) the dose may rise in one
        week.
    longest_gap : int
        A plan tries to have a session in every stretch of this many days. A stretch without one is
        counted, and chosen only if the rules leave no other way or more strength is delivered so.
    loss_cap : float
        The most that strength may cost one key run, in percent of speed. At most 15: beyond that
        the model's sum of losses is not claimed to hold.
    races : tuple of RaceLevel
        Rules around races, by priority.
    unknown_race_km : float
        The length that a race without one is taken to have.
    strength_on_runs : float
        Weight of what strength costs the runs; 1 is the sum of importance times impairment.
    runs_on_strength : float
        Percent of speed that 1 % of lost strength quality counts as (0.02 to 0.1 is plausible).
    load_of_day : float
        Percent of speed for each session-RPE minute of running on the day of strength.
    long_run_day : float
        Percent of speed for strength on the day of a long run.
    before_run : float
        Percent of speed for strength before a run on the same day: run first.
    rest_day, easy_day : float
        Percent of speed for giving up a day without runs, or a day with runs but no key run.
    resolution : float
        Percent of speed; each session's interference is counted in whole steps of this, because
        the evidence can tell no finer. Differences below it are left to the preferences.
    preferred_time : str or int
        The time of day at which strength is liked best.
    off_time : float
        Weight of each minute away from `preferred_time`.
    crowding : float
        Price, in minutes away from the preferred time, of each day-window that holds more than its
        even share of sessions.
    evidence : mapping of str to float
        Parameters of the interference model that differ from the table, such as
        ``{"peak.heavy": 2.5}``.

    Raises
    ------
    InputError
        Where a value is not accepted.

    Examples
    --------
    >>> Policy(hours_after_key=8).hours_after_key
    8
    >>> Policy.preset("separate_days").share_hard_days
    False
    """

    name: str = attrs.field(default="supporting", validator=text())
    version: int = _whole(1, 1, 1, "policy version")
    day_start: int = _clock("06:00")
    day_end: int = _clock("21:00", last=DAY)
    grid: int = _whole(30, 5, 720, "minutes")
    usual_time: int = _clock("07:00")
    usual_evening: int = _clock("18:00")
    guards: tuple[Guard, ...] = attrs.field(
        default=(Guard(days=1),),
        converter=as_tuple,
        validator=each_is(Guard, "write e.g. Guard(days=1)"),
    )
    share_hard_days: bool = attrs.field(default=True, converter=plain, validator=yes_or_no())
    hours_after_key: float = _weight(6.0, 48, "hours")
    spacings: tuple[Spacing, ...] = attrs.field(
        default=SPACINGS,
        converter=as_tuple,
        validator=each_is(Spacing, "write e.g. Spacing(('heavy', 'circuit'), 48)"),
    )
    sessions_per_day: int = _whole(1, 1, 4, "sessions")
    daily_minutes: float = _weight(180.0, 1440, "minutes")
    transition: int = _whole(15, 0, 240, "minutes")
    equipment: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        default=EQUIPMENT, converter=_to_equipment, validator=_check_equipment
    )
    load_response: tuple[LoadSteps, ...] = attrs.field(
        default=LOAD_RESPONSE,
        converter=as_tuple,
        validator=each_is(LoadSteps, "write e.g. LoadSteps('volume', 1.05, 1.15, 1.3)"),
    )
    dose_rise: int = _whole(1, 1, 3, "steps a week")
    longest_gap: int = _whole(10, 2, 60, "days")
    loss_cap: float = _weight(2.0, 15, "percent")
    races: tuple[RaceLevel, ...] = attrs.field(
        default=RACE_LEVELS,
        converter=as_tuple,
        validator=each_is(RaceLevel, "give one row for each of A, B and C"),
    )
    unknown_race_km: float = attrs.field(
        default=21.1, converter=plain, validator=number(0.1, 200, "km")
    )
    strength_on_runs: float = _weight(1.0, 100, "weight")
    runs_on_strength: float = _weight(0.03, 1, "percent of speed")
    load_of_day: float = _weight(0.0006, 0.1, "percent of speed")
    long_run_day: float = _weight(0.3, 15, "percent of speed")
    before_run: float = _weight(0.3, 15, "percent of speed")
    rest_day: float = _weight(0.3, 15, "percent of speed")
    easy_day: float = _weight(0.0, 15, "percent of speed")
    resolution: float = attrs.field(
        default=0.05, converter=plain, validator=number(0.001, 1, "percent of speed")
    )
    preferred_time: int = _clock("18:00")
    off_time: float = _weight(1.0, 100, "weight")
    crowding: float = _weight(180.0, 10000, "minutes")
    evidence: tuple[tuple[str, float], ...] = attrs.field(
        default=(), converter=_to_overrides, validator=_check_overrides
    )

    def __attrs_post_init__(self) -> None:
        if self.day_end <= self.day_start:
            raise InputError("Policy.day_end", self.day_end, "is not after day_start")
        if tuple(level.priority for level in self.races) != RACE_PRIORITIES:
            raise InputError("Policy.races", self.races, "does not have one row for A, B and C")

    @classmethod
    def preset(cls, name: str) -> "Policy":
        """Return a named policy.

        Parameters
        ----------
        name : {"supporting", "hard_days_hard", "separate_days", "guards_by_kind"}
            Who argues for which is told in `strengthfit.domain.presets`.

        Raises
        ------
        InputError
            Where there is no such preset.

        Examples
        --------
        >>> Policy.preset("hard_days_hard").hours_after_key
        3.0
        """
        from .presets import PRESETS  # presets are policies: they need this class first

        if not isinstance(name, str) or name not in PRESETS:
            raise InputError("preset", name, unknown(name, PRESETS, "a preset"))
        return PRESETS[name]
