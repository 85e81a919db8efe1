"""The policy: every number that steers a plan, as data."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

import attrs

from ..errors import InputError, raise_all
from ..problem import entry_of
from .checks import (
    Overrides,
    as_pairs,
    as_tuple,
    each_is,
    is_finite,
    is_pairs,
    number,
    number_code,
    text,
    to_real,
    to_truth,
    to_whole,
    unknown,
    where,
    word_code,
    yes_or_no,
)
from .clock import DAY, check_clock, to_clock
from .extension import Extension
from .installed_extensions import to_extensions
from .own_kinds import check_extensions, check_named_kinds, check_strength_kinds
from .own_names import is_own_name
from .policy_rows import (
    GUARDS,
    LOAD_RESPONSE,
    RACE_LEVELS,
    SPACINGS,
    Guard,
    LoadSteps,
    RaceLevel,
    Rest,
    Spacing,
)
from .presets import PRESETS
from .run import RACE_PRIORITIES
from .season import PHASE_LEVELS, PhaseLevel, check_phases
from .strength import STRENGTH_KINDS, AnyStrengthKind, StrengthKind, to_strength_kind

EQUIPMENT = (("heavy", ("weights",)), ("hypertrophy", ("weights",)), ("upper", ("weights",)))


def _to_guards(value: Iterable[Guard]) -> Any:
    return as_tuple(value)


def _to_rests(value: Iterable[Rest]) -> Any:
    return as_tuple(value)


def _to_spacings(value: Iterable[Spacing]) -> Any:
    return as_tuple(value)


def _to_steps(value: Iterable[LoadSteps]) -> Any:
    return as_tuple(value)


def _to_phases(value: Iterable[PhaseLevel]) -> Any:
    return as_tuple(value)


def _to_races(value: Iterable[RaceLevel]) -> Any:
    return as_tuple(value)


Equipment: TypeAlias = (
    Mapping[str, Iterable[str]]
    | Mapping[StrengthKind, Iterable[str]]
    | Iterable[tuple[str, Iterable[str]]]
)
"""What a policy accepts for the equipment that kinds need."""


def _to_equipment(value: Equipment) -> Any:
    pairs = as_pairs(value)
    if not is_pairs(pairs):
        return value
    return tuple((to_strength_kind(kind), as_tuple(items)) for kind, items in pairs)


def _check_equipment(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    good = is_pairs(value) and all(
        (kind in STRENGTH_KINDS or is_own_name(kind))
        and isinstance(items, tuple)
        and all(isinstance(item, str) for item in items)
        for kind, items in value
    )
    if not good:
        raise InputError(
            where(instance, attribute),
            value,
            "is not equipment by strength kind, such as {'heavy': ['weights']}",
            "wrong_type",
        )


def _to_overrides(value: Overrides) -> Any:
    pairs = as_pairs(value)
    try:
        return tuple(sorted(pairs)) if is_pairs(pairs) else value
    except TypeError:  # names that cannot be compared; the check says what is accepted
        return value


def _check_overrides(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    path = where(instance, attribute)
    good = is_pairs(value) and all(isinstance(name, str) for name, _ in value)
    if not good or len(dict(value)) < len(value):
        accepted = "is not numbers by parameter, such as {'peak.heavy': 2.5}"
        raise InputError(path, value, accepted, "wrong_type")
    raise_all(
        InputError(entry_of(path, name), number, "is not a finite number", number_code(number))
        for name, number in value
        if not is_finite(number)
    )


def _weight(default: float, high: float, unit: str) -> Any:
    return attrs.field(default=default, converter=to_real, validator=number(0, high, unit))


def _whole(default: int, low: int, high: int, unit: str) -> Any:
    check = number(low, high, unit, whole=True)
    return attrs.field(default=default, converter=to_whole, validator=check)


_CLOCK = check_clock(DAY - 1)


def _at(clock: str) -> Any:
    """Return a time of day as a default, which the converter reads: not yet the field's type."""
    return clock


ROWS_BY_KIND = ("guards", "rests", "spacings")
"""The fields whose rows are for kinds of strength, and of runs."""


