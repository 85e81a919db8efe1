"""The documents say what is so: code runs, pictures and tables match, links lead somewhere.

``python -m tests.test_documents`` writes anew what can be derived: outputs, the evidence table and
the notebook. Read the difference before keeping it.
"""

import contextlib
import importlib.util
import io
import json
import re
import shlex
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import nbclient
import nbformat
import pytest
from click.testing import CliRunner

import strengthfit as sf
from strengthfit.cli import main as command
from strengthfit.cli.bench_command import bench
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import KEY_RUN_KINDS, RUN_KINDS
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS
from strengthfit.interchange import (
    Chosen,
    WeekFile,
    open_file,
    parse_squad,
    parse_week,
    read_squad,
)
from strengthfit.interchange.squad_file import FIELDS as SQUAD_FIELDS
from strengthfit.interchange.titles import parse_words
from strengthfit.interchange.week_lines import read_week_lines
from strengthfit.lab.strategies import VARIANTS
from strengthfit.physiology.citations import CITATIONS
from strengthfit.physiology.evidence import EVIDENCE
from strengthfit.program.costs import TERMS
from strengthfit.program.rules import RULES
from strengthfit.program.tier_names import TIERS
from strengthfit.strategies import STRATEGIES

from .longer import mostly_longer

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_WITH_OUTPUT = re.compile(
    r"^```python\n(?P<code>.*?)^```$(?:\n+^```text\n(?P<printed>.*?)^```$)?"
    r"|`strengthfit (?P<arguments>[^`\n]+)`[^`\n]* prints:\n\n```text\n(?P<shown>.*?)^```$",
    re.M | re.S,
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@contextlib.contextmanager
def in_a_copy() -> Iterator[None]:
    """Stand where the documents' paths lead, in a copy: nothing that runs leaves a file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("examples", "tests/data"):
            shutil.copytree(ROOT / name, Path(folder, name))
        Path(folder, "notebooks").mkdir()
        with contextlib.chdir(folder):
            yield


def run_command(arguments: str) -> str:
    result = CliRunner().invoke(command, arguments.split())
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def with_outputs(text: str) -> str:
    """Return a page with every output as it is now, running its Python in one namespace."""
    names: dict[str, Any] = {"__name__": "page"}

    def again(match: re.Match[str]) -> str:
        if match["arguments"] is not None:
            start, end = match.span("shown")
            printed = run_command(match["arguments"])
        else:
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(compile(match["code"], "page", "exec"), names)  # noqa: S102  # our own pages
            printed = said.getvalue()
            start, end = match.span("printed")
        if start < 0:
            return match[0]
        before = match.start()
        return match[0][: start - before] + printed + match[0][end - before :]

    with in_a_copy():
        return _WITH_OUTPUT.sub(again, text)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_code_runs_and_prints_what_the_page_says(page: Path) -> None:
    text = page.read_text("utf-8")
    assert with_outputs(text) == text


def test_the_first_picture_is_what_the_command_prints() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    language, picture = next(iter(_FENCED.findall(readme)))
    with in_a_copy():
        assert (language, picture) == ("text", run_command("plan examples/marathon_week.toml"))


def test_quick_start_is_two_lines_to_paste() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("\n## Quick start\n")[2].partition("\n## ")[0]
    blocks = [code for language, code in _FENCED.findall(section) if language == "sh"]
    assert [code.count("\n") for code in blocks] == [1, 1]
    assert "strengthfit plan examples/marathon_week.toml" in blocks[0]
    assert "-m pytest" in blocks[1]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_other_blocks_are_valid(page: Path) -> None:
    with in_a_copy():
        for language, code in _FENCED.findall(page.read_text("utf-8")):
            assert language, f"a block without a language: {code[:60]!r}"
            tables = tomllib.loads(code) if language == "toml" else {"project": None}
            if "ignore" in tables:
                parse_words(tables)
            elif "athletes" in tables:
                parse_squad(tables)
            elif "project" not in tables:
                parse_week(tables)
            if language == "json":
                data = json.loads(code)
                if "runs" in data:
                    parse_week(data)
            for line in code.splitlines() if language == "sh" else ():
                if line.startswith("strengthfit bench"):  # minutes long: read, and not run
                    bench.make_context("bench", shlex.split(line)[2:])
                elif line.startswith("strengthfit "):
                    run_command(line.removeprefix("strengthfit "))


def _anchors(page: Path) -> set[str]:
    text = _FENCED.sub("", page.read_text("utf-8"))
    heads = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", [*PAGES, *NOTEBOOKS], ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text("utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / link).resolve() for link in _LINK.findall(index.read_text("utf-8"))}
    assert set(DOCS.rglob("*.md")) - {index} <= linked


# Reference tables


def table(page: Path, heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading, without its two head rows."""
    below = page.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def first_names(page: Path, heading: str) -> list[str]:
    return [row[0].strip("`") for row in table(page, heading)]


RULES_PAGE = DOCS / "reference" / "rules_and_costs.md"
POLICY_PAGE = DOCS / "reference" / "policy.md"


def test_every_rule_is_told_in_order() -> None:
    assert first_names(RULES_PAGE, "Rules") == list(RULES)


def test_every_cost_is_told_with_its_tier() -> None:
    told = {row[0].strip("`"): row[1] for row in table(RULES_PAGE, "Costs")}
    assert told == {term.name: term.tier for term in TERMS.values()}


def test_the_words_of_the_terms_of_interference_are_told() -> None:
    page = " ".join(RULES_PAGE.read_text("utf-8").split())
    words = [term.word for term in TERMS.values() if term.tier == "interference"]
    assert all(f'"{word}"' in page for word in words)


def test_every_tier_and_strategy_is_told() -> None:
    assert first_names(RULES_PAGE, "Tiers") == list(TIERS)
    told = {row[0].strip("`"): tuple(row[1:4]) for row in table(RULES_PAGE, "Strategies")}
    words = {True: "yes", False: "no"}
    assert told == {
        name: (words[listed.exact], words[listed.every_rule], words[listed.anytime])
        for name, listed in STRATEGIES.items()
    }
    assert list(told) == list(STRATEGIES)


def test_every_variant_for_comparisons_is_told() -> None:
    assert first_names(DOCS / "how-to" / "compare_strategies.md", "Variants") == list(VARIANTS)


def test_every_policy_field_is_told_in_order() -> None:
    assert first_names(POLICY_PAGE, "Fields") == [field.name for field in attrs.fields(sf.Policy)]


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(sf.Policy)])
def test_a_policy_field_is_told_as_it_is(name: str) -> None:
    told = {row[0].strip("`"): row[1:] for row in table(POLICY_PAGE, "Fields")}
    default, accepted, why = told[name]
    with pytest.raises(sf.InputError) as refused:
        sf.Policy(**{name: object()})  # type: ignore[arg-type]  # rubbish on purpose
    assert accepted == refused.value.accepted.removeprefix("is not ").partition(";")[0]
    assert why
    if default != "below":  # then the page's own code compares it
        value = eval(default.strip("`"), vars(sf))  # noqa: S307  # our own page
        assert getattr(sf.Policy(**{name: value}), name) == getattr(sf.Policy(), name)


