"""When a call ends: the nearest deadline, whatever cancels, and work that is shared."""

import contextlib
import contextvars
import threading
import time

import pytest

import strengthfit as sf
from strengthfit import stopping as module
from strengthfit.errors import OutOfTimeError
from strengthfit.stopping import (
    cancelled,
    check,
    check_time,
    is_over,
    report,
    spend,
    stopping,
    time_left,
    work_left,
)


def test_outside_a_call_nothing_ends() -> None:
    check()
    check_time()
    report(1, 2, "nothing")
    spend(3)
    assert (time_left(), work_left(), is_over(), cancelled()) == (None, None, False, None)


def test_of_two_deadlines_the_earlier_counts() -> None:
    with stopping(seconds=60):
        with stopping(seconds=0):
            assert is_over()
            with pytest.raises(sf.OutOfTimeError):
                check_time()
        with stopping(seconds=1000):
            assert 0 < (time_left() or 0) <= 60
        assert not is_over()


def test_work_is_taken_off_the_inner_call_and_those_around_it() -> None:
    with stopping(work=10):
        with stopping(work=4):
            spend(3)
            assert work_left() == 1
        assert work_left() == 7
        spend(100)
        assert work_left() == 0


def test_what_cancels_the_outer_call_cancels_the_inner_one() -> None:
    outer, inner = threading.Event(), threading.Event()
    with stopping(cancel=outer.is_set), stopping(cancel=inner.is_set):
        check()
        outer.set()
        time.sleep(2 * module._BETWEEN_LOOKS)
        with pytest.raises(sf.CancelledError):
            check()
        said = cancelled()
        assert said is not None
        assert said()


class Flag:
    """Cancels once it is set, and is equal to any other."""

    def __init__(self) -> None:
        self.up = False

    def __call__(self) -> bool:
        return self.up

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Flag)

    __hash__ = None  # type: ignore[assignment]


def test_two_that_are_equal_both_cancel() -> None:
    outer, inner = Flag(), Flag()
    with stopping(cancel=outer), stopping(cancel=inner):
        inner.up = True
        time.sleep(0.01)
        with pytest.raises(sf.CancelledError):
            check()


def test_one_that_is_given_twice_is_asked_once() -> None:
    asked = []

    class Event:
        def is_set(self) -> bool:
            asked.append(1)
            return False

    event = Event()
    with stopping(cancel=event.is_set), stopping(cancel=event.is_set):
        asked.clear()
        time.sleep(0.01)
        check()
    assert len(asked) == 1


def test_a_call_that_is_cancelled_already_does_not_begin() -> None:
    with pytest.raises(sf.CancelledError), stopping(cancel=lambda: True):
        raise AssertionError


def test_what_cancels_is_not_asked_without_end() -> None:
    asked = [0]

    def never() -> bool:
        asked[0] += 1
        return False

    with stopping(cancel=never):
        for _ in range(100):
            check()
    assert asked[0] < 50


def test_what_the_question_raises_reaches_the_caller() -> None:
    def broken() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sf.plan(sf.Week([]), limits=sf.Limits(cancel=broken))


def test_another_thread_and_another_context_have_a_call_of_their_own() -> None:
    seen: list[float | None] = []
    with stopping(seconds=60):
        thread = threading.Thread(target=lambda: seen.append(time_left()))
        thread.start()
        thread.join()
        seen.append(contextvars.Context().run(time_left))
    assert seen == [None, None]


def test_progress_is_reported_to_the_innermost_call_alone() -> None:
    seen: list[sf.Progress] = []
    with stopping(progress=seen.append):
        report(1, 2, "outer")
        with stopping():
            report(1, 9, "inner")
        report(2, 2, "outer")
    assert [(one.done, one.what) for one in seen] == [(1, "outer"), (2, "outer")]


def _work(seconds: float) -> None:
    begun = time.thread_time()
    while time.thread_time() - begun < seconds:
        check()


def test_work_long_after_the_deadline_is_given_up() -> None:
    with stopping(seconds=0):
        time.sleep(0.3)
        check()  # a machine that is busy with other things is no reason
        begun = time.thread_time()
        with pytest.raises(OutOfTimeError):
            _work(2)
        assert 0.05 < time.thread_time() - begun < 1


def test_a_long_block_is_given_up_rather_than_late() -> None:
    """Compiling alone takes longer than all of the call may."""
    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=6)
    sf.plan(week, limits=sf.Limits(seconds=1))  # imports are not what is measured
    begun = time.thread_time()
    with contextlib.suppress(OutOfTimeError):  # a faster machine has a plan in that time
        sf.plan(sf.Block([week] * 104), limits=sf.Limits(seconds=0.01))
    assert time.thread_time() - begun < 1
