"""Limits hold for the whole call of every verb: what is answered in time is true, and says so."""

import asyncio
import copy
import multiprocessing
import pickle
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.strategies.protocol import NO_LIMITS
from strengthfit.strategies.registry import STRATEGIES

from . import oracle
from .generate import policies, weeks

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "tempo", minutes=50, id="tempo"),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=2,
    repeats=True,
)
BLOCK = sf.Block([sf.Week(WEEK.runs, strength=2)] * 6)
CROWDED = sf.Week(
    [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")],
    strength=2,
    available=["Mon-Fri 17:00-20:00"],
    repeats=True,
)
PLAN = sf.plan(WEEK)
EARLIER = {"tempo": sf.Run("Wed 07:00", "tempo", id="tempo")}
PLACED = [sf.Session("Mon 18:00", "heavy"), sf.Session("Fri 18:00", "heavy")]

VERBS: dict[str, Callable[..., Any]] = {
    "plan": lambda **how: sf.plan(WEEK, **how),
    "block": lambda **how: sf.plan(BLOCK, **how),
    "replan": lambda **how: sf.replan(PLAN, today="Tue", changed=EARLIER, **how),
    "explain": lambda **how: sf.explain(PLAN, **how),
    "why_not": lambda **how: sf.why_not(PLAN, "Thu 18:00", **how),
    "why_not a day": lambda **how: sf.why_not(PLAN, "Thu", **how),
    "audit": lambda **how: sf.audit(WEEK, PLACED, **how),
    "diagnose": lambda **how: sf.diagnose(CROWDED, "separate_days", ways=2, **how),
    "alternatives": lambda **how: sf.alternatives(WEEK, 3, **how),
    "frontier": lambda **how: sf.frontier(WEEK, **how),
    "frontier of three": lambda **how: sf.frontier(WEEK, z="days", **how),
    "compare_presets": lambda **how: sf.compare_presets(WEEK, **how),
    "sweep": lambda **how: sf.sweep(WEEK, "loss_cap", [0.1, 1, 2], **how),
    "robustness": lambda **how: sf.robustness(WEEK, 50, **how),
    "robust_plan": lambda **how: sf.robust_plan(WEEK, "regret", 20, **how),
}
REPORTING = (
    *("plan", "block", "diagnose", "alternatives", "frontier", "frontier of three"),
    *("compare_presets", "sweep", "robustness", "robust_plan"),
)
COMPARABLE = ("plan", "block", "audit", "diagnose", "compare_presets", "sweep")
"""Verbs whose plans are compared with any other plan of their week."""

each = pytest.mark.parametrize("verb", VERBS)


def plans_of(answer: Any) -> list[sf.Plan]:
    """Return the plans that an answer holds, each with what it claims of itself."""
    if isinstance(answer, sf.Plan):
        return [answer]
    if isinstance(answer, sf.Audit):
        return [answer.best]
    if isinstance(answer, sf.Diagnosis):
        return [relaxation.plan for relaxation in answer.relaxations]
    if isinstance(answer, sf.Reason):
        return [answer.plan] if answer.plan is not None else []
    if isinstance(answer, sf.PresetComparison | sf.Sweep):
        return [row.plan for row in answer]
    return list(answer) if isinstance(answer, list | sf.Frontier) else [answer.plan]


def is_honest(plan: sf.Plan) -> bool:
    """Whether a plan's bound and status are true, as a solve without limits sees it."""
    outcome, best = plan.outcome, sf.solve(plan.program)
    if outcome.objective is None:
        return plan.status == "unknown" and not plan.placements
    assert best.objective is not None
    proven = plan.status != "optimal" or outcome.objective == best.objective
    return proven and outcome.bound <= best.objective <= outcome.objective


# Seconds


@each
@pytest.mark.parametrize("seconds", [0, 0.02])
def test_what_is_answered_in_hardly_any_time_is_honest(
    verb: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine with other things to do may need more than the milliseconds after which a call
    # that has nothing yet is given up; here it is about what calls answer.
    monkeypatch.setattr("strengthfit.stopping._MORE_SECONDS", 10.0)
    try:
        answer = VERBS[verb](limits=sf.Limits(seconds=seconds))
    except sf.OutOfTimeError:
        assert verb == "robustness"
        return
    if isinstance(answer, sf.Frontier):
        assert answer.values == VERBS[verb]().values[: len(answer)]
    for plan in plans_of(answer):
        assert plan.status in ("optimal", "feasible", "unknown")
        assert not plan.program.broken(plan.program.mask(plan.outcome.taken))
        if verb in COMPARABLE:
            assert is_honest(plan)


@each
def test_enough_time_changes_nothing(verb: str) -> None:
    assert VERBS[verb](limits=sf.Limits(seconds=600)) == VERBS[verb]()


@pytest.mark.parametrize("seconds", [0, 0.05, 0.2])
def test_little_time_shows_in_text_html_and_json(seconds: float) -> None:
    from strengthfit.interchange import to_dict

    diagnosis = sf.diagnose(CROWDED, "separate_days", limits=sf.Limits(seconds=seconds))
    said = "Not finished within the limits"
    assert to_dict(diagnosis)["finished"] == diagnosis.finished
    assert (said in str(diagnosis)) == (said in diagnosis._repr_html_()) == (not diagnosis.finished)
    assert not diagnosis.met
    assert diagnosis.finished or not diagnosis.complete


def test_nothing_is_diagnosed_in_no_time() -> None:
    diagnosis = sf.diagnose(CROWDED, "separate_days", limits=sf.Limits(seconds=0))
    assert (diagnosis.finished, diagnosis.met, diagnosis.conflicts) == (False, False, ())
    assert str(diagnosis).startswith("Not finished within the limits: it is not known whether")


def test_what_blocks_a_start_is_explained_in_no_time() -> None:
    whole, part = sf.explain(PLAN), sf.explain(PLAN, limits=sf.Limits(seconds=0))
    assert (whole.finished, part.finished) == (True, False)
    assert {start.state for start in part.starts} == {"taken", "blocked", "unknown"}
    for start, full in zip(part.starts, whole.starts, strict=True):
        assert start == full or (start.state == "unknown" and full.state == "open")
    assert "not every start has its price" in str(part)
    assert "not every start has its price" in part._repr_html_()
    assert "no time was left to see" in part.details


def test_a_session_of_the_past_is_not_priced_however_little_time() -> None:
    later = sf.replan(PLAN, today="Thu")
    states = {start.state for start in sf.explain(later, limits=sf.Limits(seconds=0)).starts}
    assert states <= {"past", "taken", "blocked", "unknown"}


@given(weeks(most=2), policies(grid=240), st.sampled_from([0, 0.01, 0.03]))
@settings(max_examples=30)
def test_an_explanation_in_any_time_says_nothing_wrong(
    week: sf.Week, policy: sf.Policy, seconds: float
) -> None:
    plan = sf.plan(week, policy)
    whole, part = sf.explain(plan), sf.explain(plan, limits=sf.Limits(seconds=seconds))
    event(f"finished: {part.finished}")
    for start, full in zip(part.starts, whole.starts, strict=True):
        assert start.state in (full.state, "unknown")
        if start.state in ("open", "taken"):
            assert start.price == full.price
    assert not part.finished or part.starts == whole.starts


@given(weeks(most=2), policies(grid=240), st.sampled_from([0, 0.01, 0.03]), st.data())
@settings(max_examples=30)
def test_an_audit_and_a_replan_in_any_time_keep_to_the_rules(
    week: sf.Week, policy: sf.Policy, seconds: float, data: st.DataObject
) -> None:
    limits = sf.Limits(seconds=seconds)
    plan = sf.plan(week, policy)
    days = st.integers(0, 6)
    moved = [sf.Session(data.draw(days) * 1440 + p.start % 1440, p.kind) for p in plan.placements]
    whole, part = sf.audit(week, moved, policy), sf.audit(week, moved, policy, limits=limits)
    assert (part.broken, part.score, part.placements) == (
        whole.broken,
        whole.score,
        whole.placements,
    )
    assert is_honest(part.best)
    assert not part.finished or part == whole
    assert not part.repairs or not sf.audit(part.week, part.repaired, policy).broken
    try:
        new = sf.replan(plan, week, today=data.draw(days), limits=limits)
    except sf.OutOfTimeError:
        return
    assert oracle.broken(week, policy, oracle.sittings_of(new)) == []
    assert len(new.changes) == 0


@given(weeks(most=3), st.sampled_from([0, 0.02, 0.1]))
@settings(max_examples=25)
def test_a_diagnosis_in_any_time_says_nothing_wrong(week: sf.Week, seconds: float) -> None:
    policy = sf.Policy.preset("separate_days")
    part = sf.diagnose(week, policy, ways=2, limits=sf.Limits(seconds=seconds))
    event(f"finished: {part.finished}, met: {part.met}")
    best = sf.plan(week, policy)
    if part.met:
        assert best.score.tiers[0][1] == 0
    if part.conflicts:
        assert best.score.tiers[0][1] > 0
    for relaxation in part.relaxations:
        assert not relaxation.plan.skipped
        assert relaxation.plan.strength == 1
    if part.finished:
        assert part.met == (best.score.tiers[0][1] == 0)


@given(weeks(most=2), st.sampled_from([0, 0.01, 0.05]), st.integers(0, 7 * 24 - 1))
@settings(max_examples=30)
def test_a_reason_in_any_time_says_nothing_wrong(week: sf.Week, seconds: float, hour: int) -> None:
    plan = sf.plan(week)
    if not (plan.placements or plan.skipped):
        return
    whole = sf.why_not(plan, 60 * hour)
    part = sf.why_not(plan, 60 * hour, limits=sf.Limits(seconds=seconds))
    event(f"{part.state}, finished: {part.finished}")
    assert part.state in (whole.state, "unknown")
    assert part == whole or not part.finished
    if part.state == "open":
        assert part.price is not None
        assert whole.price is not None
        assert part.price >= whole.price
        assert ("not proven" in str(part)) == (not part.finished)


def test_draws_that_are_not_reached_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from strengthfit.tradeoffs import scenarios

    def refuse(*_: object) -> None:
        raise sf.TooLargeError("too many plans")

    monkeypatch.setattr(scenarios, "best_sets", refuse)
    whole = sf.robustness(PLAN, 6)
    looks = [0]

    def over() -> bool:
        looks[0] += 1
        return looks[0] > 2

    monkeypatch.setattr(scenarios, "is_over", over)
    part = sf.robustness(PLAN, 6)
    assert (len(part.regret), part.not_reached, whole.not_reached) == (3, 3, 0)
    assert part.regret.tolist() == whole.regret[:3].tolist()
    assert "Not finished within the limits: 3 draws more were asked for." in str(part)


def test_a_sweep_keeps_to_its_time_with_many_values() -> None:
    swept = sf.sweep(WEEK, "loss_cap", [1 + n / 1000 for n in range(500)], limits=SOON)
    assert 1 <= len(swept) < 500
    assert len(swept) + len(swept.not_reached) == 500


SOON = sf.Limits(seconds=0.1)

# Cancelling


class Countdown:
    """Cancels when it is asked for the last time."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def __call__(self) -> bool:
        self.left -= 1
        return self.left <= 0


def no_thread_is_left() -> bool:
    """Whether every thread of the library ends: a solver may be deaf for a while."""
    for thread in threading.enumerate():
        if thread.name.startswith("strengthfit"):
            thread.join(30)
    return not any(thread.name.startswith("strengthfit") for thread in threading.enumerate())


@each
@pytest.mark.parametrize("looks", [1, 2, 4])
def test_a_call_is_cancelled_at_whatever_look(verb: str, looks: int) -> None:
    cancel = Countdown(looks)
    try:
        answer = VERBS[verb](limits=sf.Limits(cancel=cancel))
    except sf.CancelledError:
        assert cancel.left == 0
    else:
        assert cancel.left > 0
        assert answer == VERBS[verb]()
    assert no_thread_is_left()


@each
def test_a_call_is_cancelled_from_another_thread(verb: str) -> None:
    stop = threading.Event()
    timer = threading.Timer(random.Random(verb).uniform(0, 0.05), stop.set)  # noqa: S311
    timer.start()
    with pytest.raises(sf.CancelledError):
        _again_and_again(verb, stop)
    timer.join()
    assert no_thread_is_left()


def _again_and_again(verb: str, stop: threading.Event) -> None:
    """Ask until the call is cancelled: a quick answer may be there first."""
    while True:
        VERBS[verb](limits=sf.Limits(cancel=stop))


@each
def test_a_cancel_that_never_comes_changes_nothing(verb: str) -> None:
    assert VERBS[verb](limits=sf.Limits(cancel=threading.Event())) == VERBS[verb]()


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_heeds_a_cancel_of_its_own(name: str) -> None:
    from strengthfit.strategies import find

    program = sf.formulate(sf.Week(WEEK.runs, strength=1), sf.Policy(grid=240))
    solver = find(name)
    with pytest.raises(sf.CancelledError):
        solver.solve(program, sf.Limits(cancel=lambda: True))
    with pytest.raises(sf.CancelledError):
        sf.solve(program, name, sf.Limits(cancel=lambda: True))
    never = sf.Limits(cancel=lambda: False)
    assert sf.solve(program, name, never) == sf.solve(program, name)


def test_an_audit_asks_no_strategy_again_after_its_time() -> None:
    asked = []

    class Slow:
        def solve(self, program: Any, limits: sf.Limits = sf.Limits()) -> sf.Outcome:  # noqa: B008
            asked.append(1)
            time.sleep(0.1)
            return sf.solve(program, "greedy")

    week = sf.Week([sf.Run("Wed 07:00", "intervals")], repeats=True)
    placed = [sf.Session("Tue 18:00", "heavy")]
    audit = sf.audit(week, placed, strategy=Slow(), limits=sf.Limits(seconds=0.05))
    assert (len(asked), bool(audit.broken), audit.finished) == (1, True, False)


def test_a_long_solve_is_cancelled_in_any_thread() -> None:
    from strengthfit.lab.instances import instance

    program, stop, errors = instance("coach-11").program, threading.Event(), list[Exception]()

    def solve() -> None:
        try:
            sf.solve(program, "cpsat", sf.Limits(seconds=120, cancel=stop))
        except sf.CancelledError as error:
            errors.append(error)

    workers = [threading.Thread(target=solve) for _ in range(2)]
    for worker in workers:
        worker.start()
    stop.wait(0.3)
    stop.set()
    for worker in workers:
        worker.join(30)
    assert len(errors) == 2
    assert no_thread_is_left()


class Deaf:
    """A strategy of another package, which does not look at its limits."""

    def solve(self, program: sf.Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        assert isinstance(limits.cancel, threading.Event)
        limits.cancel.set()
        return sf.solve(program)


def test_a_strategy_that_does_not_listen_is_cancelled_after_it() -> None:
    stop = threading.Event()
    program = sf.formulate(WEEK)
    with pytest.raises(sf.CancelledError):
        sf.solve(program, Deaf(), sf.Limits(cancel=stop))


def test_the_limits_of_a_strategy_hold_what_cancels() -> None:
    seen = []

    class Curious:
        def solve(self, program: sf.Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
            seen.append(limits.is_cancelled)
            return sf.solve(program)

    sf.plan(WEEK, strategy=Curious(), limits=sf.Limits(cancel=threading.Event()))
    assert [cancelled() for cancelled in seen if cancelled is not None] == [False]


# Progress


@pytest.mark.parametrize("verb", REPORTING)
def test_progress_rises_and_changes_nothing(verb: str) -> None:
    seen: list[sf.Progress] = []
    assert VERBS[verb](progress=seen.append) == VERBS[verb]()
    assert seen
    done = [one.done for one in seen]
    assert done == sorted(set(done))
    assert len({one.total for one in seen}) == 1
    if seen[-1].total is not None:
        assert done[-1] == seen[-1].total


@pytest.mark.parametrize("verb", REPORTING)
def test_what_progress_raises_reaches_the_caller(verb: str) -> None:
    def refuse(_: sf.Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        VERBS[verb](progress=refuse)


@pytest.mark.parametrize("verb", REPORTING)
def test_progress_is_a_function(verb: str) -> None:
    with pytest.raises(sf.InputError, match="progress: 3 is not a function"):
        VERBS[verb](progress=3)


@each
def test_limits_are_limits(verb: str) -> None:
    with pytest.raises(sf.InputError, match="limits: 3 is not Limits"):
        VERBS[verb](limits=3)


# The value


async def later() -> bool:
    """Say nothing before it is awaited."""
    return True


class Later:
    """Says nothing before it is awaited."""

    async def __call__(self) -> bool:
        return True


@pytest.mark.parametrize(
    "cancel",
    [3, "stop", object(), [True], threading.Event, lambda of: of, later, Later(), asyncio.Event],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_what_cannot_cancel_is_refused(cancel: Any) -> None:
    with pytest.raises(sf.InputError, match=r"Limits.cancel: .* is neither an event"):
        sf.Limits(cancel=cancel)


@pytest.mark.parametrize(
    "make",
    [threading.Event, asyncio.Event, multiprocessing.Event, lambda: lambda: False],
    ids=["threads", "asyncio", "processes", "function"],
)
def test_any_event_and_any_function_cancels(make: Callable[[], Any]) -> None:
    cancel = make()
    limits = sf.Limits(seconds=5, cancel=cancel)
    assert sf.plan(WEEK, limits=limits).status == "optimal"
    if hasattr(cancel, "set"):
        cancel.set()
        with pytest.raises(sf.CancelledError):
            sf.plan(WEEK, limits=limits)


def test_what_cancels_takes_no_part_in_comparisons_and_stays_in_copies() -> None:
    stop = threading.Event()
    limits = sf.Limits(seconds=5, cancel=stop)
    assert limits == sf.Limits(seconds=5)
    assert hash(limits) == hash(sf.Limits(seconds=5))
    assert repr(limits) == repr(sf.Limits(seconds=5))
    for other in (limits.after(1), limits.half(), copy.copy(limits), copy.deepcopy(limits)):
        assert other.cancel is stop


def test_limits_are_sent_to_another_process_unless_their_event_cannot_be() -> None:
    plain = sf.Limits(seconds=5, deterministic=2)
    assert pickle.loads(pickle.dumps(plain)) == plain  # noqa: S301  # our own
    kept = sf.Limits(cancel=no_thread_is_left)
    assert pickle.loads(pickle.dumps(kept)).cancel is no_thread_is_left  # noqa: S301  # our own
    with pytest.raises(sf.InputError, match=r"Limits.cancel: .* cannot be sent"):
        pickle.dumps(sf.Limits(cancel=threading.Event()))