def test_the_longest_gap_is_described_as_it_is_priced() -> None:
    words = "A plan tries to have a session in every stretch of this many days"
    row = next(row for row in table(POLICY_PAGE, "Fields") if row[0] == "`longest_gap`")
    assert words in str(sf.Policy.__doc__)
    assert row[-1].startswith(words[0].lower() + words[1:])
    before, after = [sf.Session("Sun 18:00", "heavy")], [sf.Session("Mon 18:00", "heavy")]
    week = sf.Week([], strength=[sf.Demand("heavy")], before=before, after=after)
    for gap, counted in ((7, 0), (4, 0), (3, 1)):  # on Thursday: three days on either side
        week = attrs.evolve(week, pins=[sf.Session("Thu 18:00", "heavy")])
        plan = sf.plan(week, policy=sf.Policy(longest_gap=gap))
        assert (dict(plan.score.tiers)["continuity"] > 0) == bool(counted)


def test_a_new_rule_needs_no_line_in_the_import_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    rules = [name for one in contracts["contracts"] for name in one.get("modules", [])]
    assert "strengthfit.program.rules.*" in rules
    steps = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Add a rule\n")[2]
    assert "pyproject" not in steps.partition("\n## ")[0]


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(sf.Guard)])
def test_the_rows_of_a_policy_are_told(name: str) -> None:
    assert name in first_names(POLICY_PAGE, "Guard")


