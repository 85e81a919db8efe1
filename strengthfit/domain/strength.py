"""Strength: kinds, doses and efforts, what is asked (`Demand`) and what is fixed (`Session`)."""

from typing import Any

import attrs
from attrs.converters import optional

from ..errors import InputError
from ..visible import is_visible
from .checks import (
    Whole,
    number,
    one_of,
    plain,
    text_code,
    to_real,
    to_truth,
    to_whole,
    where,
    yes_or_no,
)
from .clock import When, check_when, to_when
from .extra import Extra, check_extra, to_extra
from .names import Name, to_name, to_name_or_own
from .own_names import OwnName, is_own_name


class StrengthKind(Name):
    """What a strength session trains."""

    HEAVY = "heavy"
    HYPERTROPHY = "hypertrophy"
    PLYOMETRIC = "plyometric"
    CIRCUIT = "circuit"
    UPPER = "upper"
    CORE = "core"


class Dose(Name):
    """How much of a session is held: less volume first, then simpler exercises too."""

    FULL = "full"
    REDUCED = "reduced"
    SIMPLIFIED = "simplified"


class TaperDose(Name):
    """The most that a day near a race allows: a dose, or no strength at all."""

    FULL = "full"
    REDUCED = "reduced"
    SIMPLIFIED = "simplified"
    NONE = "none"


class Effort(Name):
    """How near to failure the sets go: 3 or more repetitions in reserve, 1 or 2, or none."""

    FAR_FROM_FAILURE = "far_from_failure"
    NEAR_FAILURE = "near_failure"
    TO_FAILURE = "to_failure"


AnyStrengthKind = StrengthKind | OwnName
"""A kind of strength of the house, or one that an extension of the policy brings."""

STRENGTH_KINDS = tuple(StrengthKind)
DOSES = tuple(Dose)
EFFORTS = tuple(Effort)
TAPER_DOSES = tuple(TaperDose)


def to_strength_kind(value: StrengthKind | str) -> Any:
    """Convert a word to `StrengthKind`, or to a name from outside; pass anything else on."""
    return to_name_or_own(StrengthKind, value)


def is_strength_kind(value: object) -> bool:
    """Whether a value names a kind of strength: one of the house, or in the form of one outside."""
    return value in STRENGTH_KINDS or is_own_name(value)


def kind_rank(kind: str) -> tuple[int, str]:
    """Return by what kinds of strength are sorted: their own order, then names from outside.

    Examples
    --------
    >>> sorted(["acme:nordic", "core", "heavy"], key=kind_rank)
    ['heavy', 'core', 'acme:nordic']
    """
    if kind not in STRENGTH_KINDS:
        return len(STRENGTH_KINDS), kind
    return STRENGTH_KINDS.index(StrengthKind(kind)), ""


def to_dose(value: Dose | str) -> Any:
    """Convert a word to `Dose` inside attrs classes; pass anything else on."""
    return to_name(Dose, value)


def to_effort(value: Effort | str | Whole) -> Any:
    """Convert a word, or repetitions in reserve, to `Effort`; pass anything else on.

    Examples
    --------
    >>> [to_effort(reserve) for reserve in (4, 3, 2, 1, 0)]
    ['far_from_failure', 'far_from_failure', 'near_failure', 'near_failure', 'to_failure']
    """
    given: Any = plain(value)
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        return to_name(Effort, given)
    if given == 0:
        return Effort.TO_FAILURE
    return Effort.NEAR_FAILURE if given <= _NEAR else Effort.FAR_FROM_FAILURE


def to_effort_if_given(value: Effort | str | Whole | None) -> Any:
    """Convert as `to_effort` does; None stays."""
    return None if value is None else to_effort(value)


_NEAR = 2  # repetitions in reserve

MOST_ALIKE = 14
"""Sessions of a week that are alike in everything. CONVENTION: two a day."""

LONGEST_LABEL = 20
"""Characters. CONVENTION: a label stands in narrow tables."""


def _check_label(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    path = where(instance, attribute)
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= LONGEST_LABEL
        or not is_visible(value)
        or value != value.strip()
    ):
        accepted = f"is not a label: a line of text of 1 to {LONGEST_LABEL} characters, such as 'A'"
        raise InputError(path, value, accepted, text_code(value))
    if value in STRENGTH_KINDS:  # an order that names it would mean either
        raise InputError(
            path, value, "is a kind of strength; write another label, such as 'A'", "contradiction"
        )


