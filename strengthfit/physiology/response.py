"""What running load allows: less volume, simpler exercises, fewer sessions, in that order."""

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..domain.arguments import as_policy, as_week
from ..domain.clock import day_name
from ..domain.history import past_weeks
from ..domain.own_kinds import check_kinds, own_strength_kinds
from ..domain.policy import Policy
from ..domain.running_load import RunningLoad
from ..domain.season import Phase
from ..domain.strength import (
    DOSES,
    TAPER_DOSES,
    AnyStrengthKind,
    StrengthKind,
    TaperDose,
    kind_rank,
)
from ..domain.week import Week
from ..domain.words import counted, run_word
from .load import STEPS, Step, Trend, WeekLoad, kept_words, trends, week_load
from .parameters import Parameters, parameters_of
from .races import NONE, Race, dose_left, find_races, first_days
from .season import WeekPhase, leg_sessions, looks_like_taper, phase_of, weeks_to
from .way_in import with_ways_in

BARRED_WHEN_TIRED = (StrengthKind.HEAVY,)


@attrs.frozen
class Prescription:
    """What running load, tiredness, the season and races leave of one week's strength.

    Parameters
    ----------
    step
        How far strength gives way: keep, reduce, simplify or fewer. The season has no part in it.
    sessions
        The most sessions: all that were asked, or at the step "fewer" half of them, rounded up, and
        no more leg work than the phase leaves. At least one if one was asked, unless a race leaves
        no day, or the phase no session.
    dose
        The highest dose; "none" only if a race leaves no day.
    barred
        Kinds of strength that wait for another week.
    trends
        The figures.
    reasons
        One sentence for each cause.
    cause
        What decided the step: a measure, "tired", "cut_back", "rise" (the dose rises again step by
        step), "race", or nothing.
    why
        The same in words.
    cap, most
        The highest dose, as an index, and the most sessions, by load, tiredness and slow rise
        alone: races close days one by one.
    kept : tuple of (str, int)
        If `most` is less than asked, the most sessions of each kind: the hardest kinds go first.
    phase
        What the week is for, or None.
    leg_sessions
        The most sessions of leg work that the phase leaves, or None.
    notes
        What is to be said beside the reasons: a way in for who is new to strength, an inferred
        phase, a race that seems to be missing.

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
    barred: tuple[AnyStrengthKind, ...]
    trends: tuple[Trend, ...]
    reasons: tuple[str, ...]
    cause: str
    why: str
    cap: int
    most: int
    kept: tuple[tuple[AnyStrengthKind, int], ...] = ()
    phase: Phase | None = None
    leg_sessions: int | None = None
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        left = f"at most {counted(self.sessions, 'session')}, {self.dose} dose"
        if not self.sessions:
            left = "no strength"
        return "\n".join(
            [f"{self.step}: {left}", *(f"- {reason}" for reason in (*self.reasons, *self.notes))]
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
    'Weekly volume 34 km, 13 % above the highest of the last 4 weeks, 30 km: reduce.'
    """
    week, policy = as_week(week), as_policy(policy)
    check_kinds(week, policy.extensions)
    past, earlier = past_weeks(week)
    return prescribe([*past, week], policy, earlier, first=-len(past))[-1]


def prescribe(
    weeks: Sequence[Week],
    policy: Policy,
    history: Sequence[Week | RunningLoad],
    first: int = 0,
    planned: int = 0,
) -> tuple[Prescription, ...]:
    """Return what running load allows in each of several consecutive weeks.

    `history` lies before them, the most recent one last. The first of `weeks` has the number
    `first`: that which `before` and `after` count from has 0. If the last week was planned with
    more sessions than it asks for, half of those that were planned may stay.
    """
    parameters = parameters_of(policy)
    weeks, new = with_ways_in(weeks, policy, first)
    loads = [week_load(week, parameters) for week in (*history, *weeks)]
    races, days = find_races(weeks, policy, first), first_days(weeks, first)
    prescriptions: list[Prescription] = []
    for index, week in enumerate(weeks):
        at = len(history) + index
        situation = _Situation(
            week=week,
            policy=policy,
            loads=tuple(loads[: at + 1]),
            races=tuple(races),
            first=days[index],
            last=index == len(weeks) - 1,
            planned=planned if index == len(weeks) - 1 else 0,
            names=_Names(weeks[-first].first_weekday, first + len(weeks), weeks[-first].days),
        )
        made = _prescription(situation, prescriptions[-1] if prescriptions else None)
        prescriptions.append(attrs.evolve(made, notes=(*new[index], *made.notes)))
    return tuple(prescriptions)


