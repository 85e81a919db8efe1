"""Answers that a module keeps by name, each made when a test first asks for it.

What stands at the top of a module is made at every collection, in every worker, also by those
that run none of its tests; so names of cases are known there, and what is slow waits.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Lazily(Mapping[str, V]):
    """Names, and the value that a function makes of each."""

    def __init__(self, makers: Mapping[str, Callable[[], V]]) -> None:
        self._makers = makers
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
