"""From bytes on disk to a table: whatever is wrong with the file is one FileError."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strengthfit import FileError
from strengthfit.interchange.table_file import read_table
from strengthfit.sizes import Sizes

WRONG = [
    ("a.json", b"", "is empty"),
    ("a.toml", b" \n\t\n", "is empty"),
    ("a.json", b"\xef\xbb\xbf", "is empty"),
    ("a.json", b"[]", "is not a table of fields at its top level"),
    ("a.json", b"null", "is not a table of fields at its top level"),
    ("a.json", b'"runs"', "is not a table of fields at its top level"),
    ("a.json", b"3", "is not a table of fields at its top level"),
    ("a.json", b"{'runs': []}", "is not JSON: "),
    ("a.json", b'{"runs": []', "is not JSON: "),
    ("a.json", b"runs = []", "is not JSON: "),
    ("a.toml", b'{"runs": []}', "is not TOML: "),
    ("a.toml", b"runs = [", "is not TOML: "),
    ("a.toml", b"runs = []\nruns = []", "is not TOML: "),
    ("a.json", b'{"runs": [], "runs": [1]}', "is not JSON: 'runs' is given twice in one table"),
    ("a.json", b'{"a": [{"b": 1, "b": 2}]}', "is not JSON: 'b' is given twice in one table"),
    ("a.json", b'{"runs": "\x00"}', "is not JSON: "),
    ("a.toml", b'runs = "\x00"', "is not TOML: "),
    ("a.json", b"\x00" * 100, "is not JSON: "),
    ("a.json", b'{"km": NaN}', "is not JSON: NaN is not a number in JSON"),
    ("a.toml", b"[" + b".".join([b"a"] * 200) + b"]", "has a dotted key of too many parts"),
    ("a.toml", b"'a' . " * 200 + b'"b" = 1', "has a dotted key of too many parts"),
    ("a.json", b'{"runs": "\xff"}', "is not UTF-8 text: byte 10"),
    ("a.toml", '[athlete]\nname = "é"'.encode("latin-1"), "is not UTF-8 text: byte 18"),
    ("a.json", '{"runs": []}'.encode("utf-16"), "is not UTF-8 text: byte 0"),
    ("a.json", b"[" * 200_000, "is nested too deeply"),
    ("a.json", b'{"a":' * 100_000, "is nested too deeply"),
    ("a.toml", b"a = " + b"[" * 200_000, "is nested too deeply"),
    ("a.json", b'{"km": ' + b"9" * 5000 + b"}", "is not JSON: "),
    ("a.toml", b"km = " + b"9" * 5000, "is not TOML: "),
    ("a.json", b" " * (Sizes().table_bytes + 1), "is larger than 1 MB"),
    ("a.json", b"x" * 10_000_000, "is larger than 1 MB"),
    ("a.txt", b"{}", "is not a .toml or .json file"),
    ("a", b"{}", "is not a .toml or .json file"),
    ("a.json.bak", b"{}", "is not a .toml or .json file"),
]


@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_a_wrong_file_says_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileError) as got:
        read_table(path)
    assert len(got.value.problems) == 1
    assert got.value.problems[0].startswith(said)
    assert str(got.value) == f"{path}: {got.value.problems[0]}"
    assert len(got.value.problems[0]) < 200
    assert (got.value.problems[0].code == "duplicate") == ("given twice" in said)


@pytest.mark.parametrize("name", ["none.json", "none/week.toml", "a\0b.json", "x" * 5000 + ".json"])
def test_a_file_that_is_not_there_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as got:
        read_table(str(tmp_path / name))
    assert len(got.value.problems) == 1
    assert got.value.problems[0]


@pytest.mark.parametrize("name", ["week.json", "week.toml"])
def test_a_directory_is_not_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(FileError, match="is a directory, not a file"):
        read_table(tmp_path / name)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b"{}".ljust(Sizes().table_bytes))
    assert read_table(path) == {}


@pytest.mark.parametrize("suffix", [".json", ".JSON"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_json_is_read_whatever_the_case_of_its_ending(
    tmp_path: Path, suffix: str, mark: bytes
) -> None:
    path = tmp_path / f"week{suffix}"
    path.write_bytes(mark + b'{"runs": [], "start": null}')
    assert read_table(path) == read_table(str(path)) == {"runs": [], "start": None}


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
            max_leaves=10,
        ),
    )
)
@settings(max_examples=200)
def test_json_reads_back(tmp_path_factory: pytest.TempPathFactory, table: object) -> None:
    path = tmp_path_factory.getbasetemp() / "back.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    assert read_table(path) == table


@given(
    st.sampled_from([".json", ".toml"]),
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text('{}[]",:=.\n0123456789einfaN -T"', max_size=60).map(str.encode),
    ),
)
@settings(max_examples=1000)
@example(".toml", b"a = 2026-99-99")
@example(".toml", b"a = 99:99:99")
@example(".json", b'{"a": 1e999}')
@example(".json", b'{"a": -Infinity}')
def test_any_bytes_are_a_table_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"bytes{suffix}"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except FileError as error:
        table = {"problems": error.problems}
    assert isinstance(table, dict)


def test_dots_that_part_no_key_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    numbers = ", ".join(["1.5"] * 500)
    path.write_text(f'a = [{numbers}]\nb = "{"two words. " * 500}"\nc = "{"." * 500}"\nd.e.f = 1\n')
    assert len(read_table(path)["a"]) == 500
