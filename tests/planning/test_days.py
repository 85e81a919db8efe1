"""Days: what closes a day and which session could move there, by trying every move."""

import re
from collections import defaultdict
from collections.abc import Iterable

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.planning.blocking import covering
from strengthfit.planning.matching import matched_choices
from strengthfit.program import Label

from ..generate import policies, weeks

NAMED = re.compile(r"\b(from|during) (a session on|\w+ \d\d:\d\d) .*$")
Rule = tuple[str, str]
Closers = dict[int, set[Rule]]
"""Rules, by name and text, that break if a session moves to a choice."""


@attrs.frozen(eq=False)
class Trial:
    """A plan's whole matrix, to try sets of choices on."""

    plan: sf.Plan
    matrix: np.ndarray
    taken: np.ndarray
    matched: tuple[int, ...]

    def broken(self, *, without: int | None, more: int) -> set[Rule]:
        """The rules that the plan breaks with one choice more, and perhaps one less."""
        program = self.plan.program
        used = self.matrix @ self.taken + self.matrix[:, more]
        used -= 0 if without is None else self.matrix[:, without]
        above = np.flatnonzero(used > program.bounds)
        return _names(program.row_labels[i] for i in above)

    def moves(self, day: int) -> list[tuple[int, sf.Placement, set[Rule]]]:
        """Every move of a session to a choice of a day: the choice, the session, what it breaks."""
        choices = self.plan.program.choices
        here = np.flatnonzero((choices.day == day) & ~self.taken).tolist()
        return [
            (other, placement, self.broken(without=mine, more=other))
            for placement, mine in zip(self.plan.placements, self.matched, strict=True)
            for other in here
            if choices.demand[other] == choices.demand[mine]
        ]


def _trial(plan: sf.Plan) -> Trial:
    program = plan.program
    matched = tuple(c for c in matched_choices(program, plan.placements) if c is not None)
    matrix = program.rows.to_dense(len(program.choices))
    return Trial(plan, matrix, program.mask(matched), matched)


def _names(labels: Iterable[Label]) -> set[Rule]:
    """Rules by name and text, whatever sessions of the plan the text names."""
    return {(label.rule, NAMED.sub(r"\1 another session", label.text)) for label in labels}


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=60)
def test_a_day_is_open_to_the_sessions_that_could_move_there(
    week: sf.Week, policy: sf.Policy
) -> None:
    plan = sf.plan(week, policy)
    trial = _trial(plan)
    for day in plan.days:
        if day.placements:
            assert (day.state, day.rules, day.could_move) == ("taken", (), ())
            continue
        free = {placement for _, placement, broken in trial.moves(day.day) if not broken}
        assert set(day.could_move) == free
        assert (day.state == "open") == bool(free)
        assert bool(day.rules) == (day.state == "blocked" and bool(len(plan.program.choices)))


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=60)
def test_a_rule_is_named_for_a_day_only_if_it_closes_it(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    if plan.skipped:
        return  # a skipped session moves nothing: the next test
    trial = _trial(plan)
    for day in plan.days:
        if day.state != "blocked" or not day.rules:
            continue
        closers: Closers = {}
        for choice, _, broken in trial.moves(day.day):
            closers[choice] = closers.get(choice, broken) & broken
        _check_named(day.rules, day.together, closers)


def _check_named(labels: tuple[Label, ...], together: bool, closers: Closers) -> None:
    """Each rule named closes every choice, and is all there are; or they only do so together."""
    alone = set.intersection(*closers.values())
    if not together:
        assert _names(labels) == alone
        return
    assert all(broken & _names(labels) for broken in closers.values())
    for label in labels:  # none of them can be spared
        others = _names(tuple(one for one in labels if one != label))
        assert not all(broken & others for broken in closers.values())


@given(weeks(most=3), policies(grid=240))
@settings(max_examples=100)
def test_a_rule_is_named_for_a_skipped_session_only_if_it_closes_every_start(
    week: sf.Week, policy: sf.Policy
) -> None:
    plan = sf.plan(week, policy)
    program, choices = plan.program, plan.program.choices
    trial = _trial(plan)
    for skipped in plan.skipped:
        assert len(f"Skipped: 2 {skipped.kind} sessions ({skipped.dose}); {skipped.reason}.") <= 200
        assert skipped.week == 0
        demands = [
            index
            for index, demand in enumerate(program.horizon.demands)
            if (demand.kind, demand.dose) == (skipped.kind, skipped.dose)
        ]
        if len(demands) > 1 or not skipped.labels:
            continue
        closers: Closers = {}
        for other in np.flatnonzero((choices.demand == demands[0]) & ~trial.taken).tolist():
            closers[other] = trial.broken(without=None, more=other)
        _check_named(skipped.labels, skipped.together, closers)


RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]


def test_what_stands_against_a_day_is_named() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=2, available=["Mon", "Wed", "Fri", "Sat 18:00-20:00"]))
    days = {day.name: day for day in plan.days}
    assert [placement.when[:3] for placement in plan.placements] == ["Fri"]
    assert [label.text for label in days["Tue"].rules] == ["not open on Tue"]
    assert "before the long run on Sun 08:00" in [label.text for label in days["Sat"].rules]
    (skipped,) = plan.skipped
    assert skipped.reason.startswith("every day is closed: ")
    assert "not available (3 days)" in skipped.reason


def test_a_session_that_is_too_near_is_named() -> None:
    week = sf.Week(
        [],
        strength=[sf.Demand("heavy", 1), sf.Demand("circuit", 1)],
        pins=[sf.Session("Tue 18:00", "heavy"), sf.Session("Thu 18:00", "circuit")],
    )
    plan = sf.plan(
        attrs.evolve(week, pins=week.pins[:1], available=["Tue", "Wed", "Thu 18:00-19:00"])
    )
    texts = {day.name: [label.text for label in day.rules] for day in plan.days}
    assert texts["Wed"] == ["less than 2 days from Tue 18:00 heavy"]
    pinned = {day.name: [label.text for label in day.rules] for day in sf.plan(week).days}
    assert "the circuit on Thu 18:00 is pinned" in " ".join(pinned["Fri"])


def test_nothing_is_asked_for_on_a_day_of_a_week_without_strength() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=0))
    assert {(day.state, day.rules) for day in plan.days} == {("blocked", ())}
    assert "- nothing more is asked for" in str(plan)


@pytest.mark.parametrize(
    ("sets", "whole", "found"),
    [
        ([], 0b1, ([], False)),
        ([0b1], 0, ([], False)),
        ([0b01, 0b11, 0b11], 0b11, ([1, 2], False)),
        ([0b0011, 0b0110, 0b1100], 0b1111, ([0, 2], True)),
        ([0b0110, 0b0011, 0b1100], 0b1111, ([1, 2], True)),
        ([0b01], 0b11, ([0], False)),
    ],
)
def test_the_fewest_that_cover(sets: list[int], whole: int, found: tuple[list[int], bool]) -> None:
    assert covering(sets, whole) == found


def test_a_block_counts_days_and_names_its_weeks_once() -> None:
    week = sf.Week(RUNS, strength=3)
    plan = sf.plan(sf.Block([week, week]), "separate_days")
    counts: dict[int, int] = defaultdict(int)
    for skipped in plan.skipped:
        counts[skipped.week] += 1
        assert f"W{skipped.week + 1}" not in skipped.reason
    assert counts
    text = " ".join(str(plan).split())
    line = text[text.index("Skipped: ") :]
    assert all(f"W{number + 1}" in line for number in counts)
