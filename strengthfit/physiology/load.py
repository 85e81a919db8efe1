"""Running load: a week in a few numbers, and how they compare with the weeks before.

Session-RPE load is how hard a session felt (0 to 10) times its minutes. No ratio here predicts
injury: acute to chronic ratios have no causal basis (Impellizzeri et al 2020, IJSPP 15:906-913).
They only say whether this week asks more of the legs than the last ones did.
"""

import math
from collections.abc import Iterable, Sequence

import attrs

from ..domain.names import Name
from ..domain.policy_rows import LOAD_RESPONSE, LoadSteps
from ..domain.run import Run
from ..domain.running_load import RunningLoad
from ..domain.week import Week
from .parameters import TABLE, Parameters

HISTORY_WEEKS = 4


class Step(Name):
    """How far strength gives way."""

    KEEP = "keep"
    REDUCE = "reduce"
    SIMPLIFY = "simplify"
    FEWER = "fewer"


STEPS = tuple(Step)


def session_load(kind: str, minutes: float, parameters: Parameters = TABLE) -> float:
    """Return the session-RPE load of a run or a strength session of a kind, at its usual rating.

    Foster et al 2001 (JSCR 15:109-115) for running; Day et al 2004 (JSCR 18:353-358) for lifting.
    Minutes of lifting count rests between sets, so the two loads are best shown apart.

    Examples
    --------
    >>> session_load("intervals", 60)
    450.0
    """
    return parameters.value("session_rpe", kind) * minutes


def run_minutes(run: Run, parameters: Parameters = TABLE) -> int:
    """Return how long a run takes: as given, else from its distance, else as usual for its kind.

    Examples
    --------
    >>> run_minutes(Run("Tue", "easy", km=8))
    48
    """
    if run.minutes is not None:
        return max(1, round(run.minutes))
    if run.km is not None:
        return max(1, round(run.km * parameters.value("minutes_per_km", "any")))
    return max(1, round(parameters.value("usual_minutes", run.counts_as)))


def run_km(run: Run, parameters: Parameters = TABLE) -> float:
    """Return how far a run goes: as given, else its minutes at the table's easy pace.

    Examples
    --------
    >>> run_km(Run("Tue", "easy", minutes=48))
    8.0
    """
    if run.km is not None:
        return float(run.km)
    minutes = run_minutes(run, parameters) if run.minutes is None else run.minutes
    return minutes / parameters.value("minutes_per_km", "any")


@attrs.frozen
class WeekLoad:
    """The running of one week: km, session-RPE load, minutes in key runs, and the longest run's km.

    None is unknown. `inferred` names the measures that rest on a default of the evidence table,
    because a distance, a time or a rating was not given.
    """

    volume: float | None
    load: float | None
    key_minutes: float | None
    longest: float | None
    inferred: frozenset[str] = frozenset()


def week_load(week: Week | RunningLoad, parameters: Parameters = TABLE) -> WeekLoad:
    """Return the running load of a week, with what is missing filled in and flagged.

    A missing distance is the minutes at the table's easy pace, missing minutes the distance at it,
    and a run with neither is as long as usual for its kind. A missing load is the kind's usual
    rating times the minutes. All of that is CONVENTION.

    Examples
    --------
    >>> load = week_load(Week([Run("Tue", "tempo", minutes=50, km=10), Run("Sun", "long", km=20)]))
    >>> load.volume, load.load, load.key_minutes, load.longest, sorted(load.inferred)
    (30.0, 925.0, 170, 20.0, ['key_minutes', 'load'])
    """
    if isinstance(week, RunningLoad):
        return _known_load(week, parameters)
    runs = week.runs
    minutes = [run_minutes(run, parameters) for run in runs]
    distances = [run_km(run, parameters) for run in runs]
    inferred: set[str] = set()
    if any(run.km is None for run in runs):
        inferred |= {"volume", "longest"}
    if any(run.load is None for run in runs):
        inferred.add("load")
    if any(run.minutes is None for run in runs if run.is_key):
        inferred.add("key_minutes")
    return WeekLoad(
        volume=math.fsum(distances),  # the order of the runs must not change the last digit
        load=math.fsum(
            session_load(run.counts_as, length, parameters) if run.load is None else run.load
            for run, length in zip(runs, minutes, strict=True)
        ),
        key_minutes=sum(length for run, length in zip(runs, minutes, strict=True) if run.is_key),
        longest=max(distances, default=0.0),
        inferred=frozenset(inferred),
    )


