"""What running load allows: less volume, simpler exercises, fewer sessions, in that order."""

from collections.abc import Sequence

import attrs

from ..domain.clock import DAY, WEEK, resolve
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.running_load import RunningLoad
from ..domain.strength import DOSES, TAPER_DOSES, Session
from ..domain.week import Week
from .evidence import check_overrides
from .load import STEPS, Trend, trends, week_load
from .races import NONE, highest_dose

BARRED_WHEN_TIRED = ("heavy",)


@attrs.frozen
class Prescription:
    """What running load, tiredness and races leave of one week's strength.

    Parameters
    ----------
    step : {"keep", "reduce", "simplify", "fewer"}
        How far strength gives way.
    sessions : int
        The most sessions: all that were asked, or at the step "fewer" half of them, rounded up. At
        least one where one was asked, unless a race leaves no day.
    dose : {"full", "reduced", "simplified", "none"}
        The highest dose; "none" only where a race leaves no day.
    barred : tuple of str
        Kinds of strength that wait for another week.
    trends : tuple of Trend
        The figures.
    reasons : tuple of str
        One sentence for each cause.
    cause : str
        What decided the step: a measure, "tired", "rise" (the dose rises again step by step), or
        nothing.
    why : str
        The same in words.
    cap, most : int
        The highest dose, as an index, and the most sessions, by load, tiredness and slow rise
        alone: races close days one by one.
    """

    step: str
    sessions: int
    dose: str
    barred: tuple[str, ...]
    trends: tuple[Trend, ...]
    reasons: tuple[str, ...]
    cause: str
    why: str
    cap: int
    most: int

    def __str__(self) -> str:
        sessions = "1 session" if self.sessions == 1 else f"{self.sessions} sessions"
        return "\n".join(
            [
                f"{self.step}: at most {sessions}, {self.dose} dose",
                *(f"- {reason}" for reason in self.reasons),
            ]
        )


@attrs.frozen
class _Race:
    """A race as its days count."""

    run: Run
    day: int


def respond_to(week: Week, policy: Policy) -> Prescription:
    """Return what a week's running load allows, given its history.

    Parameters
    ----------
    week : Week
    policy : Policy
    """
    check_overrides(dict(policy.evidence), "Policy.evidence")
    past, earlier = past_weeks(week)
    return prescribe([*past, week], policy, earlier, first=-len(past))[-1]


def past_weeks(week: Week) -> tuple[list[Week], tuple[Week | RunningLoad, ...]]:
    """Return the last weeks of a history that are told run by run, and what came before them.

    Their own strength counts too: after a lighter week the dose rises slowly.

    Examples
    --------
    >>> past, earlier = past_weeks(Week([], history=[1200, Week([])]))
    >>> len(past), len(earlier)
    (1, 1)
    """
    told = 0
    for each in reversed(week.history):
        if not isinstance(each, Week):
            break
        told += 1
    first = len(week.history) - told
    return [each for each in week.history[first:] if isinstance(each, Week)], week.history[:first]


def prescribe(
    weeks: Sequence[Week],
    policy: Policy,
    history: Sequence[Week | RunningLoad],
    first: int = 0,
) -> tuple[Prescription, ...]:
    """Return what running load allows in each of several consecutive weeks.

    Parameters
    ----------
    weeks : sequence of Week
    policy : Policy
    history : sequence of Week or RunningLoad
        What lies before them, the most recent one last.
    first : int
        The number of the first of `weeks`, where that which `before` and `after` count from is 0.
    """
    overrides = dict(policy.evidence)
    loads = [week_load(week, overrides) for week in (*history, *weeks)]
    races = _races(weeks, policy, first)
    prescriptions: list[Prescription] = []
    for index, week in enumerate(weeks):
        at = len(history) + index
        prescriptions.append(
            _prescription(
                week,
                policy,
                trends(loads[at], loads[:at], policy.load_response),
                _race_dose(week, policy, races, first + index),
                prescriptions[-1] if prescriptions else None,
            )
        )
    return tuple(prescriptions)


