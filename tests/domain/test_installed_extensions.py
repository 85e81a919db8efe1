"""Extensions that installed packages offer: found by name, or refused."""

from pathlib import Path

import pytest

import strengthfit as sf

MODULE = """
import strengthfit as sf
{body}
EXTENSION = sf.Extension({name!r})
"""


def install(folder: Path, package: str, name: str, body: str = "") -> None:
    """Write a package that offers an extension, as if it were installed."""
    module = package.replace("-", "_")
    (folder / f"{module}.py").write_text(MODULE.format(name=name, body=body), "utf-8")
    metadata = folder / f"{module}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    offered = f"[strengthfit.extensions]\n{name} = {module}:EXTENSION\n"
    (metadata / "entry_points.txt").write_text(offered)


def refused(name: str) -> sf.InputError:
    with pytest.raises(sf.InputError) as caught:
        sf.Policy(extensions=[name])
    assert caught.value.where == "Policy.extensions[0]"
    return caught.value


def test_a_module_that_ends_the_program_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "exit-science", "exits", "raise SystemExit(5)")
    monkeypatch.syspath_prepend(tmp_path)
    error = refused("exits")
    assert "is installed, but cannot be loaded: SystemExit: 5" in str(error)
    assert isinstance(error.__cause__, SystemExit)


def test_a_name_that_two_packages_offer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "one-science", "twice")
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = sf.Policy(extensions=["twice"]).extensions
    assert found.name == "twice"
    install(tmp_path, "other-science", "twice")
    monkeypatch.syspath_prepend(tmp_path)  # forgets what was seen
    text = str(refused("twice"))
    assert "one-science (one_science:EXTENSION)" in text
    assert "other-science (other_science:EXTENSION)" in text
    assert "more than one installed package" in text
