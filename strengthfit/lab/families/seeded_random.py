"""Random numbers that are the same on every machine: all that a family may leave to chance."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class SeededRandom:
    """A stream of random values that depends on a name and a seed alone.

    The name is the family's, so that families with one seed do not share their stream. Every value
    is made of `random.Random.random`, the one method whose sequence Python promises to keep from
    version to version.

    Examples
    --------
    >>> SeededRandom("weeks", 3).whole(0, 100) == SeededRandom("weeks", 3).whole(0, 100)
    True
    """

    def __init__(self, name: str, seed: int) -> None:
        key = hashlib.sha256(f"{name}-{seed}".encode()).digest()
        self._random = random.Random(int.from_bytes(key[:8], "big"))  # noqa: S311  # no secret

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to, but not including, `count`."""
        return int(self._random.random() * count)

    def whole(self, low: int, high: int, step: int = 1) -> int:
        """Return a whole number from `low` up to and including `high`, in steps from `low`."""
        return low + step * self.below((high - low) // step + 1)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options; one that is named twice is twice as likely."""
        return options[self.below(len(options))]

    def chance(self, probability: float) -> bool:
        """Return true with the given probability."""
        return self._random.random() < probability

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Return `count` different options, in the order in which they were given."""
        left = list(range(len(options)))
        chosen = [left.pop(self.below(len(left))) for _ in range(count)]
        return [options[index] for index in sorted(chosen)]
