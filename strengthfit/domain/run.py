"""A run: fixed, never moved, shortened, dropped or reordered."""

from typing import Any

import attrs
from attrs.converters import optional

from .checks import number, one_of, text, to_real, to_truth, yes_or_no
from .clock import When, check_when, to_when
from .extra import Extra, check_extra, to_extra
from .names import Name, to_name_or_own
from .own_names import OwnName


class RunKind(Name):
    """What a run is for."""

    RECOVERY = "recovery"
    EASY = "easy"
    STRIDES = "strides"
    STEADY = "steady"
    PROGRESSION = "progression"
    MEDIUM_LONG = "medium_long"
    INTERVALS = "intervals"
    HILLS = "hills"
    TEMPO = "tempo"
    RACE_PACE = "race_pace"
    LONG = "long"
    TIME_TRIAL = "time_trial"
    RACE = "race"


AnyRunKind = RunKind | OwnName
"""A kind of run of the house, or one that an extension of the policy brings."""

RUN_KINDS = tuple(RunKind)
KEY_RUN_KINDS = (
    RunKind.INTERVALS,
    RunKind.HILLS,
    RunKind.TEMPO,
    RunKind.RACE_PACE,
    RunKind.LONG,
    RunKind.TIME_TRIAL,
    RunKind.RACE,
)
RACE_PRIORITIES = ("A", "B", "C")
TRAINING = "training"
RUN_PRIORITIES = (*RACE_PRIORITIES, TRAINING)


def to_run_kind(value: RunKind | str) -> Any:
    """Convert a word to `RunKind`, or to a name from outside; pass anything else on."""
    return to_name_or_own(RunKind, value)


def kind_that_counts(kind: AnyRunKind, priority: str | None) -> AnyRunKind:
    """Return the kind that a run counts as: a race that is run as training is a time trial.

    Examples
    --------
    >>> kind_that_counts(RunKind.RACE, "training"), kind_that_counts(RunKind.RACE, "C")
    ('time_trial', 'race')
    """
    as_training = kind == RunKind.RACE and priority == TRAINING
    return RunKind.TIME_TRIAL if as_training else kind


@attrs.frozen
class Run:
    """One running session. It is data: no call of this library changes it.

    Parameters
    ----------
    when : str, int, datetime.date or datetime.datetime
        "Tue", "Tue am", "Tue 07:00", "tuesday 7:00", "D2 07:00" for the week's second day, or
        minutes from the week's first 00:00. In a week that has its `start` also a date, alone or
        with a time of the place: "2026-11-24", "2026-11-24 07:00", "2026-11-24T07:00". A day alone
        takes the policy's usual time.
    kind
        One of recovery, easy, strides, steady, progression, medium_long, long, tempo, race_pace,
        hills, intervals, time_trial, race; or one that an extension of the policy brings, such as
        "acme:fartlek". An unknown kind is an error, never taken for easy.
    minutes
        Duration. If it is missing it is inferred from `km`, else from the kind.
    km
        Distance in kilometres. It sets how long strength rests after a race.
    id
        A name for messages; by default the time and the kind.
    key
        Whether the run's quality matters. By default the kind decides.
    load
        Session-RPE load (rating 0 to 10 times minutes); by default the kind's rating.
    priority : {"A", "B", "C", "training"}
        How much a race matters. One that is run as training, such as a weekly parkrun, counts as a
        time trial, and no rule for races holds around it. It has no meaning for other kinds.
    extra : mapping
        What else your tools know of it, of what JSON can hold: carried through, and never read.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> run = Run("tuesday 7:00", "intervals", minutes=60)
    >>> str(run.when), run.is_key
    ('Tue 07:00', True)
    >>> Run("Sat 09:00", "race", km=5, priority="training").counts_as
    'time_trial'
    """

    when: When = attrs.field(converter=to_when, validator=check_when)
    kind: AnyRunKind = attrs.field(
        converter=to_run_kind, validator=one_of(RUN_KINDS, "a kind of run", own=True)
    )
    minutes: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(1, 1440, "minutes", optional=True),
    )
    km: float | None = attrs.field(
        default=None, converter=optional(to_real), validator=number(0.1, 200, "km", optional=True)
    )
    id: str | None = attrs.field(default=None, validator=text(optional=True))
    key: bool | None = attrs.field(
        default=None, converter=optional(to_truth), validator=yes_or_no(optional=True)
    )
    load: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(0, 15000, "RPE minutes", optional=True),
    )
    priority: str = attrs.field(
        default="A", validator=one_of(RUN_PRIORITIES, "a race priority"), kw_only=True
    )
    extra: Extra | None = attrs.field(
        default=None, converter=to_extra, validator=check_extra, repr=False, kw_only=True
    )

    @property
    def is_key(self) -> bool:
        """Whether this run's quality matters: `key` if it is given, else the kind's default.

        What an extension says of a kind of its own only the policy knows; without it such a run is
        not key.
        """
        return self.kind in KEY_RUN_KINDS if self.key is None else self.key

    @property
    def counts_as(self) -> AnyRunKind:
        """The kind that rules, costs and the evidence take it for: its own, for all but one."""
        return kind_that_counts(self.kind, self.priority)
