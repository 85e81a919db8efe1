"""Ways in which a squad could have as much strength as its members would alone, one change each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import attrs

from ..domain.block import Block, weeks_of
from ..domain.strength import DOSES
from ..domain.week import Week
from ..domain.words import counted
from ..program import Label, formulate
from ..program.edit import rows_of
from ..program.rules.of_squads import CAPACITY, COACH, GYM_HOURS
from ..stopping import check_time
from ..strategies import Outcome, Strategy
from .clash import NEEDED, PINNED, as_strong, limits_of
from .coach import MOST_IN_A_WEEK, Coach
from .from_outcome import squad_plan_of
from .gym import MOST_AT_ONCE, Gym
from .in_turn import best_alone, best_of
from .more_of import more_hours
from .planner import solved
from .squad_plan import SquadPlan
from .squad_program import SquadProgram, share

Prices = Mapping[str, float]


@attrs.frozen
class WayOut:
    """One change with which nobody has less strength than alone, or who has less instead.

    Parameters
    ----------
    what : str
        "places", the name of equipment, or "coach" for athletes with the coach at once; "hours" for
        an hour of opening; "half_hours" or "shifts" of the coach; "pins" for a pin that goes;
        "session" if strength gives way.
    when : str
        The hour, or the pin, in words; empty for the whole week.
    number : int
        How many more; as few as will do.
    members : tuple of str
        Whose pin it is, or who has less strength.
    price : float
        By convention; the sum over what gives way.
    text : str
        The same as advice.
    plan : SquadPlan
        The best plan then. Its `gym`, `coach` and `members` are the changed ones.
    """

    what: str
    when: str
    number: int
    members: tuple[str, ...]
    price: float
    text: str
    plan: SquadPlan


@attrs.frozen(eq=False)
class Short:
    """A squad that falls short: each member's best alone, the best plan, and what clashes."""

    squad: SquadProgram
    alone: Sequence[Outcome]
    plan: SquadPlan
    clash: tuple[Label, ...]
    strategy: str | Strategy

    def clashes(self, rule: str, cause: str = "") -> bool:
        """Whether a limit of a rule, of which the cause begins like this, is among the clash."""
        return any(one.rule == rule and one.cause.startswith(cause) for one in self.clash)


@attrs.frozen(eq=False)
class _Change:
    """A changed squad in which nobody has less strength than alone."""

    what: str
    when: str
    number: int
    members: tuple[str, ...]
    price: float
    text: str
    squad: SquadProgram


def ways_out(short: Short, prices: Prices, most: int) -> tuple[list[WayOut], bool]:
    """Return the cheapest ways out, none if nothing clashes, and if any keeps all strength.

    A change that loosens no limit of the clash cannot help, so it is not looked at.
    """
    if not short.clash:
        return [], True
    changes = [*_more(short, prices), *_hours(short, prices), *_without_pins(short, prices)]
    changes.sort(key=lambda one: one.price)
    found = list(_less_strength(short, prices))
    for change in changes[:most]:
        check_time()
        plan = planned(change.squad, short.strategy)
        fields = attrs.asdict(change, recurse=False, filter=lambda field, _: field.name != "squad")
        found.append(WayOut(**fields, plan=plan))
    return sorted(found, key=lambda one: one.price)[:most], bool(changes)


def planned(squad: SquadProgram, strategy: str | Strategy) -> SquadPlan:
    """Return the best plan of a squad."""
    alone = [best_alone(squad, athlete) for athlete in range(len(squad.members))]
    return squad_plan_of(squad, alone, solved(squad, strategy), "total")


def lost_by(plan: SquadPlan, alone: Sequence[Outcome]) -> Iterator[str]:
    """Yield the members who have less strength than alone, or no plan at all."""
    for member, own, best in zip(plan.members, plan.plans, alone, strict=True):
        now = own.outcome.objective
        if now is None or now[0] > (best.objective or (0,))[0]:
            yield member.id


# More of something


