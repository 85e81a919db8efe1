"""Several athletes' programs as one, with one gym for all."""

from collections.abc import Sequence

import numpy as np

from ...errors import InputError
from ...program import Program
from ...program.labels import Label
from ...program.presolve import open_choices
from ...program.rows import Rows, at_most
from ...squads.joined import Joined, join


def in_one_gym(programs: Sequence[Program], capacity: int) -> Program:
    """Return one program for athletes who share a gym, as `join` makes it of theirs.

    At most `capacity` athletes are in the gym at any moment; sessions that run past the last day
    are not carried over to the first.

    Raises
    ------
    InputError
        If the programs do not go together, or the capacity is negative.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> one = formulate(Week([], strength=1))
    >>> in_one_gym([one, one], capacity=1).row_labels[-1].text
    'more than 1 in the gym at Sun 20:30'
    """
    if isinstance(capacity, bool) or not isinstance(capacity, int) or capacity < 0:
        accepted = "is not a number of athletes from 0 on"
        raise InputError("in_one_gym.capacity", capacity, accepted, "wrong_type")
    joined = join(programs)
    return joined.with_rows(_capacity(programs, joined, capacity)).program


def _capacity(programs: Sequence[Program], joined: Joined, capacity: int) -> Rows:
    """Return a row for each start at which more athletes than there is room for could be there.

    The gym is fullest at some start, so no other moments need a row. A choice that a rule of its
    own athlete forbids brings nobody there.
    """
    choices = joined.program.choices
    starts = np.unique(choices.start)
    under_way = (choices.start <= starts[:, None]) & (choices.end > starts[:, None])
    could = np.zeros(len(starts), dtype=np.int64)
    for program, own in zip(programs, joined.places, strict=True):
        could += under_way[:, own[open_choices(program)]].any(axis=1)
    starts, under_way = starts[could > capacity], under_way[could > capacity]
    counts = under_way.sum(axis=1)
    high = np.cumsum(counts)
    moments = [programs[0].horizon.moment(int(start)) for start in starts]

    def labels() -> list[Label]:
        text = f"more than {capacity} in the gym at"
        return [Label("capacity", moment, f"{text} {moment}") for moment in moments]

    return at_most(under_way.nonzero()[1], high - counts, high, capacity, labels)
