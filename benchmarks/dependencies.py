"""Which versions of each dependency the tests ran with: the lowest that is allowed, and the newest.

python -m benchmarks.dependencies --lowest PYTHON [OUTPUT] --newest PYTHON [OUTPUT] [--words TEXT]
    [--out FILE]

PYTHON is the interpreter of an environment, such as `.venv-lowest/bin/python`, which `.ci/lowest`
makes; OUTPUT a file that holds what pytest printed there. A bound is run if the version at the low
end is the one that `pyproject.toml` names. With `--constraints` it prints the lowest versions as a
file of constraints for pip instead, and needs nothing else.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

_ASKS = """
import json, platform
from importlib.metadata import distributions
found = {one.metadata["Name"]: one.version for one in distributions()}
print(json.dumps({"python": platform.python_version(), "found": found}))
"""


@attrs.frozen
class Dependency:
    """A package that is asked for: by which extras, and from which version on."""

    name: str
    extras: tuple[str, ...]
    bounds: tuple[str, ...]
    marker: str

    @property
    def low(self) -> str | None:
        """The lowest version, if it is the only bound."""
        (bound, *others) = self.bounds or ("",)
        lower = bound.startswith(">=") and "," not in bound
        return bound.removeprefix(">=") if lower and not others else None


@attrs.frozen
class End:
    """An environment at one end of the bounds: its versions, and what the tests came to there."""

    python: str
    versions: Mapping[str, str]
    tests: str


def dependencies(project: Mapping[str, Any] | None = None) -> list[Dependency]:
    """Return what `pyproject.toml` asks for, by name; the extras of its own are left out."""
    if project is None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {"": project["dependencies"], **project["optional-dependencies"]}
    found: dict[str, tuple[list[str], set[str], set[str]]] = {}
    for extra, lines in asked.items():
        for line in lines:
            one = Requirement(line)
            if one.name != project["name"]:
                extras, bounds, markers = found.setdefault(one.name, ([], set(), set()))
                extras.append(extra)
                bounds.add(str(one.specifier))
                markers.add(str(one.marker or ""))
    return [
        Dependency(name, tuple(extras), tuple(sorted(bounds)), " or ".join(sorted(markers)))
        for name, (extras, bounds, markers) in sorted(found.items())
    ]


def constraints() -> str:
    """Return the lowest versions as constraints, for those packages that are needed here."""
    here = [one for one in dependencies() if not one.marker or Marker(one.marker).evaluate()]
    return "".join(f"{one.name}=={one.low}.*\n" for one in here)


def end_of(python: str, output: str | None = None) -> End:
    """Return what an environment has, by asking its interpreter."""
    done = subprocess.run([python, "-c", _ASKS], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    versions = {str(canonicalize_name(name)): told["found"][name] for name in told["found"]}
    return End(told["python"], versions, "" if output is None else _outcome(Path(output)))


def _outcome(output: Path) -> str:
    """Return what pytest said last, without the time that it took."""
    *_, last = (line for line in output.read_text("utf-8").splitlines() if " passed" in line)
    return re.sub(r" in [\d.]+s.*", "", last).strip("= ")


def is_run(one: Dependency, end: End) -> bool:
    """Whether the version at the low end is the bound itself, or none is needed there."""
    version = end.versions.get(canonicalize_name(one.name))
    if version is None:
        return bool(one.marker) and not Marker(one.marker).evaluate()
    return one.low is not None and SpecifierSet(f"=={one.low}.*").contains(
        version, prereleases=True
    )


def page(lowest: End, newest: End, command: str, words: str = "") -> str:
    """Return the page: a row for each dependency. `words` say what else was run, or was not."""
    lines = [
        "# Dependencies, at both ends",
        "",
        f"`{command}`",
        "",
        "| | Python | tests |",
        "|---|---|---|",
        f"| lowest versions | {lowest.python} | {lowest.tests} |",
        f"| newest versions | {newest.python} | {newest.tests} |",
        "",
        "The lowest versions are those of direct dependencies, `--resolution lowest-direct` of uv;",
        "what they need themselves is the newest that they allow.",
        *(["", words] if words else []),
        "",
        "| package | for | bound | lowest run | newest run |",
        "|---|---|---|---|---|",
    ]
    for one in dependencies():
        name = canonicalize_name(one.name)
        extras = ", ".join(f"`{extra}`" if extra else "always" for extra in one.extras)
        bound = ", ".join(one.bounds) + (f" ({one.marker})" if one.marker else "")
        versions = (end.versions.get(name, "not installed") for end in (lowest, newest))
        lines.append(f"| {one.name} | {extras} | `{bound}` | {' | '.join(versions)} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dependencies", description=__doc__)
    parser.add_argument("--lowest", nargs="+", metavar=("PYTHON", "OUTPUT"))
    parser.add_argument("--newest", nargs="+", metavar=("PYTHON", "OUTPUT"))
    parser.add_argument("--constraints", action="store_true")
    parser.add_argument("--words", default="", help="What else was run, or was not.")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    if given.constraints:
        print(constraints(), end="")
        return 0
    if given.lowest is None:
        parser.error("--lowest is missing")
    lowest = end_of(*given.lowest)
    unrun = [one for one in dependencies() if not is_run(one, lowest)]
    for one in unrun:
        version = lowest.versions.get(canonicalize_name(one.name), "nothing")
        print(f"{one.name}: the bound is {', '.join(one.bounds)}, and {version} was run")
    if given.newest is not None:
        text = page(lowest, end_of(*given.newest), ".ci/lowest", given.words)
        if given.out is None:
            print(text, end="")
        else:
            given.out.write_text(text, "utf-8")
    return 1 if unrun else 0


if __name__ == "__main__":
    sys.exit(main())