@attrs.frozen
class _Names:
    """How days of a horizon are called."""

    first_weekday: int
    weeks: int
    week_days: int

    def holds(self, race: Race) -> bool:
        """Whether a race lies in the weeks, and so has a day."""
        return 0 <= race.day < self.week_days * self.weeks

    def race(self, race: Race, first: int, days: int) -> str:
        """Return a race with when it is, such as "the race on W3 Sun" or "the race in 2 weeks".

        That is seen from a week of some days from the day `first` on.
        """
        word = f"the {run_word(race.run.kind, race.run.priority)}"
        if self.holds(race):
            name = day_name(race.day, self.first_weekday, self.weeks, self.week_days)
            return f"{word} on {name}"
        weeks = weeks_to(race, first, days)
        return f"{word} in {counted(weeks, 'week')}" if weeks > 0 else f"{word} before this week"


@attrs.frozen
class _Situation:
    """A week with what its prescription depends on; `loads` end with its own.

    It begins on the day `first`.
    """

    week: Week
    policy: Policy
    loads: tuple[WeekLoad, ...]
    races: tuple[Race, ...]
    first: int
    last: bool
    planned: int
    names: _Names

    def name(self, race: Race) -> str:
        """Return a race with when it is, seen from this week."""
        return self.names.race(race, self.first, self.week.days)


@attrs.frozen
class _Decision:
    """How far strength gives way, as an index of `STEPS`, what decided it, and why."""

    step: int = 0
    cause: str = ""
    why: str = ""
    reasons: tuple[str, ...] = ()

    def at_least(self, step: int, cause: str, why: str, reason: str) -> "_Decision":
        """Return the decision after one more cause, which decides if it asks for more."""
        if step <= self.step:
            return self
        return _Decision(step, cause, why, (*self.reasons, f"{reason[0].upper()}{reason[1:]}."))


