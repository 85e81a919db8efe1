"""The horizon: a week with every default filled in and every time a whole number of minutes."""

from typing import TypeVar

import attrs

from ..domain.clock import DAY, day_name, moment_text
from ..domain.policy_rows import RaceLevel
from ..domain.run import TRAINING, AnyRunKind, RunKind, kind_that_counts
from ..domain.strength import AnyStrengthKind, Demand, Dose, Effort
from ..domain.week import Athlete, Waiver
from ..domain.words import run_word
from ..physiology.response import Prescription
from .rows import IntArray

Minutes = TypeVar("Minutes", int, IntArray)

ANY_LABEL = ""
"""What a session's label is if it is not known; None is a session without one."""


@attrs.frozen
class FixedRun:
    """A run as the program sees it. Times in minutes from the horizon's first 00:00.

    A race has a `level`, unless it is run as training. `path` is where it was given.
    """

    id: str
    kind: AnyRunKind
    start: int
    minutes: int
    load: float
    key: bool
    importance: float
    sensitivity: float
    quality_lost: float
    loss_cap: float
    km: float | None
    level: RaceLevel | None
    text: str
    path: str = attrs.field(default="", eq=False, repr=False)

    @property
    def end(self) -> int:
        """The minute at which the run ends."""
        return self.start + self.minutes

    @property
    def day(self) -> int:
        """The day on which the run starts."""
        return self.start // DAY

    @property
    def priority(self) -> str | None:
        """How much a race matters, or that it is training; None for other kinds."""
        if self.kind != RunKind.RACE:
            return None
        return TRAINING if self.level is None else self.level.priority

    @property
    def counts_as(self) -> AnyRunKind:
        """The kind that rules, costs and the evidence take the run for."""
        return kind_that_counts(self.kind, self.priority)

    @property
    def word(self) -> str:
        """The run as a noun."""
        return run_word(self.kind, self.priority)


@attrs.frozen
class FixedSession:
    """A strength session with a time of its own, such as one outside the horizon."""

    kind: AnyStrengthKind
    dose: Dose | None
    start: int
    minutes: int
    text: str
    effort: Effort | None = None
    label: str | None = None

    @property
    def end(self) -> int:
        """The minute at which the session ends."""
        return self.start + self.minutes

    @property
    def day(self) -> int:
        """The day on which the session starts."""
        return self.start // DAY


@attrs.frozen
class Pin:
    """A session that the user fixed: one of its kind starts from `start` up to, not with, `until`.

    That is one minute, or a day for a pin without an hour. A pin with a `demand` (with a count of
    1) is kept: it stays whatever it breaks, as a session of that demand, which is `added` if the
    week itself does not ask for it. `path` is where the pin was given.
    """

    kind: AnyStrengthKind
    dose: Dose | None
    start: int
    until: int
    text: str
    path: str
    effort: Effort | None = None
    demand: Demand | None = None
    added: bool = False
    label: str | None = None

    @property
    def has_hour(self) -> bool:
        """Whether it fixes its start, and not only its day."""
        return self.until == self.start + 1

    @property
    def kept(self) -> bool:
        """Whether it stays whatever rule it breaks."""
        return self.demand is not None

    @property
    def day(self) -> int:
        """The day on which it starts."""
        return self.start // DAY

    def allows(
        self,
        kind: str,
        start: int,
        dose: str | None = None,
        effort: str | None = None,
        label: str | None = ANY_LABEL,
    ) -> bool:
        """Whether a session satisfies it; a dose, an effort or a label not given fits any."""
        return (
            self.kind == kind
            and self.start <= start < self.until
            and (None in (dose, self.dose) or self.dose == dose)
            and (None in (effort, self.effort) or self.effort == effort)
            and (label == ANY_LABEL or self.label in (None, label))
        )


@attrs.frozen
class Opening:
    """A span that is open (or closed) to strength, in minutes of the horizon.

    It begins on a day of the horizon, and may end on the next.
    """

    start: int
    end: int
    equipment: tuple[str, ...] | None

    @property
    def past_midnight(self) -> bool:
        """Whether it ends on the day after that on which it begins."""
        return self.end > (self.start // DAY + 1) * DAY


@attrs.frozen
class HabitSlot:
    """A day of the horizon on which the runner is used to a kind, and the minute, if one is."""

    day: int
    kind: AnyStrengthKind
    minute: int | None


@attrs.frozen
class Horizon:
    """The days that are planned, with everything in them resolved.

    `circular` is true if the last day is followed by the first. `runs` are those in the horizon and
    outside it, by start; `sessions` is strength outside it. Equal `demands` of a week are added up;
    `demand_weeks` holds the week of each, 0 for the first. There is an athlete, accustomed or not
    as novelty fades, and a prescription (what running load allows) for each week, and a habit: its
    slots, or None if the week before it in the horizon is the habit. `orders` has the order of each
    week, of labels and kinds, or nothing if no week has one. `past_races` are those in the history
    of the first week, which count for the days of rest after them alone.
    """

    days: int
    first_weekday: int
    circular: bool
    runs: tuple[FixedRun, ...]
    sessions: tuple[FixedSession, ...]
    demands: tuple[Demand, ...]
    demand_weeks: tuple[int, ...]
    openings: tuple[Opening, ...]
    closings: tuple[Opening, ...]
    forbidden: tuple[Opening, ...]
    pins: tuple[Pin, ...]
    waived: tuple[Waiver, ...]
    athletes: tuple[Athlete, ...]
    prescriptions: tuple[Prescription, ...]
    habits: tuple[tuple[HabitSlot, ...] | None, ...]
    orders: tuple[tuple[str, ...], ...] = ()
    past_races: tuple[FixedRun, ...] = ()

    @property
    def minutes(self) -> int:
        """The horizon's length in minutes."""
        return self.days * DAY

    @property
    def weeks(self) -> int:
        """The horizon's length in weeks."""
        return len(self.athletes)

    @property
    def week_days(self) -> int:
        """How many days each week has."""
        return self.days // self.weeks

    def day_name(self, day: int) -> str:
        """Return the English short name of a day of the horizon, or its number in the week."""
        return day_name(day, self.first_weekday, self.weeks, self.week_days)

    def moment(self, minutes: int) -> str:
        """Return a time of the horizon as text."""
        return moment_text(minutes, self.first_weekday, self.weeks, self.week_days)

    def runs_of(self, name: str) -> tuple[FixedRun, ...]:
        """Return the runs of an id: one outside the horizon may have the same as one in it."""
        return tuple(run for run in self.runs if run.id == name)

    def demand_of(self, pin: Pin) -> int | None:
        """Return which demand a kept pin is a session of; None for any other pin."""
        if pin.demand is None:
            return None
        return next(
            index
            for index, (demand, week) in enumerate(
                zip(self.demands, self.demand_weeks, strict=True)
            )
            if week == pin.day // self.week_days and attrs.evolve(demand, count=1) == pin.demand
        )

    def athlete(self, day: int) -> Athlete:
        """Return the athlete as they are on a day, of the horizon or near it."""
        return self.athletes[min(max(day // self.week_days, 0), self.weeks - 1)]

    def within(self, day: int) -> bool:
        """Whether a day belongs to the horizon."""
        return 0 <= day < self.days

    def forward(self, minutes: Minutes) -> Minutes:
        """Return differences of times as they are on a line, and counted forward on a circle."""
        return minutes % self.minutes if self.circular else minutes
