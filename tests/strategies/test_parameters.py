"""Parameters in a strategy's name: literals alone, checked, and written in one way."""

from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.runner import list_jobs
from strengthfit.lab.strategies import canonical, fixed_seed, in_order, kind_of, load
from strengthfit.program import Program
from strengthfit.strategies import find, registry
from strengthfit.strategies.cpsat import CpSat
from strengthfit.strategies.dynamic.strategy import Dynamic
from strengthfit.strategies.heuristics.annealing import LocalSearch
from strengthfit.strategies.heuristics.greedy import Greedy
from strengthfit.strategies.in_time import solve_in_time
from strengthfit.strategies.parameters import read_name, split_names

LITERALS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
WORDS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda word: word not in ("as", "if", "in", "is", "or", "and", "def", "del", "for", "not")
)


def Friend(throws: int, quick: bool = False) -> sf.Outcome:  # noqa: N802  # named like a class
    """Make a strategy, as a function may."""

    class _Friend:
        def solve(self, program: Program, limits: sf.Limits) -> sf.Outcome:
            return sf.solve(program, "greedy")

        def __repr__(self) -> str:
            return f"{throws} {quick}"

    return _Friend()  # type: ignore[return-value]  # any object with a method solve


@given(WORDS, st.dictionaries(WORDS, LITERALS, max_size=3), st.lists(LITERALS, max_size=2))
def test_literals_are_read_as_they_are_written(
    name: str, given_: dict[str, Any], values: list[Any]
) -> None:
    inside = [*map(repr, values), *(f"{key} = {value!r}" for key, value in given_.items())]
    text = f"{name}({', '.join(inside)})"
    found = read_name(text)
    assert (found.name, dict(found.given), list(found.values)) == (name, given_, values)
    assert split_names(f"a,{text}, b") == list(dict.fromkeys(["a", text, "b"]))


@pytest.mark.parametrize(
    "text",
    [
        *("cpsat(", "cpsat)", "cpsat(seed=3", "cpsat(seed=3)x", "cpsat(seed=3)(seed=4)"),
        *("cpsat(seed=a)", "cpsat(seed=1+1j*2)", "cpsat(seed=open('x'))", "cpsat(**{'seed': 3})"),
        *("cpsat(*[1])", "cpsat(seed=1, seed=2)", "cpsat(seed=[x for x in [1]])", "cpsat(\0)"),
        *("cpsat(seed=" + "(" * 500 + ")" * 500 + ")", "cpsat(seed=" + "9" * 9999 + ")"),
        *("cpsat(seed=f'{1}')", "cpsat(seed:=3)", "cpsat(seed=3);1", "(seed=3)"),
    ],
    ids=lambda text: repr(text[:25]),
)
def test_what_is_no_name_with_literals_is_refused(text: str) -> None:
    with pytest.raises(sf.InputError):
        find(text)


@given(st.text(alphabet="cpsat(seed=3,'\"[]{}1) :", max_size=30))
def test_any_text_is_a_strategy_or_refused(text: str) -> None:
    for look in (find, load):
        try:
            made = look(f"greedy({text}")
        except sf.InputError:
            continue
        assert callable(made.solve)


@pytest.mark.longer
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "workers": st.integers(1, 9),
            "seed": st.integers(0, 9),
            "linearization_level": st.integers(0, 2),
            "symmetry_level": st.integers(0, 2),
        },
    ),
    st.randoms(use_true_random=False),
)
def test_a_name_is_one_however_it_is_written(given_: dict[str, int], order: Any) -> None:
    items = list(given_.items())
    order.shuffle(items)
    name = canonical(f"cpsat( {' ,'.join(f'{key} = {value}' for key, value in items)})")
    own = {key: value for key, value in given_.items() if key in ("workers", "seed")}
    free = {key: value for key, value in given_.items() if key not in own}
    assert load(name) == CpSat(**own, parameters=free)
    assert canonical(name) == name
    again = "".join(f"{key}={value}," for key, value in own.items())
    assert canonical(f"cpsat({again}parameters={free!r})") == name
    assert fixed_seed(name) == given_.get("seed")
    assert " " not in name
    assert kind_of(name) == "exact"


