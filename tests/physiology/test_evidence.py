"""The evidence table: every row sound, every citation real and used, overrides checked."""

import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strengthfit import InputError
from strengthfit.domain.run import KEY_RUN_KINDS, RUN_KINDS
from strengthfit.domain.strength import DOSES, EFFORTS, STRENGTH_KINDS
from strengthfit.physiology.citations import CITATIONS, Citation
from strengthfit.physiology.evidence import EVIDENCE, Parameter, check_overrides, lookup

SUBJECTS = {
    "peak": STRENGTH_KINDS,
    "fast_share": STRENGTH_KINDS,
    "fast_hours": STRENGTH_KINDS,
    "delayed_share": STRENGTH_KINDS,
    "delayed_peak_hours": STRENGTH_KINDS,
    "delayed_shape": STRENGTH_KINDS,
    "unaccustomed_factor": STRENGTH_KINDS,
    "novel_sessions": ("any",),
    "weeks_to_novelty": ("any",),
    "effort": EFFORTS,
    "sensitivity": RUN_KINDS,
    "importance": RUN_KINDS,
    "strength_quality_lost": RUN_KINDS,
    "strength_recovery_hours": RUN_KINDS,
    "leg_work": STRENGTH_KINDS,
    "minutes": STRENGTH_KINDS,
    "usual_minutes": RUN_KINDS,
    "minutes_per_km": ("any",),
    "session_rpe": (*STRENGTH_KINDS, *RUN_KINDS),
    "benefit": STRENGTH_KINDS,
    "gain": DOSES,
    "cost_factor": DOSES,
    "minutes_share": DOSES,
}
"""Every parameter of the model with everything it must be known for."""

HIGHEST = {"share": 1.0, "0-10": 10.0}
"""Bounds that the unit itself sets; a delayed share is relative to the fast part."""

rows = st.sampled_from(EVIDENCE)
each_row = pytest.mark.parametrize("row", EVIDENCE, ids=lambda row: row.key)


def test_the_table_is_complete_and_says_nothing_twice() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for row in EVIDENCE:
        found[row.name].append(row.subject)
    assert {name: sorted(subjects) for name, subjects in found.items()} == {
        name: sorted(subjects) for name, subjects in SUBJECTS.items()
    }


@each_row
def test_a_row_is_sound(row: Parameter) -> None:
    assert 0 <= row.low <= row.value <= row.high < math.inf
    assert row.unit
    assert row.source
    assert len(set(row.source)) == len(row.source)
    assert row.key == f"{row.name}.{row.subject}"
    if row.name != "delayed_share":
        assert row.high <= HIGHEST.get(row.unit, math.inf)
    if row.low == row.high:
        assert "without a range" in row.note


@each_row
def test_a_row_s_sources_exist(row: Parameter) -> None:
    assert set(row.source) <= {*CITATIONS, "CONVENTION"}


def test_every_citation_is_cited() -> None:
    cited = {source for row in EVIDENCE for source in row.source}
    assert set(CITATIONS) == (cited | cited_in_words()) - {"CONVENTION"}


def cited_in_words() -> set[str]:
    """Return the studies that the package's docstrings and the pages name by their row."""
    root = Path(__file__).parents[2]
    pages = [*root.glob("strengthfit/**/*.py"), *root.glob("docs/**/*.md")]
    own = {"citations.py", "evidence.py", "evidence.md"}
    texts = [page.read_text("utf-8") for page in pages if page.name not in own]
    return {row for text in texts for row in re.findall(r"\bA[1-9]\d?\b", text)}


@pytest.mark.parametrize("citation", CITATIONS.values(), ids=lambda citation: citation.id)
def test_a_citation_can_be_found_in_a_library(citation: Citation) -> None:
    assert CITATIONS[citation.id] is citation
    assert any(year in citation.text for year in map(str, range(1980, 2027)))
    assert citation.doi is None or citation.doi.startswith("10.")


def test_a_citation_says_how_it_was_read() -> None:
    with pytest.raises(ValueError, match="'read' must be in"):
        Citation("X1", "hearsay", read="HEARD")


def test_one_unit_for_one_name() -> None:
    assert len({(row.name, row.unit) for row in EVIDENCE}) == len(SUBJECTS)


@pytest.mark.parametrize("name", ["gain", "cost_factor", "minutes_share"])
def test_a_lighter_dose_gives_less_costs_less_and_is_shorter(name: str) -> None:
    values = [lookup(name, dose) for dose in ("full", "reduced", "simplified")]
    assert values[0] == 1
    assert values[0] > values[1] > values[2] > 0


