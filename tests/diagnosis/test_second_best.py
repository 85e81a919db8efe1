"""The sentence of a session: its second best is on a free day, at the price of moving it there."""

import re
from pathlib import Path

import numpy as np
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.diagnosis import ObjectiveDifference
from strengthfit.diagnosis.objective_difference import difference, price_text
from strengthfit.interchange import read_corpus
from strengthfit.planning.matching import matched_choices
from strengthfit.program import Label
from strengthfit.program.edit import at_least_of, at_most_of, with_rows

from ..generate import policies, weeks

PLANS = Path(__file__).parents[1] / "data" / "plans"
SECOND = re.compile(
    r"second best is (?P<when>\w+ \d\d:\d\d)(?:, (?P<dose>reduced|simplified|full))?, "
)


def _single_moves(plan: sf.Plan, mine: int) -> dict[tuple[str, str], ObjectiveDifference]:
    """What every move of one session to a day without one costs, the others staying: by trying."""
    program, choices = plan.program, plan.program.choices
    taken = program.mask(c for c in matched_choices(program, plan.placements) if c is not None)
    busy = {placement.day for placement in plan.placements}
    matrix = program.rows.to_dense(len(choices))
    used = matrix @ taken - matrix[:, mine]
    found = {}
    for other in np.flatnonzero(choices.demand == choices.demand[mine]).tolist():
        moved = taken.copy()
        moved[[mine, other]] = [False, True]
        if int(choices.day[other]) in busy or (used + matrix[:, other] > program.bounds).any():
            continue
        when = program.horizon.moment(int(choices.start[other]))
        dose = ("full", "reduced", "simplified")[choices.dose[other]]
        found[when, dose] = difference(program.objective(moved), program.objective(taken))
    return found


@given(weeks(most=2), policies(grid=180))
@settings(max_examples=80)
def test_second_best_is_the_cheapest_move_to_a_free_day(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    program, choices = plan.program, plan.program.choices
    matched = matched_choices(program, plan.placements)
    sentences = sf.explain(plan).sentences
    busy = {placement.when.split()[0] for placement in plan.placements}
    free = [day.day for day in plan.days if not day.placements]
    for placement, mine, sentence in zip(plan.placements, matched, sentences, strict=True):
        assert mine is not None
        moves = _single_moves(plan, mine)
        told = SECOND.search(sentence)
        if told is not None:
            assert told["when"].split()[0] not in busy
        if moves:
            assert told is not None
            price = moves[told["when"], told["dose"] or placement.dose]
            assert price == min(moves.values())
            assert price_text(price, policy.resolution) in sentence
            assert "moved to" not in sentence
            continue
        mine_all = choices.demand == choices.demand[mine]
        there = np.flatnonzero(mine_all & np.isin(choices.day, free))
        here = np.flatnonzero(mine_all & (choices.day == placement.day))
        rows = [at_least_of(there, 1), at_most_of(here, 0)]
        outcome = sf.solve(with_rows(program, rows, Label("test", "", "")))
        if len(there) == 0 or outcome.objective is None:
            assert sentence.endswith("; there is no other day for it")
            continue
        assert told is not None
        tiers = [value for _, value in plan.score.tiers]
        assert price_text(difference(outcome.objective, tiers), policy.resolution) in sentence
        assert ", with " in sentence


WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=45),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    repeats=True,
)


def test_a_day_has_one_price() -> None:
    plan = sf.plan(WEEK)
    explanation = sf.explain(plan)
    for sentence in explanation.sentences:
        told = SECOND.search(sentence)
        assert told is not None
        reason = sf.why_not(plan, told["when"])
        assert reason.price is not None
        words = price_text(reason.price, plan.policy.resolution)
        assert words in sentence
        assert words in reason.text
        assert sf.why_not(plan, told["when"].split()[0]).price == reason.price
        start = next(one for one in explanation.starts if one.when == told["when"])
        assert start.price == reason.price
    assert "would cost" not in str(plan).partition("\n\n")[0]


def test_a_pinned_session_is_said_to_be_pinned() -> None:
    week = sf.Week(WEEK.runs, pins=[sf.Session("Fri 18:00", "circuit")], repeats=True)
    sentences = sf.explain(sf.plan(week)).sentences
    assert [one.endswith("; it is pinned there") for one in sentences] == [
        one.startswith("Fri 18:00") for one in sentences
    ]


def test_what_a_plan_without_a_proof_left_is_called_better() -> None:
    week = read_corpus(PLANS / "boston_level_one.json").week(5)
    greedy, best = sf.plan(week, strategy="greedy"), sf.plan(week)
    assert greedy.interference > best.interference
    told = sf.explain(greedy).sentences
    assert "better is Tue 18:00, 1.00 % less interference" in told[1]
    assert all("better is" not in sentence for sentence in sf.explain(best).sentences)
