"""A block: consecutive weeks that are planned as one."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from ..errors import InputError
from .checks import as_tuple
from .week import Week, check_dated

MOST_WEEKS = 104
_BETWEEN = "lies between weeks of the block, which know their neighbours; leave it out"


def _to_weeks(value: Iterable[Week]) -> Any:
    return as_tuple(value)


def _check_weeks(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple) or not 1 <= len(value) <= MOST_WEEKS:
        raise InputError(
            "Block.weeks", value, f"is not a list of 1 to {MOST_WEEKS} Week, one after another"
        )
    for index, week in enumerate(value):
        if not isinstance(week, Week):
            raise InputError(f"Block.weeks[{index}]", week, "is not a Week")


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
        last = len(self.weeks) - 1
        for index, week in enumerate(self.weeks):
            if week.days != 7:
                accepted = (
                    "is not 7: a block compares its weeks weekday for weekday; plan a week of "
                    "other days by itself, with history, before and after"
                )
                raise InputError(f"Block.weeks[{index}].days", week.days, accepted)
            for name, known in (
                ("before", index > 0),
                ("history", index > 0),
                ("after", index < last),
                ("repeats", last > 0),
                ("waived", last > 0),
            ):
                value = getattr(week, name)
                if known and value:
                    accepted = _BETWEEN
                    if name == "waived":
                        accepted = "cannot be waived in a block; plan that week by itself"
                    raise InputError(f"Block.weeks[{index}].{name}", value, accepted)
        self._check_dates()
        self._check_times()

    def _check_dates(self) -> None:
        first = self.weeks[0].start
        for index, week in enumerate(self.weeks[1:], 1):
            follows = None if first is None else first + dt.timedelta(days=7 * index)
            if week.start is not None and week.start != follows:
                accepted = f"does not follow the weeks before it; write {follows}, or leave it out"
                if first is None:
                    accepted = "is a date, and the first week of the block has none"
                raise InputError(f"Block.weeks[{index}].start", str(week.start), accepted)

    def _check_times(self) -> None:
        """Refuse dates that lie in another week than the one that holds them, or in none."""
        for index, week in enumerate(self.weeks):
            path = f"Block.weeks[{index}]."
            if self.start is None:
                check_dated(week, path)
            else:
                _check_begun(week, self.start + dt.timedelta(days=7 * index), path)

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


def _check_begun(week: Week, start: dt.date, path: str) -> None:
    """Refuse what a week cannot hold if it begins on a date."""
    try:
        attrs.evolve(week, start=start)
    except InputError as error:
        raise InputError(error.where.replace("Week.", path), error.value, error.accepted) from None


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
