"""Extensions on the command line: under a preset, and by their installed names."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from strengthfit.cli.commands import main
from strengthfit.domain import installed_extensions

WITHOUT = """
strength = [{ kind = "acme:nordic" }]
runs = [{ when = "Thu 07:00", kind = "acme:fartlek" }, { when = "Sun 08:00", kind = "long" }]
"""
WEEK = f"""
{WITHOUT}
[policy]
extensions = ["acme"]
"""
COMMANDS = ("plan", "explain", "frontier", "alternatives", "convert")


@pytest.fixture
def acme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the extension of the tests installed."""
    entry = EntryPoint("acme", "tests.own_science:ACME", installed_extensions.GROUP)
    monkeypatch.setattr(installed_extensions, "_installed", lambda: {"acme": [entry]})


def run(path: Path, text: str, command: str, *options: str) -> tuple[int, str]:
    path.write_text(text, "utf-8")
    target = ["-"] if command == "convert" else []
    result = CliRunner().invoke(main, [command, str(path), *target, *options])
    return result.exit_code, result.output


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_preset_keeps_the_extensions_of_the_file(tmp_path: Path, command: str) -> None:
    path = tmp_path / "week.toml"
    code, output = run(path, WEEK, command, "--preset", "hard_days_hard")
    assert code == 0, output
    assert "acme:nordic" in output


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("command", COMMANDS)
def test_an_installed_extension_is_named_beside_the_file(tmp_path: Path, command: str) -> None:
    path = tmp_path / "week.toml"
    code, output = run(path, WITHOUT, command, "--extension", "acme", "--extension", "acme")
    assert code == 0, output
    assert "acme:nordic" in output
    assert run(path, WEEK, command, "--extension", "acme")[0] == 0


@pytest.mark.usefixtures("acme")
def test_an_extension_that_is_not_installed_names_the_option(tmp_path: Path) -> None:
    path = tmp_path / "week.toml"
    code, output = run(path, WITHOUT, "plan", "--extension", "lab")
    assert code == 2
    assert "--extension: 'lab' is not an installed extension; write one of acme" in output
    code, output = run(path, WITHOUT, "plan")
    assert code == 2
    assert "strength[0].kind: 'acme:nordic' is a kind of strength that no extension" in output


@pytest.mark.usefixtures("acme")
def test_a_block_has_them_too(tmp_path: Path) -> None:
    weeks = f"[[weeks]]\n{WITHOUT.strip()}\n"
    path = tmp_path / "block.toml"
    code, output = run(path, weeks, "block", "--extension", "acme", "--preset", "hard_days_hard")
    assert code == 0, output
    assert "acme:nordic" in output
