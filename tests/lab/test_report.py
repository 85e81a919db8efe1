"""The report: nothing left out, nothing unchecked told, the same page for the same runs."""

import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.errors import FileError, InputError, MissingExtraError
from strengthfit.lab.measures import best_known
from strengthfit.lab.records import Record
from strengthfit.lab.report import report_markdown, write_report
from strengthfit.lab.report.aggregate import mean_gaps, performance_profiles, standings
from strengthfit.lab.report.consistency import disagreements, open_instances
from strengthfit.lab.report.data import runs_table
from strengthfit.lab.report.figures import family_figure, gap_figure, profile_figure
from strengthfit.lab.report.markdown import code, table
from strengthfit.lab.report.webpage import html_page
from strengthfit.lab.strategies import in_order, names
from strengthfit.visible import visible

from .test_measures import benchmarks, blank, few, synthetic

pytest.importorskip("markdown_it")
pytest.importorskip("matplotlib")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ..longer import longer

FIGURES = ("profile-proof", "profile-best", "gap", "families")
BEST = (1, 0, 0, 0, 0, 0)
WORSE = (2, 0, 0, 0, 0, 0)


class Page(HTMLParser):
    """Every tag's attributes, the table cells, and whether all that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if "td" in self.open or "th" in self.open:
            self.cells[-1] += data


@given(benchmarks)
@few
def test_no_strategy_wrong_claim_or_crash_is_left_out(records: list[Record]) -> None:
    text = report_markdown(records)
    sections = dict(part.split("\n\n", 1) for part in text.split("\n## ")[1:])
    for section in ("All instances", "By family"):
        for record in records:
            assert f"\n| `{record.strategy}`" in sections[section]
    for heading, some in (
        ("Wrong claims", [run for run in records if run.problems]),
        ("Crashed or stopped", [r for r in records if r.status in ("crash", "memory", "timeout")]),
    ):
        rows = [line for line in sections[heading].splitlines() if line.startswith("| `")]
        if heading == "Wrong claims":
            assert len(rows) == len(some)
        else:  # those that ended alike share a row, which counts them
            assert sum(int(row.split("|")[-2]) for row in rows) == len(some)
        for run in some:
            words = [run.strategy, run.instance, f"`{run.status}`"]
            words.append("; ".join(run.problems) or code(run.message))
            assert [row for row in rows if all(word in row for word in words)]
    refused = sum(record.status == "refused" for record in records)
    told = re.findall(r"^\| .* \| (\d+) \| `refused", sections["Refused"], re.MULTILINE)
    assert sum(map(int, told)) == refused


@given(benchmarks)
@few
def test_tables_are_well_formed(records: list[Record]) -> None:
    text = report_markdown(records)
    bars = [len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines()]
    lines = [(line.startswith("|"), count) for line, count in zip(text.splitlines(), bars)]  # noqa: B905
    assert sum(inside for inside, _ in lines) > 10
    for (inside, count), (after, following) in pairwise(lines):
        if inside and after:
            assert count == following
    # none is read as words
    page = Page(html_page(text, "x", {f"{name}.svg": "<svg ></svg>" for name in FIGURES}))
    assert page.open == []
    outside = page.words
    for cell in page.cells:
        outside = outside.replace(cell, "", 1)
    assert "|" not in outside


@given(st.text(max_size=30) | st.text("|\\` <>&*_[]()", max_size=12))
def test_any_text_stays_in_its_cell(text: str) -> None:
    page = Page(html_page(table(["a", "b"], [[code(text), "1"]]), "x", {}))
    tags = [tag for tag, _ in page.tags if tag in ("td", "th")]
    assert tags == ["th", "th", "td", "td"]
    assert {tag for tag, _ in page.tags} <= {
        *("html", "head", "meta", "title", "style", "body"),
        *("table", "thead", "tbody", "tr", "th", "td", "code"),
    }
    shown = visible(" ".join(text.split())).replace("`", "'")
    assert page.cells[2].strip() == (shown.strip() or "-") or "\\|" in shown


@pytest.mark.longer
@given(benchmarks, st.randoms(use_true_random=False))
@settings(max_examples=1)
def test_the_same_runs_give_the_same_bytes(records: list[Record], draw: random.Random) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        write_report(records, Path(one))
        write_report(iter(draw.sample(records, len(records))), Path(two))
        names = [f"{name}.svg" for name in FIGURES]
        names += [
            "report.md",
            "report.html",
            *(f"instances.{end}" for end in ("md", "html", "csv")),
        ]
        for name in names:
            assert (Path(one) / name).read_bytes() == (Path(two) / name).read_bytes()


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    path = write_report(synthetic(1), tmp_path / "made" / "here")
    assert path == tmp_path / "made" / "here" / "report.html"
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert sum(tag == "svg" for tag, _ in page.tags) == len(FIGURES)
    assert not {"script", "img", "link", "iframe", "image"} & {tag for tag, _ in page.tags}
    names = [given["id"] for _, given in page.tags if "id" in given]
    targets = re.findall(r'href="([^"]*)"', text) + re.findall(r"url\(([^)]*)\)", text)
    assert targets
    beside = {target for target in targets if not target.startswith("#")}
    assert beside == {"instances.html", "instances.csv"}
    assert all((path.parent / target).exists() for target in beside)
    assert {target[1:] for target in targets if target not in beside} <= set(names)
    assert not re.search(r"\bsrc=|@import|<!ENTITY", text)
    assert "prefers-color-scheme: dark" in text
    markdown = (path.parent / "report.md").read_text(encoding="utf-8")
    for name in FIGURES:
        assert f"]({name}.svg)" in markdown
        assert (path.parent / f"{name}.svg").read_text(encoding="utf-8").startswith("<?xml")
        assert (path.parent / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert f'id="{name}-svg-figure_1"' in text


@pytest.mark.longer
@pytest.mark.parametrize("width", [80, 160])
def test_figures_are_as_wide_as_asked_and_no_words_overlap(width: float) -> None:
    peers = [f"peer_{i}" for i in range(8)]
    strategies = [*names(), "friend", "a_friend_with_a_long_name", *peers]
    records = synthetic(2, strategies[:18], ("week", "block", "dense", "squad", "infeasible"), 2, 1)
    best = best_known(records)
    times = [0.001 * 1.1**step for step in range(97)]
    runs = runs_table(records, best)
    families = {str(family): standings(some) for family, some in runs.groupby("family")}
    for figure in (
        profile_figure(performance_profiles(runs, "proof"), width),
        gap_figure(times, mean_gaps(records, best, times), width),
        family_figure(families, width),
    ):
        assert figure.get_figwidth() * 25.4 == pytest.approx(width)
        boxes = _word_boxes(figure)
        assert len(boxes) > 20
        for number, (words, box) in enumerate(boxes):
            assert box.x0 >= -1
            assert box.x1 <= figure.bbox.width + 1
            assert box.y0 >= -1
            for others, other in boxes[:number]:
                apart = (
                    min(box.x1, other.x1) - max(box.x0, other.x0) < 1
                    or min(box.y1, other.y1) - max(box.y0, other.y0) < 1
                )
                assert apart, (words, others)


def _word_boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn; ticks outside an axis' ends are not."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's own gap
    shown = [axes for axes in figure.axes if axes.axison]
    axes_of_ticks = [axis for axes in shown for axis in (axes.xaxis, axes.yaxis)]
    ticks = [tick for axis in axes_of_ticks for tick in axis.get_major_ticks()]
    ticks += [tick for axis in axes_of_ticks for tick in axis.get_minor_ticks()]
    of_ticks = {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    words = [text for text in figure.findobj(Text) if id(text) not in of_ticks]
    for axis in axes_of_ticks:
        low, high = sorted(axis.get_view_interval())
        words += [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
    return [
        (word.get_text(), Text.get_window_extent(word))  # not with the line to a curve
        for word in words
        if isinstance(word, Text)
        and word.get_visible()
        and word.get_text()
        and (word.axes is None or word.axes.axison)
    ]


@given(benchmarks)
@few
def test_runs_that_agree_have_no_disagreement(records: list[Record]) -> None:
    assert disagreements(records) == []
    assert "None: no checked plan contradicts" in report_markdown(records)


@given(benchmarks, st.integers(0, 10_000), st.sampled_from(["optimal", "infeasible", "bound"]))
@few
def test_a_claim_against_a_checked_plan_is_found(
    records: list[Record], pick: int, claim: str
) -> None:
    plans = [record for record in records if record.solved and record.objective is not None]
    chosen = plans[pick % len(plans)] if plans else blank(status="feasible", objective=BEST)
    objective = chosen.objective or BEST
    later = (*objective[:-1], objective[-1] + 1)
    liar = blank(
        chosen.instance,
        "liar",
        status={"bound": "feasible"}.get(claim, claim),
        objective=None if claim == "infeasible" else later,
        bound=later,
        digest=chosen.digest,
    )
    (found,) = disagreements([chosen, *records, liar])
    assert found.instance == chosen.instance
    assert found.plan <= objective
    assert found.found_by
    assert [one for one in found.claims if one.startswith("liar: ")] == list(found.claims)
    assert "cannot both be right" in report_markdown([chosen, *records, liar])
    assert disagreements([chosen, *records, attrs.evolve(liar, problems=("caught",))]) == []


def test_a_plan_from_elsewhere_is_set_against_the_claims_too() -> None:
    run = blank(status="optimal", objective=WORSE, bound=WORSE)
    assert disagreements([run]) == []
    (found,) = disagreements([run], {"week-0": BEST})
    assert (found.plan, found.found_by) == (BEST, ("given",))
    text = report_markdown([run], {"week-0": BEST})
    assert "For 1 of " in text


@given(benchmarks)
@few
def test_instances_that_nobody_closed_are_told_with_the_best_bound(records: list[Record]) -> None:
    best = best_known(records)
    told = {one.instance: one for one in open_instances(records, best)}
    for instance in best:
        runs = [run for run in records if run.instance == instance]
        assert (instance in told) == (not any(run.proven for run in runs))
        if instance in told:
            checked = [run.bound for run in runs if not run.problems]
            assert told[instance].bound == max(checked, default=())
            assert told[instance].best == best[instance]


def test_a_rejected_bound_is_no_best_bound() -> None:
    runs = [blank(bound=BEST), blank(bound=WORSE, problems=("bound is not so",))]
    (found,) = open_instances(runs, best_known(runs))
    assert (found.best, found.bound) == (None, BEST)


def test_rows_over_other_instances_and_late_proofs_are_pointed_out() -> None:
    late = blank("week-1", status="infeasible", seconds=11.0)
    text = report_markdown([blank(), late, blank("week-0", "friend")])
    assert "do not compare them: `friend` has no run on 1 of 2 instances." in text
    assert "Proofs that came after the limit, not counted: `cpsat`: 1." in text


def test_proven_runs_with_a_certificate_are_counted() -> None:
    proven: dict[str, Any] = {"status": "optimal", "objective": BEST, "bound": BEST, "seconds": 1.0}
    runs = [
        blank("week-0", **proven, certified=True),
        blank("week-1", **proven),
        blank("week-2", "friend", **proven),
        blank("week-3", "friend", **{**proven, "seconds": 11.0}, certified=True),  # too late
        blank("week-4", "friend", **proven, problems=("wrong",), certified=True),
        blank("week-5", "greedy", status="feasible", objective=BEST),
    ]
    counts = {row.strategy: row.certified for row in standings(runs_table(runs, best_known(runs)))}
    assert counts == {"cpsat": 1, "friend": 0, "greedy": 0}
    text = report_markdown(runs)
    whole = text.partition("## All instances")[2]
    assert "| strategy | runs | proven | certified |" in whole
    assert "| `cpsat` | 2 | 2 | 1 |" in whole
    assert "A certificate goes with 1 of 3 proven runs." in whole
    assert "- **certified** are those of the proven runs that a certificate goes with" in text
    assert "A certificate goes with" not in report_markdown([runs[-1]])


def test_what_was_run_tells_machine_versions_limits_and_seeds() -> None:
    runs = [blank(), blank(seed=3, limit=2.5, run={"machine": {"cores": 4, "os": "a|b"}})]
    text = report_markdown(runs)
    for row in (
        "| limit, s | `2.5, 10` |",
        "| seeds | `0, 3` |",
        "| `machine` | `two cores` |",
        "| `machine cores` | `4` |",
        "| `machine os` | `a\\|b` |",
        "| `versions ortools` | `9.15` |",
        "| `date` | `2026-01-31` |",
    ):
        assert row in text


def test_speed_without_a_reference_says_so() -> None:
    assert "There is no run of `cpsat` to compare with." in report_markdown([blank("a", "friend")])
    assert "`cpsat` ran alone." in report_markdown([blank()])


def test_strategies_come_in_the_listings_order_with_those_from_outside_last() -> None:
    listed = names()
    mixed = ["zeta", *reversed(listed), "alpha", "alpha"]
    assert in_order(mixed) == [*listed, "alpha", "zeta"]
    assert listed.index("exhaustive") < listed.index("naive") < listed.index("greedy")
    rows = re.findall(r"^\| (`alpha`.*?) \|", report_markdown([blank("a", "alpha")]), re.MULTILINE)
    assert set(rows) == {"`alpha` (from outside)"}


@pytest.mark.parametrize(
    "records",
    [
        [blank(status="refused", message="too large", bound=())],
        longer([blank()]),
        longer([blank(status="infeasible", seconds=0.0)]),
        longer([blank("a", "greedy", status="feasible", objective=BEST, limit=0.0)]),
        longer([blank("a", "first_fit", status="broken", objective=BEST)]),
        longer([blank(status="optimal", objective=BEST, bound=BEST, seconds=1e-5)]),
    ],
)
def test_a_single_run_of_any_kind_makes_a_report(records: list[Record], tmp_path: Path) -> None:
    assert write_report(records, tmp_path).exists()


def test_what_cannot_be_reported_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"records: .* has no run; give at least one"):
        write_report([], tmp_path)
    with pytest.raises(InputError, match="'week-0' stands for 2 programs"):
        write_report([blank(), blank(digest="another")], tmp_path)
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileError, match="cannot be written"):
        write_report([blank()], tmp_path / "file")


@pytest.mark.parametrize("missing", ["matplotlib", "markdown_it"])
def test_a_missing_extra_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"the report needs .*strengthfit\[bench\]"):
        write_report([blank()], tmp_path)


def test_importing_the_report_is_light() -> None:
    told = (
        "import sys, strengthfit.lab.report; "
        "print(*(name in sys.modules for name in ('matplotlib', 'markdown_it')))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_pandas_is_loaded_by_the_report_alone() -> None:
    told = (
        "import sys, strengthfit, strengthfit.cli, strengthfit.lab.runner, strengthfit.lab.worker; "
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
