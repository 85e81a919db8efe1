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
        Each with the number of its line in the table, 1 for the header, and its cells.
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
        delimiter = max(_DELIMITERS, key=lambda sign: _named(plain, sign, known))
        rows = list(_rows(plain, delimiter))
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
    """Yield the rows that are not empty, with their numbers."""
    for number, cells in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    ):
        if any(cell.strip() for cell in cells):
            yield number, tuple(cells)


def _named(text: str, delimiter: str, known: Collection[str]) -> int:
    """Return how many names of columns the header has with a sign between cells."""
    _, header = next(_rows(text, delimiter), (0, ()))
    return len({name.strip().lower() for name in header} & set(known))
