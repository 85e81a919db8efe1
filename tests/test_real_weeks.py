"""Published plans, week by week: proven, unbroken, every skip explained.

A handful of plans lie in `tests/data/plans`; where the whole collection lies beside the checkout it
is read from there.
"""

from pathlib import Path

import pytest

import strengthfit as sf
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import Corpus, read_corpus

from . import oracle
from .longer import mostly_longer

_ROOT = Path(__file__).parents[1]
_HERE = sorted((_ROOT / "tests" / "data" / "plans").glob("*.json"))
_ALL = sorted((_ROOT.parent / "shared" / "data" / "plans").glob("*.json"))
_OTHERS = [path for number, path in enumerate(_ALL) if number % 4]


def _check(corpus: Corpus, preset: str) -> None:
    policy = sf.Policy.preset(preset)
    for number in range(1, len(corpus) + 1):
        week = corpus.week(number)
        plan = sf.plan(week, policy)
        sittings = oracle.sittings_of(plan)
        assert plan.status == "optimal"
        assert oracle.broken(week, policy, sittings) == []
        assert plan.interference == pytest.approx(
            oracle.score(week, policy, sittings).exact_interference
        )
        assert len(plan.placements) + len(plan.skipped) == 2
        assert all(skipped.labels for skipped in plan.skipped)
        lines = str(plan).splitlines()
        assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("path", mostly_longer(_HERE, 2), ids=lambda path: path.stem)
def test_a_handful_under_every_preset(path: Path, preset: str) -> None:
    _check(read_corpus(path), preset)


@pytest.mark.skipif(not _ALL, reason="the whole collection is not beside this checkout")
@pytest.mark.parametrize("path", [*_ALL[::4], *mostly_longer(_OTHERS, 0)])
def test_the_whole_collection(path: Path) -> None:
    _check(read_corpus(path), "supporting")


def test_a_handful_is_there() -> None:
    assert len(_HERE) >= 5


@pytest.mark.parametrize("path", _HERE, ids=lambda path: path.stem)
def test_edges_are_real(path: Path) -> None:
    """The next weeks' runs, race and all, are the `after` of each week, at their own times."""
    corpus = read_corpus(path)
    for number in range(1, len(corpus)):
        week, following = corpus.week(number), corpus.week(number + 1)
        after = [run for run in week.after if isinstance(run, sf.Run)]
        starts = [run.when.minutes for run in after]
        expected = [
            run.when.minutes + 7 * 1440 for run in following.runs if run.when.minutes is not None
        ]
        assert starts[: len(expected)] == expected
        assert [run.kind for run in after][: len(expected)] == [r.kind for r in following.runs]