@pytest.mark.parametrize(
    ("name", "strategy"),
    [
        (
            "cpsat(parameters={'linearization_level': 0}, seed=3)",
            "cpsat(linearization_level=0,seed=3)",
        ),
        ("cpsat_8_workers(seed=2)", CpSat(workers=8, seed=2)),
        ("dynamic(60)", Dynamic(most=60)),
        ("local_search(0, 7)", LocalSearch(steps=7)),
        ("highs()", "highs"),
    ],
)
def test_ways_to_say_the_same(name: str, strategy: Any) -> None:
    expected = load(strategy) if isinstance(strategy, str) else strategy
    assert load(name) == expected


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "cpsat(sede=3)",
            r"'sede' is not a parameter of CP-SAT; write one of workers, seed, .* did you mean",
        ),
        ("cpsat(seed='x')", "CpSat.seed: 'x' is not a whole number of seed from 0"),
        (
            "cpsat(linearization_level='x')",
            r"parameters\[linearization_level\]: 'x' is not of the kind",
        ),
        ("cpsat(linearization_level=-1)", "is refused by CP-SAT: .* must be non-negative"),
        ("cpsat(parameters=3)", "3 is not a table of CP-SAT's parameters"),
        ("cpsat(1, 2, {}, 4)", "are too many values; cpsat takes workers, seed, parameters"),
        ("cpsat(1, workers=2)", "'workers' is given twice to cpsat"),
        ("greedy(seed=3)", "'seed' is not a parameter of greedy; it takes first"),
        ("greedy(first=3)", "Greedy.first: 3 is not a list of choices"),
        ("first_fit(seed=3)", "'seed' is not a parameter of first_fit, which takes none"),
        ("local_search(sed=3)", "'sed' is not a parameter of local_search; it takes seed, steps"),
        ("dynamic(most='all')", "Dynamic.most: 'all' is not a whole number"),
        ("auto(effort=-1)", "Auto.effort: -1 is not"),
        ("exhaustive(most=0.5)", "Exhaustive.most: 0.5 is not"),
        ("highs(solver='SCIP')", "'solver' is not a parameter of highs, which takes none"),
        ("nobody(seed=3)", "strategy: 'nobody' is not a strategy; write one of cpsat"),
        (
            "tests.strategies.test_parameters:Friend",
            "lacks its parameter 'throws'; it takes throws, quick",
        ),
    ],
)
def test_a_parameter_that_is_not_accepted_is_refused_with_what_is(name: str, told: str) -> None:
    with pytest.raises(sf.InputError, match=told):
        load(name)


def test_a_function_of_another_package_takes_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(load("tests.strategies.test_parameters:Friend(3, quick=True)")) == "3 True"
    point = EntryPoint("friend", "tests.strategies.test_parameters:Friend", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point])
    assert str(find("friend(throws=4)")) == "4 False"
    assert canonical("friend(throws=4,quick=False)") == "friend(4)"


def test_a_seed_in_a_name_is_the_run_s() -> None:
    jobs = list_jobs(
        None,
        ["cpsat(seed=3)", "cpsat(seed = 3)", "cpsat(workers=1)", "local_search(steps=9)"],
        named=["weeks-0"],
        seconds=1,
        seeds=2,
    )
    assert [(job.strategy, job.seed) for job in jobs] == [
        ("cpsat(seed=3)", 3),
        ("cpsat", 0),
        ("cpsat", 1),
        ("local_search(steps=9)", 0),
        ("local_search(steps=9)", 1),
    ]


def test_order_and_kind_are_those_of_the_name() -> None:
    given_ = ["greedy", "local_search(steps=3)", "os:thing", "cpsat(seed=1)", "auto", "cpsat"]
    assert in_order(given_) == [
        *("cpsat", "cpsat(seed=1)", "auto", "local_search(steps=3)", "greedy", "os:thing")
    ]
    assert kind_of("local_search(steps=3)") == "heuristic"
    assert kind_of("os:thing(a=1)") == "outside"


def test_greedy_takes_choices_of_numpy_s() -> None:
    program = sf.formulate(sf.Week([], strength=1))
    first = tuple(np.array([7]))
    assert sf.solve(program, Greedy(first)) == sf.solve(program, "greedy(first=[7])")
    assert sf.solve(program, Greedy(first)).taken == (7,)


def test_greedy_refuses_choices_that_are_not_there() -> None:
    with pytest.raises(sf.InputError, match="which has 0 to 629"):
        sf.solve(sf.formulate(sf.Week([], strength=1)), "greedy(first=[3, 999_999])")


def test_parameters_go_to_the_solver_and_into_a_plan() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals")])
    program = sf.formulate(week)
    best = sf.solve(program)
    assert sf.solve(program, "cpsat(linearization_level=0,seed=5)") == best
    assert sf.plan(week, strategy="dynamic(most=100_000)") == sf.plan(week)
    assert sf.solve(program, "cpsat(max_deterministic_time=0.0)").status != "optimal"


def test_greedy_stands_in_for_a_strategy_with_parameters_too() -> None:
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    outcome = solve_in_time(program, "cpsat(workers=2)", sf.Limits(seconds=0))
    assert (outcome.status, outcome.by) == ("feasible", "greedy")
