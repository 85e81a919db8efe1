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
        If there is none, several packages offer it, or the installed one cannot be loaded.
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
    entry, *others = found[name]
    if others:
        each = " and ".join(_offered_by(one) for one in found[name])
        accepted = f"is offered by more than one installed package: {each}; uninstall all but one"
        raise InputError(path, name, accepted, "duplicate")
    try:
        extension = entry.load()
    except (Exception, SystemExit) as error:  # of any kind: it is the code of others that runs
        accepted = f"is installed, but cannot be loaded: {type(error).__name__}: {error}"
        raise InputError(path, name, accepted, "failed") from error
    if not isinstance(extension, Extension) or extension.name != name:
        accepted = f"is installed as {entry.value!r}, which is not an Extension of that name"
        raise InputError(path, name, accepted, "wrong_type")
    return extension


def _offered_by(entry: "EntryPoint") -> str:
    """Return the package that an entry point is of, and what it names there."""
    package = "an unnamed package" if entry.dist is None else entry.dist.name
    return f"{package} ({entry.value})"


def _installed() -> "Mapping[str, list[EntryPoint]]":
    """Return the entry points of the group by name; several of one name are of several packages."""
    from importlib.metadata import entry_points

    found: dict[str, list[EntryPoint]] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        found.setdefault(entry.name, []).append(entry)
    return found
