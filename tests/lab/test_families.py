"""The families keep what a study rests on: the same instances anywhere, and sound programs."""

import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from benchmarks import known_optima
from strengthfit.domain.clock import WEEK
from strengthfit.lab.best_known import Known, known, read_known, write_known
from strengthfit.lab.families import adversarial, blocks, infeasible, near
from strengthfit.lab.families.registry import FAMILIES
from strengthfit.lab.families.seeded_random import SeededRandom
from strengthfit.lab.families.squad_program import in_one_gym
from strengthfit.lab.instances import Instance, instance, names, suite
from strengthfit.program import Program, Rows
from strengthfit.program.formats import digest, program_from_dict, program_to_dict
from strengthfit.program.linear import whole
from strengthfit.program.objective import scalarise, variable_costs
from strengthfit.program.presolve import open_choices
from strengthfit.program.rows import select

from ..generate import weeks
from ..longer import mostly_longer

QUICK = names("quick")
OTHERS = [name for number, name in enumerate(QUICK) if number % 3]
ANY = st.integers(0, 10**6)
SEEDS = {
    "weeks": ANY,
    "dense": ANY,
    "demands": ANY,
    "blocks": st.builds(lambda one, many: 1000 * many + one, st.integers(1, 6), st.integers(0, 99)),
    "squads": st.integers(0, 9),
    "coach": st.integers(0, 99).map(lambda one: 12 * (one // 3) + one % 3),
    "infeasible": ANY,
    "adversarial": st.integers(0, 11),
    "mixed": st.builds(lambda one, many: 1000 * many + one, st.integers(1, 4), st.integers(0, 99)),
    "replanned": st.integers(0, 99).map(lambda many: 1000 * many + 2),
    "cvar": st.builds(lambda one, many: 1000 * many + one, st.integers(1, 2), st.integers(0, 99)),
    "near": st.integers(0, 3),
}
INSTANCES = st.sampled_from(sorted(FAMILIES)).flatmap(
    lambda family: SEEDS[family].map(lambda seed: f"{family}-{seed}")
)


def taken_in(program: Program, chosen: tuple[int, ...]) -> np.ndarray:
    taken = np.zeros(len(program.choices), dtype=bool)
    taken[list(chosen)] = True
    return taken


def assert_sound(program: Program) -> None:
    """Assert what every reader of a program relies on."""
    choices = program.choices
    assert len(program.horizon.demands) <= len(program.counts), "a coach's hours are no demand"
    assert len(program.horizon.runs) == program.loss_part.count == len(program.loss_part.labels)
    key = [choices.start, choices.demand, choices.dose]
    order = np.lexsort(key[::-1])
    assert (order == np.arange(len(choices))).all(), "sorted by start, then demand, then dose"
    assert (choices.end == choices.start + choices.minutes).all()
    sessions = choices.start < program.horizon.minutes  # others are further 0-1 variables
    assert (choices.day == choices.start // 1440)[sessions].all()
    assert ((choices.demand >= 0) & (choices.demand < len(program.counts))).all()
    for costs in (program.tier_costs, program.skip_costs, program.window_costs):
        assert (costs >= 0).all()
        assert costs.shape[0] == len(program.tiers)
    skips = program.skip_costs[0][choices.demand]
    assert (program.tier_costs[0] <= skips).all(), "skipping never gives more strength"
    for rows in (program.rows, program.windows):
        assert_rows(rows, len(choices))
        assert len(rows.labels) == len(rows)
    assert len(program.cost_labels) == sum(count for _, _, count in program.cost_terms)
    assert program.costs.shape == (len(program.cost_labels), len(choices))
    assert sum(count for _, count in program.window_terms) == len(program.windows)


def assert_rows(rows: Rows, width: int) -> None:
    steps = np.diff(rows.columns.astype(np.int64))
    inside = np.diff(rows.owners) == 0
    assert (steps[inside] > 0).all(), "columns rise within a row"
    assert (rows.columns >= 0).all()
    assert (rows.columns < width).all()


def test_the_suites() -> None:
    full = names("full")
    assert set(QUICK) < set(full)
    assert 20 <= len(QUICK) <= 32
    assert 150 <= len(full) <= 220
    assert len(set(full)) == len(full)
    for suite_names in (QUICK, full):
        assert {name.partition("-")[0] for name in suite_names} == set(FAMILIES)
    assert max(blocks.weeks_in(seed) for seed in FAMILIES["blocks"].quick) <= 13
    assert {4, 8, 13, 26, 39, 52, 78, 104} <= set(FAMILIES["blocks"].full)


def test_a_suite_is_made_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    family = FAMILIES["weeks"]

    def make(seed: int) -> Program:
        made.append(seed)
        return family.make(seed)

    monkeypatch.setitem(FAMILIES, "weeks", attrs.evolve(family, make=make))
    instances = suite("quick")
    assert made == []
    assert next(instances).name == "weeks-0"
    assert made == [0]


@pytest.mark.parametrize("name", [*QUICK[::3], *mostly_longer(OTHERS, 0)])
def test_quick_instances_are_sound_and_answered(name: str) -> None:
    made = instance(name)
    assert isinstance(made, Instance)
    assert (made.name, f"{made.family}-{made.seed}") == (name, name)
    assert made.note == FAMILIES[made.family].what
    assert_sound(made.program)
    outcome = sf.solve(made.program, limits=sf.Limits(seconds=60))
    none = made.family == "infeasible" and not infeasible.has_plan(made.seed)
    none |= made.family == "near" and near.is_too_little(made.seed)
    assert outcome.status == ("infeasible" if none else "optimal")
    assert (outcome.objective is None) == none


@given(INSTANCES)
@settings(max_examples=60)
def test_instances_of_any_seed_are_sound(name: str) -> None:
    made = instance(name)
    assert_sound(made.program)
    assert digest(made.program) == digest(instance(name).program)


@pytest.mark.longer
def test_the_same_in_another_process() -> None:
    code = (
        "import json; from strengthfit.lab.instances import suite;"
        "from strengthfit.program.formats import digest;"
        "print(json.dumps({made.name: digest(made.program) for made in suite('quick')}))"
    )
    for hash_seed in ("1", "77"):
        told = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
        )
        there = json.loads(told.stdout)
        assert there == {made.name: digest(made.program) for made in suite("quick")}
    assert len(set(there.values())) == len(QUICK)


NO_NAMES = (
    *("", "weeks", "weeks-", "weeks--1", "weeks-01", "weeks-1.0", "weeks-\u00b2", "week-1"),
    *("plans-x-1", "weeks-99999999999", "blocks-0", "blocks-105", "Weeks-1", "weeks-1 ", 3, None),
)


@pytest.mark.parametrize("name", NO_NAMES)
def test_unknown_instances_are_refused(name: object) -> None:
    with pytest.raises(sf.InputError, match=r"instance|blocks seed"):
        instance(name)  # type: ignore[arg-type]  # rubbish on purpose


@pytest.mark.parametrize("name", ["fast", "", None])
def test_unknown_suites_are_refused_at_once(name: object) -> None:
    with pytest.raises(sf.InputError, match="is not a suite; write one of quick, full"):
        suite(name)  # type: ignore[arg-type]  # rubbish on purpose


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    easy, long = [{"kind": "easy", "km": 8}], [{"kind": "long", "km": 20}]
    for name, count in (("one-plan", 2), ("two", 3)):
        week = [[], easy, [], [{"kind": "tempo"}], [], easy, long]
        data = {"id": name, "units": "km", "weeks": [week] * count}
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_plans_are_there_with_a_folder(folder: Path) -> None:
    listed = names("full", folder)
    own = listed[len(names("full")) :]
    assert own == [
        f"plans-{each}" for each in ("one-plan-1", "one-plan-2", "two-1", "two-2", "two-3")
    ]
    assert set(names("quick", folder)) < set(listed)
    made = instance("plans-one-plan-2", folder)
    assert (made.family, made.seed) == ("plans", 2)
    assert_sound(made.program)


@pytest.mark.parametrize("name", ["plans-three-1", "plans-two-4", "plans-two-0", "plans-two"])
def test_plans_that_are_not_there_are_refused(folder: Path, name: str) -> None:
    with pytest.raises(sf.InputError):
        instance(name, folder)


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sf.InputError, match="holds no plan files"):
        names("quick", tmp_path)


@given(st.lists(weeks(most=2), min_size=1, max_size=3), st.integers(0, 3))
@settings(max_examples=100)
def test_roomy_squads_are_their_athletes(squad: list[sf.Week], spare: int) -> None:
    programs = [sf.formulate(week, sf.Policy(grid=120)) for week in squad]
    joint = in_one_gym(programs, len(programs) + spare)
    alone = [sf.solve(program).objective for program in programs]
    outcome = sf.solve(joint)
    assert outcome.status == "optimal"
    assert outcome.objective == tuple(map(sum, zip(*alone, strict=True)))
    parts = _by_athlete(joint, programs, taken_in(joint, outcome.taken))
    for program, own, best in zip(programs, parts, alone, strict=True):
        assert program.broken(own) == []
        assert program.objective(own) == best


@given(st.lists(weeks(most=2), min_size=2, max_size=3), st.integers(0, 1))
@settings(max_examples=60)
def test_tight_squads_keep_to_the_gym(squad: list[sf.Week], capacity: int) -> None:
    programs = [sf.formulate(week, sf.Policy(grid=120)) for week in squad]
    joint = in_one_gym(programs, capacity)
    assert_sound(joint)
    outcome = sf.solve(joint)
    taken = taken_in(joint, outcome.taken)
    start, end = joint.choices.start[taken], joint.choices.end[taken]
    there = [int(((start <= minute) & (end > minute)).sum()) for minute in range(0, WEEK, 5)]
    assert max(there) <= capacity
    parts = _by_athlete(joint, programs, taken)
    totals = [program.objective(own) for program, own in zip(programs, parts, strict=True)]
    assert outcome.objective == tuple(map(sum, zip(*totals, strict=True)))
    alone = [sf.solve(program).objective for program in programs]
    assert outcome.objective >= tuple(map(sum, zip(*alone, strict=True)))


def _by_athlete(joint: Program, programs: list[Program], taken: np.ndarray) -> list[np.ndarray]:
    """Find each athlete's choices by what they are, not by where joining put them."""
    parts, first = [], 0
    for program in programs:
        own = (joint.choices.demand >= first) & (joint.choices.demand < first + len(program.counts))
        for name in ("start", "dose", "minutes", "kind", "end"):
            assert (getattr(joint.choices, name)[own] == getattr(program.choices, name)).all()
        parts.append(taken[own])
        first += len(program.counts)
    return parts


@pytest.mark.parametrize("seed", range(5))
def test_the_gym_is_too_small_for_what_all_want(seed: int) -> None:
    program = instance(f"squads-{seed}").program
    gym = np.array([label.rule == "capacity" for label in program.row_labels])
    assert all("in the gym at" in program.row_labels[row].text for row in np.flatnonzero(gym))
    free = sf.solve(attrs.evolve(program, rows=select(program.rows, ~gym)))
    broken = program.broken(taken_in(program, free.taken))
    assert broken
    assert gym[broken].all()


def test_labels_of_squads_name_the_athlete() -> None:
    program = instance("squads-0").program
    named = [label for label in program.row_labels if label.rule != "capacity"]
    for labels in (named, program.cost_labels, program.windows.labels):
        assert {label.cause.partition(":")[0] for label in labels} == {"athlete 1", "athlete 2"}


@pytest.mark.parametrize("name", ["squads-0", "infeasible-7", "adversarial-2"])
def test_what_no_week_compiles_to_goes_to_a_file_too(name: str) -> None:
    program = instance(name).program
    assert digest(program_from_dict(program_to_dict(program))) == digest(program)


def test_joining_refuses_what_does_not_fit_together() -> None:
    week = sf.formulate(sf.Week([]), sf.Policy(grid=120))
    other = sf.formulate(sf.Week([]), sf.Policy(grid=120, resolution=0.1))
    with pytest.raises(sf.InputError, match=r"join\.programs\[1\]"):
        in_one_gym([week, other], 1)
    with pytest.raises(sf.InputError, match="holds no program"):
        in_one_gym([], 1)
    for capacity in (-1, True, 1.5):
        with pytest.raises(sf.InputError, match=r"in_one_gym\.capacity"):
            in_one_gym([week], capacity)  # type: ignore[arg-type]  # rubbish on purpose


@given(st.integers(0, 10**6).map(lambda half: 2 * half))
@settings(max_examples=40)
def test_even_seeds_must_skip(seed: int) -> None:
    program = infeasible.make(seed)
    outcome = sf.solve(program)
    assert outcome.status == "optimal"
    assert len(outcome.taken) < program.counts.sum()


@given(st.integers(0, 10**6).map(lambda half: 2 * half + 1))
@settings(max_examples=60)
def test_odd_seeds_have_no_plan_by_trying_all(seed: int) -> None:
    coarse = sf.formulate(infeasible.light_week(seed), sf.Policy(grid=360))
    program = infeasible.clashing(coarse, seed)
    assert not _has_plan(program)
    assert _has_plan(coarse)


def _has_plan(program: Program) -> bool:
    """Try every set of sessions: some start of each, at its simplest, as no added row asks more.

    A simpler dose of one start uses no more of any row, so it stands for the fuller ones.
    """
    simplest = np.flatnonzero(open_choices(program) & (program.choices.dose == 2)).tolist()
    assert 10 < len(simplest) < 30
    return any(
        not program.broken(taken_in(program, chosen))
        for count in range(int(program.counts.sum()), -1, -1)
        for chosen in combinations(simplest, count)
    )


@given(st.integers(0, 10**6).map(lambda half: 2 * half + 1))
@settings(max_examples=40)
def test_without_any_one_row_there_is_a_plan(seed: int) -> None:
    week = sf.formulate(infeasible.light_week(seed), sf.Policy(grid=60))
    program = infeasible.clashing(week, seed)
    asked = [i for i, label in enumerate(program.row_labels) if label.rule == "asked"]
    assert sf.solve(program).objective is None
    assert len(asked) >= 2
    for row in asked:
        kept = np.arange(len(program.rows)) != row
        without = attrs.evolve(program, rows=select(program.rows, kept))
        assert sf.solve(without).objective is not None


@pytest.mark.parametrize("seed", range(0, 12, 4))
def test_ties_leave_more_than_one_best_plan(seed: int) -> None:
    program = instance(f"adversarial-{seed}").program
    assert adversarial.way_of(seed) == "ties"
    best = sf.solve(program)
    last = np.zeros_like(program.tier_costs[-1])
    last[list(best.taken)] = 1
    costs = program.tier_costs.copy()
    costs[-1] = last  # the last tier now counts what is shared with the plan just found
    other = sf.solve(attrs.evolve(program, tier_costs=costs))
    assert best.objective is not None
    assert other.objective is not None
    assert other.objective[:-1] == best.objective[:-1]
    assert other.taken != best.taken


@pytest.mark.parametrize("seed", range(2, 12, 4))
def test_huge_costs_do_not_fit_into_one_number(seed: int) -> None:
    program = instance(f"adversarial-{seed}").program
    assert adversarial.way_of(seed) == "huge"
    costs, largest = variable_costs(program, whole(program))
    assert largest.max() < 2**52
    assert len(scalarise(costs, largest)) >= 3


@pytest.mark.parametrize("seed", range(3, 12, 4))
def test_greedy_is_misled(seed: int) -> None:
    program = instance(f"adversarial-{seed}").program
    assert adversarial.way_of(seed) == "mislead"
    best, greedy = sf.solve(program).objective, sf.solve(program, "greedy").objective
    assert best is not None
    assert greedy is not None
    assert greedy[:3] > best[:3]


@given(st.text(max_size=9), st.integers(0, 10**9), st.integers(-9, 9), st.integers(0, 40))
def test_draws_stay_within_what_was_asked(name: str, seed: int, low: int, span: int) -> None:
    rng, again = SeededRandom(name, seed), SeededRandom(name, seed)
    value = rng.whole(low, low + span, 5)
    assert value == again.whole(low, low + span, 5)
    assert low <= value <= low + span
    assert (value - low) % 5 == 0
    options = list(range(span + 1))
    some = rng.sample(options, span // 2)
    assert some == sorted(set(some))
    assert len(some) == span // 2
    assert rng.pick(options) in options


@pytest.mark.parametrize("name", ["a['\\x']", "[" + "1" * 5000 + "]", "a[0].b"])
def test_an_entry_of_any_name_is_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(json.dumps({name: {"digest": 1}}), "utf-8")
    with pytest.raises(sf.FileError):
        read_known(path)


def test_what_is_known_goes_to_a_file_and_back(tmp_path: Path) -> None:
    entries = {
        "a-1": Known("0f", "optimal", (1, 2), (1, 2), "one", "two"),
        "a-2": Known("1f", "infeasible", None, (), "one", certified=True),
    }
    write_known(entries, tmp_path / "known.json")
    assert read_known(tmp_path / "known.json") == entries
    assert [entry.closed for entry in entries.values()] == [True, True]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"a": 1}', '{"a": {"digest": "x", "status": "best"}}', "{}{}"]
)
def test_bad_files_are_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sf.FileError, match=r"known\.json"):
        read_known(path)