@attrs.frozen(kw_only=True)
class Policy:
    """Every number that steers a plan. Defaults are the preset ``supporting``; see `preset`.

    Numbers without another source are CONVENTION: stated choices that no study measures.

    Parameters
    ----------
    name
        For messages and files.
    version
        The version of this set of fields.
    day_start, day_end : str or int
        The hours in which strength is planned if no window says otherwise ("06:00", "21:00").
    grid
        Minutes between starts that are considered. Openings of windows are always considered.
    usual_time, usual_evening : str or int
        The time that a day alone (or "am"), and "pm", stand for.
    guards
        Times before a key run, or any run of some kinds, that are closed to strength.
    core_before_key
        Whether core may stand before a key run, which `guards` then do not keep from it. Core work
        to fatigue straight before a hard run made it worse (Tong et al 2014, J Sports Sci Med
        13:244, 9 men), so it is false; nothing is known of hours or a day before.
    share_hard_days
        Whether strength may share the day of a key run.
    hours_after_key
        Hours between the end of a key run and strength.
    rests
        Days with and after runs of some kinds that are closed to strength.
    spacings
        How far apart starts of strength must be.
    sessions_per_day
        The most strength sessions on one calendar day.
    rides_along_minutes
        Core of at most this length rides along with a run or another session: it is not counted in
        `sessions_per_day` (but as many of its own a day at most), need not wait after a key run,
        and has no price of a second trip or a rest day. 0 if none does.
    least_minutes
        A lighter dose that would be shorter than this is not on offer. The dose that is asked is,
        whatever its length.
    daily_minutes
        The most minutes of running and strength together on a day that has strength.
    transition
        Minutes between any run and strength.
    equipment : mapping of str to list of str
        What each strength kind needs; a window may say what there is.
    load_response
        How far running load may rise before strength gives way, a row for each measure.
    look_back
        With how many weeks before it, at most, a week's running is compared.
    known_weeks
        Until this many weeks before it are known, strength is at most reduced.
    phases
        What each phase of the season leaves of a week's strength, a row for each.
    cut_back
        A week of less than this share of the highest volume of the last four weeks has at most
        reduced doses; 0 if strength is not lightened with the running.
    dose_rise
        For an unaccustomed athlete: after a lighter week, by how many steps (simplified, reduced,
        full) the dose may rise in one week.
    way_in_weeks
        For so many weeks whoever is new to strength holds light circuits instead of heavy,
        hypertrophy and plyometric sessions; 0 for no such weeks. That novices begin light is
        coaches' advice (Blagrove 2022), the number is CONVENTION.
    longest_gap
        A plan tries to have a session in every stretch of this many days. A stretch without one is
        counted, and chosen only if the rules leave no other way or more strength is delivered so.
    loss_cap
        The most that strength may cost one key run, in percent of speed. At most 15: beyond that
        the model's sum of losses is not claimed to hold.
    races
        Rules around races, by priority.
    unknown_race_km
        The length that a race without one is taken to have.
    strength_on_runs
        Weight of what strength costs the runs; 1 is the sum of importance times impairment.
    runs_on_strength
        Percent of speed that 1 % of lost strength quality counts as (0.02 to 0.1 is plausible).
    load_of_day
        Percent of speed for each session-RPE minute of running on the day of strength.
    long_run_day
        Percent of speed for strength on the day of a long run.
    before_run
        Percent of speed for strength before a run on the same day: run first. It counts if the run
        starts less than `before_run_hours` after the strength ends.
    before_run_hours
        Hours.
    second_trip
        Percent of speed for strength on a day with runs that does not follow one of them, or lead
        into one, within `trip_minutes`.
    trip_minutes
        Minutes between a run and strength that are one trip.
    rest_day, easy_day
        Percent of speed for giving up a day without runs, or a day with runs but no key run.
    last_rest_day
        Percent of speed for strength on a day without runs that is the only one of its week.
    resolution
        Percent of speed; each session's interference is counted in whole steps of this, because
        the evidence is no finer. Differences below it are left to the preferences.
    hour_tolerance
        Percent of speed; starts of one day that cost at most this much more than its best open one
        count as much as that: the day is chosen first, then the hour that is liked.
    preferred_time : str or int
        The time of day at which strength is liked best.
    after_run_time : str or int
        The time of day that is liked as well for strength that follows a run in one trip.
    off_time
        Weight of each minute away from `preferred_time`.
    crowding
        Price, in minutes away from the preferred time, of each day-window that holds more than its
        even share of sessions.
    evidence : mapping of str to float
        Parameters of the interference model that differ from the table, such as
        ``{"peak.heavy": 2.5}``.
    extensions : list of Extension or str
        Rules, costs, kinds and evidence from outside, for the calls with this policy alone; a text
        is the name of one that is installed.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> Policy(hours_after_key=8).hours_after_key
    8
    >>> Policy.preset("separate_days").share_hard_days
    False
    """

    name: str = attrs.field(default="supporting", validator=text())
    version: int = _whole(1, 1, 1, "policy version")
    day_start: int = attrs.field(default=_at("06:00"), converter=to_clock, validator=_CLOCK)
    day_end: int = attrs.field(default=_at("21:00"), converter=to_clock, validator=check_clock(DAY))
    grid: int = _whole(30, 5, 720, "minutes")
    usual_time: int = attrs.field(default=_at("07:00"), converter=to_clock, validator=_CLOCK)
    usual_evening: int = attrs.field(default=_at("18:00"), converter=to_clock, validator=_CLOCK)
    guards: tuple[Guard, ...] = attrs.field(
        default=GUARDS,
        converter=_to_guards,
        validator=each_is(Guard, "write e.g. Guard(days=1)"),
    )
    core_before_key: bool = attrs.field(default=False, converter=to_truth, validator=yes_or_no())
    share_hard_days: bool = attrs.field(default=True, converter=to_truth, validator=yes_or_no())
    hours_after_key: float = _weight(6.0, 48, "hours")
    rests: tuple[Rest, ...] = attrs.field(
        default=(),
        converter=_to_rests,
        validator=each_is(Rest, "write e.g. Rest(1, runs=['long'])"),
    )
    spacings: tuple[Spacing, ...] = attrs.field(
        default=SPACINGS,
        converter=_to_spacings,
        validator=each_is(Spacing, "write e.g. Spacing(('heavy', 'circuit'), 48)"),
    )
    sessions_per_day: int = _whole(1, 1, 4, "sessions")
    rides_along_minutes: float = _weight(20.0, 60, "minutes")
    least_minutes: float = _weight(0.0, 240, "minutes")
    daily_minutes: float = _weight(180.0, 1440, "minutes")
    transition: int = _whole(15, 0, 240, "minutes")
    equipment: tuple[tuple[AnyStrengthKind, tuple[str, ...]], ...] = attrs.field(
        default=EQUIPMENT, converter=_to_equipment, validator=_check_equipment
    )
    load_response: tuple[LoadSteps, ...] = attrs.field(
        default=LOAD_RESPONSE,
        converter=_to_steps,
        validator=each_is(LoadSteps, "write e.g. LoadSteps('volume', 1.1, 1.25, 1.5)"),
    )
    look_back: int = _whole(12, 1, 52, "weeks")
    known_weeks: int = _whole(3, 0, 52, "weeks")
    phases: tuple[PhaseLevel, ...] = attrs.field(
        default=PHASE_LEVELS, converter=_to_phases, validator=check_phases
    )
    cut_back: float = attrs.field(
        default=0.0, converter=to_real, validator=number(0, 1, "times the highest")
    )
    dose_rise: int = _whole(1, 1, 3, "steps a week")
    way_in_weeks: int = _whole(3, 0, 26, "weeks")
    longest_gap: int = _whole(10, 2, 60, "days")
    loss_cap: float = _weight(2.0, 15, "percent")
    races: tuple[RaceLevel, ...] = attrs.field(
        default=RACE_LEVELS,
        converter=_to_races,
        validator=each_is(RaceLevel, "give one row for each of A, B and C"),
    )
    unknown_race_km: float = attrs.field(
        default=21.1, converter=to_real, validator=number(0.1, 200, "km")
    )
    strength_on_runs: float = _weight(1.0, 100, "weight")
    runs_on_strength: float = _weight(0.03, 1, "percent of speed")
    load_of_day: float = _weight(0.0006, 0.1, "percent of speed")
    long_run_day: float = _weight(0.3, 15, "percent of speed")
    before_run: float = _weight(0.5, 15, "percent of speed")
    before_run_hours: float = _weight(6.0, 24, "hours")
    second_trip: float = _weight(0.35, 15, "percent of speed")
    trip_minutes: float = _weight(120.0, 240, "minutes")
    rest_day: float = _weight(0.4, 15, "percent of speed")
    easy_day: float = _weight(0.0, 15, "percent of speed")
    last_rest_day: float = _weight(1.0, 15, "percent of speed")
    resolution: float = attrs.field(
        default=0.05, converter=to_real, validator=number(0.001, 1, "percent of speed")
    )
    hour_tolerance: float = _weight(0.1, 15, "percent of speed")
    preferred_time: int = attrs.field(default=_at("18:00"), converter=to_clock, validator=_CLOCK)
    after_run_time: int = attrs.field(default=_at("09:00"), converter=to_clock, validator=_CLOCK)
    off_time: float = _weight(1.0, 100, "weight")
    crowding: float = _weight(180.0, 10000, "minutes")
    evidence: tuple[tuple[str, float], ...] = attrs.field(
        default=(), converter=_to_overrides, validator=_check_overrides
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(),
        converter=to_extensions,
        validator=each_is(Extension, "give an Extension, or the name of an installed one"),
    )

    def __attrs_post_init__(self) -> None:
        if self.day_end <= self.day_start:
            raise InputError(
                "Policy.day_end", self.day_end, "is not after day_start", "contradiction"
            )
        if tuple(level.priority for level in self.races) != RACE_PRIORITIES:
            raise InputError(
                "Policy.races", self.races, "does not have one row for A, B and C", "wrong_value"
            )
        check_extensions(self.extensions)
        for field in ROWS_BY_KIND:
            for index, row in enumerate(getattr(self, field)):
                check_named_kinds(row, self.extensions, f"Policy.{field}[{index}]")
        needs = [kind for kind, _ in self.equipment]
        check_strength_kinds(needs, self.extensions, "Policy.equipment")

    @classmethod
    def preset(cls, name: str) -> "Policy":
        """Return a named policy.

        Parameters
        ----------
        name : {"supporting", "hard_days_hard", "separate_days", "guards_by_kind"}
            `strengthfit.domain.presets` says who argues for which.

        Raises
        ------
        InputError
            If there is no such preset.

        Examples
        --------
        >>> Policy.preset("hard_days_hard").hours_after_key
        3.0
        """
        if not isinstance(name, str) or name not in PRESETS:
            raise InputError("preset", name, unknown(name, PRESETS, "a preset"), word_code(name))
        return _preset(str(name))


@cache
def _preset(name: str) -> Policy:
    """Return a preset; every call of a verb without a policy asks for one, so it is kept."""
    return Policy(name=name, **PRESETS[name])
