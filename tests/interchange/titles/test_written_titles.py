"""Titles as runners and planners write them: not one key run is lost.

The sets and the judging are those of the study in `benchmarks/titles.py`.
"""

import json
from pathlib import Path

import pytest

from benchmarks.titles import (
    FIRST,
    MANNERS,
    NAMES,
    WRITTEN,
    Judged,
    Title,
    judge,
    made_titles,
    page,
    written_titles,
)
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange.titles import Meaning

PLANS = Path(__file__).parents[2] / "data" / "plans"
KNOWN_MISSES = {
    "tuned.tsv": 1,
    "kept_back.tsv": 3,
    "tuned_later.tsv": 0,
    "kept_back_later.tsv": 9,
}
INVENTED = {"kept_back_later.tsv": 7}
"""Private events of a set that are known to be taken for runs: it is scored, not mended on."""


@pytest.fixture(scope="module", params=sorted(FIRST))
def written(request: pytest.FixtureRequest) -> tuple[str, list[Judged]]:
    return request.param, judge(written_titles(WRITTEN / request.param))


@pytest.fixture(scope="module")
def made() -> list[Judged]:
    return judge(made_titles(PLANS))


def test_no_key_run_is_lost(written: tuple[str, list[Judged]]) -> None:
    assert [one.title.text for one in written[1] if one.loses_key] == []


def test_no_private_event_is_a_run(written: tuple[str, list[Judged]]) -> None:
    invented = [one.title.text for one in written[1] if one.invents_run]
    assert len(invented) <= INVENTED.get(written[0], 0), invented


def test_no_more_is_wrong_than_is_known(written: tuple[str, list[Judged]]) -> None:
    name, judged = written
    wrong = [one.title.text for one in judged if not one.is_right]
    assert len(wrong) <= KNOWN_MISSES[name]


def test_in_titles_made_from_plans_no_key_run_is_lost(made: list[Judged]) -> None:
    assert len(made) > 4000
    assert {one.title.text for one in made if one.loses_key or one.invents_run} == set()
    assert sum(not one.kind_is_right for one in made) <= len(made) / 100


def test_the_sets_hold_what_they_should() -> None:
    titles = [title for name in FIRST for title in written_titles(WRITTEN / name)]
    assert len(list(written_titles(WRITTEN / "tuned.tsv"))) == 300
    later = list(written_titles(WRITTEN / "tuned_later.tsv"))
    assert sum(title.right == ("other",) for title in later) >= len(later) * 0.45
    assert len({title.text for title in titles}) == len(titles)
    assert sum(title.right == ("other",) for title in titles) >= 80
    said = {right.partition("@")[0].partition(":")[2] for title in titles for right in title.right}
    assert {*RUN_KINDS, *STRENGTH_KINDS, "?", ""} == said
    for title in titles:
        assert len(title.right) == len(title.km) == len(title.minutes)


def test_the_judge_sees_what_is_lost_and_what_is_invented() -> None:
    tempo = Title("Tempo", ("run:tempo",), (None,), (None,))
    easy = Meaning("run", "easy", "x")  # type: ignore[arg-type]  # the kind as a plain word
    assert Judged(tempo, (easy,)).loses_key
    assert Judged(tempo, (Meaning("other", None, "x"),)).loses_key
    assert not Judged(tempo, (Meaning("run", None, "x", known=False),)).loses_key
    dinner = Title("Dinner", ("other",), (None,), (None,))
    assert Judged(dinner, (easy,)).invents_run
    long = Title("Long 20 km", ("run:long",), (20.0,), (None,))
    wrong = Meaning("run", "long", "x", km=2.0)  # type: ignore[arg-type]  # as above
    assert Judged(long, (wrong,)).kind_is_right
    assert not Judged(long, (wrong,)).is_right


def test_every_manner_makes_a_title_of_every_kind() -> None:
    kinds = {"rest"}
    for path in PLANS.glob("*.json"):
        for week in json.loads(path.read_text("utf-8"))["weeks"]:
            kinds |= {run["kind"] for day in week for run in day}
    assert all(kinds <= set(names) for names in NAMES.values())
    assert {title.manner for title in made_titles(PLANS)} == set(MANNERS)


def test_the_page_says_what_was_counted(made: list[Judged]) -> None:
    judged = {name: judge(written_titles(WRITTEN / name)) for name in FIRST}
    text = page(made, judged, 1000)
    for name, ones in judged.items():
        right = sum(one.is_right for one in ones)
        assert f"| {name} | {len(ones)} |" in text
        assert f"| {right} ({100 * right / len(ones):.1f} %) |" in text
    assert f"| all | {len(made):,} |" in text
