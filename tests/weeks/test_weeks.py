"""The large runs find what is wrong, add up, and go on where they were stopped."""

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.presets import PRESETS
from strengthfit.strategies import Strategy
from strengthfit.strategies.protocol import NO_LIMITS

from . import agreement, batches, profile
from . import soak as soaking
from .__main__ import main
from .drawn import mixed_weeks
from .soak import Sample, growth
from .verbs import VERBS

SMALL = 4


def test_a_batch_of_the_profile_holds_every_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "WEEKS", SMALL)
    tally = profile.batch(2)
    counts = tally.counts
    assert tally.wrong == []
    assert [counts[f"{preset}: plans"] for preset in PRESETS] == [SMALL] * len(PRESETS)
    assert counts["promise: best, proven, and no rule broken"] == SMALL * len(PRESETS)


def test_the_profile_names_a_plan_that_is_not_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "WEEKS", SMALL)
    monkeypatch.setattr(sf, "plan", _greedy)
    wrong = profile.batch(2).wrong
    assert any("best, proven, and no rule broken" in line for line in wrong)


_plan = sf.plan


def _greedy(week: sf.Week, policy: sf.Policy) -> sf.Plan:
    return _plan(week, policy, "greedy")


def test_a_batch_of_strategies_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "WEEKS", 45)
    tally = agreement.batch(3)
    counts = tally.counts
    assert tally.wrong == []
    assert counts["weeks"] + counts["refused: a pin"] == 45
    assert min(counts[f"by {name}"] for name in agreement.exact_strategies()) > 0


def test_a_strategy_that_drops_a_session_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    @attrs.frozen
    class Lazy:
        solver: Strategy

        def solve(self, program: sf.Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
            found = self.solver.solve(program, limits)
            return attrs.evolve(found, taken=found.taken[:1])

    monkeypatch.setattr(agreement, "WEEKS", 90)  # of few of which more than one session is placed
    strategies = agreement.exact_strategies()
    strategies["dynamic"] = Lazy(strategies["dynamic"])
    assert agreement.batch(3, strategies).wrong


def test_mixed_weeks_differ() -> None:
    weeks = list(islice(mixed_weeks(1, parts=12), 200))
    assert len(set(weeks)) > 190


def test_batches_are_done_once_and_a_cut_line_again(tmp_path: Path) -> None:
    path, asked = tmp_path / "work.jsonl", []

    def work(number: int) -> batches.Tally:
        asked.append(number)
        return batches.Tally(Counter(weeks=number), ["wrong"] if number == 3 else [])

    batches.run(path, range(1, 4), work)
    path.write_bytes(path.read_bytes()[:-10])  # a process that was ended while it wrote
    batches.run(path, range(1, 6), work)
    assert asked == [1, 2, 3, 3, 4, 5]
    known = batches.kept(path)
    assert [batch.number for batch in known] == [1, 2, 3, 4, 5]
    assert batches.total(known) == Counter(weeks=15)
    assert [batch.wrong for batch in known] == [(), (), ("wrong",), (), ()]


def test_a_line_that_is_broken_amid_others_is_no_end(tmp_path: Path) -> None:
    path = tmp_path / "work.jsonl"
    path.write_text('{"number": 1\n{}\n')
    with pytest.raises(ValueError, match="delimiter"):
        batches.kept(path)


@pytest.mark.longer
def test_a_soak_calls_every_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soaking, "PARTS", 4)
    monkeypatch.setattr(soaking, "OTHER", 1)
    found = soaking.soak(len(VERBS) + 1, 3, tmp_path / "samples.jsonl")
    assert found.wrong == ()
    assert all(any(call.startswith(name) for call in found.calls) for name in VERBS)
    written = (tmp_path / "samples.jsonl").read_text().splitlines()
    assert [Sample(**json.loads(line)) for line in written] == list(found.samples)


def test_growth_is_that_after_the_warm_up() -> None:
    samples = [
        Sample(plans, 100 + 50 * (plans > 150), 10 * plans) for plans in range(100, 1100, 100)
    ]
    assert growth(tuple(samples)) == pytest.approx((0, 7000), abs=1e-6)


@pytest.mark.longer
def test_the_page_adds_up_what_folders_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile, "WEEKS", 1)
    monkeypatch.setattr(agreement, "WEEKS", 6)
    monkeypatch.setattr(soaking, "PARTS", 4)
    one, other, out = tmp_path / "one", tmp_path / "other", tmp_path / "page.md"
    for folder in (one, other):
        main(["agreement", "--records", str(folder), "--batches", "1"])  # the same batch
    main(["profile", "--records", str(one), "--batches", "1"])
    main(["soak", "--records", str(one), "--plans", "5"])
    main(["page", "--records", str(one), str(other), "--out", str(out)])
    text = out.read_text("utf-8")
    assert text.startswith("# Generated weeks\n")
    assert "1 weeks, each planned under every preset" in text
    assert "--batches 1`" in text
    assert text.count("Wrong: 0.") == 3
