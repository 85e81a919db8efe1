"""Errors travel: they are pickled, copied and compared by what they were made of."""

import concurrent.futures
import copy
import multiprocessing
import pickle
from collections.abc import Iterator

import numpy as np
import pytest

import strengthfit as sf
from strengthfit import errors
from strengthfit.errors import StrengthfitError

EACH = [
    StrengthfitError("something"),
    sf.InputError("runs[2].when", "Thurs 25:00", "is not a time of the week"),
    sf.InputError("Week.strength", ["heavy", {"count": 2}], "is not a number"),
    sf.FileError("week.toml", ["runs: is missing", "pins: is not a list"]),
    sf.FileError("week.toml", ["is empty"]),
    sf.PinError("Tue 18:00 heavy: no demand asks for it"),
    sf.TooLargeError("the program is too large"),
    sf.CancelledError("the call was cancelled"),
    sf.OutOfTimeError("the limits ended before there was an answer"),
    sf.MissingExtraError("the command line", "cli"),
    sf.StrategyError("dice", ["failed with ValueError: no dice"], "failed"),
    sf.StrategyError("dice", ["answers what is not so"], "contradiction"),
    sf.WorkerError("the process ended with exit code 1"),
]
each = pytest.mark.parametrize(
    "error", EACH, ids=[f"{type(error).__name__}-{number}" for number, error in enumerate(EACH)]
)


def _kinds(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _same(one: StrengthfitError, other: StrengthfitError) -> bool:
    facts = [(type(error), str(error), error.args, vars(error)) for error in (one, other)]
    return one is not other and one == other and hash(one) == hash(other) and facts[0] == facts[1]


def test_an_error_of_a_number_that_is_none_is_the_same_when_it_comes_back() -> None:
    error = sf.InputError("Run.minutes", float("nan"), "is not a number")
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301  # our own
    assert error != sf.InputError("Run.minutes", float("nan"), "is something else")


def test_every_error_is_here() -> None:
    ours = {kind for kind in _kinds(StrengthfitError) if kind.__module__ == errors.__name__}
    assert ours == {type(error) for error in EACH}


@each
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_can_be_pickled(error: StrengthfitError, protocol: int) -> None:
    assert _same(pickle.loads(pickle.dumps(error, protocol)), error)  # noqa: S301  # our own


@each
def test_an_error_can_be_copied(error: StrengthfitError) -> None:
    assert _same(copy.copy(error), error)
    assert _same(copy.deepcopy(error), error)


def test_errors_are_equal_by_kind_and_arguments() -> None:
    for one in EACH:
        assert [other == one for other in EACH].count(True) == 1
    assert sf.PinError("a") != sf.TooLargeError("a")
    assert sf.PinError("a") != ValueError("a")
    assert sf.InputError("a", 1, "b") == sf.InputError("a", 1.0, "b")
    assert hash(sf.InputError("a", 1, "b")) == hash(sf.InputError("a", 1.0, "b"))
    assert sf.InputError("a", np.arange(3), "b") != sf.InputError("a", np.arange(3), "b")


def test_a_value_that_cannot_be_sent_is_shown_all_the_same() -> None:
    error = sf.InputError("Week.runs", (day for day in ("Mon", "Tue")), "is not a list of runs")
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert str(sent) == str(error)
    assert _same(pickle.loads(pickle.dumps(sent)), sent)  # noqa: S301  # our own
    assert copy.copy(error).value is error.value


def test_a_missing_extra_is_an_import_error_with_its_message() -> None:
    error = sf.MissingExtraError("the command line", "cli")
    assert error.msg == str(error)
    assert (error.feature, error.extra) == ("the command line", "cli")


def _refuse(number: int) -> None:
    raise EACH[number]


def test_errors_come_back_from_another_process() -> None:
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, context) as pool:
        for number, error in enumerate(EACH):
            assert pool.submit(_refuse, number).exception() == error


def test_what_an_error_is_as_a_value_is_short_and_can_always_be_said() -> None:
    for value in (10**5000, "x" * 10**6, [10**5000]):
        error = sf.InputError("Run.minutes", value, "is not a number")
        assert repr(error).startswith("InputError('Run.minutes', ")
        assert len(repr(error)) < 300
        assert len(str(error)) < 300
