"""Make what the matrix needs beside this checkout: locales, and environments with other versions.

python -m tests.same_bytes.prepare FOLDER [--python PATH]...

FOLDER then holds `locales`, made by `localedef`, and `environments`, made by the command `uv`: the
lowest and the newest versions that `pyproject.toml` allows, the newest with further Pythons, and an
OR-Tools and a numpy between. What is there already is left alone.
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parents[2]

LOCALES = {
    "de_DE.UTF-8": ("de_DE", "UTF-8"),
    "tr_TR.UTF-8": ("tr_TR", "UTF-8"),
    "tr_TR.ISO-8859-9": ("tr_TR", "ISO-8859-9"),
    "ja_JP.EUC-JP": ("ja_JP", "EUC-JP"),
}
"""Locales that Python's own do not stand for: other decimal points, another i, no UTF-8."""

PINNED = {
    "numpy-2.2": ["numpy==2.2.6"],
    "older-ortools-9.12": ["ortools==9.12.4544"],
}
"""Versions between, and an OR-Tools of before the lowest that is allowed."""


def needed() -> list[str]:
    """Return what strengthfit needs, by `pyproject.toml`, and what the compared answers need."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["sensitivity"]]


def environments(pythons: list[str]) -> dict[str, tuple[str, list[str]]]:
    """Return by name the Python of each environment, and what is asked of uv."""
    plain, asked = sys.executable, needed()
    names = [requirement.partition(">")[0] for requirement in asked]
    made = {
        "lowest": (plain, ["--resolution", "lowest-direct", *asked]),
        "newest": (plain, names),
    }
    for name, pins in PINNED.items():
        pinned = {pin.partition("=")[0] for pin in pins}
        made[name] = plain, [*pins, *(other for other in names if other not in pinned)]
    for number, python in enumerate(pythons, start=1):
        made[f"python-{number}"] = python, names
    return made


def main() -> None:
    """Make what is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.same_bytes.prepare")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", action="append", default=[])
    given = parser.parse_args()
    uv = shutil.which("uv")
    if uv is None:
        parser.error("there is no command uv; pip install uv")
    locales, made = given.folder / "locales", given.folder / "environments"
    locales.mkdir(parents=True, exist_ok=True)
    for name, (source, charset) in LOCALES.items():
        if not (locales / name).exists():
            command = ["localedef", "-i", source, "-f", charset, str(locales / name)]
            subprocess.run(command, check=True)
    for name, (python, asked) in environments(given.python).items():
        if not (made / name).exists():
            subprocess.run([uv, "venv", "-q", "--python", python, str(made / name)], check=True)
            into = ["--python", str(made / name / "bin" / "python")]
            subprocess.run([uv, "pip", "install", "-q", *into, *asked], check=True)


if __name__ == "__main__":
    main()
