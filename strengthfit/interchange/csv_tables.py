"""Tables in CSV files, as planners and spreadsheets write them: comma, semicolon or tab between."""

import csv
import io
from collections.abc import Collection, Iterator

import attrs

from ..errors import FileError, shown

_DELIMITERS = ",;\t"


@attrs.frozen
class CsvTable:
    """A table of text.

    Parameters
    ----------
    header
        The names of the columns, as they stand there.
    rows
        Each with its number in the file, 1 for the first, and its cells. Lines without any sign
        between cells are not among them, but rows of empty cells are.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_csv(text: str, known: Collection[str], source: str) -> CsvTable:
    r"""Return the table in a CSV text.

    The sign between the cells is the one that shows the most columns of known names in the header.

    Parameters
    ----------
    text
        With or without a byte order mark.
    known
        Names of columns, in lower case.
    source
        A name for messages.

    Raises
    ------
    FileError
        If it is not such a text, or rows have more cells than the header.

    Examples
    --------
    >>> read_csv("Week;Mon\n1;Easy 8,5 km\n", ["mon"], "grid").rows
    ((2, ('1', 'Easy 8,5 km')),)
    """
    plain = text.removeprefix("\ufeff")
    try:
        rows = list(_rows(plain, _delimiter(plain, known)))
    except csv.Error as error:
        raise FileError(source, [f"is not a CSV file: {error}"]) from None
    if not rows:
        raise FileError(source, ["is empty"])
    (_, header), *rest = rows
    names = tuple(name.strip() for name in header)
    problems = [
        f"row {number}: has {len(cells)} cells, and the header {len(names)}; write text that holds "
        f"the sign between cells in quotes: {shown(cells[len(names)])}"
        for number, cells in rest
        if any(cell.strip() for cell in cells[len(names) :])
    ]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    problems += [f"header: {shown(name)} stands there twice" for name in twice]
    if problems:
        raise FileError(source, problems)
    filler = ("",) * len(names)
    return CsvTable(
        names, tuple((number, (*cells, *filler)[: len(names)]) for number, cells in rest)
    )


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that have cells, with their numbers: the first is one that has text."""
    begun = False
    for number, cells in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    ):
        begun = begun or any(cell.strip() for cell in cells)
        if begun and cells:
            yield number, tuple(cells)


def known_columns(text: str, known: Collection[str]) -> frozenset[str]:
    """Return which of the known names stand in the header of a CSV text, in lower case.

    Examples
    --------
    >>> sorted(known_columns("Week;Tue;km", ["mon", "tue"]))
    ['tue']
    """
    plain = text.removeprefix("\ufeff")
    return _named(plain, _delimiter(plain, known), known)


def _delimiter(text: str, known: Collection[str]) -> str:
    return max(_DELIMITERS, key=lambda sign: len(_named(text, sign, known)))


def _named(text: str, delimiter: str, known: Collection[str]) -> frozenset[str]:
    """Return the known names in the header with a sign between cells; none if it cannot be read."""
    try:
        _, header = next(_rows(text, delimiter), (0, ()))
    except csv.Error:
        return frozenset()
    return frozenset(name.strip().lower() for name in header) & frozenset(known)
