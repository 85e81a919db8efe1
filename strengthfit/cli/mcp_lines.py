"""Lines of a client that the transport of MCP cannot read: each gets an answer.

The transport passes such a line on as an error, and the server says nothing to it, so that whoever
asked would wait for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ..errors import StrengthfitError

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.shared.message import SessionMessage

UNREADABLE = StrengthfitError(
    "the question cannot be read: it has to be JSON, with text in Unicode (no half of a surrogate "
    "pair), numbers of at most 4000 digits and at most 100 lists and tables within one another",
    code="unreadable",
)

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_VALUE = re.compile(r'\s*:\s*("(?:[^"\\]|\\.)*"|\d{1,15}(?!\d))')


class ReadableLines:
    """What a transport reads, but for lines that it could not: these are answered here.

    Parameters
    ----------
    read
        The stream of the transport.
    send
        Sends a message to the client.
    refused
        What is answered to a call of a tool.
    """

    def __init__(
        self,
        read: Any,
        send: Callable[[SessionMessage], Awaitable[None]],
        refused: types.CallToolResult,
    ) -> None:
        self._read, self._send, self._refused = read, send, refused

    def __aiter__(self) -> ReadableLines:
        return self

    async def __anext__(self) -> Any:
        while True:
            item = await self._read.__anext__()
            reply = self._reply(item) if isinstance(item, Exception) else None
            if reply is None:
                return item
            await self._send(reply)

    async def __aenter__(self) -> ReadableLines:
        await self._read.__aenter__()
        return self

    async def __aexit__(self, *raised: Any) -> Any:
        return await self._read.__aexit__(*raised)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._read, name)

    def _reply(self, error: Exception) -> SessionMessage | None:
        """Return the answer to a line that could not be read; None to one that asks nothing."""
        import mcp_types as types
        from mcp.shared.message import SessionMessage

        line = _line_of(error)
        number = None if line is None else top_level(line, "id")
        if line is None or number is None:
            return None
        if top_level(line, "method") == "tools/call":
            result = self._refused.model_dump(by_alias=True, exclude_none=True, mode="json")
            return SessionMessage(types.JSONRPCResponse(jsonrpc="2.0", id=number, result=result))
        data = types.ErrorData(code=types.PARSE_ERROR, message=str(UNREADABLE))
        return SessionMessage(types.JSONRPCError(jsonrpc="2.0", id=number, error=data))


def _line_of(error: Exception) -> str | None:
    """Return the line that an error of the transport is about, if that is no JSON."""
    try:
        (found,) = error.errors()  # type: ignore[attr-defined]  # of pydantic, if it is one
    except (AttributeError, ValueError):
        return None
    line = found.get("input")
    return line if found.get("type") == "json_invalid" and isinstance(line, str) else None


def top_level(line: str, name: str) -> str | int | None:
    """Return a text or a number at the top of a table in JSON, whatever else stands in it.

    Examples
    --------
    >>> top_level('{"params": {"id": 9, "x": [1e999}}, "id": 7}', "id")
    7
    """
    depth = 0
    for token in _TOKEN.finditer(line):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        elif depth == 1 and token[0] == f'"{name}"':
            value = _VALUE.match(line, token.end())
            if value is not None:
                return _plain(value[1])
    return None


def _plain(text: str) -> str | int | None:
    try:
        value = json.loads(text)
        str(value).encode()
    except ValueError:
        return None
    return value if isinstance(value, str | int) else None
