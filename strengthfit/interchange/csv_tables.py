"""Tables in CSV files, as planners and spreadsheets write them: comma, semicolon or tab between."""

import csv
import io
from collections.abc import Collection, Iterator
from itertools import islice

import attrs

from ..errors import FileError, Problem, shown
from ..foreign import refused
from ..sizes import how_to_raise, sizes
from .planner_fields import refuse

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

    The sign between cells is the one that shows the most known names of columns in the header.

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
        If it is not such a text, or rows have more cells than the header, or a known name
        stands in it twice.

    Examples
    --------
    >>> read_csv("Week;Mon\n1;Easy 8,5 km\n", ["mon"], "grid").rows
    ((2, ('1', 'Easy 8,5 km')),)
    """
    plain = text.removeprefix("\ufeff")
    with refused(source, "is not a CSV file"):
        rows = list(islice(_rows(plain, _delimiter(plain, known)), sizes().csv_rows + 1))
    if not rows:
        raise FileError(source, ["is empty"], "missing")
    if len(rows) > sizes().csv_rows:
        problem = f"has too many rows; {how_to_raise('csv_rows')}"
        raise FileError(source, [problem], "too_large")
    (_, header), *rest = rows
    names = tuple(name.strip() for name in header)
    problems: list[str] = [
        f"row {number}: has {len(cells)} cells, and the header {len(names)}; write text that holds "
        f"the sign between cells in quotes: {shown(cells[len(names)])}"
        for number, cells in rest
        if any(cell.strip() for cell in cells[len(names) :])
    ]
    lower = [name.lower() for name in names]
    twice = [name for name in dict.fromkeys(lower) if name in known and lower.count(name) > 1]
    problems += [Problem.of("header", name, "stands there twice", "duplicate") for name in twice]
    refuse(problems, source)
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


def header_of(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the header of a CSV text, as `read_csv` would; nothing if there is none.

    Examples
    --------
    >>> header_of("Week;Tue;km", ["mon", "tue"])
    ('Week', 'Tue', 'km')
    """
    plain = text.removeprefix("\ufeff")
    return _header(plain, _delimiter(plain, known))


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return the sign between cells that shows the most known names in the header."""

    def named(sign: str) -> int:
        return len({name.lower() for name in _header(text, sign)} & set(known))

    return max(_DELIMITERS, key=named)


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        _, cells = next(_rows(text, delimiter), (0, ()))
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)
