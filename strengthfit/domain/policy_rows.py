"""Rows of a policy: guards, spacings, and what races and running load ask for."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import InputError
from .checks import (
    as_pairs,
    is_finite,
    is_pairs,
    names_from,
    number,
    one_of,
    to_real,
    to_truth,
    to_whole,
    where,
    yes_or_no,
)
from .names import to_name, to_names, to_names_or_own
from .run import RACE_PRIORITIES, RUN_KINDS, AnyRunKind, RunKind
from .strength import (
    DOSES,
    STRENGTH_KINDS,
    TAPER_DOSES,
    AnyStrengthKind,
    Dose,
    StrengthKind,
    TaperDose,
)


def _to_kinds(value: Iterable[StrengthKind | str]) -> Any:
    return to_names_or_own(StrengthKind, value)


def _to_runs(value: Iterable[RunKind | str]) -> Any:
    return to_names_or_own(RunKind, value)


def _to_doses(value: Iterable[Dose | str]) -> Any:
    return to_names(Dose, value)


@attrs.frozen
class Guard:
    """How long before a run no strength may start. A policy has any number of these rows.

    Parameters
    ----------
    days
        Whole calendar days before the run's day that are closed, with its own day up to the run.
        0 closes the run's own day only; None closes no day.
    hours
        Hours that must lie between the end of strength and the start of the run.
    kinds, runs, doses : list of str
        The strength kinds, run kinds and doses that the row is for; by default all.
    only_key
        Whether the row is for key runs alone; if not, it is for every run of its kinds.

    Examples
    --------
    >>> Guard(hours=24, kinds=["heavy"], runs=["intervals"]).doses
    ('full', 'reduced', 'simplified')
    """

    days: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=number(0, 7, "days", whole=True, optional=True),
    )
    hours: float = attrs.field(default=0.0, converter=to_real, validator=number(0, 168, "hours"))
    kinds: tuple[AnyStrengthKind, ...] = attrs.field(
        default=STRENGTH_KINDS,
        converter=_to_kinds,
        validator=names_from(STRENGTH_KINDS, "a kind of strength", own=True),
    )
    runs: tuple[AnyRunKind, ...] = attrs.field(
        default=RUN_KINDS,
        converter=_to_runs,
        validator=names_from(RUN_KINDS, "a kind of run", own=True),
    )
    doses: tuple[Dose, ...] = attrs.field(
        default=DOSES,
        converter=_to_doses,
        validator=names_from(DOSES, "a dose"),
    )
    only_key: bool = attrs.field(default=True, converter=to_truth, validator=yes_or_no())


@attrs.frozen
class Rest:
    """No strength on the day of a run, nor on the days after it. A policy has any number of these.

    Parameters
    ----------
    days
        Whole calendar days after the run's day; 0 is for its own day only.
    runs
        Kinds of run, key or not.
    kinds
        Strength kinds; by default all.

    Examples
    --------
    >>> Rest(1, runs=["long"], kinds=["heavy", "plyometric"]).runs
    ('long',)
    """

    days: int = attrs.field(converter=to_whole, validator=number(0, 7, "days", whole=True))
    runs: tuple[AnyRunKind, ...] = attrs.field(
        converter=_to_runs,
        validator=names_from(RUN_KINDS, "a kind of run", own=True),
    )
    kinds: tuple[AnyStrengthKind, ...] = attrs.field(
        default=STRENGTH_KINDS,
        converter=_to_kinds,
        validator=names_from(STRENGTH_KINDS, "a kind of strength", own=True),
    )


GUARDS = (
    Guard(days=1),
    # A medium-long run is the second hardest of many plans, though its quality is not what counts.
    Guard(days=1, kinds=("heavy",), runs=("medium_long",), only_key=False),
)


@attrs.frozen
class Spacing:
    """At most one session of these kinds may start in any window of `hours` hours.

    Hours that are whole days are counted in calendar days: with 48 h sessions lie two days apart,
    Tuesday 19:30 and Thursday 18:00 are fine.

    Parameters
    ----------
    kinds : list of str
        Strength kinds.
    hours
        The length of the window.

    Examples
    --------
    >>> Spacing(["heavy", "circuit"], 48).kinds
    ('heavy', 'circuit')
    """

    kinds: tuple[AnyStrengthKind, ...] = attrs.field(
        converter=_to_kinds,
        validator=names_from(STRENGTH_KINDS, "a kind of strength", own=True),
    )
    hours: float = attrs.field(converter=to_real, validator=number(0, 168, "hours"))


SPACINGS = (
    Spacing(("heavy", "hypertrophy", "plyometric", "circuit"), 48.0),
    Spacing(("heavy", "hypertrophy", "plyometric", "circuit", "upper"), 24.0),
)


def _to_taper(value: Iterable[tuple[int, TaperDose | str] | list[int | str]]) -> Any:
    pairs = as_pairs(value)
    if not is_pairs(pairs):
        return value
    return tuple((days, to_name(TaperDose, dose)) for days, dose in pairs)


def _to_recovery(value: Iterable[tuple[float, int] | list[float]]) -> Any:
    return as_pairs(value)


def _is_days(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 60


def _rise(pairs: tuple[tuple[float, Any], ...]) -> bool:
    return all(first[0] < second[0] for first, second in pairwise(pairs))


def _check_taper(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = is_pairs(value) and all(_is_days(days) and dose in TAPER_DOSES for days, dose in value)
    if not good or not _rise(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not a list of steps by rising days to the race, such as "
            "[[3, 'none'], [7, 'simplified']]",
            "wrong_type",
        )


def _check_recovery(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = is_pairs(value) and all(
        is_finite(km) and km > 0 and _is_days(days) for km, days in value
    )
    if not good or not _rise(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not a list of steps by rising km, each with days without strength, such as "
            "[[10, 2], [22, 4]]",
            "wrong_type",
        )


@attrs.frozen
class RaceLevel:
    """What a race of one priority asks for. All CONVENTION, after the bounds in the evidence.

    Parameters
    ----------
    priority : {"A", "B", "C"}
        Of the races that the row is for.
    importance
        Weight of the race in the interference (a key run has 1).
    loss_cap
        The most that strength may cost this race, in percent of speed.
    taper
        Days before the race, rising, each with the highest dose, or "none", from then to the race.
    recovery
        Race lengths in km, rising, each with the days without strength after a race of at most
        that length. A longer race takes the last row.
    clear_days
        Days before the race that are kept clear of leg work, with its own day; the taper holds
        beside it. None if the taper alone decides.

    Examples
    --------
    >>> level = RaceLevel("B", 2, 0.5, taper=[[3, "none"], [7, "reduced"]], recovery=[[50, 4]])
    >>> level.taper
    ((3, 'none'), (7, 'reduced'))
    """

    priority: str = attrs.field(validator=one_of(RACE_PRIORITIES, "a race priority"))
    importance: float = attrs.field(converter=to_real, validator=number(0, 10, "key runs"))
    loss_cap: float = attrs.field(converter=to_real, validator=number(0, 15, "percent"))
    taper: tuple[tuple[int, TaperDose], ...] = attrs.field(
        converter=_to_taper, validator=_check_taper
    )
    recovery: tuple[tuple[float, int], ...] = attrs.field(
        converter=_to_recovery, validator=_check_recovery
    )
    clear_days: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=number(0, 60, "days", whole=True, optional=True),
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
        clear_days=3,
    ),
    RaceLevel(
        "C",
        importance=1.5,
        loss_cap=2.0,
        taper=((1, "none"), (3, "reduced")),
        recovery=((10, 1), (22, 2), (50, 5)),
        clear_days=3,
    ),
)

LOAD_MEASURES = ("volume", "load", "longest")


def _ratio() -> Any:
    check = number(0.1, 100, "times the highest", optional=True)
    return attrs.field(default=None, converter=optional(to_real), validator=check)


@attrs.frozen
class LoadSteps:
    """How far one measure of running load may rise before strength gives way. All CONVENTION.

    Each number is a ratio: this week against the highest of the recent weeks. Above it strength is
    reduced, simplified, or held in fewer sessions; None if the measure never asks for so much.

    Parameters
    ----------
    measure : {"volume", "load", "longest"}
        Kilometres, session-RPE load from ratings that somebody gave, or the longest run in km.
    reduce, simplify, fewer
        The ratios, rising.
    least_rise
        What counts as no rise, whatever the ratio: so many km, or RPE minutes, above the highest.

    Examples
    --------
    >>> LoadSteps("volume", 1.10, 1.25, 1.5).fewer
    1.5
    """

    measure: str = attrs.field(validator=one_of(LOAD_MEASURES, "a measure of running load"))
    reduce: float | None = _ratio()
    simplify: float | None = _ratio()
    fewer: float | None = _ratio()
    least_rise: float = attrs.field(
        default=0.0, converter=to_real, validator=number(0, 10_000, "km or RPE minutes")
    )

    def __attrs_post_init__(self) -> None:
        rising = [ratio for ratio in (self.reduce, self.simplify, self.fewer) if ratio is not None]
        if sorted(rising) != rising:
            raise InputError(
                "LoadSteps", tuple(rising), "does not rise from step to step", "contradiction"
            )


LOAD_RESPONSE = (
    # No trial makes strength depend on a ratio of weeks. 10 % over what the legs have met is the
    # customary step, and where the first band of Frandsen et al 2025 begins; the rest is a choice.
    LoadSteps("volume", 1.10, 1.25, 1.50),
    LoadSteps("load", 1.15, 1.35),
    # Frandsen et al 2025 (10.1136/bjsports-2024-109380) saw more injuries after single runs more
    # than 10 % longer than the longest of 30 days. It says nothing about strength. The 2 km are a
    # choice: plans for novices add a mile at a time, more than 10 % of any run below 16 km.
    LoadSteps("longest", 1.10, least_rise=2.0),
)
