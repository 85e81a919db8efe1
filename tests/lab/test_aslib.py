"""The ASlib folder: what readers of the format find in it is what the records say."""

import csv
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.errors import FileError, InputError
from strengthfit.lab.aslib import Features, sizes, write_aslib
from strengthfit.lab.measures import PENALTY, proof_time
from strengthfit.lab.records import Record
from strengthfit.lab.report.aggregate import standings
from strengthfit.lab.strategies import kind_of

from .test_measures import benchmarks, blank, synthetic, table_of

FILES = ("algorithm_runs", "feature_values", "feature_runstatus", "cv")
few = settings(max_examples=15)


def read_arff(text: str) -> tuple[dict[str, str], list[list[str]]]:
    """Attributes and rows of an ARFF file, read by itself: quotes, escapes and commas in quotes."""
    head, data = text.split("@DATA\n")
    assert head.startswith("@RELATION ")
    found = re.findall(r"^@ATTRIBUTE ('(?:\\.|[^'\\])*'|\S+) (.+)$", head, re.MULTILINE)
    attributes = {next(_read([name]))[0]: kind for name, kind in found}
    rows = list(_read(data.splitlines()))
    assert all(len(row) == len(attributes) for row in rows)
    return attributes, rows


def _read(lines: list[str]) -> Any:
    return csv.reader(lines, quotechar="'", escapechar="\\", doublequote=False)


def _files(records: list[Record], features: Features | None = None) -> dict[str, str]:
    with TemporaryDirectory() as folder:
        write_aslib(records, Path(folder) / "made", features)
        return {file.name: file.read_text("utf-8") for file in (Path(folder) / "made").iterdir()}


@given(benchmarks)
@few
def test_times_to_proof_are_read_back(records: list[Record]) -> None:
    files = _files(records)
    attributes, rows = read_arff(files["algorithm_runs.arff"])
    assert list(attributes) == ["instance_id", "repetition", "algorithm", "runtime", "runstatus"]
    proving = [record for record in records if kind_of(record.strategy) != "heuristic"]
    assert len(rows) == len(proving)
    assert len({tuple(row[:3]) for row in rows}) == len(rows)
    proven = sorted((row[0], row[2], float(row[3])) for row in rows if row[4] == "ok")
    assert proven == sorted(
        (r.instance, r.strategy, seconds) for r in proving if (seconds := proof_time(r)) is not None
    )
    # PAR10 as any reader of the format computes it is that of the report
    limit = records[0].limit
    for row in standings(table_of(proving)):
        mine = [line for line in rows if line[2] == row.strategy]
        counted = [float(line[3]) if line[4] == "ok" else PENALTY * limit for line in mine]
        assert sum(counted) / len(counted) == pytest.approx(row.par10)


@given(benchmarks)
@few
def test_each_family_is_a_fold_and_each_instance_in_every_file(records: list[Record]) -> None:
    files = _files(records)
    instances = {record.instance for record in records}
    family = {record.instance: record.family for record in records}
    for name in FILES:
        _, rows = read_arff(files[f"{name}.arff"])
        assert {row[0] for row in rows} == instances
    _, folds = read_arff(files["cv.arff"])
    number = {row[0]: row[2] for row in folds}
    assert len(number) == len(folds) == len(instances)
    for one in instances:
        for other in instances:
            assert (number[one] == number[other]) == (family[one] == family[other])
    _, values = read_arff(files["feature_values.arff"])
    assert {row[0]: [float(value) for value in row[2:]] for row in values} == {
        instance: [known["choices"], known["rows"]] for instance, known in sizes(records).items()
    }


@given(benchmarks, st.randoms(use_true_random=False))
@few
def test_the_order_of_records_changes_no_byte(records: list[Record], draw: Any) -> None:
    assert _files(records) == _files(draw.sample(records, len(records)))


def test_features_are_given_by_instance_and_missing_ones_are_marked() -> None:
    runs = [blank("a-0"), blank("b-0"), blank("b-1")]
    features = {
        "a-0": {"two words": 1.5, "rows": 2.0},
        "b-0": {"two words": float("nan"), "rows": 3},
        "unheard of": {"rows": 1.0},
    }
    files = _files(runs, features)
    attributes, rows = read_arff(files["feature_values.arff"])
    assert list(attributes)[2:] == ["rows", "two words"]
    assert rows == [
        ["a-0", "1", "2.0", "1.5"],
        ["b-0", "1", "3", "?"],
        ["b-1", "1", "?", "?"],
    ]
    _, states = read_arff(files["feature_runstatus.arff"])
    assert [row[2] for row in states] == ["ok", "other", "other"]


