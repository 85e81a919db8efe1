"""A user's own words for runs and strength, from a file such as ``kinds.toml``."""

import os
import re
from functools import cached_property
from typing import Any, Literal

import attrs

from ...domain.checks import text_code, unknown, word_code
from ...domain.run import RUN_KINDS, RunKind
from ...domain.strength import STRENGTH_KINDS, StrengthKind
from ...errors import FileError, Problem
from ..problems import unknown_field
from ..table_file import read_table
from .folded import LONGEST, fold
from .rows import Row

Item = Literal["run", "strength", "ignore"]
_KINDS: dict[str, tuple[str, ...]] = {"run": RUN_KINDS, "strength": STRENGTH_KINDS, "ignore": ()}
MOST_TITLES = 2000
"""Words of a user. CONVENTION: each is looked for in every title."""


@attrs.frozen
class Word:
    """A word, or several, that a user's titles hold, and what is meant by it.

    Parameters
    ----------
    item
        "run", "strength" or "ignore".
    kind
        Of a run or of strength; None for what is to be ignored.
    text
        Matched as whole words, whatever the case and the accents; nothing in it is a pattern, and
        signs around it do not count.

    Examples
    --------
    >>> Word("run", "tempo", "ME")
    Word(item='run', kind='tempo', text='ME')
    """

    item: Item
    kind: RunKind | StrengthKind | None
    text: str


@attrs.frozen(slots=False, cache_hash=True)
class Words:
    """The words of a user, as `read_words` gives them; they win over the tables.

    Parameters
    ----------
    words
        In any order: longer ones are looked for first.
    own_kinds
        Names of kinds of extensions in force, each with what it is a kind of. A title that is such
        a name is of that kind.

    Examples
    --------
    >>> from strengthfit.interchange.titles import recognise
    >>> words = Words((Word("run", RunKind.HILLS, "MF"),))
    >>> recognise("MF 50 min", words=words)[0].kind
    'hills'
    """

    words: tuple[Word, ...] = ()
    own_kinds: tuple[tuple[str, Literal["run", "strength"]], ...] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The words as rows of a table, the longest first."""
        longest = sorted(self.words, key=lambda word: -len(word.text))
        return tuple(_row(word) for word in longest)


NO_WORDS = Words()


class _Literal(Row):
    """A row whose pattern is text, not followed by another letter or digit."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The text, for whole words, however they are joined."""
        words = "[ _-]?".join(re.escape(word) for word in self.pattern.split(" "))
        return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")


def _row(word: Word) -> Row:
    part: Literal["run", "strength", "ignored"] = "ignored" if word.item == "ignore" else word.item
    return _Literal(part, word.kind, _key(word), (word.text,), "sure", explains=True)


def _key(word: Word) -> str:
    """Return what is looked for: the folded word without signs around it."""
    return fold(word.text).text.partition("\n")[0]


def read_words(path: str | os.PathLike[str]) -> Words:
    r"""Read a user's own words for runs and strength.

    Parameters
    ----------
    path
        A TOML file, or one in JSON, with lists of tables `run`, `strength` and `ignore`. Each has
        `titles`, a list of words, and the first two have a `kind`.

    Raises
    ------
    FileError
        With every problem of the file, each with its path and what is accepted.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "kinds.toml"
    >>> _ = path.write_text('[[run]]\nkind = "tempo"\ntitles = ["ME", "Cruise"]')
    >>> [word.text for word in read_words(path).words]
    ['ME', 'Cruise']
    """
    return parse_words(read_table(path), os.fspath(path))


def parse_words(data: Any, source: str = "kinds") -> Words:
    """Turn the tables of such a file into words; `source` names it in messages.

    Raises
    ------
    FileError
        With every problem, each with its path and what is accepted.

    Examples
    --------
    >>> parse_words({"ignore": [{"titles": ["Run club AGM"]}]}).words[0].item
    'ignore'
    """
    if not isinstance(data, dict):
        raise FileError(source, ["is not a table of fields at its top level"], "wrong_type")
    problems: list[str] = []
    words: list[Word] = []
    for item, tables in data.items():
        if item not in _KINDS:
            problems.append(unknown_field("", item, unknown(item, tuple(_KINDS), "a list here")))
        elif not isinstance(tables, list):
            accepted = f"is not a list of tables; write [[{item}]]"
            problems.append(Problem.at(item, accepted, "wrong_type", tables))
        else:
            for index, table in enumerate(tables):
                words += _words(item, table, f"{item}[{index}]", problems)
    problems += _clashes(words)
    if len(words) > MOST_TITLES:
        accepted = f"holds {len(words)} titles; at most {MOST_TITLES} are accepted"
        problems.append(Problem.at("", accepted, "too_large"))
    if problems:
        raise FileError(source, problems)
    return Words(tuple(words))


def _words(item: Any, table: Any, where: str, problems: list[str]) -> list[Word]:
    kinds = _KINDS[item]
    fields = ("kind", "titles") if kinds else ("titles",)
    if not isinstance(table, dict):
        accepted = f"is not a table of {' and '.join(fields)}"
        problems.append(Problem.of(where, table, accepted, "wrong_type"))
        return []
    problems += [
        unknown_field(where, name, unknown(name, fields, "a field here"))
        for name in table
        if name not in fields
    ]
    kind, titles = table.get("kind"), table.get("titles")
    if kinds and kind not in kinds:
        what = "a kind of run" if item == "run" else "a kind of strength"
        accepted = unknown(kind, kinds, what)
        problems.append(Problem.of(f"{where}.kind", kind, accepted, word_code(kind)))
        return []
    if not isinstance(titles, list) or not titles:
        accepted = "is not a list of words"
        problems.append(Problem.of(f"{where}.titles", titles, accepted, "wrong_type"))
        return []
    named: RunKind | StrengthKind | None = None
    if kinds:
        named = RunKind(str(kind)) if item == "run" else StrengthKind(str(kind))
    return [
        Word(item, named, title)
        for index, title in enumerate(titles)
        if _is_word(title, f"{where}.titles[{index}]", problems)
    ]


def _is_word(title: Any, where: str, problems: list[str]) -> bool:
    good = isinstance(title, str) and len(title) <= LONGEST and bool(fold(title).text)
    if not good:
        accepted = f"is not a word or several, of at most {LONGEST} characters"
        problems.append(Problem.of(where, title, accepted, text_code(title)))
    return good


def _clashes(words: list[Word]) -> list[str]:
    """Say which words stand for two things."""
    meant: dict[str, Word] = {}
    problems: list[str] = []
    for word in words:
        key = _key(word)
        first = meant.setdefault(key, word)
        if (first.item, first.kind) != (word.item, word.kind):
            one, other = first.kind or first.item, word.kind or word.item
            accepted = f"stands for {one} and for {other}; keep one"
            problems.append(Problem.of("", word.text, accepted, "contradiction"))
    return problems