def _prescription(
    week: Week,
    policy: Policy,
    compared: tuple[Trend, ...],
    race_dose: int,
    previous: Prescription | None,
) -> Prescription:
    """Return one week's prescription from its figures and the week before."""
    leading = max(compared, key=lambda trend: STEPS.index(trend.step), default=None)
    step, cause, why, reasons = 0, "", "", list[str]()
    if leading is not None and leading.step != "keep":
        step, cause, why = STEPS.index(leading.step), leading.measure, leading.cause
        reasons.append(f"{leading.text[0].upper()}{leading.text[1:]}: {leading.step}.")
    rising = 0 if previous is None else TAPER_DOSES.index(previous.dose) - policy.dose_rise
    if previous is not None and rising > step:
        step, cause = rising, "rise"
        why = f"the week before was {previous.dose}, and the dose rises slowly"
        reasons.append(f"{why[0].upper()}{why[1:]}: {STEPS[step]}.")
    if week.tired:
        step, cause, why = min(step + 1, len(STEPS) - 1), "tired", "you are tired"
        reasons.append(f"You are tired: one step further, {STEPS[step]}, and nothing heavy.")
    asked = sum(demand.count for demand in week.strength)
    most = -(-asked // 2) if STEPS[step] == "fewer" else asked
    cap = min(step, len(DOSES) - 1)
    if race_dose > cap:
        left = "no day for strength" if race_dose == NONE else f"{TAPER_DOSES[race_dose]} at most"
        reasons.append(f"A race is near: {left}.")
    return Prescription(
        step=STEPS[max(step, race_dose)],
        sessions=0 if race_dose == NONE else most,
        dose=TAPER_DOSES[max(cap, race_dose)],
        barred=BARRED_WHEN_TIRED if week.tired else (),
        trends=compared,
        reasons=tuple(reasons or [_nothing_asked(compared)]),
        cause=cause,
        why=why,
        cap=cap,
        most=most,
    )


def _nothing_asked(compared: Sequence[Trend]) -> str:
    if any(trend.usual is not None for trend in compared):
        return "Running load is no more than usual."
    return "Nothing is known of the weeks before, so nothing is compared."


def _races(weeks: Sequence[Week], policy: Policy, first: int) -> list[_Race]:
    """Return the races in the weeks, before the week of number 0 and after the last."""
    races: list[_Race] = []
    for index, week in enumerate(weeks):
        number = first + index
        parts: list[tuple[Sequence[Run | Session], int]] = [(week.runs, 0)]
        if number == 0:
            parts.append((week.before, -WEEK))
        if index == len(weeks) - 1:
            parts.append((week.after, WEEK))
        for items, shift in parts:
            for run in items:
                if isinstance(run, Run) and run.kind == "race":
                    races.append(_Race(run, 7 * number + _day(week, policy, run, shift)))
    if len(weeks) == 1 and weeks[0].repeats:
        races += [_Race(race.run, race.day + shift) for race in races for shift in (-7, 7)]
    return races


def _day(week: Week, policy: Policy, run: Run, shift: int) -> int:
    start = resolve(run.when, week.first_weekday, policy.usual_time, policy.usual_evening)
    return (start + (shift if run.when.minutes is None else 0)) // DAY


def _race_dose(week: Week, policy: Policy, races: Sequence[_Race], number: int) -> int:
    """Return the highest dose that any day of a week allows, as an index."""
    levels = {level.priority: level for level in policy.races}
    days = range(7 * number, 7 * number + 7)
    return min(
        max(
            (
                highest_dose(
                    levels[race.run.priority],
                    policy.unknown_race_km if race.run.km is None else race.run.km,
                    race.day - day,
                )
                for race in races
            ),
            default=0,
        )
        for day in days
    )
