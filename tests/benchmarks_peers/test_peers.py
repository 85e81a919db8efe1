"""The peers of the benchmarks solve the same programs, to the same optimum."""

import importlib
import importlib.util
import shutil
import time

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings

import strengthfit as sf
from benchmarks.peers import PEERS
from benchmarks.peers import minizinc_peer as minizinc
from benchmarks.peers.given import Given
from strengthfit.program import Label, Program
from strengthfit.program.presolve import open_choices
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies import Strategy

from ..generate import policies, weeks

ASKED = sf.Limits(seconds=60)

_KEY = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 18:00", "tempo"), sf.Run("Sun 08:00", "long")]
_EASY = [sf.Run("Mon 07:00", "easy"), sf.Run("Wed 12:00", "easy"), sf.Run("Fri 07:00", "recovery")]
_TWO_KINDS = [sf.Demand("heavy", 1), sf.Demand("core", 2)]

WEEKS = {
    "no runs": sf.Week([], strength=1),
    "no strength": sf.Week(_KEY, strength=0),
    "key runs": sf.Week(_KEY),
    "repeats": sf.Week(_KEY, repeats=True),
    "busy": sf.Week(_KEY + _EASY),
    "busy, repeats": sf.Week(_KEY + _EASY, repeats=True),
    "tired": sf.Week(_KEY, tired=True),
    "two kinds": sf.Week(_KEY, strength=_TWO_KINDS),
    "two kinds, busy": sf.Week(_KEY + _EASY, strength=_TWO_KINDS, repeats=True),
    "too many": sf.Week(_KEY + _EASY, strength=5),
    "mornings": sf.Week(_KEY, available=[sf.Window("daily 06:00-09:00")]),
    "one choice": sf.Week([], strength=1, available=[sf.Window("Mon 06:00-06:45")]),
    "race": sf.Week([*_EASY, sf.Run("Sun 09:00", "race", km=21)]),
    "nowhere": sf.Week(_KEY, available=[sf.Window("daily", closed=True)]),
    "after a session": sf.Week(_KEY, before=[sf.Session("Sun 18:00", "heavy")]),
}


@pytest.fixture(params=sorted(PEERS))
def peer(request: pytest.FixtureRequest) -> Strategy:
    return _peer(request.param)


def _peer(name: str) -> Strategy:
    there = shutil.which(name) if name == "minizinc" else importlib.util.find_spec(name)
    if there is None:
        pytest.skip(f"{name} is not installed")
    module, made = PEERS[name].split(":")
    strategy: Strategy = getattr(importlib.import_module(module), made)()
    return strategy


def _agrees(peer: Strategy, program: Program) -> None:
    """Hold that a peer finds and proves what CP-SAT does."""
    outcome = peer.solve(program, ASKED)
    taken = np.isin(np.arange(len(program.choices)), outcome.taken)
    assert outcome.status == "optimal"
    assert outcome.objective == outcome.bound == sf.solve(program).objective
    assert outcome.objective == program.objective(taken)
    assert program.broken(taken) == []
    found = [incumbent.objective for incumbent in outcome.incumbents]
    assert found == sorted(set(found), reverse=True)
    assert found[-1] == outcome.objective
    assert outcome.incumbents[-1].seconds <= outcome.seconds


@pytest.mark.parametrize("name", WEEKS)
def test_fixed_weeks_have_the_same_optimum(peer: Strategy, name: str) -> None:
    _agrees(peer, sf.formulate(WEEKS[name], sf.Policy(grid=120)))


