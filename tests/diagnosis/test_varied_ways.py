"""Ways out that differ in kind, against every way out that there is."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

import attrs
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.diagnosis import Relaxation
from strengthfit.diagnosis.conflicts import usual_prices
from strengthfit.diagnosis.feasibility import Feasibility
from strengthfit.diagnosis.soft_constraints import SoftConstraint, SoftConstraints
from strengthfit.program import Label, Program
from strengthfit.strategies import find

from ..generate import policies
from .test_conflicts import tight_weeks

Way = frozenset[SoftConstraint]

MOST_WAYS = 30
"""With 40 a diagnosis of them all takes half a minute."""


def every_way_out(members: SoftConstraints) -> set[Way]:
    """What some sessions break and leave unmet, wherever other sessions break no part of it."""
    program = members.feasibility.program
    cases = {(label.rule, label.cause): index for index, label in enumerate(members_cases(members))}
    found: set[Way] = set()
    for sessions in sets_of_sessions(program):
        labels = [program.row_labels[row] for row in program.broken(program.mask(sessions))]
        broken = {cases.get((label.rule, label.cause)) for label in labels}
        if None not in broken and not overlap(program, sessions):  # what always holds is kept
            unmet = {need for need in members.needs if not meets(program, sessions, need)}
            found.add(frozenset(unmet | {SoftConstraint(-1, 0, case or 0) for case in broken}))
    return {way for way in found if not any(other < way for other in found)}


def members_cases(members: SoftConstraints) -> list[Label]:
    return [members.label(case) for case in members.cases]


def sets_of_sessions(program: Program) -> Iterator[tuple[int, ...]]:
    """Every set of choices that are not more than is asked, whatever they break."""
    (asked,) = program.counts.tolist()
    for size in range(asked + 1):
        yield from combinations(range(len(program.choices)), size)


def overlap(program: Program, sessions: tuple[int, ...]) -> bool:
    spans = sorted((program.choices.start[one], program.choices.end[one]) for one in sessions)
    return any(second[0] < first[1] for first, second in pairwise(spans))


def meets(program: Program, sessions: tuple[int, ...], need: SoftConstraint) -> bool:
    fuller = sum(int(program.choices.dose[session]) <= need.dose for session in sessions)
    return fuller >= need.number


def kind_of(members: SoftConstraints, way: Way) -> tuple[frozenset[str], Way]:
    """Which rules are given up, and which needs."""
    labels = {member: members.label(member) for member in way}
    rules = frozenset(label.rule for label in labels.values() if label.rule != "demand")
    return rules, frozenset(member for member in way if labels[member].rule == "demand")


def as_way(members: SoftConstraints, relaxation: Relaxation) -> Way:
    by_label = {members.label(member): member for member in (*members.needs, *members.cases)}
    return frozenset(by_label[label] for label in relaxation.labels)


@given(tight_weeks(), policies(grid=240))
@settings(max_examples=40)
def test_the_cheapest_of_each_kind_comes_before_a_second_one(
    week: sf.Week, policy: sf.Policy
) -> None:
    program = sf.formulate(week, policy)
    members = SoftConstraints(Feasibility(program, find("cpsat")), usual_prices())
    ways = every_way_out(members)
    assume(len(ways) <= MOST_WAYS)
    whole = sf.diagnose(week, policy, ways=100)
    if whole.met:
        return
    assert {as_way(members, each) for each in whole.relaxations} == ways
    assert whole.complete
    by_kind: dict[object, list[float]] = {}
    for price, kind in sorted(
        ((members.price(way), kind_of(members, way)) for way in ways), key=lambda each: each[0]
    ):
        by_kind.setdefault(kind, []).append(price)
    expected = sorted(
        (rank, price) for prices in by_kind.values() for rank, price in enumerate(prices)
    )
    for most in (0, 1, 2, 3, 5, 8, len(ways) - 1, len(ways)):
        diagnosis = sf.diagnose(week, policy, ways=most)
        listed = [as_way(members, each) for each in diagnosis.relaxations]
        assert len(set(listed)) == len(listed)
        assert set(listed) <= set(ways)
        assert [each.price for each in diagnosis.relaxations] == [
            price for _, price in expected[:most]
        ]
        rank: Counter[object] = Counter()
        ranks = []
        for way in listed:
            kind = kind_of(members, way)
            ranks.append(rank[kind])
            rank[kind] += 1
        assert ranks == [number for number, _ in expected[:most]]
        assert most >= len(ways) or not diagnosis.complete
        assert not diagnosis.met


def test_many_days_of_one_rule_are_one_kind() -> None:
    week = sf.Week([], strength=1, available=[sf.Window("daily", closed=True)], repeats=True)
    diagnosis = sf.diagnose(week)
    assert [each.text.split()[0] for each in diagnosis.relaxations[:2]] == ["make", "leave"]
    assert all(each.text.startswith("make room on") for each in diagnosis.relaxations[2:])
    one_each = sf.diagnose(week, ways=2)
    assert one_each.relaxations == diagnosis.relaxations[:2]
    assert not one_each.complete


def test_a_list_of_nothing_is_no_week_that_fits() -> None:
    week = sf.Week([], strength=1, available=[sf.Window("daily", closed=True)])
    for diagnosis in (sf.diagnose(week, ways=0), sf.diagnose(week, conflicts=0)):
        assert not diagnosis.met
        assert not diagnosis.complete or diagnosis.relaxations


def test_presets_that_would_help_are_named() -> None:
    runs = [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    week = sf.Week(runs, strength=2, repeats=True)
    diagnosis = sf.diagnose(week)
    assert [fit.preset for fit in diagnosis.presets] == ["guards_by_kind"]
    assert "2 of 2 fit under guards_by_kind." in str(diagnosis)
    assert "2 of 2 fit under guards_by_kind." in diagnosis._repr_html_()
    helpless = sf.diagnose(attrs.evolve(week, available=[sf.Window("daily", closed=True)]))
    assert helpless.presets == ()
    assert "No other preset has room for more." in str(helpless)


def test_hours_are_counted_to_the_nearer_of_two_runs_that_are_called_alike() -> None:
    long = sf.Run("Sun 07:00", "long", minutes=120)
    week = sf.Week([long], strength=1, before=[long], available=["Sun 18:00-21:00"])
    texts = [each.text for each in sf.diagnose(week, "separate_days").relaxations]
    assert "allow strength on the day of the long run on Sun 07:00 (9 h after it)" in texts
