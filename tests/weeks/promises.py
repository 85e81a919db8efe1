"""What is promised of every plan of a week, each as a function that fails if it is not kept.

The word is the oracle's, which shares no code with the rules and costs of the library.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.clock import DAY, WEEK
from strengthfit.interchange import plan_from_dict, plan_to_dict, to_json
from strengthfit.strategies.cpsat import CpSat

from .. import oracle

Promise = Callable[[sf.Week, sf.Policy, sf.Plan], None]


def runs_are_data(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """The plan is of this week; that planning leaves the week alone its caller sees."""
    assert plan.week == week


def nothing_precedes_a_hard_day(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """Told with nothing but minutes: not the day before a key run, nor earlier on its day."""
    for start in _key_starts(week):
        for placement in plan.placements:
            closed_from = start // DAY * DAY - DAY
            assert not closed_from <= placement.start < start


def least_and_proven(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """The score is the oracle's, the bound meets it, and every rule holds by the oracle's word."""
    sittings = oracle.sittings_of(plan)
    assert plan.status == "optimal"
    assert oracle.broken(week, policy, sittings) == []
    score = oracle.score(week, policy, sittings)
    assert tuple(value for _, value in plan.score.tiers[:6]) == oracle.tier_tuple(score)
    assert plan.interference == pytest.approx(score.exact_interference, abs=1e-9)
    terms = dict(plan.score.terms)
    for name, value in score.terms.items():
        assert terms[name] == pytest.approx(value, abs=1e-9)
    runs = oracle.runs_within(week, policy) + oracle.runs_after(week, policy)
    starts = [run.start for run in runs]
    listed = zip(starts, oracle.losses(week, policy, sittings), strict=True)
    assert [run.percent for run in plan.score.runs] == pytest.approx(
        [loss for _, (_, loss) in sorted(listed)], abs=1e-9
    )
    assert plan.gap == 0
    assert plan.bound <= plan.interference + 1e-6
    steps = (policy.resolution + policy.hour_tolerance) * len(plan.placements)
    assert plan.interference <= plan.bound + steps + 1e-6


def a_stopped_plan_says_so(week: sf.Week, policy: sf.Policy, best: sf.Plan) -> None:
    """With hardly any work allowed there is still never a silent "good enough"."""
    plan = sf.plan(week, policy, limits=sf.Limits(deterministic=1e-7))
    assert plan.status in ("optimal", "feasible", "unknown")
    assert plan.outcome.bound <= best.outcome.bound
    if plan.outcome.objective is not None and best.outcome.objective is not None:
        assert plan.outcome.objective >= best.outcome.objective
        assert oracle.broken(week, policy, oracle.sittings_of(plan)) == []


def same_question_same_answer(week: sf.Week, policy: sf.Policy, first: sf.Plan) -> None:
    """Byte for byte: asked again, with the runs listed in reverse, and with two threads."""
    again = sf.plan(week, policy)
    turned = sf.plan(attrs.evolve(week, runs=week.runs[::-1]), policy)
    threads = sf.plan(week, policy, CpSat(workers=2, seed=7))
    assert first == again
    assert str(first) == str(again) == str(turned) == str(threads)
    written = [plan_to_dict(plan) for plan in (first, turned, threads)]
    assert written[0] == written[2]
    for one in written:
        del one["given"]  # the runs, in the order in which they were given
    assert written[0] == written[1]
    assert first.placements == turned.placements == threads.placements


def read_back_it_is_the_same(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """A plan that was written and read is the plan, and is written alike."""
    back = plan_from_dict(plan_to_dict(plan))
    assert back.placements == plan.placements
    assert back.status == plan.status
    assert to_json(back) == to_json(plan)


def nothing_is_lost_or_invented(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """Placed and skipped together are what was asked, kind by kind, and each skip has a reason."""
    asked = Counter[tuple[str, str]]()
    for demand in oracle.asked_of(week, policy):
        asked[demand.kind, demand.dose] += demand.count
    given_or_skipped = Counter((p.kind, p.asked) for p in plan.placements)
    given_or_skipped += Counter((s.kind, s.dose) for s in plan.skipped)
    assert given_or_skipped == +asked
    assert 0 <= plan.strength <= 1
    assert all(
        s.reason.startswith(("every start is closed", "every day is closed", "there is no start"))
        for s in plan.skipped
    )
    assert (plan.strength == 1) == (
        not plan.skipped and all(p.dose == p.asked for p in plan.placements)
    )


def a_skip_names_what_closes_each_start(week: sf.Week, policy: sf.Policy, plan: sf.Plan) -> None:
    """For every start of a skipped demand the oracle knows a rule that the skip names, too."""
    sittings = oracle.sittings_of(plan)
    for skipped in plan.skipped:
        named = {label.rule for label in skipped.labels}
        for candidate in oracle.candidates(week, policy):
            if (candidate.kind, candidate.asked) == (skipped.kind, skipped.dose):
                broken = oracle.broken(week, policy, [*sittings, candidate])
                assert named & {entry.rule for entry in broken}


OF_EVERY_PLAN: Mapping[str, Promise] = {
    "the runs are left alone": runs_are_data,
    "best, proven, and no rule broken": least_and_proven,
    "nothing lost, nothing invented": nothing_is_lost_or_invented,
}

OF_SOME_PLANS: Mapping[str, Promise] = {
    "a skip names what closes each start": a_skip_names_what_closes_each_start,
    "stopped, it says so": a_stopped_plan_says_so,
    "the same question has the same answer": same_question_same_answer,
    "read back it is the same": read_back_it_is_the_same,
}
"""Those that cost as much as several plans."""


def _key_starts(week: sf.Week) -> Iterator[int]:
    """Yield starts of key runs in and after the week, and of the next week's on a circle."""
    for runs, shift in ((week.runs, 0), (week.after, WEEK)):
        for run in runs:
            if isinstance(run, sf.Run) and run.is_key:
                minutes = run.when.minutes
                assert minutes is not None  # generated weeks give minutes
                assert minutes >= shift
                yield minutes
                if week.repeats:
                    yield minutes + WEEK