def test_a_lighter_dose_is_worth_its_place() -> None:
    """It loses a smaller share of the benefit than of the cost; else it would never be chosen."""
    for dose in ("reduced", "simplified"):
        assert lookup("gain", dose) > lookup("cost_factor", dose)


def test_novelty_and_delay_have_the_same_bounds_for_all_kinds() -> None:
    bounds = {(row.name, row.low, row.high) for row in EVIDENCE}
    assert {bound for bound in bounds if bound[0] == "delayed_peak_hours"} == {
        ("delayed_peak_hours", 20, 48)
    }
    assert {bound for bound in bounds if bound[0] == "unaccustomed_factor"} == {
        ("unaccustomed_factor", 1, 4)
    }


def test_kinds_are_ordered_as_the_studies_order_them() -> None:
    peaks = [lookup("peak", kind) for kind in ("hypertrophy", "heavy", "circuit", "upper", "core")]
    assert peaks == sorted(peaks, reverse=True)
    assert lookup("peak", "plyometric") > lookup("peak", "circuit")
    benefits = {kind: lookup("benefit", kind) for kind in STRENGTH_KINDS}
    assert max(benefits, key=lambda kind: benefits[kind]) == "heavy"


def test_fast_running_is_hurt_most_and_matters_most() -> None:
    easy = [kind for kind in RUN_KINDS if kind not in KEY_RUN_KINDS]
    for name in ("sensitivity", "importance"):
        assert max(lookup(name, k) for k in easy) < min(lookup(name, k) for k in KEY_RUN_KINDS)
    assert max(RUN_KINDS, key=lambda kind: lookup("importance", kind)) == "race"


def test_nearer_to_failure_is_never_less_sore() -> None:
    rows = [row for row in EVIDENCE if row.name == "effort"]
    assert [row.subject for row in rows] == list(EFFORTS)
    assert [(row.low, row.value, row.high) for row in rows] == [
        (0.25, 0.5, 1),
        (1, 1, 1),
        (1, 1.5, 2),
    ]


@pytest.mark.parametrize("kind", STRENGTH_KINDS)
def test_new_to_strength_is_never_less_sore(kind: str) -> None:
    row = next(row for row in EVIDENCE if row.key == f"unaccustomed_factor.{kind}")
    assert row.low >= 1
    assert row.value > 1


@given(rows, st.data())
@settings(max_examples=500)
def test_a_value_within_the_bounds_overrides(row: Parameter, data: st.DataObject) -> None:
    value = data.draw(st.floats(row.low, row.high))
    check_overrides({row.key: value})
    assert lookup(row.name, row.subject, {row.key: value}) == value
    assert lookup(row.name, row.subject, {"peak.other": -1.0}) == row.value
    assert lookup(row.name, row.subject) == row.value


@given(
    rows,
    st.one_of(
        st.floats(-1e9, -1e-9),
        st.floats(1e-9, 1e9),
        st.sampled_from(
            [math.nan, math.inf, -math.inf, np.float64("nan"), 10**400, True, None, "3", [], 1j]
        ),
    ),
)
@settings(max_examples=500)
def test_a_value_outside_the_bounds_is_refused(row: Parameter, beyond: Any) -> None:
    if isinstance(beyond, float) and math.isfinite(beyond):
        beyond = row.high + beyond if beyond > 0 else row.low + beyond
        assume(not row.low <= beyond <= row.high)  # too small a step beside the bound
    with pytest.raises(InputError, match=rf"from {row.low:g} to {row.high:g} \(") as got:
        check_overrides({row.key: beyond})
    assert got.value.where == f"overrides[{row.key!r}]"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("peek.heavy", "did you mean 'peak.heavy'"),
        ("peak.hevy", "did you mean 'peak.heavy'"),
        ("peak", "write e.g. 'peak.heavy'"),
        ("", "write e.g. 'peak.heavy'"),
        (5, "write e.g. 'peak.heavy'"),
    ],
)
def test_an_unknown_parameter_is_refused(key: Any, said: str) -> None:
    with pytest.raises(InputError, match=f"is not the name of a parameter; .*{said}"):
        check_overrides({"peak.heavy": 3.0, key: 1.0})


@pytest.mark.parametrize(("name", "subject"), [("peak", "easy"), ("gain", "none"), ("x", "any")])
def test_a_lookup_of_nothing_is_refused(name: str, subject: str) -> None:
    with pytest.raises(InputError, match="is not the name of a parameter"):
        lookup(name, subject)
