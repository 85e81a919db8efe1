"""Extensions that installed packages offer, by the name of their entry point."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .checks import as_tuple, unknown
from .extension import Extension

if TYPE_CHECKING:  # imported when it is asked for: most calls name no extension
    from importlib.metadata import EntryPoint

GROUP = "strengthfit.extensions"
"""The group of entry points: ``acme = "acme_science:EXTENSION"``."""


def to_extensions(value: Iterable[Extension | str]) -> Any:
    """Turn a list of extensions, and names of installed ones, into a tuple; pass anything else on.

    An `InputError` is raised if a name is that of no installed extension.
    """
    members = as_tuple(value)
    if not isinstance(members, tuple):
        return members
    return tuple(
        named_extension(member, f"Policy.extensions[{index}]")
        if isinstance(member, str)
        else member
        for index, member in enumerate(members)
    )


def named_extension(
    name: str, path: str = "extensions", given: Iterable[Extension] = ()
) -> Extension:
    """Return the extension of a name: one that is given, or else one that is installed.

    Raises
    ------
    InputError
        If there is none, or the installed one cannot be loaded.
    """
    for extension in given:
        if extension.name == name:
            return extension
    found = _installed()
    if name not in found:
        accepted = "is not an installed extension; none is installed"
        if found:
            accepted = unknown(name, found, "an installed extension")
        accepted += f" (entry points of the group {GROUP!r})"
        raise InputError(path, name, accepted, "unknown_name")
    try:
        extension = found[name].load()
    except Exception as error:  # of any kind: it is the code of others that runs
        accepted = f"is installed, but cannot be loaded: {type(error).__name__}: {error}"
        raise InputError(path, name, accepted, "failed") from error
    if not isinstance(extension, Extension) or extension.name != name:
        accepted = f"is installed as {found[name].value!r}, which is not an Extension of that name"
        raise InputError(path, name, accepted, "wrong_type")
    return extension


def _installed() -> "Mapping[str, EntryPoint]":
    """Return the entry points of the group by name, the first of each."""
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, entry)
    return dict(sorted(found.items()))
