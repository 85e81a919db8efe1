"""Instances from files, single ones by name, and families of other packages."""

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange.week_file import file_to_dict
from strengthfit.lab.families import Family, registry
from strengthfit.lab.families.registry import FAMILIES
from strengthfit.lab.instance_files import named_files, read_instance
from strengthfit.lab.instances import check_name, from_file, instance, names
from strengthfit.lab.runner import list_jobs, missing_jobs, run_jobs
from strengthfit.program import Program
from strengthfit.program.formats import digest, write_program
from tests.generate import weeks

EXAMPLE = Path("examples/marathon_week.toml")

SMALL = Family(lambda seed: sf.formulate(sf.Week([], strength=seed % 3)), "small", (0, 2), (0, 1))


def made_badly(seed: int) -> Program:
    raise ZeroDivisionError(str(seed))


BAD = attrs.evolve(SMALL, make=made_badly)
RUBBISH = attrs.evolve(SMALL, make=lambda _seed: [])  # type: ignore[arg-type, return-value]  # rubbish on purpose


@pytest.mark.parametrize("ending", [".json", ".json.gz"])
def test_a_program_in_json_is_the_instance(tmp_path: Path, ending: str) -> None:
    program = instance("weeks-3").program
    path = tmp_path / f"mine{ending}"
    write_program(program, path)
    made = from_file(path)
    assert (made.name, made.family, made.seed) == ("file-mine", "file", 0)
    assert digest(made.program) == digest(program)


@given(weeks(most=3))
@settings(max_examples=15, deadline=None)
def test_a_week_file_is_what_its_week_compiles_to(
    tmp_path_factory: pytest.TempPathFactory, week: sf.Week
) -> None:
    path = tmp_path_factory.mktemp("weeks") / "week.json"
    policy = sf.Policy(grid=120)
    file = sf.WeekFile(week, policy)
    path.write_text(json.dumps(file_to_dict(file)), "utf-8")
    assert digest(read_instance(path)) == digest(sf.formulate(week, policy))
    other = sf.Policy.preset("separate_days")
    assert digest(read_instance(path, other)) == digest(sf.formulate(week, other))


def test_a_block_file_is_one_instance(tmp_path: Path) -> None:
    path = tmp_path / "block.json"
    path.write_text('{"weeks": [{"runs": []}, {"runs": [], "strength": 1}]}', "utf-8")
    block = sf.Block([sf.Week([]), sf.Week([], strength=1)])
    assert digest(read_instance(path)) == digest(sf.formulate(block))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.xml", "", "is not an instance; write a program in JSON"),
        ("a.json", "{", "is not JSON"),
        ("a.json", '{"format": "strengthfit.program", "version": 9}', "version: 9 is not"),
        ("a.json", '{"format": "strengthfit.program", "version": 1}', "is missing"),
        ("a.toml", 'runs = [{when = "Tuex", kind = "easy"}]', "runs[0].when: 'Tuex'"),
        (
            "a.toml",
            'runs = [{when = "Tue 07:00", kind = "easy"}, {when = "Tue 07:00", kind = "long"}]',
            "overlap",
        ),
        (
            "a.json",
            '[{"category": "WORKOUT", "start_date_local": "2026-11-23"}]',
            "not an instance",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(sf.FileError) as refused:
        list_jobs(None, ["greedy"], files=[tmp_path / name], seconds=1)
    assert str(refused.value).startswith(str(tmp_path / name))
    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sf.FileError, match=r"nowhere\.json: No such file"):
        read_instance(tmp_path / "nowhere.json")


def test_files_have_names_of_their_own() -> None:
    assert named_files(["a/x.json", "a/x.json", "b/y 1.toml"]) == {
        "file-x": "a/x.json",
        "file-y_1": "b/y 1.toml",
    }
    with pytest.raises(sf.InputError, match=r"has the same name as 'a/x\.json'"):
        named_files(["a/x.json", "b/x.toml"])


def test_runs_are_of_the_named_and_those_in_files() -> None:
    jobs = list_jobs(None, ["greedy"], named=["dense-77", "weeks-5"], files=[EXAMPLE], seconds=1)
    assert [job.instance for job in jobs] == ["dense-77", "weeks-5", "file-marathon_week"]
    both = list_jobs("quick", ["greedy"], families=["weeks"], named=["weeks-0"], seconds=1)
    assert [job.instance for job in both] == ["weeks-0", "weeks-1", "weeks-2"]


@pytest.mark.parametrize(
    "name", ["dense", "dense-", "dense-x", "dense-01", "dense--1", "weaks-1", "file-a", ""]
)
def test_a_name_of_no_instance_is_refused_before_anything_is_made(name: str) -> None:
    with pytest.raises(sf.InputError, match=r"is not an instance; write a family \(weeks, "):
        list_jobs(None, ["greedy"], named=[name], seconds=1)


def test_a_run_on_a_file_is_like_any_other(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    jobs = list_jobs(None, ["cpsat"], files=[EXAMPLE], seconds=5)
    (record,) = run_jobs(jobs, records)
    assert (record.instance, record.family, record.problems) == ("file-marathon_week", "file", ())
    file = sf.read_week(EXAMPLE)
    assert record.objective == sf.solve(sf.formulate(file.week, file.policy)).objective
    assert str(EXAMPLE.parent) not in records.read_text("utf-8")
    assert missing_jobs(jobs, records) == []
    other = list_jobs(
        None, ["cpsat"], files=[EXAMPLE], policy=sf.Policy.preset("separate_days"), seconds=5
    )
    with pytest.raises(sf.FileError, match="holds runs of another program"):
        missing_jobs(other, records)


def _offer(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    points = [
        EntryPoint(name.replace("_", "-"), f"tests.lab.test_instance_files:{value}", registry.GROUP)
        for name, value in values.items()
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)


def test_a_family_of_another_package_is_one_of_the_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, acme="SMALL", weeks="BAD")
    assert names("quick")[-2:] == ["acme-0", "acme-2"]
    made = instance("acme-7")
    assert (made.family, made.seed, made.note) == ("acme", 7, "small")
    assert made.program.counts.tolist() == [1]
    assert instance("weeks-0").note == FAMILIES["weeks"].what, "ours win"
    jobs = list_jobs("quick", ["greedy"], families=["acme"], seconds=1)
    assert [job.instance for job in jobs] == ["acme-0", "acme-2"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("acme", "Nobody", "cannot be loaded"),
        ("acme", "EXAMPLE", "which is not a Family"),
        ("file", "SMALL", "cannot be the name of a family"),
        ("ac_me", "SMALL", "cannot be the name of a family"),
    ],
)
def test_an_ill_family_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    _offer(monkeypatch, **{name: value})
    with pytest.raises(sf.InputError, match=told):
        names("quick")


@pytest.mark.parametrize(
    ("value", "told"), [("BAD", "ZeroDivisionError: 7"), ("RUBBISH", "not a Program")]
)
def test_a_family_that_fails_to_make_an_instance_is_said(
    monkeypatch: pytest.MonkeyPatch, value: str, told: str
) -> None:
    _offer(monkeypatch, acme=value)
    check_name("acme-7")
    with pytest.raises(sf.InputError, match=told):
        instance("acme-7")


@given(st.integers(0, 10**9))
def test_any_seed_is_a_name(seed: int) -> None:
    check_name(f"dense-{seed}")
