"""Tables as CSV that a spreadsheet shows as it stands: no cell is worked out, or ends its line."""

import csv
import io
import json
from collections.abc import Iterable

from ..visible import visible

_FORMULAS = tuple("=+-@＝＋－＠")  # noqa: RUF001  # the wide signs are meant
"""What spreadsheets take for the beginning of a formula, and work out, if a text has it first."""


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as CSV. Lists stand as JSON, truth as "true" and "false", and "" for None.

    A text that spreadsheets would work out as a formula has an apostrophe before it, and signs that
    cannot be seen are written out: a bare carriage return ends a row for some readers.

    Examples
    --------
    >>> print(csv_text([["a,b", True, None], ["=1+1", [1, 2], "a\r=1"]]), end="")
    "a,b",true,
    '=1+1,"[1, 2]",a\r=1
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(_cell, row) for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        plain = visible(value)
        return f"'{plain}" if plain.lstrip().startswith(_FORMULAS) else plain
    return json.dumps(value) if isinstance(value, list | bool) else value
