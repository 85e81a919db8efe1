"""Answers to a question that is asked of one week, given for every week of a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..domain.block import weeks_of
from ..errors import OutOfTimeError
from ..interchange import BlockFile, ByWeek, WeekAnswer, to_json
from ..show.text.layout import wrap
from ..show.text.words import cut_short
from .output import Output, say


def show_by_week(
    given: BlockFile,
    kind: str,
    answers: Iterable[tuple[int, Any]],
    out: Output,
    text: Callable[[Any], str] = str,
    *,
    last: Iterable[str] = (),
) -> None:
    """Hand out answers of a kind, each with the number of its week, 0 for the first.

    As text, some lines come `last` that are about all of them.
    If the limits end before all of them are there, those that are there are handed out.
    """
    listed, whole = _reached(answers)
    if out.as_json:
        say(to_json(ByWeek(kind, listed)), out)
        return
    texts = [f"{_head(given, each)}\n{text(each.answer)}" for each in listed]
    if not whole:
        texts += wrap(cut_short(f"there was no time for what comes after {listed[-1].name}"))
    say("\n\n".join([*texts, *filter(None, ["\n".join(last)])]), out)


def _reached(answers: Iterable[tuple[int, Any]]) -> tuple[tuple[WeekAnswer, ...], bool]:
    """Return the answers for which there is time, one at least, and whether these are all."""
    listed: list[WeekAnswer] = []
    try:
        for number, answer in answers:
            listed.append(WeekAnswer(number, f"W{number + 1}", answer))
    except OutOfTimeError:
        if not listed:
            raise
        return tuple(listed), False
    return tuple(listed), True


def _head(given: BlockFile, answer: WeekAnswer) -> str:
    start = weeks_of(given.block)[answer.week].start
    return answer.name if start is None else f"{answer.name}, from {start}"
