"""The command ``strengthfit mcp``: a judge for programs that ask on behalf of a language model.

It speaks the Model Context Protocol on standard input and output. Each tool is a question with
plain data (`strengthfit.interchange.questions`); nothing is kept from one to the next.
"""

from __future__ import annotations

import json
import re
import threading
from functools import partial
from importlib.metadata import version
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click

from ..domain.presets import PRESETS
from ..errors import MissingExtraError, StrengthfitError
from ..interchange import schema, to_dict
from ..interchange.json_schema import Schema
from ..interchange.questions import QUESTIONS, ask, question_schema
from ..strategies import Limits
from .mcp_lines import UNREADABLE, ReadableLines
from .reading import read_limits, shown_errors

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server

_INSTRUCTIONS = cleandoc(
    """
    Places a runner's strength sessions in the training week so that the running does not suffer,
    and judges weeks that were made elsewhere. Runs are fixed: no answer moves one. Ask audit about
    every week before you show it: it is allowed only if broken is empty, and repairs has the least
    changes that mend it. Reasons have codes beside their words. Times are on the athlete's own
    clock, such as 'Tue 07:00'; lengths are in minutes and km, losses in percent of running speed.
    If status is not optimal, the plan is not proven best. A plan is not medical advice.
    """
)


@click.command("mcp")
@click.option(
    "--seconds",
    type=float,
    default=10,
    show_default=True,
    help="Stop each question after this many seconds with what there is by then.",
)
def mcp(seconds: float) -> None:
    """Answer questions of a program over MCP, on standard input and output, until it closes them.

    The tools are plan, audit, why_not, diagnose and replan, over the JSON forms that strengthfit
    schema prints. It needs the extra mcp.
    """
    with shown_errors():
        limits = read_limits(seconds)
        server = make_server(limits)
    _serve(server)


def make_server(limits: Limits) -> Server[Any]:
    """Return a server that answers each question within limits, for any transport of MCP.

    Raises
    ------
    MissingExtraError
        If the package `mcp` is not installed.
    """
    try:
        import mcp_types as types
        from mcp.server.lowlevel import Server
    except ImportError:
        raise MissingExtraError("the MCP server", "mcp") from None
    from anyio import to_thread

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(name) for name in QUESTIONS])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        stopped = threading.Event()  # if the client no longer wants the answer
        own = Limits(seconds=limits.seconds, cancel=stopped)
        work = partial(_answered, params.name, params.arguments or {}, own)
        try:
            return await to_thread.run_sync(work, abandon_on_cancel=True)
        finally:
            stopped.set()

    return Server(
        "strengthfit",
        version=version("strengthfit"),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(name: str) -> types.Tool:
    """Return what a client is shown of a question."""
    import mcp_types as types

    question = QUESTIONS[name]
    return types.Tool(
        name=name,
        description=question.text,
        input_schema=_in_brief(question_schema(name)),
        output_schema=schema(question.answer),
        annotations=types.ToolAnnotations(
            read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


_BRIEF: dict[str, Schema] = {
    "Policy": {
        "type": "object",
        "properties": {"preset": {"enum": list(PRESETS)}},
        "description": "Numbers that steer the plan; `preset` names a set of them. Leave it out "
        "unless the athlete asks for it. Its fields: strengthfit schema policy.",
    },
    "PlanAsWritten": {
        "type": "object",
        "required": ["format", "given", "placements"],
        "description": "A plan as the tool plan or replan answered it, handed back whole.",
    },
}
"""What stands in the schemas of tools for the longest parts: a model reads them before it asks.

All of a question is read strictly, whatever the tool shows of it.
"""


def _in_brief(whole: Schema) -> Schema:
    """Return the schema of a question without what a model hardly needs to ask it."""
    definitions = {name: _BRIEF.get(name, part) for name, part in whole["$defs"].items()}
    body = {name: part for name, part in whole.items() if name != "$defs"}
    used: dict[str, Schema] = {}
    left = [body]
    while left:
        for name in _REFERENCE.findall(json.dumps(left.pop())):
            if name not in used:
                used[name] = definitions[name]
                left.append(definitions[name])
    return {**body, "$defs": used}


_REFERENCE = re.compile(r"#/\$defs/(\w+)")


def _answered(name: str, fields: dict[str, Any], limits: Limits) -> types.CallToolResult:
    """Return an answer in words and as JSON, or what is wrong with the question."""
    try:
        found = ask(name, fields, limits)
        return _result(str(found), to_dict(found))
    except StrengthfitError as error:
        return _result(str(error), to_dict(error), refused=True)
    except Exception as error:  # a fault of ours; without an answer the client would wait for ever
        return _failed(error)


def _failed(error: Exception) -> types.CallToolResult:
    """Return that a question could not be answered, without what only we could read."""
    told = StrengthfitError(
        f"this could not be answered, by a fault of the library ({type(error).__name__})"
    )
    return _result(str(told), to_dict(told), refused=True)


def _result(words: str, table: dict[str, Any], *, refused: bool = False) -> types.CallToolResult:
    """Return words and a table as the result of a tool, which text in Unicode can hold."""
    import mcp_types as types

    # Clients that know no structured content read the second text.
    texts = [words, json.dumps(table, allow_nan=False)]
    texts[0].encode()
    json.dumps(table, ensure_ascii=False).encode()
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text) for text in texts],
        structured_content=table,
        is_error=refused,
    )


def _serve(server: Server[Any]) -> None:
    """Serve until standard input ends."""
    import anyio
    from mcp.server.stdio import stdio_server

    refused = _result(str(UNREADABLE), to_dict(UNREADABLE), refused=True)

    async def main() -> None:
        async with stdio_server() as (asked, answered):
            lines: Any = ReadableLines(asked, answered.send, refused)
            await server.run(lines, answered, server.create_initialization_options())

    anyio.run(main)
