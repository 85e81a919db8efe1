"""The season: what a week is for, and how much strength that leaves."""

from typing import Any

import attrs
from attrs.converters import optional

from ..errors import InputError
from .checks import number, one_of, to_truth, to_whole, where, yes_or_no
from .names import Name, to_name


class Phase(Name):
    """What a week is for."""

    BASE = "base"
    BUILD = "build"
    PEAK = "peak"
    RACE = "race"
    RECOVERY = "recovery"


PHASES = tuple(Phase)


def to_phase(value: Phase | str) -> Any:
    """Convert a word to `Phase` inside attrs classes; pass anything else on."""
    return to_name(Phase, value)


@attrs.frozen
class PhaseLevel:
    """What a phase of the season leaves of a week's strength.

    Parameters
    ----------
    phase : {"base", "build", "peak", "race", "recovery"}
    sessions
        The most sessions of leg work in seven days, so in a week of 14 twice as many; None for all
        that are asked. Their dose, and so the weight on the bar, is not touched.
    compared
        Whether running load that rises makes strength give way. In a recovery phase it rises from
        next to nothing, which is not an overload.
    weeks_to_race
        If a week has no phase it is this one from this many weeks before the week of a race of
        priority A, 0 for its own week; the nearest row decides. None if it is never inferred so.

    Examples
    --------
    >>> PhaseLevel("peak", sessions=1).compared
    True
    """

    phase: Phase = attrs.field(converter=to_phase, validator=one_of(PHASES, "a phase"))
    sessions: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=number(0, 14, "sessions", whole=True, optional=True),
    )
    compared: bool = attrs.field(default=True, converter=to_truth, validator=yes_or_no())
    weeks_to_race: int | None = attrs.field(
        default=None,
        converter=optional(to_whole),
        validator=number(0, 104, "weeks", whole=True, optional=True),
    )


PHASE_LEVELS = (
    # Two sessions a week in preparation and one in season kept what was gained: Beattie et al 2017
    # (10.1519/JSC.0000000000001464; runners, 20 and 20 weeks), Ronnestad et al 2010 (cyclists).
    # How long before a race a phase lasts is CONVENTION.
    PhaseLevel("base", weeks_to_race=104),
    PhaseLevel("build", weeks_to_race=11),
    PhaseLevel("peak", sessions=1, weeks_to_race=3),
    PhaseLevel("race", sessions=1, weeks_to_race=1),
    PhaseLevel("recovery", compared=False),
)


def check_phases(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse what does not have one row for each phase, in their order."""
    rows = value if isinstance(value, tuple) else ()
    if tuple(getattr(row, "phase", None) for row in rows) != PHASES:
        accepted = f"is not one PhaseLevel for each of {', '.join(PHASES)}, in this order"
        raise InputError(where(instance, attribute), value, accepted, "wrong_value")