def _prescription(now: _Situation, previous: Prescription | None) -> Prescription:
    """Return one week's prescription from its figures and the week before."""
    week, policy = now.week, now.policy
    phase = phase_of(week, now.races, policy, now.first)
    compared = trends(now.loads[-1], now.loads[:-1], policy)
    heeded = () if phase is not None and not phase.level.compared else compared
    decision = _by_load(now, heeded, previous)
    days = range(now.first, now.first + week.days)
    race_dose, race = dose_left(policy, now.races, days)
    step, cap = decision.step, min(decision.step, len(DOSES) - 1)
    asked = sum(demand.count for demand in week.strength)
    most = asked
    if STEPS[step] == Step.FEWER:
        most = min(asked, -(-max(asked, now.planned) // 2))
    reasons, cause, why = decision.reasons, decision.cause, decision.why
    if race is not None and race_dose > cap:
        left = "no day for strength" if race_dose == NONE else f"{TAPER_DOSES[race_dose]} at most"
        near = f"{now.name(race)} is near"
        cause, why = (cause, why) if cause else ("race", near)
        reasons = (*reasons, f"{near[0].upper()}{near[1:]}: {left}.")
    return Prescription(
        step=STEPS[max(step, race_dose)],
        sessions=0 if race_dose == NONE else min(most, _sessions_of_phase(now, phase)),
        dose=TAPER_DOSES[max(cap, race_dose)],
        barred=_barred(policy) if week.tired else (),
        trends=compared,
        reasons=reasons or (_nothing_asked(heeded, policy, phase),),
        cause=cause,
        why=why,
        cap=cap,
        most=most,
        kept=_kept(week, most, parameters_of(policy)) if most < asked else (),
        phase=None if phase is None else phase.level.phase,
        leg_sessions=leg_sessions(phase, week),
        notes=tuple(_notes(now, phase)),
    )


def _sessions_of_phase(now: _Situation, phase: WeekPhase | None) -> int:
    """Return how many of the sessions asked the phase leaves."""
    parameters = parameters_of(now.policy)
    legs = others = 0
    for demand in now.week.strength:
        if parameters.trains_legs(demand.kind):
            legs += demand.count
        else:
            others += demand.count
    most = leg_sessions(phase, now.week)
    return others + (legs if most is None else min(legs, most))


def _by_load(
    now: _Situation, compared: Sequence[Trend], previous: Prescription | None
) -> _Decision:
    """Return how far strength gives way to load, a cut-back, a slow rise and tiredness."""
    week, policy, decision = now.week, now.policy, _Decision()
    leading = max(compared, key=lambda trend: STEPS.index(trend.step), default=None)
    if leading is not None:
        step = STEPS.index(leading.step)
        reason = f"{leading.text}: {leading.step}"
        decision = decision.at_least(step, leading.measure, leading.cause, reason)
    lighter = _cut_back(now)
    if lighter:
        decision = decision.at_least(1, "cut_back", lighter, f"{lighter}: {Step.REDUCE}")
    if previous is not None and not week.athlete.accustomed:
        rising = TAPER_DOSES.index(previous.dose) - policy.dose_rise
        why = f"the week before was {previous.dose}, and the dose rises slowly"
        decision = decision.at_least(rising, "rise", why, f"{why}: {STEPS[max(rising, 0)]}")
    if week.tired:
        step, why = min(decision.step + 1, len(STEPS) - 1), "you are tired"
        reason = f"You are tired: one step further, {STEPS[step]}, and nothing heavy."
        decision = _Decision(step, "tired", why, (*decision.reasons, reason))
    return decision


def _cut_back(now: _Situation) -> str:
    """Return in words that a week is lighter than the policy's share of the last four; or "" ."""
    volumes = [load.volume for load in now.loads[-5:-1] if load.volume is not None]
    volume, highest = now.loads[-1].volume, max(volumes, default=0.0)
    if volume is None or round(volume, 9) >= round(now.policy.cut_back * highest, 9):
        return ""
    return f"this is a lighter week of running, {volume:.0f} km after {highest:.0f} km"


def _barred(policy: Policy) -> tuple[AnyStrengthKind, ...]:
    """Return the kinds that wait while the runner is tired, with those that are like them."""
    own = own_strength_kinds(policy.extensions)
    return (*BARRED_WHEN_TIRED, *(kind.name for kind in own if kind.like in BARRED_WHEN_TIRED))


def _kept(week: Week, most: int, parameters: Parameters) -> tuple[tuple[AnyStrengthKind, int], ...]:
    """Return the most sessions of each kind if the hardest go first, but what is pinned last.

    Hard is what costs most: by the peak of what a session leaves in the legs.
    """
    asked = Counter[AnyStrengthKind]()
    for demand in week.strength:
        asked[demand.kind] += demand.count
    pinned = Counter(pin.kind for pin in week.pins)
    hardest = sorted(asked, key=lambda kind: (-parameters.value("peak", kind), kind_rank(kind)))
    left = sum(asked.values()) - most
    for firm in (pinned, Counter[AnyStrengthKind]()):
        for kind in hardest:
            gone = min(left, max(0, asked[kind] - firm[kind]))
            asked[kind] -= gone
            left -= gone
    return tuple((kind, asked[kind]) for kind in sorted(asked, key=kind_rank))


def _notes(now: _Situation, phase: WeekPhase | None) -> Iterator[str]:
    """Yield what is to be said beside the reasons."""
    most = leg_sessions(phase, now.week)
    if phase is not None and most is not None:
        many = f"at most {counted(most, 'session')} of" if most else "no"
        keeps = ", which keeps what was built" if most == 1 else ""
        yield f"{_phase_words(now, phase)}: {many} leg work{keeps}."
    week, days = now.week, [race.day - now.first for race in now.races]
    if week.phase == Phase.RECOVERY and not any(day < 0 for day in days) and not now.first:
        yield "A recovery week: give the race before it (before), and the days after it stay free."
    # A tune-up race weeks ago is not what the running tapers for.
    race_known = any(day >= -7 for day in days) or week.after or week.repeats or week.phase
    if now.last and not race_known and looks_like_taper(now.loads):
        yield (
            "The last two weeks look like a taper, but no race is given: add it, so that strength "
            "makes way for it; or give these weeks their phase."
        )


def _phase_words(now: _Situation, phase: WeekPhase) -> str:
    """Return what a week is for, and how far from which race if that was inferred."""
    week, race = f"a {phase.level.phase} week", phase.race
    if race is None:
        return f"A{week[1:]}"
    name, weeks = now.name(race), phase.level.weeks_to_race
    if race.day < now.first:
        return f"After {name}, so {week}"
    if not now.names.holds(race):  # it is named with how far it is
        return f"With {name}, {week}"
    if not weeks or race.day < now.first + now.week.days:
        return f"The week of {name}, so {week}"
    return f"{counted(weeks, 'week')} or less to the week of {name}, so {week}"


def _nothing_asked(compared: Sequence[Trend], policy: Policy, phase: WeekPhase | None) -> str:
    if phase is not None and not phase.level.compared:
        return f"A {phase.level.phase} week: what rises here is not compared."
    if any(trend.highest is not None for trend in compared):
        return kept_words(compared, policy)
    return "Nothing is known of the weeks before, so nothing is compared."