def test_the_shipped_file_speaks_of_these_programs() -> None:
    for name in QUICK:
        program = instance(name).program
        entry = known(name, digest(program))
        assert entry is not None, f"{name}: run python -m benchmarks.known_optima"
        assert entry.closed
        assert known(name, "another") is None
        assert (entry.objective is None) == (entry.status == "infeasible")


@pytest.mark.parametrize("name", QUICK[:6])
def test_the_shipped_file_says_what_is_found_now(name: str) -> None:
    program = instance(name).program
    entry = known(name, digest(program))
    assert entry is not None
    assert entry.objective == sf.solve(program).objective


def moved(step: int) -> sf.Outcome:
    """Return a false claim about an instance: its best objective, moved in the last tier."""
    true = sf.solve(instance("weeks-1").program)
    claim = (*true.bound[:-1], true.bound[-1] + step)
    return attrs.evolve(true, objective=claim, bound=claim)


@pytest.mark.parametrize("step", [1, -1, None])
def test_two_proofs_that_differ_are_an_error(
    step: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = moved(step) if step else sf.Outcome("infeasible", (), None, ())
    solve = known_optima._solve

    def solve_or_lie(made: Instance, name: str, limits: sf.Limits) -> sf.Outcome | None:
        return claim if name == "dynamic" else solve(made, name, limits)

    monkeypatch.setattr(known_optima, "_solve", solve_or_lie)
    for first, second in (("cpsat", "dynamic"), ("dynamic", "cpsat")):
        with pytest.raises(known_optima.DisagreementError, match="weeks-1"):
            known_optima.find_out(instance("weeks-1"), [first, second], 10, proving=0)
    with pytest.raises(known_optima.DisagreementError, match="weeks-1"):
        known_optima.find_out(instance("weeks-1"), ["dynamic"], 10, proving=10)


def test_a_false_plan_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = moved(1)
    monkeypatch.setattr(sf, "solve", lambda *_: claim)
    with pytest.raises(known_optima.DisagreementError, match="is not its plan's"):
        known_optima.find_out(instance("weeks-1"), ["cpsat"], 10, proving=0)


def test_a_certificate_spares_the_second_proof_and_without_time_it_is_asked_for() -> None:
    made, both = instance("weeks-1"), ["cpsat", "dynamic"]
    fact, certificate = known_optima.find_out(made, both, 10, proving=10)
    assert fact == made.known
    assert certificate is not None
    assert certificate.objective == fact.objective
    assert (fact.proven_by, fact.checked_by, fact.certified) == ("cpsat", None, True)
    plain, none = known_optima.find_out(made, both, 10, proving=0)
    assert none is None
    assert plain == attrs.evolve(fact, checked_by="dynamic", certified=False)


def test_what_nobody_proves_is_neither_certified_nor_checked() -> None:
    fact, certificate = known_optima.find_out(instance("weeks-1"), ["greedy"], 10, proving=10)
    assert (fact.status, fact.proven_by, fact.checked_by) == ("feasible", None, None)
    assert certificate is None
    assert not fact.certified