def _more(short: Short, prices: Prices) -> Iterator[_Change]:
    """Yield as few places, racks, hands, half-hours and shifts more as will do."""
    squad = short.squad
    for what, price, most, change in _things(squad):
        cause = {"half_hours": "half-hours", "shifts": "shifts"}.get(what)
        rule = CAPACITY.name if cause is None else COACH.name
        if not short.clashes(rule, f"{cause or what} "):
            continue
        number = _fewest(short, change, most)
        if number is not None:
            changed = squad.shared_with(*change(number))
            cost, text = prices[price] * number, _more_text(what, number)
            yield _Change(what, "", number, (), cost, text, changed)


_Changed = Callable[[int], tuple[Gym, Coach | None]]


def _things(squad: SquadProgram) -> Iterator[tuple[str, str, int, _Changed]]:
    """Yield what can be more: its name, its price's, how many more at most, and the change."""
    gym, coach = squad.gym, squad.coach

    def most(now: int) -> int:
        return min(len(squad.members), MOST_AT_ONCE - now)

    if gym.places is not None:
        yield "places", "places", most(gym.places), partial(_more_places, squad)
    for name, now in gym.equipment:
        yield name, "equipment", most(now), partial(_more_equipment, squad, name)
    if coach is None:
        return
    if coach.at_once is not None:
        yield "coach", "coach", most(coach.at_once), partial(_more_of_coach, squad, "at_once")
    # With few shifts the coach may have to stay from one session to the next, days later.
    rest = MOST_IN_A_WEEK - coach.half_hours
    yield "half_hours", "half_hours", rest, partial(_more_of_coach, squad, "half_hours")
    if coach.shifts is not None:
        sessions = sum(int(program.counts.sum()) for program in squad.weeks)
        rest = min(sessions, MOST_IN_A_WEEK - coach.shifts)
        yield "shifts", "shifts", rest, partial(_more_of_coach, squad, "shifts")


def _more_places(squad: SquadProgram, number: int) -> tuple[Gym, Coach | None]:
    places = (squad.gym.places or 0) + number
    return attrs.evolve(squad.gym, places=places), squad.coach


def _more_equipment(squad: SquadProgram, name: str, number: int) -> tuple[Gym, Coach | None]:
    equipment = dict(squad.gym.equipment)
    equipment[name] += number
    return attrs.evolve(squad.gym, equipment=equipment), squad.coach


def _more_of_coach(squad: SquadProgram, field: str, number: int) -> tuple[Gym, Coach | None]:
    more = getattr(squad.coach, field) + number
    return squad.gym, squad.coach and attrs.evolve(squad.coach, **{field: more})


def _fewest(short: Short, change: _Changed, most: int) -> int | None:
    """Return how many more are enough, as few as can be; None if not even the most are."""
    squad = short.squad

    def enough(number: int) -> bool:
        check_time()
        changed = squad.shared_with(*change(number))
        return _all_have_their_strength(changed, short.alone)

    if most > 0 and enough(1):
        return 1
    if most < 2 or not enough(most):
        return None
    low, high = 1, most  # `low` are too few, `high` are enough
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _all_have_their_strength(squad: SquadProgram, alone: Sequence[Outcome]) -> bool:
    limits = limits_of(squad, alone)
    return limits.can_hold(range(len(limits.limits)))


_NOUNS = {
    "places": ("{} more in the gym", ""),
    "coach": ("{} more with the coach at once", ""),
    "half_hours": ("{} more of the coach", "half-hour"),
    "shifts": ("{} more of the coach", "shift"),
}


def _more_text(what: str, number: int) -> str:
    words, noun = _NOUNS.get(what, (f"{{}} more at the {what}", ""))
    return words.format(counted(number, noun) if noun else number)


def _hours(short: Short, prices: Prices) -> Iterator[_Change]:
    """Yield each hour of opening that will do, on one day."""
    squad = short.squad
    for more in more_hours(squad.gym):
        check_time()
        if not short.clashes(GYM_HOURS.name):
            return
        changed = squad.shared_with(more.gym, squad.coach)
        if _all_have_their_strength(changed, short.alone):
            text = f"open an hour longer, {more.when}"
            yield _Change("hours", more.when, 1, (), prices["hours"], text, changed)


# A pin that goes


