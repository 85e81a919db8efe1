"""Environments that differ from the running one in the version of one package, and what it needs.

Each is a virtual environment of the same Python, which finds all that is not in it where the
running process finds it: the library itself too. So the code under which runs are made is the same
to the byte, and two environments differ by what was asked for.
"""

import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import attrs

from ...errors import InputError
from ...text_file import write_text
from ..worker import Job

_MARK = "strengthfit.json"
"""The file that says, once an environment is whole, which version is in it."""

_SEARCH = "strengthfit-host.pth"
"""The file that says where an environment finds what is not in it."""

_SECONDS = 60.0
"""In which the Python of an environment has to say what it finds."""

_FINDS = """
import sys
from importlib.metadata import version
from importlib.util import find_spec
print(sys.version.split()[0], version(sys.argv[1]), find_spec("strengthfit").origin)
"""


@attrs.frozen
class Environment:
    """A Python with another version of a package; the name is such as "ortools==9.14.6206"."""

    name: str
    python: str


def split_versions(against: str) -> tuple[str, list[str]]:
    """Return the package and the versions that a text names.

    Examples
    --------
    >>> split_versions("ortools==9.14, 9.15")
    ('ortools', ['9.14', '9.15'])
    """
    package, equals, listed = against.partition("==")
    package = package.strip()
    versions = list(dict.fromkeys(version.strip() for version in listed.split(",")))
    allowed = re.fullmatch(r"[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?", package, re.ASCII)
    numbers = all(re.fullmatch(r"\d[\w.!+-]*", version, re.ASCII) for version in versions)
    if not (equals and allowed and numbers):
        accepted = "is not a package and its versions; write e.g. 'ortools==9.14,9.15'"
        raise InputError("against", against, accepted, "wrong_form")
    if package.lower() == "strengthfit":
        accepted = "names this library, whose runs are made by the code that is running"
        raise InputError("against", against, f"{accepted}; name one that it uses", "unsupported")
    return package, versions


def environments(against: str, folder: Path) -> list[Environment]:
    """Return an environment for each version that a text names, such as "ortools==9.14,9.15".

    A version may be cut: "9.14" is the newest of 9.14. Those that the folder has are used again.

    Raises
    ------
    InputError
        If the text is not of this form, or one of them cannot be made: with the version, and what
        pip said last. Those that were made stay in the folder.
    """
    package, versions = split_versions(against)
    made = [_environment(package, version, folder) for version in versions]
    return list({each.name: each for each in made}.values())


def paired(jobs: Sequence[Job], these: Sequence[Environment]) -> list[Job]:
    """Return each run in every environment, one right after another, each of them first in turn.

    So what the machine does meanwhile falls on all alike.

    Examples
    --------
    >>> old, new = Environment("ortools==9.14", "a"), Environment("ortools==9.15", "b")
    >>> jobs = [Job("weeks-0", "cpsat", 0, 2.0), Job("weeks-1", "cpsat", 0, 2.0)]
    >>> [job.python for job in paired(jobs, [old, new])]
    ['a', 'b', 'b', 'a']
    """
    return [
        attrs.evolve(job, environment=each.name, python=each.python)
        for place, job in enumerate(jobs)
        for each in (*these[place % len(these) :], *these[: place % len(these)])
    ]


def _environment(package: str, version: str, folder: Path) -> Environment:
    """Return an environment, made if the folder does not have it."""
    wanted, root = f"{package}=={version}", folder / f"{package}-{version}"
    python = root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    held = _held(root)
    if held is not None:
        _write_search(root)
        if _found(python, package) == held:
            return Environment(f"{package}=={held}", str(python.absolute()))
    try:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(root)
        _write_search(root)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise _not_made(wanted, str(error)) from None
    install(python, wanted + ("" if re.search(r"[^\d.]", version) else ".*"))
    held = _found(python, package)
    if held is None:
        raise _not_made(wanted, "it is not found in it, or the library is not")
    write_text(json.dumps({"version": held}), root / _MARK)
    return Environment(f"{package}=={held}", str(python.absolute()))


def install(python: Path, requirement: str) -> None:
    """Install a package with pip, which has all that is installed here before its eyes.

    Raises an `InputError` with what pip said last if it fails.
    """
    command = [str(python), "-I", "-m", "pip"]
    options = ["--disable-pip-version-check", "--no-input", "-q"]
    for step in (
        # an environment here may have no pip of its own
        [str(python), "-I", "-c", "import pip"],
        [str(python), "-I", "-m", "ensurepip", "--default-pip"],
    ):
        if _done(step).returncode == 0:
            break
    done = _done([*command, "install", *options, requirement])
    if done.returncode != 0:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR")]
        raise _not_made(requirement, (errors or lines or ["pip failed"])[-1])


def _done(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # all of it is our own
        command, capture_output=True, text=True, errors="replace", check=False
    )


def _not_made(wanted: str, told: str) -> InputError:
    return InputError("against", wanted, f"cannot be installed: {told}", "failed")


def _held(root: Path) -> str | None:
    """Return the version in an environment that was made whole, or None."""
    try:
        return str(json.loads((root / _MARK).read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _found(python: Path, package: str) -> str | None:
    """Return the version of a package that a Python finds; None if it is not fit for runs.

    It has to be the same Python, and to find the library where it is running.
    """
    try:
        done = subprocess.run(  # noqa: S603  # all of it is our own
            [str(python), "-I", "-c", _FINDS, package],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    release, version, file = done.stdout.strip().split(" ", 2)
    here = Path(file).resolve().parent == Path(__file__).resolve().parents[2]
    return version if here and release == sys.version.split()[0] else None


def _write_search(root: Path) -> None:
    """Let an environment find whatever this process finds, after what is in it."""
    here = [str(Path(entry or ".").absolute()) for entry in sys.path]
    # as `site` does it, so that what installed packages have there to be found works too
    lines = [f"import site; site.addsitedir({entry!r})" for entry in here if Path(entry).is_dir()]
    for packages in _site_packages(root):
        write_text("\n".join([*lines, ""]), packages / _SEARCH)


def _site_packages(root: Path) -> list[Path]:
    """Return where an environment keeps its packages."""
    if os.name == "nt":
        return [root / "Lib" / "site-packages"]
    return sorted(root.glob("lib/python*/site-packages"))
