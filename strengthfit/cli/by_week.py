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
    If the limits end before all of them are there, those that are there are handed out; so they are
    if a signal does, which then goes on.
    """
    listed: list[WeekAnswer] = []
    ended: KeyboardInterrupt | None = None
    try:
        whole = _reached(answers, listed)
    except KeyboardInterrupt as error:
        if not listed:
            raise
        whole, last, ended = False, (), error
    _hand_out(given, ByWeek(kind, tuple(listed)), out, text, last, whole=whole)
    if ended is not None:
        raise ended


def _hand_out(
    given: BlockFile,
    found: ByWeek,
    out: Output,
    text: Callable[[Any], str],
    last: Iterable[str],
    *,
    whole: bool,
) -> None:
    if out.as_json:
        say(to_json(found), out)
        return
    texts = [f"{_head(given, each)}\n{text(each.answer)}" for each in found.weeks]
    if not whole:
        texts += wrap(cut_short(f"there was no time for what comes after {found.weeks[-1].name}"))
    say("\n\n".join([*texts, *filter(None, ["\n".join(last)])]), out)


def _reached(answers: Iterable[tuple[int, Any]], listed: list[WeekAnswer]) -> bool:
    """List the answers for which there is time, one at least; return whether these are all."""
    try:
        for number, answer in answers:
            listed.append(WeekAnswer(number, f"W{number + 1}", answer))
    except OutOfTimeError:
        if not listed:
            raise
        return False
    return True


def _head(given: BlockFile, answer: WeekAnswer) -> str:
    start = weeks_of(given.block)[answer.week].start
    return answer.name if start is None else f"{answer.name}, from {start}"