def test_names_with_any_sign_come_back() -> None:
    named = ["cpsat(seed=3,workers=2)", "command('clasp \"{opb}\"')", "a\\b", "gr\u00fcn {x} %1"]
    runs = [blank("a-0", name, status="infeasible", seconds=1.0) for name in named]
    files = _files(runs)
    _, rows = read_arff(files["algorithm_runs.arff"])
    assert {row[2] for row in rows} == {*named[:3], "gr\\xfcn {x} %1"}
    assert all(text.isascii() for text in files.values())
    yaml = pytest.importorskip("yaml")
    told = yaml.safe_load(files["description.txt"])
    assert set(told["algorithms_deterministic"]) == {row[2] for row in rows}
    assert set(told["metainfo_algorithms"]) == {row[2] for row in rows}


def test_the_description_says_what_the_other_files_hold() -> None:
    yaml = pytest.importorskip("yaml")
    runs = [attrs.evolve(run, limit=10.0) for run in synthetic(3)]
    runs = [run for run in runs if run.seed == 0 or run.strategy != "exhaustive"]
    files = _files(runs)
    told = yaml.safe_load(files["description.txt"])
    assert told["algorithms_deterministic"] == ["exhaustive"]
    assert set(told["algorithms_stochastic"]) == {"cpsat", "friend"}
    assert (told["algorithm_cutoff_time"], told["performance_measures"]) == (10.0, ["runtime"])
    assert told["maximize"] == [False]
    attributes, _ = read_arff(files["feature_values.arff"])
    assert told["features_deterministic"] == list(attributes)[2:]
    assert told["feature_steps"] == {"features": {"provides": list(attributes)[2:]}}
    assert told["number_of_feature_steps"] == len(told["default_steps"]) == 1


def test_the_ends_of_runs_have_their_states() -> None:
    ends: dict[str, dict[str, Any]] = {
        "ok": {"status": "infeasible", "seconds": 1.0},
        "timeout": {"status": "feasible", "objective": (1,)},
        "memout": {"status": "memory", "seconds": 2.0},
        "not_applicable": {"status": "refused", "seconds": 0.0},
        "crash": {"status": "crash", "seconds": 2.0},
        "other": {"status": "unknown", "seconds": 2.0},
    }
    runs = [blank(f"a-{place}", **end) for place, end in enumerate(ends.values())]
    runs.append(blank("a-6", status="infeasible", seconds=1.0, problems=("wrong",)))
    runs.append(blank("a-7", status="infeasible", seconds=11.0))
    _, rows = read_arff(_files(runs)["algorithm_runs.arff"])
    assert [row[4] for row in rows] == [*ends, "other", "timeout"]
    assert all(float(row[3]) <= 10 for row in rows)


@pytest.mark.parametrize("name", FILES)
def test_an_arff_reader_of_others_agrees(name: str) -> None:
    arff = pytest.importorskip("arff")
    text = _files(synthetic(4))[f"{name}.arff"]
    theirs = arff.loads(text)
    attributes, rows = read_arff(text)
    assert [attribute for attribute, _ in theirs["attributes"]] == list(attributes)
    numeric = [kind == "NUMERIC" for kind in attributes.values()]
    assert theirs["data"] == [
        [float(value) if number else value for value, number in zip(row, numeric, strict=True)]
        for row in rows
    ]


def test_what_is_no_scenario_is_refused(tmp_path: Path) -> None:
    for runs, said in (
        ([], "has no run"),
        ([blank("a-0", "greedy")], "heuristics alone"),
        ([blank(), blank("a-0", limit=3.0)], "are several limits"),
        ([blank("a-0"), blank("a-1"), blank("a-1", "auto")], "has no run of auto"),
        ([blank(), blank(strategy="auto", digest="another")], "stands for 2 programs"),
    ):
        with pytest.raises(InputError, match=said):
            write_aslib(runs, tmp_path / "made")
    with pytest.raises(InputError, match="has no feature"):
        write_aslib([blank()], tmp_path / "made", {})
    assert not (tmp_path / "made").exists()
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileError, match="cannot be written"):
        write_aslib([blank()], tmp_path / "file")
