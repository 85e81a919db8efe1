"""A rule, a cost, an axis, a strategy and a verb are as many files as CONTRIBUTING.md says.

The examples are those of CONTRIBUTING.md: what it adds is read from there, and added at run time.
"""

import doctest
import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import matplotlib.pyplot as plt
import pytest

import strengthfit as sf
from strengthfit.interchange import (
    diagnosis_to_dict,
    explanation_to_dict,
    frontier_to_dict,
    plan_to_dict,
)
from strengthfit.program.costs import TERMS
from strengthfit.program.rules import RULES
from strengthfit.show import draw_frontier
from strengthfit.strategies import STRATEGIES
from strengthfit.strategies.heuristics.first_fit import KNOWN_RULES
from strengthfit.tradeoffs.axes import AXES

TOP = Path(__file__).parents[1]
SECTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "Add a rule": ("RULES", RULES),
    "Add a cost": ("TERMS", TERMS),
    "Add an axis, or an aim": ("AXES", AXES),
}
"""Each heading of CONTRIBUTING.md, and the registry that its example adds a line to."""

FILE = re.compile(r"^--- (?:/dev/null|a/(\S+))\n\+\+\+ b/(\S+)\n", re.MULTILINE)
HUNK = re.compile(r"^@@.*@@\n", re.MULTILINE)

WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=110)],
    strength=2,
    available=["Tue 18:00-20:00", "Wed", "Thu-Sat 18:00-20:00"],
)
CLUB_ONLY = attrs.evolve(WEEK, strength=1, available=["Wed 18:00-20:00"])


def section(heading: str) -> str:
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def files_after(heading: str) -> dict[str, str]:
    """Return each file that a section's difference touches, as it is with the difference."""
    difference = section(heading).partition("```diff\n")[2].partition("```")[0]
    heads = list(FILE.finditer(difference))
    files: dict[str, str] = {}
    for head, end in pairwise([*(head.span() for head in heads), (len(difference), 0)]):
        text = "" if (source := heads[len(files)][1]) is None else (TOP / source).read_text("utf-8")
        for hunk in HUNK.split(difference[head[1] : end[0]])[1:]:
            lines = hunk.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] in " -")
            new = "".join(line[1:] for line in lines if line[0] in " +")
            assert source is None or text.count(old) == 1
            text = new if source is None else text.replace(old, new)
        files[heads[len(files)][2]] = text
    return files