@pytest.mark.parametrize("name", sorted(PEERS))
@given(week=weeks(most=2), policy=policies(grid=240))
@settings(max_examples=10)
def test_generated_weeks_have_the_same_optimum(name: str, week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    assume(len(program.counts) and open_choices(program).any())
    _agrees(_peer(name), program)


def test_two_weeks_of_a_block_have_the_same_optimum(peer: Strategy) -> None:
    block = sf.Block([sf.Week(_KEY), sf.Week(_KEY + _EASY)])
    _agrees(peer, sf.formulate(block, sf.Policy(grid=240)))


def test_asking_for_what_is_closed_is_infeasible(peer: Strategy) -> None:
    program = sf.formulate(WEEKS["key runs"], sf.Policy(grid=120))
    closed = np.flatnonzero(~open_choices(program))[:1]
    outcome = peer.solve(_asking(program, closed), ASKED)
    assert outcome.status == "infeasible"
    assert (outcome.taken, outcome.objective) == ((), None)


def test_asking_for_more_than_fits_is_infeasible(peer: Strategy) -> None:
    program = sf.formulate(WEEKS["key runs"], sf.Policy(grid=120))
    every = np.flatnonzero(open_choices(program))
    assert peer.solve(_asking(program, every[:1]), ASKED).status == "optimal"
    outcome = peer.solve(_asking(program, every, int(program.counts.sum()) + 1), ASKED)
    assert outcome.status == "infeasible"


def _asking(program: Program, choices: np.ndarray, least: int = 1) -> Program:
    """Return a program that asks for so many of some choices."""
    matrix = np.zeros((1, len(program.choices)), dtype=np.int64)
    matrix[0, choices] = -1
    label = Label("asked", "test", "asked for")
    row = weighted(matrix, np.array([-least]), lambda: [label])
    return attrs.evolve(program, rows=stack([program.rows, row]))


def test_without_time_nothing_is_found(peer: Strategy) -> None:
    program = sf.formulate(WEEKS["key runs"])
    outcome = peer.solve(program, sf.Limits(seconds=0))
    assert outcome.status == "unknown"
    assert outcome.objective is None
    assert outcome.bound == (0,) * len(program.tiers)


@pytest.mark.parametrize("seconds", [0.3, 2])
def test_time_limits_are_kept_and_bounds_hold(peer: Strategy, seconds: float) -> None:
    program = sf.formulate(sf.Block([sf.Week(_KEY + _EASY) for _ in range(10)]))
    best = sf.solve(program).objective
    assert best is not None
    began = time.perf_counter()
    outcome = peer.solve(program, sf.Limits(seconds=seconds))
    assert time.perf_counter() - began < seconds + 2  # the machine may be busy
    assert outcome.bound <= best
    assert outcome.status in ("optimal", "feasible", "unknown")
    if outcome.objective is not None:
        assert best <= outcome.objective
        assert (outcome.status == "optimal") == (outcome.objective == outcome.bound)


@pytest.mark.parametrize(
    ("more", "said"),
    [(2**31, "isolation can come to .* 32 bits"), (2**29, "a sum does not fit into the 32 bits")],
)
def test_what_32_bits_cannot_hold_is_refused(more: int, said: str) -> None:
    peer = _peer("minizinc")
    program = sf.formulate(WEEKS["key runs"], sf.Policy(grid=120))
    costs = program.tier_costs.copy()
    costs[-1] += more
    with pytest.raises(sf.TooLargeError, match=said):
        peer.solve(attrs.evolve(program, tier_costs=costs), ASKED)


def test_what_minizinc_did_not_prove_is_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    peer = _peer("minizinc")
    program = sf.formulate(WEEKS["key runs"], sf.Policy(grid=120))
    nothing = {"taken": [False] * len(Given.of(program).owner)}
    said = [{"type": "solution", "output": {"json": nothing}}, {"type": "status", "status": ""}]
    monkeypatch.setattr(minizinc, "_messages", lambda file, seconds: iter(said))
    outcome = peer.solve(program, ASKED)
    assert (outcome.status, outcome.taken) == ("feasible", ())
    assert outcome.bound == (0,) * len(program.tiers)


@pytest.mark.parametrize("suffix", [".mzn", ".none"])
def test_what_minizinc_says_is_told(monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    peer = _peer("minizinc")
    monkeypatch.setattr(minizinc, "MODEL", minizinc.MODEL.with_name(f"absent{suffix}"))
    with pytest.raises(sf.InputError, match=rf"'minizinc' failed: .*absent{suffix}"):
        peer.solve(sf.formulate(WEEKS["key runs"]), ASKED)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(sf.InputError, match="needs the programs minizinc and fzn-gecode"):
        minizinc.MinizincPeer().solve(sf.formulate(WEEKS["key runs"]))
