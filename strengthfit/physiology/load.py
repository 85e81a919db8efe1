"""Running load: a week in a few numbers, and how they compare with the weeks before.

Session-RPE load is how hard a session felt (0 to 10) times its minutes. No ratio here predicts
injury: acute to chronic ratios have no causal basis (Impellizzeri et al 2020, IJSPP 15(6):907-913,
10.1123/ijspp.2019-0864). They only say whether this week asks more of the legs than any of the last
ones did: a new peak is what legs have not met, and a week after a lighter one is not a rise.
"""

import math
from collections.abc import Sequence

import attrs

from ..domain.names import Name
from ..domain.policy import Policy
from ..domain.policy_rows import LoadSteps
from ..domain.run import Run, RunKind
from ..domain.running_load import RunningLoad
from ..domain.week import Week
from .parameters import TABLE, Parameters


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
        return round(run.minutes)
    if run.km is not None:
        return max(1, round(run.km * parameters.value("minutes_per_km", "any")))
    return round(parameters.value("usual_minutes", run.counts_as))


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
    """The running of one week, races apart: km, session-RPE load, and the longest run's km.

    The first two are those of seven days. None is unknown. `load` adds up the ratings that were
    given; `rated` says whether every run has one. `raced` is the longest race's km, which the legs
    have met too. `inferred` names the measures that rest on a default of the evidence table,
    because a distance was not given.
    """

    volume: float | None
    load: float | None
    longest: float | None
    rated: bool = True
    raced: float = 0.0
    inferred: frozenset[str] = frozenset()


def week_load(week: Week | RunningLoad, parameters: Parameters = TABLE) -> WeekLoad:
    """Return the running load of a week, with distances that are missing filled in and flagged.

    A missing distance is the minutes at the table's easy pace, and a run with neither is as long as
    usual for its kind: CONVENTION. A rating that nobody gave is not made up. Races are no training
    load, so that a race is not a rise against itself. Of a week of other than seven days volume and
    load are what they come to in seven, so that weeks of any length compare.

    Examples
    --------
    >>> load = week_load(Week([Run("Tue", "tempo", km=10, load=300), Run("Sun", "long", km=20)]))
    >>> load.volume, load.load, load.rated, load.longest
    (30.0, 300.0, False, 20.0)
    >>> week_load(Week([Run("D2", "tempo", km=18), Run("D8", "long", km=18)], days=9)).volume
    28.0
    """
    if isinstance(week, RunningLoad):
        return _known_load(week, parameters)
    runs = [run for run in week.runs if run.counts_as != RunKind.RACE]
    distances = [run_km(run, parameters) for run in runs]
    rated = [run.load for run in runs if run.load is not None]
    inferred = any(run.km is None for run in runs)
    in_seven = 7 / week.days
    return WeekLoad(
        # the order of the runs must not change the last digit
        volume=in_seven * math.fsum(distances),
        load=in_seven * math.fsum(rated) if rated or not runs else None,
        longest=max(distances, default=0.0),
        rated=len(rated) == len(runs),
        raced=max(
            (run_km(run, parameters) for run in week.runs if run.counts_as == RunKind.RACE),
            default=0.0,
        ),
        inferred=frozenset({"volume", "longest"} if inferred else ()),
    )


def _known_load(known: RunningLoad, parameters: Parameters) -> WeekLoad:
    volume, inferred = known.km, frozenset[str]()
    if volume is None and known.minutes is not None:
        volume = known.minutes / parameters.value("minutes_per_km", "any")
        inferred = frozenset({"volume"})
    return WeekLoad(volume, known.load, known.longest, inferred=inferred)


_UNITS = {
    "volume": ("weekly volume", "km"),
    "load": ("session-RPE load", "RPE min"),
    "longest": ("longest run", "km"),
}