@attrs.frozen
class Demand:
    """Interchangeable strength sessions of one kind that a week should hold.

    Parameters
    ----------
    kind
        One of heavy, hypertrophy, plyometric, circuit, upper, core; or one that an extension of the
        policy brings, such as "acme:nordic".
    count
        How many sessions.
    minutes
        Length of a full session; by default the kind's.
    dose
        The most that is asked: full, reduced or simplified. A plan may give less if the rules leave
        no room for it.
    effort
        How near to failure the sets go: far_from_failure (3 or more repetitions in reserve),
        near_failure (1 or 2) or to_failure (none); or the repetitions in reserve as a number. It
        scales soreness in the days after.
    label
        A short name that tells sessions of one kind apart, such as "A" and "B". It changes nothing
        but what `Week.order` and pins say of it.
    extra : mapping
        As in `Run`. It does not tell demands apart: equal ones are added up whatever it says.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> Demand("heavy", 1).dose
    'full'
    >>> squat, hinge = Demand("heavy", label="A"), Demand("heavy", label="B")
    >>> squat.label
    'A'
    """

    kind: AnyStrengthKind = attrs.field(
        converter=to_strength_kind,
        validator=one_of(STRENGTH_KINDS, "a kind of strength", own=True),
    )
    count: int = attrs.field(
        default=1, converter=to_whole, validator=number(0, MOST_ALIKE, "sessions", whole=True)
    )
    minutes: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(5, 240, "minutes", optional=True),
    )
    dose: Dose = attrs.field(
        default=Dose.FULL, converter=to_dose, validator=one_of(DOSES, "a dose")
    )
    effort: Effort = attrs.field(
        default=Effort.NEAR_FAILURE, converter=to_effort, validator=one_of(EFFORTS, "an effort")
    )
    label: str | None = attrs.field(default=None, validator=_check_label, kw_only=True)
    extra: Extra | None = attrs.field(
        default=None, converter=to_extra, validator=check_extra, repr=False, kw_only=True
    )


@attrs.frozen
class Session:
    """A strength session at a fixed time: one already done, one pinned, or one to be judged.

    Parameters
    ----------
    when : str, int, datetime.date or datetime.datetime
        As in `Run`. For a pinned session a day alone leaves the hour to the planner.
    kind
        One of heavy, hypertrophy, plyometric, circuit, upper, core; or one that an extension of the
        policy brings, such as "acme:nordic".
    minutes
        Length; by default the kind's and the dose's. Ignored for a pinned session that takes the
        place of one that is asked: its length is the demand's.
    dose
        Full, reduced or simplified. By default full; for a pinned session, by default whichever
        dose fits best.
    effort
        As in `Demand`. By default near_failure; for a pinned session, by default the demand's.
    label
        As in `Demand`; for a pinned session, by default any. It means nothing in a habit, or of a
        session outside the week.
    keep
        Of a pinned session: it stays whatever rule it breaks, and counts in addition if nothing
        asks for it; the plan says so (`Plan.kept`). Only the time of a run stays closed to it.
    extra : mapping
        As in `Run`.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> str(Session("fri pm", "circuit").when)
    'Fri pm'
    """

    when: When = attrs.field(converter=to_when, validator=check_when)
    kind: AnyStrengthKind = attrs.field(
        converter=to_strength_kind,
        validator=one_of(STRENGTH_KINDS, "a kind of strength", own=True),
    )
    minutes: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(5, 240, "minutes", optional=True),
    )
    dose: Dose | None = attrs.field(
        default=None, converter=optional(to_dose), validator=one_of(DOSES, "a dose", optional=True)
    )
    effort: Effort | None = attrs.field(
        default=None,
        converter=to_effort_if_given,
        validator=one_of(EFFORTS, "an effort", optional=True),
    )
    label: str | None = attrs.field(default=None, validator=_check_label, kw_only=True)
    keep: bool = attrs.field(default=False, converter=to_truth, validator=yes_or_no(), kw_only=True)
    extra: Extra | None = attrs.field(
        default=None, converter=to_extra, validator=check_extra, repr=False, kw_only=True
    )
