"""Every answer is what it was: text, HTML and JSON, byte for byte."""

from collections import Counter
from collections.abc import Callable
from difflib import unified_diff

import pytest

from .cases import CASES
from .files import kept_cases, read_answers
from .forms import Answers

_SHOWN = 200


def _difference(name: str, before: str | None, after: str | None) -> str:
    """Return the lines that differ; a missing answer is an empty one that says so."""
    old, new = ((text or "").splitlines() for text in (before, after))
    source = f"{name} (kept)" if before is not None else f"{name} (not kept)"
    target = f"{name} (now)" if after is not None else f"{name} (no longer an answer)"
    lines = list(unified_diff(old, new, source, target, lineterm=""))
    left = len(lines) - _SHOWN
    return "\n".join([*lines[:_SHOWN], *([f"... and {left} lines more"] if left > 0 else [])])


@pytest.mark.parametrize(("name", "make"), CASES, ids=[name for name, _ in CASES])
def test_answers_are_what_they_were(name: str, make: Callable[[], Answers]) -> None:
    before, after = read_answers(name), make()
    differences = [
        _difference(f"{name}/{answer}", before.get(answer), after.get(answer))
        for answer in sorted({*before, *after})
        if before.get(answer) != after.get(answer)
    ]
    if differences:
        told = "\n\n".join(differences)
        pytest.fail(f"{told}\n\nIf this is meant: python -m tests.golden.write {name}", False)


def test_no_answer_is_kept_without_a_case() -> None:
    assert kept_cases() == {name for name, _ in CASES}
    assert max(Counter(name for name, _ in CASES).values()) == 1
