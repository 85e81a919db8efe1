"""From one form of files to another: what was read, as the text of a file."""

from .format import BlockFile, Format, WeekFile
from .registry import FORMATS
from .table_file import table_text
from .week_file import BLOCK, WEEK

TABLES_OF = (".toml", ".json")
"""The endings of files in the form of week files and block files."""


def endings() -> tuple[str, ...]:
    """Return the endings of files that can be written.

    Examples
    --------
    >>> endings()[:2]
    ('.toml', '.json')
    """
    return (*TABLES_OF, *(form.ending for form in FORMATS if form.ending and form.write))


def text_as(given: WeekFile | BlockFile, ending: str) -> str:
    """Return a week or a block, and what goes with it, as the text of a file with an ending.

    In TOML and JSON it is a week file or a block file, which are read back as they were.

    Raises
    ------
    InputError
        If a form cannot hold what is given, such as nothing (null) in TOML.
    MissingExtraError
        If TOML is to be written and the extra ``cli`` is not installed.

    Examples
    --------
    >>> from strengthfit.domain import Policy, Week
    >>> print(text_as(WeekFile(Week([], strength=0), Policy()), ".toml"), end="")
    runs = []
    strength = []
    """
    written = _form(given, ending).write
    assert written is not None  # noqa: S101  # `_form` returns one that writes
    held = written(given)
    return held if isinstance(held, str) else table_text(held, ending)


def _form(given: WeekFile | BlockFile, ending: str) -> Format:
    """Return the form that writes what is given to files with an ending."""
    if ending in TABLES_OF:
        return WEEK if isinstance(given, WeekFile) else BLOCK
    return next(form for form in FORMATS if form.ending == ending and form.write)