def test_race_levels_are_told() -> None:
    names = [field.name for field in attrs.fields(sf.RaceLevel)]
    assert first_names(POLICY_PAGE, "RaceLevel") == names


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "explanation" / "schools.md"])
def test_every_preset_is_told(page: Path) -> None:
    assert first_names(page, "Presets") == list(PRESETS)


def test_every_option_of_the_command_is_told() -> None:
    text = (DOCS / "reference" / "command.md").read_text("utf-8")
    for name, verb in command.commands.items():
        assert f"## strengthfit {name}" in text
        for parameter in verb.params:
            if parameter.param_type_name == "option":
                assert f"| `{parameter.opts[0]}" in text


WEEK_FILES = DOCS / "how-to" / "week_files.md"
HELD = {
    "The week": sf.Week,
    "Runs": sf.Run,
    "Demands": sf.Demand,
    "Sessions": sf.Session,
    "Windows": sf.Window,
    "Waivers": sf.Waiver,
    "The athlete": sf.Athlete,
}


@pytest.mark.parametrize("heading", HELD)
def test_every_field_of_a_week_file_is_told(heading: str) -> None:
    fields = [field.name for field in attrs.fields(HELD[heading])]
    extra = ["placements", "schema_version", "policy"] if heading == "The week" else []
    assert first_names(WEEK_FILES, heading) == fields + extra


def test_every_kind_is_told() -> None:
    text = WEEK_FILES.read_text("utf-8")
    assert all(f"`{kind}`" in text for kind in (*RUN_KINDS, *STRENGTH_KINDS, *DOSES))
    line = next(line for line in text.splitlines() if line.startswith("Key by default: "))
    assert set(re.findall(r"`(\w+)`", line)) == set(KEY_RUN_KINDS)


# Evidence


