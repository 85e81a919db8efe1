"""What athletes use of what they share: at most so many in the gym, or at a rack, at any moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..domain.clock import DAY, clock_text
from ..domain.policy import Policy
from ..program import Program
from ..program.choices import Choices
from ..program.horizon import Horizon
from ..program.labels import Label
from ..program.presolve import open_choices
from ..program.rows import BoolArray, IntArray, Rows, grouped, stretches
from ..program.rules.of_squads import CAPACITY
from .coach import Coach
from .gym import Gym
from .joined import Joined


@attrs.frozen(eq=False)
class SharedUse:
    """Rows over several athletes: of each thing, at each moment, at most so much.

    Parameters
    ----------
    bounds : array of shape (rows,)
        How many can use it then.
    things : tuple of str
        What each row is about: "places", "coach", or the name of equipment.
    moments : array of shape (rows,)
        When, in minutes of the horizon.
    uses : tuple of pairs of arrays
        For each athlete, entry by entry, a row and one of the athlete's own choices that uses it,
        sorted by row, then by choice.
    """

    bounds: IntArray
    things: tuple[str, ...]
    moments: IntArray
    uses: tuple[tuple[IntArray, IntArray], ...]

    def __len__(self) -> int:
        return len(self.bounds)

    def used(self, athlete: int, taken: BoolArray) -> IntArray:
        """Return how much an athlete uses of each, given their choices as a mask."""
        rows, choices = self.uses[athlete]
        return np.bincount(rows[taken[choices]], minlength=len(self))

    def rows(self, joined: Joined) -> Rows:
        """Return the rows over the choices of all."""
        owners = np.concatenate([rows for rows, _ in self.uses])
        pairs = zip(joined.places, self.uses, strict=False)  # the coach uses nothing
        columns = np.concatenate([places[choices] for places, (_, choices) in pairs])
        order = np.lexsort((columns, owners))
        moment = joined.program.horizon.moment
        names = zip(self.things, self.bounds.tolist(), self.moments.tolist(), strict=True)
        made = [_at_moment(thing, f"more than {one}", moment(when)) for thing, one, when in names]
        return grouped(owners[order], columns[order], None, self.bounds, lambda: made)

    def left_for(self, athlete: int, program: Program, by_others: IntArray) -> Rows:
        """Return rows over an athlete's own choices: what the others leave at each moment."""
        rows, choices = self.uses[athlete]
        left = self.bounds - by_others
        # Of what is left for two, one athlete uses no more at a time.
        scarce = (left < np.bincount(rows, minlength=len(self)))[rows] & (left < _OWN)[rows]
        names = zip(self.things, left.tolist(), self.moments.tolist(), strict=True)
        moment = program.horizon.moment

        def labels() -> list[Label]:
            return [
                _at_moment(
                    thing, f"more than the {much} left" if much else "no place left", moment(when)
                )
                for thing, much, when in names
            ]

        return grouped(rows[scarce], choices[scarce], None, np.maximum(left, 0), labels)


_OWN = 14
"""More sessions of one athlete than this are never at one time: a week asks for no more."""

ALWAYS = " at any time"
"""Behind what is full from the first minute to the last."""

_TEXTS = {"places": "{much} in the gym", "coach": "{much} with the coach"}


def full_label(thing: str, horizon: Horizon, start: int, end: int) -> Label:
    """Return what closes the time from `start` to `end`, in which others use all of a thing.

    Examples
    --------
    >>> import strengthfit as sf
    >>> horizon = sf.formulate(sf.Week([], strength=1)).horizon
    >>> full_label("places", horizon, 2520, 2565).text
    'no place left in the gym, Tue 18:00-18:45'
    """
    whole = start == 0 and end == horizon.minutes
    when = ALWAYS if whole else f", {span_words(horizon, start, end)}"
    return _label(thing, "no place left", when, f"{thing} {horizon.moment(start)}")


def span_words(horizon: Horizon, start: int, end: int) -> str:
    """Return a stretch of time in words, with the day of its end only if that is another one."""
    same_day = (end - 1) // DAY == start // DAY
    return f"{horizon.moment(start)}-{clock_text(end % DAY) if same_day else horizon.moment(end)}"


def _label(thing: str, much: str, when: str, cause: str) -> Label:
    text = _TEXTS.get(thing, f"{much} at the {thing}").format(much=much)
    code = f"{CAPACITY.name}.{thing if thing in _TEXTS else 'equipment'}"
    return Label(CAPACITY.name, cause, f"{text}{when}", code=code)


def _at_moment(thing: str, much: str, moment: str) -> Label:
    return _label(thing, much, f" at {moment}", f"{thing} {moment}")


