"""Small squads, with the room that they have in the oracle's words."""

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY, WEEK
from strengthfit.domain.policy_rows import SPACINGS
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.squads import Coach, Gym, Member

from ..generate import FEW_RUNS
from .oracle import HALF_HOUR, Minutes, Room

HOUR = 60

SLOTS = {
    "Mon 00:00-01:00": (0, HOUR),
    "Mon 18:00-20:00": (18 * HOUR, 20 * HOUR),
    "Wed 06:00-08:00": (2 * DAY + 6 * HOUR, 2 * DAY + 8 * HOUR),
    "Wed 17:00-19:30": (2 * DAY + 17 * HOUR, 2 * DAY + 19 * HOUR + 30),
    "Thu 12:00-13:30": (3 * DAY + 12 * HOUR, 3 * DAY + 13 * HOUR + 30),
    "Fri 18:00-20:00": (4 * DAY + 18 * HOUR, 4 * DAY + 20 * HOUR),
    "Sat 09:00-11:00": (5 * DAY + 9 * HOUR, 5 * DAY + 11 * HOUR),
    "Sun 23:00-00:30": (6 * DAY + 23 * HOUR, 7 * DAY + 30),
}
"""Windows, and the same as minutes of a week."""

BREAK = {"Wed 18:00-18:30": (2 * DAY + 18 * HOUR, 2 * DAY + 18 * HOUR + 30)}
"""When a gym may be closed in between."""

KINDS = st.sampled_from(["heavy", "heavy", "circuit", *STRENGTH_KINDS])


COACHED: st.SearchStrategy[list[str]] = st.sampled_from(
    [["heavy"], ["heavy", "circuit"], [*map(str, STRENGTH_KINDS)], []]
)

LENGTHS = st.sampled_from([None, None, None, 20, 60])


@attrs.frozen
class Squad:
    """What `plan_squad` is given, and the room that there is."""

    members: tuple[Member, ...]
    gym: Gym
    coach: Coach | None
    policy: sf.Policy
    room: Room

    @property
    def weeks(self) -> list[sf.Week]:
        """Return the week of each member."""
        return [one.week for one in self.members if isinstance(one.week, sf.Week)]


def slots(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Some of the windows."""
    return st.lists(st.sampled_from(list(SLOTS)), min_size=least, max_size=most, unique=True)


def minutes_of(names: Sequence[str] | None, circular: bool) -> Minutes | None:
    """Return the minutes of some windows, None for any; on a circle they go round."""
    if names is None:
        return None
    every = (minute for name in names for minute in range(*SLOTS[name]))
    return frozenset(minute % WEEK if circular else minute for minute in every)


@st.composite
def squads(draw: st.DrawFn, least: int = 2, most: int = 3, priorities: int = 1) -> Squad:
    """A few athletes with one or two sessions each, who have few windows, and share them."""
    count, repeats = draw(st.integers(least, most)), draw(st.booleans())
    common = draw(slots(1, 2) | slots(1, 2) | st.just(["Mon 00:00-01:00", "Sun 23:00-00:30"]))
    members = tuple(
        Member(
            f"athlete {number}",
            draw(small_weeks(common, repeats=repeats, most=1 if count > 2 else 2)),
            priority=draw(st.integers(0, priorities - 1)),
        )
        for number in range(count)
    )
    policy = attrs.evolve(
        sf.Policy.preset(draw(st.sampled_from(list(PRESETS)))),
        grid=draw(st.sampled_from([30, 60, 60])),
        sessions_per_day=draw(st.sampled_from([1, 1, 2])),
        spacings=draw(st.sampled_from([SPACINGS, SPACINGS, ()])),
        longest_gap=draw(st.sampled_from([10, 3])),
    )
    gym, opened = draw(gyms(common, repeats=repeats))
    room = Room(
        minutes=WEEK,
        circular=repeats,
        needs=dict(policy.equipment),
        places=gym.places,
        equipment=gym.equipment,
        open=opened,
        gym_kinds=gym.kinds,
    )
    programs = [sf.formulate(one.week, policy) for one in members]
    # At both sides of the end there has to be somebody for whom a shift could go on past it.
    late = any((program.choices.end > WEEK - HALF_HOUR).any() for program in programs)
    early = any((program.choices.start < HALF_HOUR).any() for program in programs)
    over = any((program.choices.end > WEEK).any() for program in programs)
    room = attrs.evolve(room, round_again=bool(late and (early or over)))
    if draw(st.booleans()):
        return Squad(members, gym, None, policy, room)
    coach, there = draw(coaches(repeats=repeats))
    return Squad(members, gym, coach, policy, _with_coach(room, coach, there))


@st.composite
def small_weeks(draw: st.DrawFn, common: Sequence[str], *, repeats: bool, most: int) -> sf.Week:
    """A week with one or two windows, mostly those of the others too."""
    return sf.Week(
        draw(st.just([]) | FEW_RUNS),
        [sf.Demand(draw(KINDS), draw(st.integers(1, most)), minutes=draw(LENGTHS))],
        available=draw(st.just(list(common)) | slots(1, 2)),
        repeats=repeats,
        after=[] if repeats else draw(st.sampled_from([[], [sf.Run(WEEK + 420, "tempo")]])),
    )


@st.composite
def gyms(draw: st.DrawFn, common: Sequence[str], *, repeats: bool) -> tuple[Gym, Minutes | None]:
    """A gym that is mostly too small, and when it is open in the oracle's words."""
    names = draw(st.none() | st.none() | slots(1, 3).map(lambda more: [*{*common, *more}]))
    opened = minutes_of(names, repeats)
    windows: list[str | sf.Window] = [] if names is None else list(names)
    if names is not None and draw(st.booleans()):
        ((closed, span),) = BREAK.items()
        windows.append(sf.Window(closed, closed=True))
        assert opened is not None
        opened -= frozenset(range(*span))
    gym = Gym(
        places=draw(st.sampled_from([None, 0, 1, 1, 1, 2])),
        equipment=draw(st.sampled_from([{}, {"weights": 1}, {"weights": 0}, {"mats": 1}])),
        open=None if names is None else windows,
        kinds=draw(st.sampled_from([None, None, ["heavy"], ["heavy", "circuit", "upper"]])),
    )
    return gym, opened


@st.composite
def coaches(draw: st.DrawFn, *, repeats: bool) -> tuple[Coach, Minutes | None]:
    """A coach who is mostly there too little, and when that can be in the oracle's words."""
    names = draw(st.none() | slots(1, 4))
    coach = Coach(
        half_hours=draw(st.integers(0, 6)),
        shifts=draw(st.sampled_from([None, None, 0, 1, 1, 2])),
        kinds=draw(COACHED),
        at_once=draw(st.sampled_from([None, None, 1, 2])),
        available=names,
    )
    return coach, minutes_of(names, repeats)


def _with_coach(room: Room, coach: Coach, there: Minutes | None) -> Room:
    return attrs.evolve(
        room,
        coach=True,
        half_hours=coach.half_hours,
        shifts=coach.shifts,
        coach_kinds=coach.kinds,
        at_once=coach.at_once,
        there=there,
    )
