"""Results in a file: a run that was stopped, however, ends as one that was not."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib import import_module
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import WeekFile, plan_from_dict, schema, to_dict
from strengthfit.interchange.week_lines import parse_week_lines
from strengthfit.many import result_file
from strengthfit.many.result_file import plan_into_file, read_results
from strengthfit.strategies.cpsat import CpSat

from .executors import Immediate
from .poison import asking

ITEMS: list[Any] = [
    ("Ada", asking(1)),
    ("Ben", asking(2)),
    "rest",
    ("Ada", sf.Block([asking(1), asking(1)])),
    ("Zoë\n", WeekFile(asking(1), sf.Policy(grid=180))),
    (9, sf.FileError("weeks.jsonl, line 3", ["is not JSON"])),
    asking(0),
]


def fill(path: Path, items: Any = ITEMS, **options: Any) -> list[sf.PlanResult]:
    given = {"strategy": "greedy", "executor": Immediate(), "chunk": 2, **options}
    return list(plan_into_file(items, path, **given))


def kept(path: Path) -> list[str]:
    """Return the lines of a file, without what differs from run to run."""
    text = path.read_bytes().decode("ascii")
    assert text.endswith("\n")
    return re.sub(r'"seconds":[0-9.e-]+}\n', "}\n", text).splitlines()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "results.jsonl"
    fill(path, ordered=True)
    return path


def test_a_line_holds_a_result_and_the_first_one_what_is_asked(whole: Path) -> None:
    head, *lines = [json.loads(line) for line in whole.read_text("ascii").splitlines()]
    assert (head["format"], head["policy"], head["strategy"]) == (
        "strengthfit.results",
        None,
        "greedy",
    )
    assert set(head["versions"]) == {"strengthfit", "ortools", "numpy"}
    results = list(sf.plan_many(ITEMS, strategy="greedy", executor=Immediate(), ordered=True))
    assert [line["id"] for line in lines] == ["Ada", "Ben", 2, "Ada", "Zoë\n", 9, 6]
    for number, (line, result) in enumerate(zip(lines, results, strict=True)):
        assert line["number"] == number
        if result.plan is None:
            assert result.error is not None
            assert line["plan"] is None
            assert line["error"]["message"] == str(result.error)
            assert line["error"]["code"] == result.error.code
        else:
            assert line["plan"] | {"schema_version": 1} == to_dict(result.plan)
            assert line["error"] is None


def test_lines_keep_their_schemas(whole: Path) -> None:
    jsonschema: Any = import_module("jsonschema")
    checks = {name: jsonschema.Draft202012Validator(schema(name)) for name in ("results", "result")}
    for line in whole.read_text("ascii").splitlines():
        table = json.loads(line)
        name = table["format"].removeprefix("strengthfit.")
        other = "result" if name == "results" else "results"
        assert not list(checks[name].iter_errors(table))
        assert list(checks[other].iter_errors(table))


def test_a_file_is_read_back(whole: Path) -> None:
    results = list(read_results(whole))
    assert [result.number for result in results] == list(range(len(ITEMS)))
    for (_, week), result in zip(ITEMS[:2], results[:2], strict=True):
        assert plan_from_dict(result.plan) == sf.plan(week, strategy="greedy")
    assert results[2].error is not None
    assert (results[2].error["kind"], results[2].plan) == ("input", None)


# Going on


@given(st.data())
@settings(max_examples=400)
def test_a_run_that_was_stopped_anywhere_goes_on_without_a_loss_or_a_double(
    whole: Path, data: st.DataObject
) -> None:
    text = whole.read_bytes()
    cut = data.draw(st.integers(0, len(text)), label="bytes that were written")
    path = whole.with_name("cut.jsonl")
    path.write_bytes(text[:cut])
    before = max(0, text[:cut].count(b"\n") - 1)
    new = fill(path, ordered=True, resume=True)
    assert [result.number for result in new] == list(range(before, len(ITEMS)))
    assert kept(path) == kept(whole)


def test_a_run_may_be_closed_and_goes_on_with_more_weeks(tmp_path: Path, whole: Path) -> None:
    path = tmp_path / "results.jsonl"
    given: dict[str, Any] = {"strategy": "greedy", "executor": Immediate(), "chunk": 1}
    results = plan_into_file(ITEMS[:4], path, **given)
    first = next(results)
    results.close()
    assert [line.number for line in read_results(path)] == [first.number]
    fill(path, ITEMS[:4], resume=True)
    fill(path, resume=True)
    assert sorted(kept(path)) == sorted(kept(whole))
    assert fill(path, resume=True) == []


def test_results_in_any_order_are_gone_on_with(tmp_path: Path, whole: Path) -> None:
    head, *lines = whole.read_bytes().splitlines(keepends=True)
    path = tmp_path / "results.jsonl"
    path.write_bytes(b"".join([head, lines[4], lines[1], lines[2]]))
    assert [result.number for result in fill(path, ordered=True, resume=True)] == [0, 3, 5, 6]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"strategy": "auto"}, 'strategy is "greedy" there and "auto" here'),
        ({"strategy": CpSat(seed=1)}, "CpSat(workers=1, seed=1, parameters={})"),
        ({"policy": "supporting"}, "policy is null there and {} here"),
        ({"limits": sf.Limits(seconds=2)}, "seconds is null there and 2 here"),
        ({"limits": sf.Limits(deterministic=2)}, "deterministic is null there and 2 here"),
        ({"resume": False}, "is there already; go on with it by resume"),
        ({"items": ITEMS[:3]}, "holds a result of item 3, which is not among the items now"),
        ({"items": [ITEMS[1], *ITEMS[1:]]}, "holds item 0 as 'Ada', and now it is 'Ben'"),
        ({"items": [("Ada", asking(2)), *ITEMS[1:]]}, "item 0, 'Ada', with another week or policy"),
        ({"items": [("Ada", "rest"), *ITEMS[1:]]}, "item 0, 'Ada', with another week or policy"),
        (
            {"items": [*ITEMS[:4], ("Zoë\n", WeekFile(asking(1), sf.Policy())), *ITEMS[5:]]},
            "with another week or policy",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_another_question_is_refused_and_the_file_stays(
    changed: dict[str, Any], words: str, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(whole.read_bytes())
    with pytest.raises(sf.FileError, match=re.escape(words)):
        fill(path, **{"resume": True, **changed})
    assert path.read_bytes() == whole.read_bytes()


def test_other_versions_are_refused(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(whole.read_bytes())
    monkeypatch.setattr(result_file, "versions", lambda: (("strengthfit", "9.9"),))
    with pytest.raises(sf.FileError, match=r"versions is .* there and .*9\.9.* here"):
        fill(path, resume=True)


SPOILT = {
    "other text": b"runs = []\n",
    "other text without an end": b"runs",
    "another answer": b'{"format":"strengthfit.plan"}\n',
    "a line that is no result": b"HEAD\n{}\n",
    "a line that is no JSON": b"HEAD\nRESULT\n\x00\x00\n",
    "a line with an id that is none": b'HEAD\n{"format":"strengthfit.result","number":0,"id":[]}\n',
    "a number that is none": b"HEAD\nFALSE\n",
    "a result of nothing": b"HEAD\nNOTHING\n",
    "a result twice": b"HEAD\nRESULT\nRESULT\n",
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_not_a_file_of_results_is_refused_and_left_alone(
    name: str, whole: Path, tmp_path: Path
) -> None:
    head, result, *_ = whole.read_bytes().splitlines()
    path = tmp_path / "results.jsonl"
    nothing = json.dumps(json.loads(result) | {"plan": None, "error": None}).encode()
    spoilt = {
        b"HEAD": head,
        b"RESULT": result,
        b"FALSE": result.replace(b'"number":0', b'"number":false'),
        b"NOTHING": nothing,
    }
    text = SPOILT[name]
    for word, line in spoilt.items():
        text = text.replace(word, line)
    path.write_bytes(text)
    with pytest.raises(sf.FileError):
        fill(path, resume=True)
    assert path.read_bytes() == text
    if name != "a result twice":
        with pytest.raises(sf.FileError):
            list(read_results(path))


def test_places_that_cannot_hold_results_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "folder.jsonl", tmp_path / "results.jsonl.gz"):
        with pytest.raises(sf.FileError):
            fill(path)
    with pytest.raises(sf.FileError, match="a device or a pipe"):
        fill(Path(os.devnull))
    with pytest.raises(sf.FileError, match="No such file"):
        list(read_results(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    "wrong",
    [{"workers": 0}, {"chunk": 0}, {"executor": 5}, {"strategy": "none such"}, {"items": 7}],
    ids=lambda value: next(iter(value)),
)
def test_arguments_are_refused_before_there_is_a_file(wrong: Any, tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with pytest.raises(sf.InputError):
        fill(path, **wrong)
    assert not path.exists()


def test_a_strategy_that_cannot_be_sent_leaves_no_file(tmp_path: Path) -> None:
    class Inside(CpSat):
        pass

    path = tmp_path / "results.jsonl"
    for executor in (None, Immediate()):
        with pytest.raises(sf.InputError, match="cannot be sent"):
            fill(path, strategy=Inside(), executor=executor)
        assert not path.exists()


def test_a_path_is_text_bytes_or_a_path(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path / "results.jsonl")
    given: dict[str, Any] = {"strategy": "greedy", "executor": Immediate()}
    assert len(list(plan_into_file(ITEMS, path, **given))) == len(ITEMS)  # type: ignore[arg-type]
    assert len(list(read_results(path))) == len(ITEMS)  # type: ignore[arg-type]
    for wrong in (5, None, ["results.jsonl"]):
        unnamed: Any = wrong
        with pytest.raises(sf.InputError, match=r"path: .* does not name a file"):
            plan_into_file(ITEMS, unnamed, **given)
        with pytest.raises(sf.InputError, match=r"path: .* does not name a file"):
            list(read_results(unnamed))


def test_an_id_that_is_too_large_is_a_result_and_can_be_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    items: list[Any] = [(10**5000, asking(1)), asking(1)]
    first, second = fill(path, items, ordered=True)
    assert (first.plan, first.id, second.error) == (None, 0, None)
    assert fill(path, items, resume=True) == []
    assert [line.error is None for line in read_results(path)] == [False, True]


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    path = tmp_path / "results.jsonl"
    first = plan_into_file(ITEMS, path, strategy="greedy", executor=Immediate())
    with pytest.raises(sf.FileError, match="is being written by another run"):
        fill(path, resume=True)
    list(first)
    assert fill(path, resume=True) == []


class Full(FileIO):
    """Has room for two kilobytes more."""

    room = 2_000

    def write(self, data: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(bytes(data)[: self.room])
        self.room -= written
        return written


def test_a_disk_that_is_full_is_said_and_what_is_there_can_be_gone_on_with(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr(result_file, "_opened", Full)
        with pytest.raises(sf.FileError, match="cannot be written: No space left"):
            fill(path)
    assert path.read_bytes().endswith(b"\n")  # what there was no room for is taken back
    fill(path, ordered=True, resume=True)
    assert kept(path) == kept(whole)


COMMAND = [sys.executable, "-m", "strengthfit", "plan-many", "--strategy", "greedy"]


@pytest.mark.longer
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_run_that_is_killed_ends_as_one_that_was_not(tmp_path: Path) -> None:
    weeks, cut, straight = (tmp_path / name for name in ("weeks.jsonl", "cut.jsonl", "one.jsonl"))
    text = '{"runs": [{"when": "Tue", "kind": "tempo"}], "strength": %d}\n'
    weeks.write_text("".join(text % (number % 3) for number in range(70)) + "rubbish\n", "utf-8")
    command = [*COMMAND, str(weeks), "--workers", "1", "--resume", "--out"]
    with subprocess.Popen([*command, str(cut)], stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and not (cut.exists() and cut.read_bytes().count(b"\n") > 5):
            time.sleep(0.002)
        run.send_signal(signal.SIGKILL)
    with cut.open("ab") as file:
        file.write(b'{"format":"strengthfit.result","schema_ver')
    done = subprocess.run([*command, str(cut)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("71 weeks: ")
    with weeks.open("rb") as file:
        list(
            plan_into_file(
                parse_week_lines(file, str(weeks)),
                straight,
                strategy="greedy",
                executor=Immediate(),
                ordered=True,
            )
        )
    assert kept(cut) == kept(straight)