@attrs.frozen
class Trend:
    """One measure of this week's running against the weeks before.

    Parameters
    ----------
    measure : {"volume", "load", "longest"}
        What is compared.
    now
        This week: km, session-RPE load, km. None if nothing of it is known.
    highest
        The highest of the weeks before; None if nothing is known.
    weeks
        How many of the weeks looked back on are known.
    step
        What this measure asks for.
    inferred
        Whether a default of the evidence table had to stand in for a figure that was not given.
    """

    measure: str
    now: float | None
    highest: float | None
    weeks: int
    step: Step
    inferred: bool

    @property
    def ratio(self) -> float | None:
        """How many times the highest the week is; None if nothing, or no running, is known."""
        return None if self.now is None or not self.highest else self.now / self.highest

    @property
    def text(self) -> str:
        """The figures in a few words."""
        name, unit = _UNITS[self.measure]
        if self.now is None:
            return f"{name} is not known"
        text = f"{name} {self.now:.0f} {unit}"
        if self.highest is None:
            return f"{text}; nothing known of the weeks before"
        text += f", {self.rise} {self.against}, {self.highest:.0f} {unit}"
        return f"{text} (partly inferred)" if self.inferred else text

    @property
    def rise(self) -> str:
        """How far above or below the highest, such as "18 % above"."""
        if self.ratio is None:
            return "above" if self.now else "as"
        percent = 100 * (self.ratio - 1)
        size = "less than 1 %" if 0 < abs(percent) < 0.5 else f"{abs(percent):.0f} %"
        return f"{size} {'above' if percent >= 0 else 'below'}"

    @property
    def is_above(self) -> bool:
        """Whether the week has more than the highest of the weeks before."""
        if self.now is None or self.highest is None:
            return False
        return round(self.now, 9) > round(self.highest, 9)

    @property
    def against(self) -> str:
        """What this week is compared with, such as "the highest of the last 4 weeks"."""
        superlative = "longest" if self.measure == "longest" else "highest"
        if self.weeks == 1:
            return "that of the one week known"
        return f"the {superlative} of the last {self.weeks} weeks"

    @property
    def cause(self) -> str:
        """Why strength gives way, such as "the weekly volume is 18 % above the highest of ..."."""
        name, _ = _UNITS[self.measure]
        return f"the {name} is {self.rise} {self.against}"


def trends(now: WeekLoad, earlier: Sequence[WeekLoad], policy: Policy) -> tuple[Trend, ...]:
    """Return this week against the highest of the weeks before, measure by measure.

    `earlier` are the weeks before, the most recent one last. A load counts as far as it was rated,
    and against weeks of which every run was.

    Examples
    --------
    >>> weeks = [WeekLoad(40, 2000, 20), WeekLoad(30, 1500, 16), WeekLoad(38, 2000, 20)]
    >>> [trend.step for trend in trends(WeekLoad(50, 2000, 20), weeks, Policy())]
    ['reduce', 'keep', 'keep']
    """
    recent = earlier[-policy.look_back :]
    return tuple(_trend(now, recent, steps, policy.known_weeks) for steps in policy.load_response)


def kept_words(compared: Sequence[Trend], policy: Policy) -> str:
    """Return why measures ask for nothing: which rise, and how little, or that none does.

    Examples
    --------
    >>> weeks = [WeekLoad(30, None, 8)] * 3
    >>> print(kept_words(trends(WeekLoad(32, None, 8), weeks, Policy()), Policy()))
    Weekly volume 32 km, 7 % above the highest of the last 3 weeks, 30 km: keep.
    >>> print(kept_words(trends(WeekLoad(28, None, 8), weeks, Policy()), Policy()))
    Running load is no more than in the weeks before.
    """
    above = [
        f"{trend.text}{_too_little(trend, steps)}"
        for trend, steps in zip(compared, policy.load_response, strict=True)
        if trend.is_above
    ]
    if above:
        words = "; ".join(above)
        return f"{words[0].upper()}{words[1:]}: {Step.KEEP}."
    known = [trend for trend in compared if trend.highest is not None and trend.now is not None]
    inferred = " (partly inferred)" if any(trend.inferred for trend in known) else ""
    return f"Running load is no more than in the weeks before{inferred}."


def _too_little(trend: Trend, steps: LoadSteps) -> str:
    """Return that a rise which is large as a ratio is small as a figure, if it is."""
    if _step(trend.now, trend.highest, attrs.evolve(steps, least_rise=0.0)) == Step.KEEP:
        return ""
    return f", but at most {steps.least_rise:g} {_UNITS[trend.measure][1]} more"


def _trend(now: WeekLoad, recent: Sequence[WeekLoad], steps: LoadSteps, enough: int) -> Trend:
    measure = steps.measure
    known = [
        week
        for week in recent
        if getattr(week, measure) is not None and (week.rated or measure != "load")
    ]
    highest = max((getattr(week, measure) for week in known), default=None)
    if measure == "longest" and highest is not None:
        highest = max(highest, *(week.raced for week in recent))
    value = getattr(now, measure)
    step = _step(value, highest, steps)
    if len(known) < enough and step != Step.KEEP:
        step = Step.REDUCE
    inferred = any(measure in week.inferred for week in (now, *known))
    return Trend(measure, value, highest, len(known), step, inferred)


def _step(now: float | None, highest: float | None, steps: LoadSteps) -> Step:
    """Return the highest step whose ratio is passed; after no running any rise passes all."""
    step = Step.KEEP
    if now is None or highest is None or round(now - highest, 9) <= round(steps.least_rise, 9):
        return step
    for name in STEPS[1:]:
        ratio = getattr(steps, name)
        if ratio is not None and round(now, 9) > round(ratio * highest, 9):
            step = name
    return step
