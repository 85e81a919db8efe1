"""A few hundred inputs for each reader; `python -m tests.fuzz` feeds as many as one likes."""

import pytest

from ..longer import mostly_longer
from .__main__ import run
from .mutate import mutated
from .targets import Target, outcome, targets

TARGETS = targets()


@pytest.mark.parametrize("name", TARGETS)
def test_good_files_are_read(name: str) -> None:
    target = TARGETS[name]
    assert [outcome(target, content) for content in target.corpus] == ["read"] * len(target.corpus)


@pytest.mark.parametrize("first", mostly_longer([0, 100, 200]))
@pytest.mark.parametrize("name", TARGETS)
def test_files_with_mistakes_are_read_or_refused(name: str, first: int) -> None:
    report = run(name, seed=0, numbers=range(first, first + 100))
    assert report.named == ()
    assert report.counts["read"]
    assert report.counts["refused"] or name == "title"  # any title means something


def test_another_error_is_named() -> None:
    def fail(_path: object) -> object:
        raise KeyError

    assert outcome(Target(".txt", (b"a",), fail), b"a") == "KeyError"


def test_inputs_are_the_same_each_time_and_differ() -> None:
    corpus = TARGETS["calendar"].corpus
    inputs = [mutated(str(number), corpus) for number in range(100)]
    assert inputs == [mutated(str(number), corpus) for number in range(100)]
    assert len(set(inputs)) > 90