def _without_pins(short: Short, prices: Prices) -> Iterator[_Change]:
    """Yield each pin of the clash without which the rest will do."""
    squad = short.squad
    for index, member in enumerate(squad.members):
        for pin in squad.weeks[index].horizon.pins:
            cause = f"{member.id}: {pin.text}"
            if not any(one.code == PINNED and one.cause == cause for one in short.clash):
                continue
            check_time()
            week = without_pin(member.week, squad.weeks[index].horizon.pins.index(pin))
            members = [*squad.members]
            members[index] = attrs.evolve(member, week=week)
            weeks, alone = [*squad.weeks], [*short.alone]
            weeks[index] = formulate(week, squad.policies[index])
            alone[index] = best_of(weeks[index])
            changed = share(members, squad.policies, squad.gym, squad.coach, weeks)
            if _all_have_their_strength(changed, alone):
                text = f"let the {pin.text} of {member.id} move"
                yield _Change("pins", pin.text, 1, (member.id,), prices["pins"], text, changed)


def without_pin(week: Week | Block, index: int) -> Week | Block:
    """Return a week or block without one of its pins, counted over all weeks.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([], 2, pins=[sf.Session("Tue", "circuit"), sf.Session("Thu", "circuit")])
    >>> [str(pin.when) for pin in without_pin(week, 0).pins]
    ['Thu']
    """
    weeks = []
    for one in weeks_of(week):
        left = [pin for at, pin in enumerate(one.pins) if at != index]
        weeks.append(attrs.evolve(one, pins=left) if len(left) < len(one.pins) else one)
        index -= len(one.pins)
    return Block(weeks) if isinstance(week, Block) else weeks[0]


# Less strength


def _less_strength(short: Short, prices: Prices) -> Iterator[WayOut]:
    """Yield the plan as it is, and the best plans in which one member alone has less strength."""
    if short.plan.outcome.objective is None:
        return
    losers = tuple(lost_by(short.plan, short.alone))
    yield _as_way(short, short.plan, losers, prices)
    for index, member in enumerate(short.squad.members):
        if losers == (member.id,):
            continue
        check_time()
        plan = planned(_all_but(short, index), short.strategy)
        if plan.outcome.objective is not None:
            yield _as_way(short, plan, (member.id,), prices)


def _all_but(short: Short, index: int) -> SquadProgram:
    """Return the squad in which all but one have as much strength as alone."""
    squad = short.squad
    entries = [
        as_strong(program, places, (best.objective or (0,))[0])
        for athlete, (program, places, best) in enumerate(
            zip(squad.programs, squad.joined.places, short.alone, strict=False)
        )
        if athlete != index
    ]
    return attrs.evolve(squad, joined=squad.joined.with_rows(rows_of(entries, NEEDED)))


def _as_way(short: Short, plan: SquadPlan, losers: Sequence[str], prices: Prices) -> WayOut:
    squad, price, words = short.squad, 0.0, []
    for index, member in enumerate(squad.members):
        if member.id in losers:
            own = plan.plans[index]
            before = _doses(squad, index, short.alone[index])
            after = [*(one.dose for one in own.placements), *(_OUT for _ in own.skipped)]
            price += _dose_price(after, prices) - _dose_price(before, prices)
            words.append(f"{member.id}: {_dose_words(after)} instead of {_dose_words(before)}")
    text = f"less strength for {'; '.join(words)}"
    return WayOut("session", "", 1, tuple(losers), price, text, plan)


_OUT = "left out"


def _doses(squad: SquadProgram, index: int, best: Outcome) -> list[str]:
    """Return the doses of a member's sessions alone, and that others are left out even so."""
    program = squad.weeks[index]
    taken = [DOSES[program.choices.dose[choice]] for choice in best.taken]
    return [*taken, *(_OUT for _ in range(int(program.counts.sum()) - len(taken)))]


def _dose_price(doses: Iterable[str], prices: Prices) -> float:
    steps = [prices["reduced"], prices["simplified"], prices["left_out"]]
    number = {**{str(dose): at for at, dose in enumerate(DOSES)}, _OUT: len(DOSES)}
    return sum(sum(steps[: number[str(dose)]]) for dose in doses)


def _dose_words(doses: Iterable[str]) -> str:
    counts = Counter(map(str, doses))
    return ", ".join(f"{counts[dose]} {dose}" for dose in (*DOSES, _OUT) if counts[dose])
