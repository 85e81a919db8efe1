"""A block: consecutive weeks that are planned as one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import attrs

from ..errors import InputError, raise_all
from .checks import as_tuple, check_members
from .week import Week, not_dated

MOST_WEEKS = 104
_DAYS = (
    "is not 7: a block compares its weeks weekday for weekday; plan a week of other days by "
    "itself, with history, before and after"
)
_WAIVED = "cannot be waived in a block; plan that week by itself"
_BETWEEN = "lies between weeks of the block, which know their neighbours; leave it out"


def _to_weeks(value: Iterable[Week]) -> Any:
    return as_tuple(value)


def _check_weeks(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple) or not 1 <= len(value) <= MOST_WEEKS:
        raise InputError(
            "Block.weeks",
            value,
            f"is not a list of 1 to {MOST_WEEKS} Week, one after another",
            "wrong_type",
        )
    check_members("Block.weeks", value, Week, "is not a Week")


@attrs.frozen
class Block:
    """Consecutive training weeks, planned as one.

    The edges between weeks are real: Sunday's session knows Monday's run. The running of each week
    is compared with the weeks before it, so the load response follows the block.

    Parameters
    ----------
    weeks : list of Week
        One after another, up to two years, of seven days each. Only the first may have `before` and
        `history`, only the last `after`. If the first has a `start` the others follow it.

    Raises
    ------
    InputError
        If a week says what the block already knows, or dates do not follow one another.

    Examples
    --------
    >>> from strengthfit.domain.run import Run
    >>> week = Week([Run("Tue 07:00", "intervals"), Run("Sun 08:00", "long")])
    >>> len(Block([week, week, week]).weeks)
    3
    """

    weeks: tuple[Week, ...] = attrs.field(converter=_to_weeks, validator=_check_weeks)

    def __attrs_post_init__(self) -> None:
        raise_all(chain(self._known(), self._wrong_dates(), self._wrong_times()))

    def _known(self) -> Iterator[InputError]:
        """Yield what a week says that the block knows, or cannot have."""
        last = len(self.weeks) - 1
        for index, week in enumerate(self.weeks):
            path = f"Block.weeks[{index}]"
            if week.days != 7:
                yield InputError(f"{path}.days", week.days, _DAYS, "contradiction")
            for name, known in (
                ("before", index > 0),
                ("history", index > 0),
                ("after", index < last),
                ("repeats", last > 0),
                ("waived", last > 0),
            ):
                value = getattr(week, name)
                if known and value:
                    accepted = _WAIVED if name == "waived" else _BETWEEN
                    yield InputError(f"{path}.{name}", value, accepted, "contradiction")

    def _wrong_dates(self) -> Iterator[InputError]:
        """Yield dates of weeks that do not follow one another."""
        first = self.weeks[0].start
        for index, week in enumerate(self.weeks[1:], 1):
            follows = None if first is None else first + dt.timedelta(days=7 * index)
            if week.start is not None and week.start != follows:
                accepted = f"does not follow the weeks before it; write {follows}, or leave it out"
                if first is None:
                    accepted = "is a date, and the first week of the block has none"
                where = f"Block.weeks[{index}].start"
                yield InputError(where, str(week.start), accepted, "contradiction")

    def _wrong_times(self) -> Iterator[InputError]:
        """Yield dates that lie in another week than the one that holds them, or in none."""
        for index, week in enumerate(self.weeks):
            path = f"Block.weeks[{index}]"
            if self.start is None:
                yield from not_dated(week, f"{path}.")
            else:
                yield from _not_begun(week, self.start + dt.timedelta(days=7 * index), path)

    @property
    def start(self) -> dt.date | None:
        """The date of the block's first day."""
        return self.weeks[0].start

    @property
    def first_weekday(self) -> int:
        """The weekday of the block's first day: 0 for Monday."""
        return self.weeks[0].first_weekday

    @property
    def repeats(self) -> bool:
        """Whether a block of one week is followed by itself."""
        return self.weeks[0].repeats


def _not_begun(week: Week, start: dt.date, path: str) -> Iterator[InputError]:
    """Yield what a week cannot hold if it begins on a date."""
    try:
        attrs.evolve(week, start=start)
    except InputError as error:
        yield error.inside(path)


def week_days(asked: Week | Block) -> int:
    """Return how many days a week has, alone or in a block.

    Examples
    --------
    >>> week_days(Week([], days=9)), week_days(Block([Week([])] * 4))
    (9, 7)
    """
    return asked.days if isinstance(asked, Week) else asked.weeks[0].days


def weeks_of(asked: Week | Block) -> tuple[Week, ...]:
    """Return the weeks of a block, with their dates; or a week alone.

    Examples
    --------
    >>> [str(week.start) for week in weeks_of(Block([Week([], start="2026-11-23"), Week([])]))]
    ['2026-11-23', '2026-11-30']
    """
    if isinstance(asked, Week):
        return (asked,)
    if asked.start is None:
        return asked.weeks
    return tuple(
        attrs.evolve(week, start=asked.start + dt.timedelta(days=7 * index))
        for index, week in enumerate(asked.weeks)
    )
