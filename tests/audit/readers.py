"""All readers: those that `tests.fuzz` feeds, and those of what other programs hand back."""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

import strengthfit as sf
from strengthfit.interchange import ask
from strengthfit.interchange.calendar_home import zone_of
from strengthfit.interchange.calendar_zone import to_zone
from strengthfit.interchange.week_lines import read_week_lines
from strengthfit.lab.best_known import read_known
from strengthfit.lab.records import read_records
from strengthfit.many.result_file import plan_into_file, read_results
from strengthfit.program.formats import read_opb_answer, read_values, read_wcnf_answer
from strengthfit.proof import certificate_text, certify, read_certificate
from strengthfit.strategies import find
from strengthfit.text_file import read_json, read_text

from ..fuzz.targets import Target, targets
from ..golden.weeks import ROOT
from ..lazily import Lazily

WEEK = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)


@cache
def _plan() -> sf.Plan:
    return sf.plan(WEEK)


def _results() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "results.jsonl")
        list(plan_into_file([WEEK], file, workers=1))
        return file.read_bytes()


def _records() -> bytes:
    lines = (ROOT / "tests/data/records_before_clocks.jsonl").read_bytes().splitlines()
    return b"\n".join(sorted(lines, key=len)[:2]) + b"\n"


def _known() -> bytes:
    known = (ROOT / "strengthfit/lab/best_known.json").read_text("utf-8")
    return json.dumps(dict(list(json.loads(known).items())[:2])).encode()


def _question(path: Path) -> object:
    data = read_json(path)
    if not isinstance(data, dict):
        raise sf.FileError(str(path), ["is not a question"])
    return ask(str(data.get("name")), data.get("fields") or {}, sf.Limits(seconds=1))


def _text(read: Callable[[str], object]) -> Callable[[Path], object]:
    return lambda path: read(read_text(path))


_WEEK = b'{"runs": [{"when": "Tue 07:00", "kind": "tempo"}], "strength": 1}'
_LINE = b'{"id": "Ada", "policy": {"preset": "supporting"}, ' + _WEEK[1:] + b"\n"
_ASKED = b'{"name": "why_not", "fields": {"week": ' + _WEEK + b', "when": "Mon 18:00"}}'


@cache
def readers() -> Mapping[str, Target]:
    """Return all readers by name, with good files for each."""
    known = targets()
    return Lazily(
        {
            **{name: partial(known.__getitem__, name) for name in known},
            "lines of weeks": lambda: Target(
                ".jsonl", (_LINE,), lambda path: list(read_week_lines(path))
            ),
            "question": lambda: Target(".json", (_ASKED,), _question),
            "results": lambda: Target(
                ".jsonl", (_results(),), lambda path: list(read_results(path))
            ),
            "records": lambda: Target(
                ".jsonl", (_records(),), lambda path: list(read_records(path))
            ),
            "best known": lambda: Target(".json", (_known(),), read_known),
            "certificate": lambda: Target(
                ".json",
                (certificate_text(certify(_plan().program, _plan().outcome)).encode(),),
                lambda path: read_certificate(path, _plan().program),
            ),
            "answer, OPB": lambda: Target(
                ".txt",
                (b"s OPTIMUM FOUND\no 3\nv x1 -x2\n",),
                _text(lambda text: read_opb_answer(text, _plan().program)),
            ),
            "answer, MPS": lambda: Target(
                ".txt", (b"x1 1\nx2 0\n",), _text(lambda text: read_values(text, _plan().program))
            ),
            "answer, WCNF": lambda: Target(
                ".txt",
                (b"s OPTIMUM FOUND\no 3\nv 10\n",),
                _text(lambda text: read_wcnf_answer(text, _plan().program)),
            ),
            "zone": lambda: Target(".txt", (b"Europe/Berlin",), _text(to_zone)),
            "zone of a calendar": lambda: Target(".txt", (b"Europe/Berlin",), _text(zone_of)),
            "strategy": lambda: Target(".txt", (b"cpsat(seed=3)",), _text(find)),
        }
    )
