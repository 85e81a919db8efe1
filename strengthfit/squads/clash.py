"""Which limits of a gym, a coach and pins clash with what athletes could have without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs
import numpy as np

from ..domain.words import counted
from ..program import Label, Program
from ..program.edit import Entry, at_most_of, at_most_row, rows_of, without_costs
from ..program.rows import IntArray, Rows, select, stack
from ..program.rules.of_squads import CAPACITY, COACH, GYM_HOURS
from ..strategies import Outcome, Strategy
from ..strategies.in_time import settle_in_call
from .coach import MOST_IN_A_WEEK
from .coach_program import coach_program, coach_rows
from .hours import coach_half_hours, with_gym_hours
from .joined import Joined, join
from .shared_use import shared_use
from .squad_program import SquadProgram

PINNED, _COACH = "pins.pinned", "coach.number"
NEEDED = Label("needed", "strength", "as much strength as alone")


@attrs.frozen(eq=False)
class SquadLimits:
    """All members joined, each with as much strength as alone, and the limits that may give way.

    Parameters
    ----------
    program : Program
        Without costs.
    limits : tuple of Label
        Each limit once: a place at a moment, the hours of a day, a number of the coach, a pin.
    limit_of : array of shape (rows,)
        Which limit each row is of; -1 for rows that always hold.
    strategy : str or Strategy
    """

    program: Program
    limits: tuple[Label, ...]
    limit_of: IntArray
    strategy: str | Strategy

    def can_hold(self, held: Collection[int]) -> bool:
        """Whether all can have their strength while these limits hold, and no others.

        An `OutOfTimeError` is raised if the limits of the call end before that is known.
        """
        active = (self.limit_of < 0) | np.isin(self.limit_of, sorted(held))
        program = attrs.evolve(self.program, rows=select(self.program.rows, active))
        return settle_in_call(program, self.strategy).objective is not None

    def smallest_clash(self, without: Iterable[Label] = ()) -> tuple[Label, ...]:
        """Return limits that cannot all hold, while all but any one of them can; none if all can.

        Those that are `without` do not hold. By QuickXplain (Junker 2004, AAAI-04, 167-172): of
        the limits one half is held while the other is searched, so what does not matter is dropped
        many at a time.
        """
        given_way = set(without)
        among = [index for index, one in enumerate(self.limits) if one not in given_way]
        if self.can_hold(among):
            return ()
        found = self._search([], among, held_more=False)
        return tuple(self.limits[index] for index in sorted(found))

    def other_clashes(self, first: tuple[Label, ...]) -> list[tuple[Label, ...]]:
        """Return more clashes, until the limits in none of them can all hold.

        They share no limit with the first or with one another.
        """
        found = [first]
        while clash := self.smallest_clash(label for one in found for label in one):
            found.append(clash)
        return found[1:]

    def _search(
        self, held: Sequence[int], among: Sequence[int], *, held_more: bool
    ) -> Sequence[int]:
        """Return the fewest `among` some limits that clash beside those that are held."""
        if held_more and not self.can_hold(held):
            return []
        if len(among) == 1:
            return among
        first, second = among[: len(among) // 2], among[len(among) // 2 :]
        late = self._search([*held, *first], second, held_more=True)
        early = self._search([*held, *late], first, held_more=bool(late))
        return [*early, *late]


def limits_of(
    squad: SquadProgram, alone: Sequence[Outcome], strategy: str | Strategy = "cpsat"
) -> SquadLimits:
    """Return the limits of a squad; `alone` is each member's best with neither gym nor coach.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads import Gym, Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> week = sf.Week([], 1, available=["Wed 18:00-18:40"])
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> alone = [sf.solve(program) for program in squad.weeks]
    >>> [label.text for label in limits_of(squad, alone).smallest_clash()]
    ['more than 1 in the gym at Wed 18:00']
    """
    joined, programs = _joined(squad)
    entries = [
        as_strong(program, places, (outcome.objective or (0,))[0])
        for program, places, outcome in zip(squad.weeks, joined.places, alone, strict=False)
    ]
    bare = without_costs(joined.program)
    rows = stack([bare.rows, *_coach_limits(squad, joined, programs[-1])])
    limits, limit_of = _limits(rows)
    rows = stack([rows, rows_of(entries, NEEDED)])
    always = np.full(len(rows) - len(limit_of), -1, dtype=np.int64)
    return SquadLimits(
        attrs.evolve(bare, rows=rows), limits, np.concatenate([limit_of, always]), strategy
    )


def _joined(squad: SquadProgram) -> tuple[Joined, list[Program]]:
    """Return all members, and the coach, with no number of the coach's counted yet.

    What members share is counted at all hours, as those of the gym may give way too.
    """
    gym, coach, first = squad.gym, squad.coach, squad.members[0].week
    programs = [
        with_gym_hours(program, gym, member.week, policy)
        for program, member, policy in zip(squad.weeks, squad.members, squad.policies, strict=True)
    ]
    names = [member.id for member in squad.members]
    use = shared_use(squad.weeks, squad.policies, gym, coach)
    if coach is None:
        joined = join(programs, names)
        return joined.with_rows(use.rows(joined)), programs
    free = attrs.evolve(
        coach,
        half_hours=MOST_IN_A_WEEK,
        shifts=None if coach.shifts is None else MOST_IN_A_WEEK,
        available=None,
    )
    there = coach_program(programs[0], free, coach_half_hours(free, first, squad.policies[0]))
    programs.append(there)
    joined = join(programs, [*names, "coach"])
    joined = joined.with_rows(use.rows(joined))
    return joined.with_rows(coach_rows(joined, programs, coach)), programs


def as_strong(program: Program, places: IntArray, lost: int) -> Entry:
    """Return the row "a member loses no more strength than this" over the choices of all."""
    columns, weights, bound = at_most_row(
        program.tier_costs[0], program.skip_costs[0], program, lost
    )
    return places[columns], weights, bound


def _coach_limits(squad: SquadProgram, joined: Joined, there: Program) -> Iterator[Rows]:
    """Yield rows of the coach's half-hours and shifts by week, and of when the coach is away."""
    coach = squad.coach
    if coach is None:
        return
    places, choices, horizon = joined.places[-1], there.choices, there.horizon
    for first, number, what in (
        (0, coach.half_hours, "half-hour"),
        (horizon.weeks, coach.shifts, "shift"),
    ):
        for week in range(horizon.weeks if number is not None else 0):
            text = f"more than {counted(number or 0, what)} of the coach"
            text += f" in W{week + 1}" if horizon.weeks > 1 else ""
            label = Label(COACH.name, f"{what}s {week + 1}", text, code=_COACH)
            mine = choices.demand == first + week
            yield rows_of([at_most_of(places[mine], number or 0)], label)
    could = coach_half_hours(coach, squad.members[0].week, squad.policies[0])
    away = (choices.demand < horizon.weeks) & ~np.isin(choices.start, could)
    for day in np.unique(choices.day[away]).tolist():
        name = horizon.day_name(day)
        label = Label(COACH.name, name, f"outside the coach's times on {name}", code=_COACH)
        yield rows_of([at_most_of(places[away & (choices.day == day)], 0)], label)


def _limits(rows: Rows) -> tuple[tuple[Label, ...], IntArray]:
    """Return each limit once, and which limit each row is of, -1 if it always holds."""
    found: dict[tuple[str, str], int] = {}
    labels: list[Label] = []
    limit_of = np.full(len(rows), -1, dtype=np.int64)
    for row, label in enumerate(rows.labels):
        named = _limit(label)
        if named is not None:
            key = named.rule, named.cause
            if key not in found:
                found[key] = len(labels)
                labels.append(named)
            limit_of[row] = found[key]
    return tuple(labels), limit_of


def _limit(label: Label) -> Label | None:
    """Return which limit a row is of, if it is one that may give way."""
    if label.rule == GYM_HOURS.name:  # of one member: the hours are the same for all
        name = label.cause.rpartition(": ")[2]
        return Label(GYM_HOURS.name, name, f"outside the gym's hours on {name}")
    return label if label.rule == CAPACITY.name or label.code in (PINNED, _COACH) else None
