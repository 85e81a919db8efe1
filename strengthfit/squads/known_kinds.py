"""Whether a gym and a coach speak of kinds of strength that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..domain.checks import unknown
from ..domain.own_kinds import strength_kinds
from ..domain.policy import Policy
from ..errors import InputError, raise_all
from .coach import Coach
from .gym import Gym


def check_known_kinds(gym: Gym, coach: Coach | None, policies: Iterable[Policy]) -> None:
    """Refuse kinds of strength that no policy of a squad knows: nobody would ever train them.

    Examples
    --------
    >>> check_known_kinds(Gym(kinds=["heavvy"]), None, [Policy()])
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: gym.kinds[0]: 'heavvy' is not a kind of strength; ...
    """
    known = dict.fromkeys(kind for one in policies for kind in strength_kinds(one.extensions))
    raise_all(
        [
            *_unknown("gym.kinds", gym.kinds or (), list(known)),
            *_unknown("coach.kinds", () if coach is None else coach.kinds, list(known)),
        ]
    )


def _unknown(path: str, kinds: Sequence[str], known: Sequence[str]) -> Iterator[InputError]:
    for index, kind in enumerate(kinds):
        if kind not in known:
            accepted = unknown(kind, known, "a kind of strength")
            yield InputError(f"{path}[{index}]", kind, accepted, "unknown_name")
