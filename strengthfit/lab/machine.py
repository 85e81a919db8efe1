"""What a run was made on and with: machine, versions, and the commit of the library."""

import datetime as dt
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

_PACKAGES = ("strengthfit", "ortools", "numpy", "attrs")

_SECONDS = 10.0
"""In which git has to answer."""


def describe_run() -> dict[str, Any]:
    """Return machine, versions and date, as they stand in each record.

    The commit is that of the checkout from which the library runs, with "-dirty" behind it if files
    of it were changed; None if it runs from elsewhere.

    Examples
    --------
    >>> sorted(describe_run())
    ['commit', 'cpu', 'date', 'machine', 'python', 'versions']
    """
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "cpu": cpu_model(),
        "python": platform.python_version(),
        "versions": installed(),
        "commit": commit(Path(__file__).parents[1]),
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
    }


def installed() -> dict[str, str]:
    """Return the versions of the library and of what it needs, as this process finds them.

    Examples
    --------
    >>> "ortools" in installed()
    True
    """
    return _versions(_PACKAGES)


def cpu_model() -> str | None:
    """Return the name of the processor, or None if the system does not say."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(filter(None, [*named, platform.processor()]), None)


def load_average() -> float | None:
    """Return how many processes wanted to run, on average over the last minute, if that is known.

    Examples
    --------
    >>> load_average() is None or load_average() >= 0
    True
    """
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def commit(folder: Path) -> str | None:
    """Return the commit of a folder whose files git keeps, or None.

    Examples
    --------
    >>> import tempfile
    >>> commit(Path(tempfile.gettempdir())) is None
    True
    """
    kept = _git(folder, "ls-files", "--error-unmatch", "__init__.py")
    return kept and _git(folder, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git says in a folder, None if it fails or is not there."""
    command = ["git", "-C", str(folder), "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # all of it is our own
            command, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout.strip() or None


def loaded() -> frozenset[str]:
    """Return the names of the packages that this process has loaded."""
    return frozenset(name.partition(".")[0] for name in list(sys.modules))


def versions_since(before: Iterable[str]) -> dict[str, str]:
    """Return the versions of what was installed and has been loaded since `loaded` said `before`.

    Examples
    --------
    >>> versions_since(loaded())
    {}
    """
    new = loaded().difference(before, sys.stdlib_module_names)
    if not new:
        return {}
    owners: Mapping[str, list[str]] = packages_distributions()
    return _versions(sorted({owner for name in new for owner in owners.get(name, ())}))


def _versions(packages: Iterable[str]) -> dict[str, str]:
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
