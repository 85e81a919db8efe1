"""What running load allows: less volume, simpler exercises, fewer sessions, in that order."""

from collections.abc import Sequence

import attrs

from ..domain.arguments import as_policy, as_week
from ..domain.policy import Policy
from ..domain.running_load import RunningLoad
from ..domain.strength import DOSES, TAPER_DOSES, StrengthKind, TaperDose
from ..domain.week import Week
from .load import STEPS, Step, Trend, trends, week_load
from .parameters import parameters_of
from .races import NONE, find_races, highest_dose_of_week

BARRED_WHEN_TIRED = (StrengthKind.HEAVY,)


@attrs.frozen
class Prescription:
    """What running load, tiredness and races leave of one week's strength.

    Parameters
    ----------
    step
        How far strength gives way: keep, reduce, simplify or fewer.
    sessions
        The most sessions: all that were asked, or at the step "fewer" half of them, rounded up. At
        least one if one was asked, unless a race leaves no day.
    dose
        The highest dose; "none" only if a race leaves no day.
    barred
        Kinds of strength that wait for another week.
    trends
        The figures.
    reasons
        One sentence for each cause.
    cause
        What decided the step: a measure, "tired", "rise" (the dose rises again step by step), or
        nothing.
    why
        The same in words.
    cap, most
        The highest dose, as an index, and the most sessions, by load, tiredness and slow rise
        alone: races close days one by one.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(sf.respond(sf.Week([sf.Run("Sun", "long")], strength=3, tired=True)))
    reduce: at most 3 sessions, reduced dose
    - You are tired: one step further, reduce, and nothing heavy.
    """

    step: Step
    sessions: int
    dose: TaperDose
    barred: tuple[StrengthKind, ...]
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


def respond(week: Week, policy: Policy | str | None = None) -> Prescription:
    """Return what a week's running load allows of strength, with the figures that decided it.

    Parameters
    ----------
    week
        With `history`, the last weeks; without it nothing is compared. `tired` counts too.
    policy
        A policy, or the name of a preset. By default ``supporting``.

    Returns
    -------
    Prescription
        With `step` ("keep", "reduce", "simplify", "fewer"), `sessions`, `dose` and `reasons`.

    Raises
    ------
    InputError
        If the week or the policy is not accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> usual = sf.Week([sf.Run("Tue", "intervals", km=10), sf.Run("Sun", "long", km=20)])
    >>> more = sf.Week(
    ...     [sf.Run("Tue", "intervals", km=10), sf.Run("Sun", "long", km=24)], history=[usual] * 4
    ... )
    >>> prescription = sf.respond(more)
    >>> prescription.step, prescription.sessions, prescription.dose
    ('reduce', 2, 'reduced')
    >>> prescription.reasons[0]
    'Weekly volume 34 km, 13 % above the mean of the last 4 weeks, 30 km: reduce.'
    """
    week, policy = as_week(week), as_policy(policy)
    parameters_of(policy)  # refuses evidence that is not in the table
    past, earlier = past_weeks(week)
    return prescribe([*past, week], policy, earlier, first=-len(past))[-1]


def past_weeks(week: Week) -> tuple[list[Week], tuple[Week | RunningLoad, ...]]:
    """Return the last weeks of a history that list their runs, and what came before them.

    Their own strength counts too: after a lighter week the dose rises slowly.

    Examples
    --------
    >>> past, earlier = past_weeks(Week([], history=[1200, Week([])]))
    >>> len(past), len(earlier)
    (1, 1)
    """
    past: list[Week] = []
    for member in reversed(week.history):
        if not isinstance(member, Week):
            break
        past.insert(0, member)
    return past, week.history[: len(week.history) - len(past)]


def prescribe(
    weeks: Sequence[Week],
    policy: Policy,
    history: Sequence[Week | RunningLoad],
    first: int = 0,
) -> tuple[Prescription, ...]:
    """Return what running load allows in each of several consecutive weeks.

    `history` lies before them, the most recent one last. The first of `weeks` has the number
    `first`: that which `before` and `after` count from has 0.
    """
    parameters = parameters_of(policy)
    loads = [week_load(week, parameters) for week in (*history, *weeks)]
    races = find_races(weeks, policy, first)
    prescriptions: list[Prescription] = []
    for index, week in enumerate(weeks):
        at = len(history) + index
        prescriptions.append(
            _prescription(
                week,
                policy,
                trends(loads[at], loads[:at], policy.load_response),
                highest_dose_of_week(policy, races, first + index),
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
    if leading is not None and leading.step != Step.KEEP:
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
    most = -(-asked // 2) if STEPS[step] == Step.FEWER else asked
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
