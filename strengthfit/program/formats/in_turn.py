"""The whole question as files, one for each objective, to be solved one after another."""

from collections.abc import Sequence
from pathlib import Path

from ...errors import InputError
from ...text_file import GZIPPED, write_text
from ..linear import Linear
from ..program import Program
from .objective_export import as_max_value
from .registry import format_of


def write_in_turn(
    program: Program,
    path: str | Path,
    optima: Sequence[int] = (),
    *,
    max_value: int | str | None = None,
    reduced: bool = False,
    with_tiers: bool = False,
) -> tuple[Path, ...]:
    """Write a program as numbered files, "week.1.opb" and so on: all tiers, objective by objective.

    Parameters
    ----------
    path
        Such as "week.opb": a suffix of a format with one objective in a file; ".gz" may follow.
    optima
        The best values of the first tiers, as of `Outcome.objective`. Each file holds the
        objectives before its own at them; one that they do not cover is a placeholder.
    max_value
        How large numbers may be, as in the format's own function; it decides how many files there
        are. With 1 each tier has a file.
    reduced, with_tiers
        As in the format's own function.

    Returns
    -------
    tuple of Path
        Of what was written, in the order in which it is solved.

    Raises
    ------
    InputError
        If the suffix is of no such format, there are more optima than tiers, or an option is not
        accepted.
    FileError
        If a file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=1))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_in_turn(program, f"{folder}/week.opb", max_value="31-bit")
    >>> [file.name for file in files]
    ['week.1.opb', 'week.2.opb']
    """
    chosen = format_of(path, one_objective=True)
    assert chosen.form is not None  # noqa: S101  # so it was chosen
    assert chosen.write_one is not None  # noqa: S101  # so it was chosen
    largest = as_max_value(chosen.max_value if max_value is None else max_value)
    form = chosen.form(program, largest, reduced=reduced)
    held = _joined(form, _checked(program, optima))
    texts = [
        chosen.write_one(
            program, index, held[:index], largest, reduced=reduced, with_tiers=with_tiers
        )
        for index in range(len(form.groups))
    ]
    files = [_numbered(path, chosen.suffix, number + 1) for number in range(len(texts))]
    for text, file in zip(texts, files, strict=True):  # once all are known to be possible
        write_text(text, file)
    return tuple(files)


def _checked(program: Program, optima: Sequence[int]) -> tuple[int, ...]:
    given, tiers = tuple(optima), len(program.tiers)
    if len(given) > tiers or not all(type(value) is int and value >= 0 for value in given):
        accepted = f"is not a list of at most {tiers} whole numbers from 0 on, one for each tier"
        raise InputError("optima", given, accepted, "wrong_type")
    return given


def _joined(form: Linear, optima: tuple[int, ...]) -> list[int | None]:
    """Return for each objective what the optima come to in it; None if they do not cover it."""
    return [
        group.join(optima[group.first : group.last]) if group.last <= len(optima) else None
        for group in form.groups
    ]


def _numbered(path: str | Path, suffix: str, number: int) -> Path:
    """Return the path with a number before its suffix."""
    name = str(path)
    ending = GZIPPED if name.endswith(GZIPPED) else ""
    stem = name.removesuffix(ending).removesuffix(suffix)
    return Path(f"{stem}.{number}{suffix}{ending}")
