"""The tables: each example is understood as its row says, and the order of hardness is reasoned."""

import pytest

from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange.titles import english, other_languages, recognise, tables
from strengthfit.interchange.titles.rows import Row
from strengthfit.physiology.parameters import Parameters

ROWS = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS)
NAMING = [row for row in ROWS if row.part in ("run", "strength")]
NOT_NAMING = [row for row in ROWS if row.part in ("ignored", "private", "about")]
NOT_A_RUN = [
    row for row in ROWS if row.part in ("activity", "care", "rest", "no_run", "called_off")
]


def _cases(rows: list[Row]) -> list[tuple[Row, str]]:
    return [(row, title) for row in rows for title in row.examples]


@pytest.mark.parametrize(("row", "title"), _cases(NAMING), ids=lambda value: str(value)[:40])
def test_an_example_is_understood_as_its_row_says(row: Row, title: str) -> None:
    found = [meaning for meaning in recognise(title) if meaning.item == row.part]
    if row.kind is None:
        assert [meaning.known for meaning in found] == [False]
    else:
        assert [meaning.kind for meaning in found] == [row.kind]


@pytest.mark.parametrize(
    "title", [title for _, title in _cases(NOT_NAMING + NOT_A_RUN)], ids=lambda value: value[:40]
)
def test_what_is_no_run_is_other(title: str) -> None:
    assert {meaning.item for meaning in recognise(title)} == {"other"}


@pytest.mark.parametrize("row", [*NAMING, *NOT_NAMING], ids=lambda row: row.pattern[:40])
def test_every_row_that_decides_has_examples_in_which_its_pattern_stands(row: Row) -> None:
    from strengthfit.interchange.titles.folded import fold

    assert row.examples
    if "\\0" not in row.pattern:  # it stands before a figure, which is taken out first
        assert any(row.compiled.search(fold(title).text) for title in row.examples)


def test_every_kind_can_be_said() -> None:
    said = {row.kind for row in english.RUNS + english.BEFORE_AMOUNTS + english.STRENGTH}
    assert {*RUN_KINDS, *STRENGTH_KINDS} <= said


@pytest.mark.parametrize("kind", ["easy", "long", "tempo", "intervals", "hills", "race"])
def test_other_languages_say_the_common_kinds(kind: str) -> None:
    rows = other_languages.RUNS + other_languages.BEFORE_AMOUNTS
    assert sum(row.kind == kind for row in rows) >= 2


def test_hardness_follows_the_evidence_but_for_long_runs() -> None:
    values = Parameters()

    def cost(kind: str) -> tuple[float, float, float]:
        return (
            values.value("importance", kind),
            values.value("sensitivity", kind),
            values.value("session_rpe", kind),
        )

    order = [kind for kind in tables.RUN_HARDNESS if kind != "long"]
    costs = [cost(kind) for kind in order]
    # Kinds of equal figures may stand in any order.
    assert costs == sorted(costs, reverse=True)
    assert set(tables.RUN_HARDNESS) == set(RUN_KINDS)
    before = tables.RUN_HARDNESS.index
    assert before("hills") < before("long") < before("race_pace")


def test_every_key_kind_is_harder_than_every_other() -> None:
    from strengthfit.domain.run import KEY_RUN_KINDS

    keys = [kind in KEY_RUN_KINDS for kind in tables.RUN_HARDNESS]
    assert keys == sorted(keys, reverse=True)


def test_strength_hardness_names_every_kind() -> None:
    assert set(tables.STRENGTH_HARDNESS) == set(STRENGTH_KINDS)
