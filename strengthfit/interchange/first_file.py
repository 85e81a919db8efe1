"""A first week file: what somebody says of a week in a few words, with a comment on each field."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..domain.demand_sets import DEMAND_SETS
from ..domain.presets import PRESETS
from ..domain.run import RUN_KINDS, Run
from ..errors import InputError
from .table_file import table_text
from .week_tables import SCHEMA_VERSION, VERSION_FIELD

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(|min|km)")
_PRIORITIES = ("A", "B", "C", "training")
_RUN_HELP = (
    "is not a run; write e.g. 'Tue 07:00 intervals 60', 'Sun long 20km' or 'Sun race 10km B'"
)

_HEAD = """\
# A week of running. strengthfit plan says where strength fits in it.
# What stands behind a # is a comment. To use a field that is commented out, take the # away.
# All fields, and many more: docs/how-to/week_files.md.
"""

_VERSION = f"""\
# The version of the fields below; newer programs read older ones.
{VERSION_FIELD} = {SCHEMA_VERSION}
"""

_FIELDS: dict[str, tuple[str, str]] = {
    "start": (
        "The date of the first day. Without it the week starts on a Monday.",
        "start = 2026-11-23",
    ),
    "strength": (
        "The strength you want: a number of short (circuit) sessions, or a named set:\n"
        + "\n".join(DEMAND_SETS),
        "strength = 2",
    ),
    "repeats": (
        "Whether every week is like this one, so that its Sunday is followed by its Monday.",
        "repeats = true",
    ),
    "available": (
        "When you can train strength: days, or a date, perhaps with hours. Without it, any time.",
        'available = ["Mon-Fri 17:00-21:00", "weekends"]',
    ),
}
"""What is said of each field of a week, and an example of it."""

_RUN_FIELDS: dict[str, str] = {
    "when": "day and time; am or pm will do, or the day alone",
    "kind": "see the kinds above",
    "minutes": "how long",
    "km": "how far",
    "priority": "of a race: A is the goal, C a tune-up, training is run as a hard run",
}

_RUNS = f"""\
# Each run has a table. Kinds:
{{kinds}}
# Other fields: minutes, km, key (true if its quality matters; the kind decides by default), and
# priority for a race ({", ".join(_PRIORITIES)}).
"""

_POLICY = f"""\
# How strictly days are kept apart. Presets:
# {", ".join(PRESETS)}.
# Every other field of a policy may stand here too: docs/reference/policy.md.
"""


def run_table(text: str) -> dict[str, Any]:
    """Return the fields of a run that is told in a few words: day, time, kind, length, priority.

    Parameters
    ----------
    text
        A number is minutes, unless km stands behind it.

    Raises
    ------
    InputError
        If it is not a run.

    Examples
    --------
    >>> run_table("Tue 07:00 intervals 60")
    {'when': 'Tue 07:00', 'kind': 'intervals', 'minutes': 60}
    >>> run_table("Sun race 10km B")
    {'when': 'Sun', 'kind': 'race', 'km': 10, 'priority': 'B'}
    """
    when, kind, rest = _parts(text)
    table: dict[str, Any] = {"when": when, "kind": kind}
    for word in rest.replace(" min", "min").replace(" km", "km").split():
        length = _LENGTH.fullmatch(word)
        name = "priority" if length is None else "km" if length[2] == "km" else "minutes"
        if name in table or (length is None and (word not in _PRIORITIES or kind != "race")):
            raise InputError("run", text, _RUN_HELP, "wrong_form")
        table[name] = word if length is None else _number(length[1])
    try:
        Run(**table)
    except InputError as error:
        raise InputError("run", text, f"is not a run: {error}", "wrong_form") from None
    return table


def _parts(text: str) -> tuple[str, str, str]:
    """Return what stands before the kind of a run, the kind, and what stands behind it."""
    for kind in sorted(RUN_KINDS, key=len, reverse=True):
        pattern = rf"\s*(\S.*?)\s+{kind.replace('_', '[ _-]')}(?:\s+(.*))?\s*"
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match is not None:
            return match[1], kind, match[2] or ""
    raise InputError("run", text, f"{_RUN_HELP}. Kinds: {', '.join(RUN_KINDS)}", "wrong_form")


_MOST = 10**9
"""Beyond it a number is none of a run, whatever it is."""


def _number(text: str) -> int | float:
    number = float(text)  # of any length
    return int(text) if "." not in text and number < _MOST else number


def first_file(table: Mapping[str, Any]) -> str:
    """Return a commented week file in TOML, which holds just what the table does, and its version.

    Parameters
    ----------
    table
        Of `start`, `strength`, `repeats`, `available`, `runs` and `policy` those that are known, as
        a week file has them. What is not known stands there as an example, commented out.

    Raises
    ------
    MissingExtraError
        If the extra ``cli`` is not installed.

    Examples
    --------
    >>> import tomllib
    >>> text = first_file({"strength": 2, "runs": [run_table("Tue tempo 50")]})
    >>> tomllib.loads(text)
    {'schema_version': 1, 'strength': 2, 'runs': [{'when': 'Tue', 'kind': 'tempo', 'minutes': 50}]}
    """
    return "\n".join(
        [_HEAD, _VERSION, *_week_lines(table), *_run_lines(table), *_policy_lines(table)]
    )


def _week_lines(table: Mapping[str, Any]) -> Iterator[str]:
    for name, (meaning, example) in _FIELDS.items():
        comment = "\n".join(f"# {line}" for line in meaning.splitlines())
        line = table_text({name: table[name]}, ".toml") if name in table else f"# {example}\n"
        yield f"{comment}\n{line}"


def _run_lines(table: Mapping[str, Any]) -> Iterator[str]:
    half = len(RUN_KINDS) // 2 + 1
    rows = (RUN_KINDS[:half], RUN_KINDS[half:])
    yield _RUNS.format(kinds="\n".join(f"# {', '.join(row)}" for row in rows))
    if not table.get("runs"):
        yield "runs = []\n"
    left = dict(_RUN_FIELDS)
    for run in table.get("runs", []):
        lines = [_commented(name, value, left.pop(name, None)) for name, value in run.items()]
        yield "[[runs]]\n" + "".join(lines)


def _commented(name: str, value: Any, meaning: str | None) -> str:
    """Return the line of a field of a run, with its meaning where it is first used."""
    line = table_text({name: value}, ".toml").rstrip("\n")
    return f"{line}\n" if meaning is None else f"{line:<31} # {meaning}\n"


def _policy_lines(table: Mapping[str, Any]) -> Iterator[str]:
    if "policy" in table:
        yield _POLICY + table_text({"policy": table["policy"]}, ".toml")
    else:
        yield _POLICY + "# [policy]\n" + f'# preset = "{next(iter(PRESETS))}"\n'
