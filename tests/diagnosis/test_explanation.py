"""Explanations: parts add up, prices are what forcing costs, rules are the oracle's."""

import math
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis import Cause, Explanation
from strengthfit.interchange import read_corpus
from strengthfit.program import Label

from .. import oracle
from ..generate import policies, weeks
from ..longer import mostly_longer
from .force import demand_of, forced_program

PLANS = sorted((Path(__file__).parents[1] / "data" / "plans").glob("*.json"))


def _by_term(causes: tuple[Cause, ...]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for cause in causes:
        sums[cause.label.rule] += cause.value
    return sums


def _explained(week: sf.Week, policy: sf.Policy | None = None) -> Explanation:
    return sf.explain(sf.plan(week, policy))


@given(weeks(), policies(grid=120))
@settings(max_examples=300)
def test_the_parts_are_the_score(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    explanation = sf.explain(plan)
    parts = _by_term(explanation.parts)
    skipped = parts.pop("skipped", 0.0)
    for term, value in plan.score.terms:
        assert parts.pop(term, 0.0) == pytest.approx(value, abs=1e-8)
    assert not parts
    lost = _by_term(explanation.parts).get("dose_lost", 0.0) + skipped
    gone = plan.score.strength_asked - plan.score.strength_delivered
    assert lost == pytest.approx(gone, abs=1e-3)  # a skipped session counts in whole steps

    apart: dict[str, float] = defaultdict(float)
    taken = [start for start in explanation.starts if start.state == "taken"]
    for causes in (*(start.causes for start in taken), explanation.shared):
        for term, value in _by_term(causes).items():
            apart[term] += value
    whole = _by_term(explanation.parts)
    assert all(apart[term] == pytest.approx(whole[term], abs=1e-8) for term in {*apart, *whole})


@given(weeks(), policies(grid=120))
@settings(max_examples=300)
def test_every_start_is_told_once(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    explanation = sf.explain(plan)
    told = [(start.demand, start.start) for start in explanation.starts]
    assert len(told) == len(set(told))
    asked = {(c.kind, c.asked, c.start) for c in oracle.candidates(week, policy)}
    assert {(start.kind, start.demand.dose, start.start) for start in explanation.starts} == asked
    taken = [(start.start, start.kind) for start in explanation.starts if start.state == "taken"]
    assert sorted(taken) == sorted((p.start, p.kind) for p in plan.placements)
    for start in explanation.starts:
        if start.state == "blocked":
            assert start.rules
            assert (start.price, start.causes) == (None, ())
        else:
            assert start.price is not None
            assert start.price >= (0, 0, 0, 0, 0, 0, 0)
            assert not start.rules
            assert (start.price == (0, 0, 0, 0, 0, 0, 0)) == (start.state == "taken")


@given(weeks(), policies(grid=120))
@settings(max_examples=300)
def test_a_rule_that_is_named_leaves_no_dose(week: sf.Week, policy: sf.Policy) -> None:
    """By trying: each dose is barred by each rule that is named, or by one of those together."""
    plan = sf.plan(week, policy)
    program, choices = plan.program, plan.program.choices
    closed: dict[tuple[sf.Demand, int], list[set[Label]]] = defaultdict(list)
    barred = program.rows.to_dense(len(choices)) > program.bounds[:, None]
    for choice, (demand, start) in enumerate(zip(choices.demand, choices.start, strict=True)):
        rows = {program.row_labels[row] for row in np.flatnonzero(barred[:, choice])}
        closed[program.horizon.demands[demand], int(start)].append(rows)
    for start in sf.explain(plan).starts:
        by_dose = closed[start.demand, start.start]
        assert (start.state == "blocked") == all(by_dose)
        if start.state != "blocked":
            continue
        alone, named = set.intersection(*by_dose), set(start.rules)
        assert start.together == (not alone and len(named) > 1)
        assert named == alone or not alone
        assert all(rules & named for rules in by_dose)


@given(weeks(), policies(grid=120))
@settings(max_examples=300)
def test_blocking_rules_are_the_oracle_s(week: sf.Week, policy: sf.Policy) -> None:
    """A start is blocked by rules that stop all of its doses, or that together do."""
    rules: dict[tuple[str, str, int], list[set[str]]] = defaultdict(list)
    for sitting in oracle.candidates(week, policy):
        name = (sitting.kind, sitting.asked, sitting.start)
        rules[name].append(oracle.blocking(week, policy, sitting))
    for start in _explained(week, policy).starts:
        name = (start.kind, start.demand.dose, start.start)
        if len([one for one in oracle.asked_of(week, policy) if one.kind == start.kind]) > 1:
            continue  # demands of one kind and other minutes share a name here
        assert (start.state == "blocked") == all(rules[name])
        named = {label.rule for label in start.rules}
        if start.state == "blocked" and not start.together:
            assert named <= set.intersection(*rules[name])
        assert start.state != "blocked" or all(broken & named for broken in rules[name])


@given(weeks(most=2), policies(grid=180), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_forcing_a_start_gives_its_price(week: sf.Week, policy: sf.Policy, random: object) -> None:
    plan = sf.plan(week, policy)
    explanation = sf.explain(plan)
    program = sf.formulate(week, policy)
    tiers = [value for _, value in plan.score.tiers]
    for start in explanation.starts:
        forced = forced_program(program, demand_of(program, start.demand), start.start)
        outcome = sf.solve(forced)
        if start.price is None:
            assert outcome.objective is None
        else:
            assert outcome.objective is not None
            steps = [other - one for other, one in zip(outcome.objective, tiers, strict=True)]
            assert list(start.price) == steps


@pytest.mark.parametrize("first", mostly_longer(range(4)))
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_pinning_any_open_start_of_a_real_week_gives_its_price(path: Path, first: int) -> None:
    corpus = read_corpus(path)
    week = corpus.week(len(corpus) // 2)
    plan = sf.plan(week)
    for start in sf.explain(plan).starts[first::4]:
        pinned = attrs.evolve(week, pins=[sf.Session(start.start, start.kind)])
        if start.price is None:
            with pytest.raises(sf.PinError):
                sf.plan(pinned)
            continue
        other = sf.plan(pinned)
        steps = [
            new[1] - old[1] for new, old in zip(other.score.tiers, plan.score.tiers, strict=True)
        ]
        assert list(start.price) == steps
        placed = next(p for p in other.placements if p.start == start.start)
        assert start.dose == placed.dose
        if start.state == "open":
            assert start.others == tuple(p.when for p in other.placements if p != placed)
            change = sum(c.value for c in start.causes if c.label.rule in _INTERFERENCE)
            assert change == pytest.approx(other.interference - plan.interference, abs=1e-9)


_INTERFERENCE = (
    *("strength_on_runs", "runs_on_strength", "load_of_day"),
    *("second_trip", "rest_day", "last_rest_day"),
)


@given(weeks(), policies())
@settings(max_examples=100)
def test_the_words_fit_a_terminal(week: sf.Week, policy: sf.Policy) -> None:
    explanation = _explained(week, policy)
    for text in (str(explanation), explanation.details):
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= 80
    assert len(explanation.sentences) == len(explanation.plan.placements)
    for placement, sentence in zip(explanation.plan.placements, explanation.sentences, strict=True):
        effort = placement.effort.replace("_", " ")
        said = f"{placement.dose}, {effort}" if effort != "near failure" else placement.dose
        assert sentence.startswith(f"{placement.when} {placement.name}, {said}: ")


def test_equal_plans_are_explained_alike() -> None:
    read = sf.read_week("examples/marathon_week.toml")
    first, second = _explained(read.week, read.policy), _explained(read.week, read.policy)
    assert first == second
    assert str(first) == str(second)
    assert first._repr_html_() == second._repr_html_()


def test_a_sentence_tells_what_matters() -> None:
    read = sf.read_week("examples/marathon_week.toml")
    sentence = _explained(read.week, read.policy).sentences[0]
    for words in ("after the intervals", "tempo on Thu in 36 h", "expected loss", "second best is"):
        assert words in sentence


def test_html_is_well_formed_whatever_runs_are_called() -> None:
    runs = [sf.Run("Tue 07:00", "intervals", id="<b>track</b> & 'field'")]
    page = _explained(sf.Week(runs, strength=1))._repr_html_()
    style = page.index("</style>") + len("</style>")
    root = ElementTree.fromstring("<div>" + page[style:])  # noqa: S314  # our own page
    cells = [cell for cell in root.iter("td") if cell.get("class") in ("taken", "open", "blocked")]
    assert len(cells) == len(_explained(sf.Week(runs, strength=1)).starts)
    assert all(cell.get("title") for cell in cells)


def test_a_pin_stands_against_the_starts_it_excludes() -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "easy")], strength=1, pins=[sf.Session("Wed 18:00", "circuit")]
    )
    starts = {start.when: start for start in _explained(week).starts}
    assert starts["Wed 18:00"].state == "taken"
    assert {label.rule for label in starts["Fri 18:00"].rules} == {"pins"}


@pytest.mark.parametrize("strategy", ["greedy", "first_fit", "exhaustive", "cpsat"])
def test_any_strategy_s_plan_can_be_explained(strategy: str) -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2, repeats=True
    )
    policy = sf.Policy(grid=120)
    plan = sf.plan(week, policy, strategy=strategy)
    explanation = sf.explain(plan)
    best = sf.plan(week, policy)
    cheapest = min(start.price for start in explanation.starts if start.price is not None)
    if plan.status == "optimal":
        assert cheapest == (0, 0, 0, 0, 0, 0, 0)
    elif plan.status == "feasible":
        steps = tuple(b[1] - o[1] for b, o in zip(best.score.tiers, plan.score.tiers, strict=True))
        assert cheapest == min(steps, (0, 0, 0, 0, 0, 0, 0))


def test_an_empty_week_and_an_empty_wish() -> None:
    explanation = _explained(sf.Week([], strength=0))
    assert not (explanation.starts)
    assert not (explanation.parts)
    assert not explanation.sentences
    assert str(explanation).startswith("The plan has no strength session.")
    assert all(math.isfinite(value) for value in explanation.fatigue.impairment)


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(sf.InputError, match="is not a Plan"):
        sf.explain(sf.Week([]))  # type: ignore[arg-type]  # rubbish on purpose