def shared_use(
    programs: Sequence[Program],
    policies: Sequence[Policy],
    gym: Gym,
    coach: Coach | None = None,
    now: int = 0,
) -> SharedUse:
    """Return what athletes use of a gym and a coach, as far as they could use too much.

    It is fullest at some start, so no other moments need a row. A choice that a rule of its own
    athlete forbids brings nobody there. What starts before the minute `now` is past: it is done,
    and as long as it goes on after that minute there is less for others.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> use = shared_use([program] * 3, [sf.Policy()] * 3, Gym(places=2))
    >>> set(use.things), set(use.bounds.tolist()), len(use) == len(set(use.moments.tolist()))
    ({'places'}, {2}, True)
    """
    opened = [open_choices(program) for program in programs]
    parts = [
        _one_thing(
            thing, bound, programs, [mine & one for mine, one in zip(who, opened, strict=True)], now
        )
        for thing, bound, who in things(programs, policies, gym, coach)
    ]
    parts = [part for part in parts if len(part)]
    offsets = np.cumsum([0, *map(len, parts)])
    nothing = np.zeros(0, dtype=np.int64)
    uses = []
    for athlete in range(len(programs)):
        pieces = [
            (part.uses[athlete][0] + offset, part.uses[athlete][1])
            for part, offset in zip(parts, offsets, strict=False)
        ]
        uses.append(
            (
                np.concatenate([nothing, *(rows for rows, _ in pieces)]),
                np.concatenate([nothing, *(choices for _, choices in pieces)]),
            )
        )
    return SharedUse(
        bounds=np.concatenate([nothing, *(part.bounds for part in parts)]),
        things=tuple(thing for part in parts for thing in part.things),
        moments=np.concatenate([nothing, *(part.moments for part in parts)]),
        uses=tuple(uses),
    )


def things(
    programs: Sequence[Program], policies: Sequence[Policy], gym: Gym, coach: Coach | None
) -> Iterator[tuple[str, int, list[BoolArray]]]:
    """Yield what is scarce, how many can use it at once, and which choices of each athlete do."""
    used = [
        things_used(program.choices, policy, gym)
        for program, policy in zip(programs, policies, strict=True)
    ]
    for number, (thing, bound) in enumerate(things_of(gym)):
        yield thing, bound, [mine[number] for mine in used]
    if coach is not None and coach.at_once is not None:
        yield "coach", coach.at_once, [with_coach(one.choices, coach) for one in programs]


def things_of(gym: Gym) -> list[tuple[str, int]]:
    """Return what is scarce in a gym, with how many can use it at once.

    Examples
    --------
    >>> things_of(Gym(places=8, equipment={"weights": 2}))
    [('places', 8), ('weights', 2)]
    """
    return [*([] if gym.places is None else [("places", gym.places)]), *gym.equipment]


def things_used(choices: Choices, policy: Policy, gym: Gym) -> BoolArray:
    """Return which of the things of a gym each choice uses, shape (things, choices)."""
    mine = in_gym(choices, gym)
    parts = [] if gym.places is None else [mine]
    parts += [mine & _of_kinds(choices, _needing(policy, thing)) for thing, _ in gym.equipment]
    return np.array(parts, dtype=bool).reshape(len(parts), len(choices))


def in_gym(choices: Choices, gym: Gym) -> BoolArray:
    """Return which choices are trained in the gym, shape (choices,)."""
    if gym.kinds is None:
        return np.ones(len(choices), dtype=bool)
    return _of_kinds(choices, gym.kinds)


def with_coach(choices: Choices, coach: Coach) -> BoolArray:
    """Return which choices need the coach, shape (choices,)."""
    return _of_kinds(choices, coach.kinds)


def _needing(policy: Policy, thing: str) -> list[str]:
    return [kind for kind, needs in policy.equipment if thing in needs]


def _of_kinds(choices: Choices, kinds: Sequence[str]) -> BoolArray:
    return np.array([kind in kinds for kind in choices.kinds], dtype=bool)[choices.kind]


def _one_thing(
    thing: str, bound: int, programs: Sequence[Program], who: Sequence[BoolArray], now: int
) -> SharedUse:
    """Return the rows of one thing at the moments at which too many could use it."""
    to_come = [program.choices.start >= now for program in programs]
    own = [np.flatnonzero(mine & one) for mine, one in zip(who, to_come, strict=True)]
    starts = np.unique(
        np.concatenate([p.choices.start[mine] for p, mine in zip(programs, own, strict=True)])
    )
    uses = [under_way(program, mine, starts) for program, mine in zip(programs, own, strict=True)]
    could, left = np.zeros(len(starts), dtype=np.int64), np.full(len(starts), bound, dtype=np.int64)
    for rows, _ in uses:
        could[np.unique(rows)] += 1
    for program, mine, one in zip(programs, who, to_come, strict=True):
        past = np.flatnonzero(mine & ~one)  # those under way, until they end
        begin, end = (program.choices.start[past], program.choices.end[past])
        left -= ((starts >= begin[:, None]) & (starts < end[:, None])).sum(axis=0)
    left = np.maximum(left, 0)
    scarce = could > left
    number = np.cumsum(scarce) - 1
    kept = [(number[rows[scarce[rows]]], choices[scarce[rows]]) for rows, choices in uses]
    count = int(scarce.sum())
    return SharedUse(left[scarce], (thing,) * count, starts[scarce], tuple(kept))


def under_way(program: Program, mine: IntArray, starts: IntArray) -> tuple[IntArray, IntArray]:
    """Return which of the starts lie in which choices, sorted by start.

    On a circle what goes on past the end is under way at its beginning.
    """
    begin, end = program.choices.start[mine], program.choices.end[mine]
    which, moments = stretches(np.searchsorted(starts, begin), np.searchsorted(starts, end))
    if program.horizon.circular:
        past = np.searchsorted(starts, end - program.horizon.minutes)
        again, early = stretches(np.zeros_like(past), past)
        which, moments = np.concatenate([which, again]), np.concatenate([moments, early])
    order = np.lexsort((mine[which], moments))
    return moments[order], mine[which][order]
