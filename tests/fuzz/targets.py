"""The readers that are fed with mistakes, each with good files to start from."""

import io
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

import strengthfit as sf
from strengthfit.cli.mcp_lines import top_level
from strengthfit.domain.availability import parse_span
from strengthfit.domain.clock import parse_date, parse_when
from strengthfit.interchange import (
    Chosen,
    answer,
    open_file,
    plan_to_ics,
    read_calendar,
    read_corpus,
    read_plan,
    read_squad,
    read_squad_plan,
)
from strengthfit.interchange.title_times import timed_titles
from strengthfit.interchange.titles import read_words, recognise
from strengthfit.interchange.week_lines import parse_week_lines
from strengthfit.lab.best_known import read_known
from strengthfit.lab.certificates import read_lines
from strengthfit.lab.instance_files import read_instance
from strengthfit.lab.records import ordered_runs, read_records
from strengthfit.many.result_file import ResultFile, read_results
from strengthfit.proof.certificate_json import read_certificate
from strengthfit.proof.checking import verify
from strengthfit.strategies.command_answer import READERS
from strengthfit.strategies.parameters import read_name
from strengthfit.text_file import parse_json, read_text

from ..lazily import Lazily
from . import corpora


@attrs.frozen
class Target:
    """A reader: the ending of its files, good ones, and what is done with one.

    Without an ending it reads a text.
    """

    ending: str
    corpus: tuple[bytes, ...]
    read: Callable[[Any], object]


def _week(path: Path) -> object:
    form, table = open_file(path)
    if form.block is not None and form.week is None:
        return form.block(str(path), table, 2).block
    return sf.read_week(path).week


def _planner(path: Path) -> object:
    form, data = open_file(path)
    if form.week is None or form.chosen_by != "start":
        raise sf.FileError(str(path), ["is not a planner's"])
    return form.week(str(path), data, Chosen(start=corpora.START)).week


def _title(text: str) -> object:
    parts = timed_titles(text)
    return recognise(text[: len(text) // 2], (text[-20:],), text), parts


def _time(text: str) -> object:
    """Read a text as each of what is written for a time, and as the name of a strategy."""
    read = []
    for parse in (parse_when, parse_span, parse_date, read_name):
        try:
            read.append(parse(text))
        except sf.StrengthfitError:
            continue
    if not any(one is not None for one in read):
        raise sf.StrengthfitError("is none of them")
    return read


def _update(path: Path) -> object:
    """Bring a calendar up to date; what comes out is one that can be brought up to date again."""
    plan, now = corpora.plan_of_week(), corpora.NOW
    text = plan_to_ics(plan, previous=read_text(path), now=now)
    if len(text) % 8:
        return text
    return plan_to_ics(plan, previous=text, now=now)


def _words(path: Path) -> object:
    words = read_words(path)
    return [recognise(title, (), "", words) for title in ("ME 10 km", "AA", "Run club AGM, easy")]


def _certificate(path: Path) -> object:
    return verify(read_certificate(path, corpora.program()))


def _records(path: Path) -> object:
    return ordered_runs(read_records(path))


def _results(path: Path) -> object:
    """Read results, and go on with them, as a run does that was stopped."""
    read: list[object] = []
    try:
        read += read_results(path)
    finally:
        file = ResultFile(path, corpora.QUESTION, resume=True)
        file.write_all(_nothing()).close()
    return read


def _nothing() -> Any:
    yield from ()


def _week_lines(path: Path) -> object:
    read = [one for _, one in parse_week_lines(io.BytesIO(path.read_bytes()), str(path))]
    for one in read:
        if isinstance(one, sf.FileError):
            raise one
    return read


def _question(text: str) -> object:
    try:
        asked = parse_json(text)
        name, fields = asked["name"], asked["fields"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise sf.StrengthfitError("is not JSON, or not a question with fields") from None
    return json.dumps(answer(name, fields, sf.Limits(seconds=1)), allow_nan=False)


def _line_of_client(text: str) -> object:
    return top_level(text, "id"), top_level(text, "method")


def _solver(form: str, corpus: tuple[bytes, ...]) -> Target:
    def read(text: str) -> object:
        half = text if len(text) % 2 else ""  # printed, or written to a file
        reader = READERS[form]
        return reader(half, "" if half else text, corpora.program(), len(text) % 3 == 0)

    return Target("", corpus, read)


@cache
def targets() -> Mapping[str, Target]:
    """Return the readers by name; the files of each are made when it is asked for."""
    files = corpora.files
    return Lazily(
        {
            "calendar": lambda: Target(
                ".ics",
                tuple(text.encode() for text in corpora.CALENDARS),
                lambda path: read_calendar(path, corpora.START).week,
            ),
            "week file, TOML": lambda: Target(".toml", files("examples/*_week.toml"), _week),
            "week file, JSON": lambda: Target(".json", files("examples/*.json"), _week),
            "block file": lambda: Target(".toml", corpora.blocks(), _week),
            "weeks, one a line": lambda: Target(".jsonl", corpora.week_lines(), _week_lines),
            "squad file": lambda: Target(".toml", files("examples/squad.toml"), read_squad),
            "squad plan": lambda: Target(".json", corpora.squad_plans(), read_squad_plan),
            "published plan": lambda: Target(
                ".json", files("tests/data/plans/*.json"), lambda path: read_corpus(path).block(1)
            ),
            "plan": lambda: Target(".json", corpora.plans(), read_plan),
            "planners, JSON": lambda: Target(
                ".json", files("tests/data/planners/*_in.json"), _planner
            ),
            "planners, CSV": lambda: Target(
                ".csv", files("tests/data/planners/*_in.csv"), _planner
            ),
            "kinds": lambda: Target(".toml", corpora.KINDS, _words),
            "earlier calendar": lambda: Target(".ics", corpora.earlier_calendars(), _update),
            "title": lambda: Target("", corpora.TITLES, _title),
            "time or name": lambda: Target("", corpora.SPANS, _time),
            "question": lambda: Target("", corpora.questions(), _question),
            "line of a client": lambda: Target("", corpora.LINES_OF_CLIENTS, _line_of_client),
            "results of many weeks": lambda: Target(".jsonl", corpora.result_files(), _results),
            "instance": lambda: Target(".json", corpora.instances(), read_instance),
            "certificate": lambda: Target(".json", corpora.certificates(), _certificate),
            "certificates, one a line": lambda: Target(
                ".jsonl", corpora.certificate_lines(), read_lines
            ),
            "records of runs": lambda: Target(".jsonl", corpora.records(), _records),
            "known instances": lambda: Target(".json", corpora.known_instances(), read_known),
            "answer, OPB": lambda: _solver("opb", corpora.PSEUDO_BOOLEAN),
            "answer, WCNF": lambda: _solver("wcnf", corpora.MAXSAT),
            "answer, MPS": lambda: _solver("mps", corpora.MIP),
        }
    )
