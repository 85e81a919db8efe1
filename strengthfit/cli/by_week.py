"""Answers to a question that is asked of one week, given for every week of a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..domain.block import weeks_of
from ..interchange import BlockFile, ByWeek, WeekAnswer, to_json
from ..visible import visible
from .output import Output, say


def show_by_week(
    given: BlockFile,
    kind: str,
    answers: Iterable[tuple[int, Any]],
    out: Output,
    text: Callable[[Any], str] = str,
) -> None:
    """Hand out answers of a kind, each with the number of its week, 0 for the first."""
    listed = tuple(WeekAnswer(number, f"W{number + 1}", answer) for number, answer in answers)
    if out.as_json:
        say(to_json(ByWeek(kind, listed)), out)
    else:
        texts = (f"{_head(given, each)}\n{text(each.answer)}" for each in listed)
        say(visible("\n\n".join(texts), keep="\n"), out)


def _head(given: BlockFile, answer: WeekAnswer) -> str:
    start = weeks_of(given.block)[answer.week].start
    return answer.name if start is None else f"{answer.name}, from {start}"