def run_file(path: str, source: str) -> ModuleType:
    """Return the module that a file at a path would be."""
    module = ModuleType(path.removesuffix(".py").replace("/", "."))
    module.__package__ = module.__name__.rpartition(".")[0]
    exec(compile(source, path, "exec"), module.__dict__)  # noqa: S102  # from our own document
    return module


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add every example to its registry, by its own file and its own line."""
    before = {heading: dict(records) for heading, (_, records) in SECTIONS.items()}
    for heading, (table, records) in SECTIONS.items():
        (path, source), (registry, lines), _ = files_after(heading).items()
        added = run_file(path, source)
        monkeypatch.setitem(sys.modules, added.__name__, added)
        found = run_file(registry, lines).__dict__[table]
        records.clear()
        records.update(found)
    yield
    for heading, (_, records) in SECTIONS.items():
        records.clear()
        records.update(before[heading])


@pytest.mark.parametrize("heading", SECTIONS)
def test_an_example_touches_as_many_files_as_it_says(heading: str) -> None:
    paths = list(files_after(heading))
    assert section(heading).startswith("\nThree files")
    assert len(paths) == 3
    assert [(TOP / path).exists() for path in paths] == [False, True, False]
    assert [path.partition("/")[0] for path in paths] == ["strengthfit", "strengthfit", "tests"]


@pytest.mark.usefixtures("extended")
@pytest.mark.parametrize("heading", SECTIONS)
def test_the_test_of_an_example_passes(heading: str) -> None:
    tests = run_file(*list(files_after(heading).items())[-1])
    cases = [case for name, case in vars(tests).items() if name.startswith("test_")]
    assert cases
    for case in cases:
        case()


@pytest.mark.usefixtures("extended")
def test_a_plan_shows_the_rule_and_the_cost() -> None:
    plan = sf.plan(attrs.evolve(WEEK, strength=1, available=["Wed", "Fri 18:00-20:00"]))
    assert re.search(r"Wed .* - on club day, Wed\n", str(plan))
    assert "on club day, Wed" in plan._repr_html_()
    assert "darkness 0.25" in str(plan)
    assert dict(plan.score.terms)["darkness"] == 0.25
    assert '"darkness"' in json.dumps(plan_to_dict(plan))


@pytest.mark.usefixtures("extended")
def test_printed_terms_add_up_to_the_interference() -> None:
    said = re.search(r"Interference ([\d.]+) % of speed: ([^:]*)\.\n", str(sf.plan(WEEK)))
    assert said is not None
    terms = [float(term.split()[-1]) for term in said[2].split(",")]
    assert len(terms) == 7
    assert sum(terms) == pytest.approx(float(said[1]), abs=0.005 * (len(terms) + 1))


@pytest.mark.usefixtures("extended")
def test_an_explanation_shows_the_rule_and_the_cost() -> None:
    explanation = sf.explain(sf.plan(WEEK))
    assert " club " in str(explanation)
    assert "club: the club meets" in " ".join(str(explanation).split())
    assert "in the dark 0.50 %" in " ".join(str(explanation).split())
    assert "blocked: on club day, Wed" in explanation.details
    assert "on club day, Wed" in explanation._repr_html_()
    assert "in the dark" in explanation._repr_html_()
    told = json.dumps(explanation_to_dict(explanation))
    assert '"club_day"' in told
    assert '"darkness"' in told
    reason = sf.why_not(sf.plan(WEEK), "Wed 18:00")
    assert "on club day, Wed" in str(reason)


@pytest.mark.usefixtures("extended")
def test_an_audit_shows_the_rule_and_the_cost() -> None:
    text = " ".join(str(sf.audit(WEEK, [sf.Session("Wed 18:00", "circuit")])).split())
    assert "on club day, Wed" in text
    assert "in the dark 0.25 %" in text


@pytest.mark.usefixtures("extended")
def test_a_diagnosis_gives_the_advice_of_the_rule_at_its_price() -> None:
    diagnosis = sf.diagnose(CLUB_ONLY, ways=20)
    assert "on club day, Wed (club_day)" in str(diagnosis)
    relaxation = next(way for way in diagnosis.relaxations if way.text == "miss the club on Wed")
    assert relaxation.price == 2
    week = relaxation.plan.week
    assert isinstance(week, sf.Week)
    assert week.waived == (sf.Waiver("club_day", "Wed"),)
    assert "2  miss the club on Wed" in str(diagnosis)
    assert "miss the club on Wed" in json.dumps(diagnosis_to_dict(diagnosis))
    dearer = sf.diagnose(CLUB_ONLY, prices={"club_day": 3.5}, ways=20)
    assert 3.5 in [way.price for way in dearer.relaxations]


@pytest.mark.usefixtures("extended")
def test_the_rule_can_be_waived() -> None:
    assert sf.plan(CLUB_ONLY).placements == ()
    waived = attrs.evolve(CLUB_ONLY, waived=[sf.Waiver("club_day", "Wed")])
    assert [placement.when for placement in sf.plan(waived).placements] == ["Wed 18:00"]


@pytest.mark.usefixtures("extended")
def test_a_cost_without_a_form_for_draws_is_the_same_in_all() -> None:
    robust = sf.robustness(sf.plan(WEEK), draws=20)
    assert (robust.interference >= 0.5).all()


@pytest.mark.usefixtures("extended")
def test_a_frontier_shows_the_axis() -> None:
    frontier = sf.frontier(WEEK, x="evenings")
    lines = str(frontier).splitlines()
    assert lines[0].split() == ["strength", "evenings", "placements"]
    assert [line.split()[2] for line in lines[1 : 1 + len(frontier)]] == ["2", "1", "0"]
    assert ">evenings</th>" in frontier._repr_html_()
    data = frontier_to_dict(frontier)
    assert data["axes"] == ["strength", "evenings"]
    assert data["values"][0] == [1.0, 2.0]
    assert draw_frontier(frontier).get_xlabel() == "sessions from 18:00 on"
    sized = draw_frontier(sf.frontier(WEEK, z="evenings"))
    legend = sized.get_legend()
    assert legend is not None
    words = [text.get_text() for text in legend.get_texts()]
    assert any(word.endswith("; 2 late") for word in words)
    assert "a larger marker is more evenings" in sized.get_title(loc="left")
    plt.close("all")
    stopped = sf.frontier(WEEK, y="evenings", x="strength", limits=sf.Limits(seconds=0))
    assert not stopped.complete


def test_a_strategy_is_one_file_one_line_and_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    heading = "Add a strategy"
    files = files_after(heading)
    assert section(heading).startswith("\nThree files")
    assert [(TOP / path).exists() for path in files] == [False, True, True]
    (path, source), (registry, lines), (_, reference) = files.items()
    added = run_file(path, source)
    monkeypatch.setitem(sys.modules, added.__name__, added)
    name, info = next(
        (name, info)
        for name, info in run_file(registry, lines).STRATEGIES.items()
        if name not in STRATEGIES
    )
    monkeypatch.setitem(STRATEGIES, name, info)
    assert f"| `{name}` |" in reference
    plan, best = sf.plan(WEEK, strategy=name), sf.plan(WEEK)
    assert [placement.when for placement in plan.placements] == ["Tue 18:00", "Thu 18:00"]
    assert plan.status == "feasible"
    assert plan.score.tiers >= best.score.tiers


def test_a_verb_is_one_file_and_four_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    heading = "Add a verb"
    files = files_after(heading)
    assert section(heading).startswith("\nFour files")
    assert [(TOP / path).exists() for path in files] == [False, True, True, False]
    (path, source), (_, package), (_, names), (tests, cases) = files.items()
    verb = run_file(path, source)
    monkeypatch.setitem(sys.modules, verb.__name__, verb)
    extended = ModuleType("strengthfit")
    extended.__package__ = "strengthfit"
    exec(compile(package, "__init__.py", "exec"), extended.__dict__)  # noqa: S102  # from our page
    assert extended.__all__ == sorted(extended.__all__)
    assert f'"{"".join(set(extended.__all__) - set(sf.__all__))}"' in names
    monkeypatch.setattr(sf, "rest_days", extended.rest_days, raising=False)
    run_file(tests, cases).test_a_week_without_anything_is_all_rest()
    (example,) = doctest.DocTestFinder().find(verb.rest_days, "rest_days", globs=vars(verb))
    assert doctest.DocTestRunner().run(example) == (0, 3)


def test_what_is_named_by_other_rooms_exists() -> None:
    assert set(KNOWN_RULES) <= set(RULES)
