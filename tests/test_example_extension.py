"""The package to copy: it is found by its entry point, and its own tests pass."""

import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import strengthfit as sf

FOLDER = Path(__file__).parents[1] / "examples" / "strengthfit_example_extension"


@pytest.fixture
def tests(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of its tests."""
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("strengthfit_example", "test_strengthfit_example"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return import_module("test_strengthfit_example")


def test_its_own_tests_pass(tests: ModuleType) -> None:
    cases = [case for name, case in vars(tests).items() if name.startswith("test_")]
    assert len(cases) == 3
    for case in cases:
        case()


def test_its_entry_point_is_the_extension(tests: ModuleType) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, value),) = project["entry-points"]["strengthfit.extensions"].items()
    module, _, attribute = value.partition(":")
    extension = getattr(import_module(module), attribute)
    assert isinstance(extension, sf.Extension)
    assert (extension.name, extension.version) == (name, project["version"])
    assert tests.EXTENSION is extension
