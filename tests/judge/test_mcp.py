"""The judge over MCP: tools, refusals, and conversations of a coach, with a real client."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import strengthfit as sf
from strengthfit.cli import mcp_command
from strengthfit.cli.mcp_command import make_server
from strengthfit.interchange import plan_to_dict
from strengthfit.interchange.questions import QUESTIONS, question_schema

from ..longer import mostly_longer

mcp = pytest.importorskip("mcp")
jsonschema: Any = import_module("jsonschema")  # it has no types

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.json"))
RUNS = [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun 08:00", "kind": "long"}]
LIMITS = sf.Limits(seconds=60)


def _talk(talk: Callable[[Any], Coroutine[Any, Any, Any]], server: object = None) -> Any:
    """Let a client talk with a server in this process, or with one that it starts."""

    async def whole() -> Any:
        async with mcp.Client(server or make_server(LIMITS)) as client:
            return await talk(client)

    return asyncio.run(whole())


def test_the_tools_are_the_questions() -> None:
    async def listed(client: Any) -> Any:
        return (await client.list_tools()).tools

    tools = _talk(listed)
    assert [tool.name for tool in tools] == list(QUESTIONS)
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        whole = question_schema(tool.name)
        assert tool.input_schema["required"] == whole["required"]
        assert set(tool.input_schema["properties"]) == set(whole["properties"])
        assert len(json.dumps(tool.input_schema)) < 30_000  # a model reads it
        assert tool.description == QUESTIONS[tool.name].text


def test_an_answer_is_the_library_s_in_words_and_as_json() -> None:
    asked = partial(_called, "plan", {"week": {"runs": RUNS}})
    result = _talk(asked)
    plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]))
    assert not result.is_error
    assert result.structured_content == plan_to_dict(plan)
    assert result.content[0].text == str(plan)
    assert json.loads(result.content[1].text) == plan_to_dict(plan)


@pytest.mark.parametrize(
    ("name", "fields", "path"),
    [
        (
            "plan",
            {"week": {"runs": [{"when": "Thurs 25:00", "kind": "easy"}]}},
            "/week/runs/0/when",
        ),
        ("audit", {"week": {"runs": RUNS}}, "/week/placements"),
        ("plan", {"week": {"runs": RUNS}, "mood": "good"}, "/mood"),
        ("place", {}, "/name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_guessed(
    name: str, fields: dict[str, Any], path: str
) -> None:
    result = _talk(partial(_called, name, fields))
    assert result.is_error
    (problem,) = result.structured_content["error"]["problems"]
    assert problem["path"] == path
    assert problem["message"] in result.content[0].text


async def _called(name: str, fields: dict[str, Any], client: Any) -> Any:
    return await client.call_tool(name, fields)


def test_a_question_that_is_given_up_stops() -> None:
    """The client's wait ends, and so does the thread that worked for it."""
    weeks = [{"runs": RUNS, "strength": 6, "available": "daily 06:00-22:00"}] * 104
    before = {thread.ident for thread in threading.enumerate()}

    async def given_up(client: Any) -> None:
        call = client.call_tool("plan", {"block": {"weeks": weeks}})
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(call, 0.5)

    _talk(given_up)
    ends = time.monotonic() + 20
    while {thread.ident for thread in threading.enumerate()} - before and time.monotonic() < ends:
        time.sleep(0.05)
    assert not {thread.ident for thread in threading.enumerate()} - before


def test_a_line_that_cannot_be_read_is_answered_too() -> None:
    """Else its client would wait for ever: no transport hands it on."""
    call = '{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"plan","arguments":%s}}'
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": _CLIENT}
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        call % (2, '{"week": {"runs": [{"when": "Tue", "kind": "easy", "id": "\\ud800"}]}}'),
        call % (3, '{"week": ' + "[" * 900 + "]" * 900 + "}"),
        call % (4, '{"week": {"runs": [{"when": ' + "9" * 10_000 + "}]}}"),
        call % (5, '{"week": {"runs": []}'),
        "rubbish",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "strengthfit", "mcp"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answers = {one["id"]: one["result"] for one in map(json.loads, done.stdout.splitlines())}
    for number in (2, 3, 4, 5):
        assert answers[number]["isError"]
        assert answers[number]["structuredContent"]["error"]["code"] == "unreadable"


_CLIENT = {"name": "a client", "version": "1"}


@pytest.mark.parametrize("text", ["a\ud800", "fine"])
def test_a_fault_of_ours_is_a_refusal(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(mcp_command, "ask", fails)
    result = _talk(partial(_called, "plan", {"week": {"runs": []}}))
    assert result.is_error
    assert result.structured_content["error"]["code"] == "failed"
    assert "RuntimeError" in result.content[0].text


# Conversations


@pytest.mark.parametrize("path", mostly_longer(TRANSCRIPTS), ids=lambda path: path.stem)
def test_a_coach_s_conversation_goes_as_written(path: Path) -> None:
    """With a server of its own process. `{"$from": [2, "/path"]}` stands for a part of answer 2."""
    steps = json.loads(path.read_text("utf-8"))["steps"]
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "strengthfit", "mcp", "--seconds", "60"]
    )

    async def conversation(client: Any) -> list[Any]:
        results: list[Any] = []
        for step in steps:
            fields = _filled(step["fields"], [one.structured_content for one in results])
            results.append(await client.call_tool(step["tool"], fields))
        return results

    for step, result in zip(steps, _talk(conversation, command), strict=True):
        found = {pointer: _at(result.structured_content, pointer) for pointer in step["answer"]}
        assert found == step["answer"], step["says"]
        assert result.is_error == step.get("refused", False), step["says"]


def _filled(value: Any, answers: list[Any]) -> Any:
    """Return the fields of a question with parts of earlier answers in place."""
    if isinstance(value, dict):
        if set(value) == {"$from"}:
            number, pointer = value["$from"]
            return _at(answers[number], pointer)
        return {name: _filled(inner, answers) for name, inner in value.items()}
    return [_filled(inner, answers) for inner in value] if isinstance(value, list) else value


def _at(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to."""
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