def _evidence_writer() -> ModuleType:
    path = DOCS / "reference" / "write_evidence.py"
    spec = importlib.util.spec_from_file_location("write_evidence", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_evidence_page_is_the_evidence_table() -> None:
    text = (DOCS / "reference" / "evidence.md").read_text("utf-8")
    assert _evidence_writer().with_tables(text) == text
    for row in EVIDENCE:
        assert f"| {row.subject} | {row.value:g} | {row.low:g} | {row.high:g} |" in text
    for citation in CITATIONS.values():
        assert citation.text in text


# The notebooks


def read_notebook(path: Path) -> nbformat.NotebookNode:
    node: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types
    return node


def cells_that_read(notebook: Path) -> int:
    """Return how many cells there are up to the last that opens files; the folder matters to them.

    It is 0 if none does.
    """
    opens = [
        number
        for number, cell in enumerate(read_notebook(notebook).cells, 1)
        if cell.cell_type == "code" and re.search(r"open\(|read_\w+\(|Path\(|\.\./", cell.source)
    ]
    return max(opens, default=0)


def executed(
    notebook: Path, folder: str = "notebooks", cells: int | None = None
) -> nbformat.NotebookNode:
    """Return a notebook run from top to bottom, with nothing kept that differs from run to run.

    Jupyter runs it in its own folder, some editors in the top folder. Only the first cells are run
    if a number is given.
    """
    node: nbformat.NotebookNode = read_notebook(notebook)
    node.cells = node.cells[:cells]
    with in_a_copy():
        nbclient.NotebookClient(
            node,
            timeout=120,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            record_timing=False,
        ).execute()
    node.metadata.pop("language_info", None)  # it holds the exact version of Python
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return node


def _joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Join what was printed: the pieces in which it comes differ from run to run."""
    printed = [output for output in outputs if output.get("name") == "stdout"]
    others = [output for output in outputs if output.get("name") != "stdout"]
    if printed:
        printed[0].text = "".join(output.text for output in printed)
    return printed[:1] + others


def _outputs(node: nbformat.NotebookNode) -> list[Any]:
    """Return what code cells gave, with figures as "a figure": fonts differ from run to run."""
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    return [[_without_pixels(output) for output in cell.outputs] for cell in cells]


def _without_pixels(output: Any) -> Any:
    data = output.get("data", {})
    return {**output, "data": dict.fromkeys(data, "a figure")} if "image/png" in data else output


@pytest.mark.parametrize("notebook", mostly_longer(NOTEBOOKS), ids=_name)
def test_a_notebook_runs_and_says_what_it_said(notebook: Path) -> None:
    kept = read_notebook(notebook)
    nbformat.validate(kept)
    assert _outputs(executed(notebook, "notebooks")) == _outputs(kept)


@pytest.mark.longer
@pytest.mark.parametrize("notebook", [one for one in NOTEBOOKS if cells_that_read(one)], ids=_name)
def test_a_notebook_finds_its_files_from_the_top_folder_too(notebook: Path) -> None:
    found = _outputs(executed(notebook, ".", cells_that_read(notebook)))
    assert found == _outputs(read_notebook(notebook))[: len(found)]


def test_there_is_something_to_test() -> None:
    assert len(PAGES) >= 15
    assert NOTEBOOKS


EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_file())
LINES = [path for path in EXAMPLES if path.suffix == ".jsonl"]
SQUADS = [path for path in EXAMPLES if path.name.startswith("squad")]


@pytest.mark.parametrize(
    "path", sorted({*EXAMPLES} - {*LINES, *SQUADS}), ids=lambda path: path.name
)
def test_each_example_is_planned_as_asked(path: Path) -> None:
    form, table = open_file(path)
    assert form.week is not None
    read = form.week(str(path), table, Chosen(start="2026-11-23" if table is None else None))
    plan = sf.plan(read.week, read.policy)
    assert plan.status == "optimal"
    assert plan.placements
    assert all(skipped.labels for skipped in plan.skipped)


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.name)
def test_each_line_of_an_example_is_planned(path: Path) -> None:
    for _, given in read_week_lines(path):
        assert not isinstance(given, sf.FileError)
        asked = given.week if isinstance(given, WeekFile) else given.block
        assert sf.plan(asked, given.policy).placements


@pytest.mark.parametrize("path", SQUADS, ids=lambda path: path.name)
def test_each_squad_of_an_example_is_planned(path: Path) -> None:
    file = read_squad(path)
    squad = sf.plan_squad(file.members, file.gym, file.coach, file.policy)
    assert squad.status == "optimal"
    assert squad.shifts
    assert all(plan.placements for plan in squad.plans)


SQUAD_PAGE = DOCS / "how-to" / "squads.md"


def test_every_field_of_a_squad_file_is_told() -> None:
    assert set(first_names(SQUAD_PAGE, "The file")) == {*SQUAD_FIELDS} - {"schema_version"}
    told = {row[0].strip("`"): row[2] for row in table(SQUAD_PAGE, "The file")}
    for name, kind in (("gym", sf.Gym), ("coach", sf.Coach)):
        assert all(f"`{field.name}`" in told[name] for field in attrs.fields(kind))


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(with_outputs(page.read_text("utf-8")), "utf-8")
    _evidence_writer().main()
    for notebook in NOTEBOOKS:
        notebook.write_text(nbformat.writes(executed(notebook)) + "\n", "utf-8")  # type: ignore[no-untyped-call]  # it has no types