def _known_load(known: RunningLoad, parameters: Parameters) -> WeekLoad:
    volume, inferred = known.km, frozenset[str]()
    if volume is None and known.minutes is not None:
        volume = known.minutes / parameters.value("minutes_per_km", "any")
        inferred = frozenset({"volume"})
    return WeekLoad(volume, known.load, known.key_minutes, known.longest, inferred)


_UNITS = {
    "volume": ("weekly volume", "km"),
    "load": ("session-RPE load", "RPE min"),
    "key_minutes": ("time in key runs", "min"),
    "longest": ("longest run", "km"),
}


@attrs.frozen
class Trend:
    """One measure of this week's running against the weeks before.

    Parameters
    ----------
    measure : {"volume", "load", "key_minutes", "longest"}
        What is compared.
    now
        This week: km, session-RPE load, minutes, km.
    usual
        The mean of the weeks before or, for the longest run, the longest of them; None if nothing
        is known.
    weeks
        How many of the last four weeks are known.
    step
        What this measure asks for.
    inferred
        Whether a default of the evidence table had to stand in for a figure that was not given.
    """

    measure: str
    now: float
    usual: float | None
    weeks: int
    step: Step
    inferred: bool

    @property
    def ratio(self) -> float | None:
        """How many times the usual this week is; None if nothing, or no running, is known."""
        return None if not self.usual else self.now / self.usual

    @property
    def text(self) -> str:
        """The figures in a few words."""
        name, unit = _UNITS[self.measure]
        text = f"{name} {self.now:.0f} {unit}"
        if self.usual is None:
            return f"{text}; nothing known of the weeks before"
        against = "longest" if self.measure == "longest" else "mean"
        weeks = "week" if self.weeks == 1 else f"{self.weeks} weeks"
        text += f", {self.rise} the {against} of the last {weeks}, {self.usual:.0f} {unit}"
        return f"{text} (partly inferred)" if self.inferred else text

    @property
    def rise(self) -> str:
        """How far above or below the usual, such as "18 % above"."""
        if self.ratio is None:
            return "above" if self.now else "as"
        percent = 100 * (self.ratio - 1)
        return f"{abs(percent):.0f} % {'above' if percent >= 0 else 'below'}"

    @property
    def cause(self) -> str:
        """Why strength gives way, such as "weekly volume is 18 % above its mean"."""
        name, _ = _UNITS[self.measure]
        against = "the longest of the last weeks" if self.measure == "longest" else "its mean"
        return f"the {name} is {self.rise} {against}"


def trends(
    now: WeekLoad, earlier: Sequence[WeekLoad], table: Iterable[LoadSteps] = LOAD_RESPONSE
) -> tuple[Trend, ...]:
    """Return this week against the last four, measure by measure.

    `earlier` are the weeks before, the most recent one last; `table` holds the thresholds.

    Examples
    --------
    >>> week = WeekLoad(volume=50, load=2000, key_minutes=100, longest=20)
    >>> [trend.step for trend in trends(week, [WeekLoad(40, 2000, 100, 20)])]
    ['simplify', 'keep', 'keep', 'keep']
    """
    return tuple(_trend(now, earlier[-HISTORY_WEEKS:], steps) for steps in table)


def _trend(now: WeekLoad, earlier: Sequence[WeekLoad], steps: LoadSteps) -> Trend:
    measure = steps.measure
    known = [week for week in earlier if getattr(week, measure) is not None]
    values = [getattr(week, measure) for week in known]
    usual = None
    if values:
        usual = max(values) if measure == "longest" else sum(values) / len(values)
    value = getattr(now, measure)
    inferred = any(measure in week.inferred for week in (now, *known))
    return Trend(measure, value, usual, len(values), _step(value, usual, steps), inferred)


def _step(now: float, usual: float | None, steps: LoadSteps) -> Step:
    """Return the highest step whose ratio is passed; after no running any running passes all."""
    if usual is None:
        return Step.KEEP
    step = Step.KEEP
    for name in STEPS[1:]:
        ratio = getattr(steps, name)
        if ratio is not None and round(now, 9) > round(ratio * usual, 9):
            step = name
    return step
