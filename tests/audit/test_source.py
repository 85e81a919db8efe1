"""Nothing in the library runs text, starts a process or opens anything, but where it may."""

import textwrap
from pathlib import Path

import pytest

import strengthfit

from .allowed import ALLOWED
from .dangers import dangers

PACKAGE = Path(strengthfit.__file__).parent


def found() -> dict[str, set[str]]:
    """Return what each file of the library has."""
    every = {
        str(path.relative_to(PACKAGE).as_posix()): {
            f"{place}: {what}" for place, what in dangers(path)
        }
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    return {file: dangers for file, dangers in every.items() if dangers}


def test_the_library_does_what_is_allowed_and_no_more() -> None:
    assert found() == {file: set(dangers) for file, (_, dangers) in ALLOWED.items()}
    assert all(reason for reason, _ in ALLOWED.values())


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("eval(text)", "eval"),
        ("run = exec", "exec"),
        ("import pickle\npickle.loads(data)", "pickle.loads"),
        ("from pickle import loads", "import pickle.loads"),
        ("import os\nos.system(text)", "os.system"),
        ("from os import system", "import os.system"),
        ("import subprocess\nsubprocess.run(text, shell=True)", "shell="),
        ("import socket as s", "import socket"),
        ("import numpy as np\nnp.load(path)", "np.load"),
        ("from xml.etree import ElementTree", "import xml.etree"),
        ("import yaml", "import yaml"),
        ("import importlib\nimportlib.import_module(name)", "import_module(computed)"),
        ("open(path, 'w')", "open(w)"),
        ("path.open('w')", "open(w)"),
        ("path.write_text(text)", ".write_text()"),
        ("import tempfile\ntempfile.mktemp()", "tempfile.mktemp"),
        ("import urllib.request\nurllib.request.urlopen(path)", "urllib.request"),
        ("archive.extractall(folder)", ".extractall()"),
        ("entry.load()", ".load()"),
        ("__import__(name)", "__import__"),
    ],
)
def test_what_is_looked_for_is_seen(code: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def f(text):\n" + textwrap.indent(code, "    "))
    assert ("f", what) in set(dangers(path))


def test_imports_for_type_checkers_alone_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("if TYPE_CHECKING:\n    import yaml\n")
    assert list(dangers(path)) == []
