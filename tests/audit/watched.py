"""What reading makes the interpreter do, heard by an audit hook, which nothing can take off again.

``python -m tests.audit.watched INPUTS [NAME...]`` has each reader, or those named, read good files
until all is loaded, and then so many bad ones; it prints a line for whatever else was done then.
"""

import os
import re
import sys
import sysconfig
import tempfile
import zoneinfo
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import strengthfit as sf

from ..fuzz.mutate import mutated
from ..fuzz.targets import Target
from .hostile import MARK, spoilt
from .readers import readers

ROOTS = tuple(
    f"{folder.rstrip(os.sep)}{os.sep}"
    for folder in {
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *(str(Path(one).parent) for one in (sf.__file__, os.__file__)),
        *zoneinfo.TZPATH,
    }
)
"""Where the code of the library, of Python and of packages lies, and where the time zones lie."""

NEVER = (
    *("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "sqlite3.", "ctypes."),
    *("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty."),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.putenv", "os.unsetenv", "os.kill", "os.chdir"),
    *("shutil.", "tempfile.", "pickle.", "webbrowser.", "builtins.input", "glob.", "code.__new__"),
)
"""Events that reading never raises, by how they begin."""


def odd(event: str, arguments: tuple[Any, ...], path: str) -> str:
    """Return what an event does that reading the file at a path need not do; "" if it may be.

    Modules may be loaded late, from where code lies, and classes of such modules make their methods
    then: what was compiled is named if the file's words are in it.
    """
    if event.startswith(NEVER):
        return f"{event} {arguments!r}"
    look = {
        "open": _opened,
        "os.listdir": _listed,
        "os.scandir": _listed,
        "import": _imported,
        "compile": _run,
        "exec": _run,
    }.get(event)
    return f"{event} {arguments!r:.300}" if look and not look(arguments, path) else ""


def _opened(arguments: tuple[Any, ...], path: str) -> bool:
    name, _, flags = arguments
    if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
        return False
    real = os.path.normpath(os.fsdecode(name)) if isinstance(name, str | bytes) else path
    return real == path or real.startswith(ROOTS) or real in _ZIPS


def _listed(arguments: tuple[Any, ...], _path: str) -> bool:
    name = os.path.normpath(os.fsdecode(arguments[0] or "."))
    return f"{name}{os.sep}".startswith(ROOTS) or name in _ZIPS


def _imported(arguments: tuple[Any, ...], _path: str) -> bool:
    return arguments[0].partition(".")[0] in _KNOWN


def _run(arguments: tuple[Any, ...], _path: str) -> bool:
    """Whether code that is compiled or run is of a module, or of a class that a module makes."""
    name = getattr(arguments[0], "co_filename", str(arguments[-1]))
    if name == "<unknown>":  # of ast.parse, which runs nothing
        return len(arguments) == 2
    if name == "":  # of attrs, for a tuple of a class's fields, and of cattrs, for a table
        return len(arguments) == 1 or _MADE.match(arguments[0]) is not None
    inside = name.startswith((*ROOTS, "<frozen", "<attrs gen", "<cattrs gen", "<string>"))
    return inside and MARK not in repr(arguments[0])


_MADE = re.compile(
    rb"class \w+Attributes\(tuple\):\n    __slots__ = \(\)\n|def structure_mapping\(mapping, "
)
"""How what they compile then begins."""

_KNOWN = {*sys.stdlib_module_names, "strengthfit"}
_ZIPS = {os.path.normpath(one) for one in sys.path if one.endswith(".zip")}
"""Where Python also looks for its modules."""


def watched(targets: Mapping[str, Target], inputs: int) -> list[str]:
    """Return what reading some inputs for each reader made the interpreter do that it need not."""
    found: Counter[str] = Counter()
    reading: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if reading:
            name, path = reading
            found.update(f"{name}: {what}" for what in [odd(event, arguments, path)] if what)

    for name, target in targets.items():
        for content in (*target.corpus, b"\x00", b"", b"{}", b"[]"):
            _read(name, target, content, [])
    _KNOWN.update(name.partition(".")[0] for name in sys.modules)
    sys.addaudithook(hear)
    for name, target in targets.items():
        for number in range(inputs):
            good = target.corpus[number % len(target.corpus)]
            _read(name, target, spoilt(good, target.ending, number), reading)
            if number % 3 == 0:
                _read(name, target, mutated(f"audit {name} {number}", target.corpus), reading)
    return sorted(found)


def _read(name: str, target: Target, content: bytes, reading: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"input{target.ending}")
        path.write_bytes(content)
        reading += (name, str(path))
        try:
            target.read(path if target.ending else content.decode("utf-8", "replace"))
        except sf.StrengthfitError as error:
            str(error)
        finally:
            reading.clear()


def main(names: Sequence[str], inputs: int) -> None:
    """Print what readers did that they need not."""
    every = readers()
    print("\n".join(watched({name: every[name] for name in names or every}, inputs)))


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
