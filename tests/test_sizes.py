"""How large things may be: each size is kept to, said, in the documents, and can be raised."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.clock import FIRST_DATE, LAST_DATE
from strengthfit.errors import MOST_PROBLEMS
from strengthfit.interchange import read_calendar
from strengthfit.interchange.week_file import parse_week
from strengthfit.sizes import NAMES, Sizes, at_most, sizes

RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
WEEK = sf.Week(RUNS, strength=1)
PLAN = sf.plan(WEEK)


def _calendar(folder: Path, *lines: str) -> Path:
    path = folder / "week.ics"
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x")
    path.write_text("\r\n".join([*head, *lines, "END:VCALENDAR", ""]))
    return path


def _events(number: int, *more: str) -> list[str]:
    event = ("DTSTART:20261124T070000", "DURATION:PT1H", *more, "END:VEVENT")
    return [
        line
        for index in range(number)
        for line in ("BEGIN:VEVENT", f"UID:{index}", f"SUMMARY:Easy {index}", *event)
    ]


def _file(name: str, content: str) -> Callable[[Path], Any]:
    def read(folder: Path) -> Any:
        path = folder / name
        path.write_text(content)
        return path

    return read


def _any_plan(_folder: Path) -> Any:
    return sf.plan(WEEK)


def _csv(folder: Path, rows: int) -> Any:
    from strengthfit.interchange.csv_tables import read_csv

    return read_csv("Week;Mon\n" + "1;easy\n" * rows, ["mon"], "grid")


def _read_plan(folder: Path) -> Any:
    from strengthfit.interchange import read_plan, to_json

    path = folder / "plan.json"
    path.write_text(to_json(PLAN))
    return read_plan(path)


def _squad(folder: Path) -> Any:
    from strengthfit.interchange import read_squad

    path = folder / "squad.toml"
    path.write_text(Path("examples/squad.toml").read_text())
    return read_squad(path)


def _squad_plan(folder: Path) -> Any:
    from strengthfit.interchange import read_squad_plan, to_json

    squad = sf.plan_squad({"Ann": WEEK}, sf.Gym(places=1))
    path = folder / "squad.json"
    path.write_text(to_json(squad))
    return read_squad_plan(path)


def _instance(folder: Path) -> Any:
    from strengthfit.program.formats import program_text, read_program

    path = folder / "program.json"
    path.write_text(program_text(sf.formulate(WEEK, sf.Policy(grid=720))))
    return read_program(path)


def _calendar_of_before(folder: Path) -> Any:
    from click.testing import CliRunner

    from strengthfit.cli import main

    dated = Path("examples/marathon_week.toml").resolve()
    out = folder / "own.ics"
    asked = ["plan", str(dated), "--start", "2026-11-23", "--ics", str(out), "--ics-zone"]
    for _ in range(2):
        done = CliRunner().invoke(main, [*asked, "Europe/Berlin"])
    if done.exit_code:
        raise sf.FileError(str(out), [done.output])
    return done


def _planner_items(_folder: Path) -> Any:
    from strengthfit.interchange.planner_fields import check_number

    return check_number(3, "list")


def _recurring(folder: Path) -> Any:
    lines = ("SUMMARY:Easy", "DTSTART:20200101T070000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    path = _calendar(folder, "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT")
    return read_calendar(path, "2026-11-23")


def _broken(folder: Path) -> Any:
    """Read events that a library refuses one by one, and others that it cannot take apart."""
    refused, cut = _events(3, "RRULE:FREQ=NEVER"), _events(3, "BEGIN:VALARM")
    with at_most(broken_events=2), pytest.raises(sf.FileError, match="cannot be read"):
        read_calendar(_calendar(folder, *cut), "2026-11-23")
    return read_calendar(_calendar(folder, *refused, *cut), "2026-11-23")


def _zoned(folder: Path) -> Any:
    change = ("BEGIN:STANDARD", "DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100")
    zone = [
        line
        for name in ("a", "b")
        for line in ("BEGIN:VTIMEZONE", f"TZID:{name}", *change, "END:STANDARD", "END:VTIMEZONE")
    ]
    return read_calendar(_calendar(folder, *zone, *_events(1)), "2026-11-23")


def _certificate(_folder: Path) -> Any:
    from strengthfit.proof import certificate_from_dict, certificate_to_dict

    program = sf.formulate(WEEK, sf.Policy(grid=720))
    return certificate_from_dict(certificate_to_dict(_proof(program)), program)


def _proof(program: sf.Program) -> sf.Certificate:
    return sf.certify(program, sf.solve(program))


def _question(_folder: Path) -> Any:
    from strengthfit.interchange import answer

    return answer("plan", {"week": {"runs": [], "strength": 1}})


GRID = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n23.11.2026,Easy,,,,,,\n"
TOML = '[[runs]]\nwhen = "Tue 07:00"\nkind = "easy"\nextra.a.b.c = 1\n'

CASES: dict[str, tuple[int, Callable[[Path], Any]]] = {
    "table_bytes": (50, lambda folder: sf.read_week(_file("a.toml", TOML)(folder))),
    "csv_bytes": (
        10,
        lambda folder: _read_any(_file("a.csv", GRID)(folder)),
    ),
    "calendar_bytes": (
        50,
        lambda folder: read_calendar(_calendar(folder, *_events(1)), "2026-11-23"),
    ),
    "own_calendar_bytes": (50, _calendar_of_before),
    "plan_bytes": (50, _read_plan),
    "squad_bytes": (50, _squad),
    "squad_plan_bytes": (50, _squad_plan),
    "file_bytes": (50, _instance),
    "key_parts": (2, lambda folder: sf.read_week(_file("a.toml", TOML)(folder))),
    "csv_rows": (2, lambda folder: _csv(folder, 3)),
    "calendar_events": (
        2,
        lambda folder: read_calendar(_calendar(folder, *_events(3)), "2026-11-23"),
    ),
    "broken_events": (1, _broken),
    "zone_changes": (4, _zoned),
    "near_events": (
        2,
        lambda folder: read_calendar(_calendar(folder, *_events(3)), "2026-11-23"),
    ),
    "occurrences": (100, _recurring),
    "file_tables": (1, lambda _: parse_week({"runs": [{"when": "Tue", "kind": "easy"}]})),
    "planner_entries": (2, _planner_items),
    "proof_rows": (5, _certificate),
    "question_values": (3, _question),
    "members": (1, lambda _: sf.Week(RUNS)),
    "sessions": (1, lambda _: sf.Week(RUNS, strength=2)),
    "choices": (10, _any_plan),
    "sweep_values": (1, lambda _: sf.sweep(WEEK, "loss_cap", [1, 2])),
    "draws": (9, lambda _: sf.robustness(PLAN, draws=10)),
    "draw_costs": (9, lambda _: sf.robustness(PLAN, draws=10)),
    "alternatives": (1, lambda _: sf.alternatives(WEEK, 2)),
    "questions": (1, lambda _: _not_all_questions()),
}


def _read_any(path: Path) -> Any:
    from strengthfit.interchange import Chosen, open_file

    form, content = open_file(path)
    assert form.week is not None
    return form.week(str(path), content, Chosen(start="2026-11-23"))


def _not_all_questions() -> Any:
    crowded = sf.Week(RUNS, strength=4, available=["Mon 17:00-20:00"], repeats=True)
    found = sf.diagnose(crowded, sf.Policy(grid=240), ways=1, conflicts=1)
    if not found.finished:
        raise sf.TooLargeError("not finished")
    return found


def test_every_size_has_a_case() -> None:
    assert set(CASES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_size_is_kept_to_and_can_be_raised(name: str, tmp_path: Path) -> None:
    most, act = CASES[name]
    with at_most(**{name: most}), pytest.raises(sf.StrengthfitError):
        act(tmp_path)
    act(tmp_path)


def test_the_page_has_the_table_of_the_module() -> None:
    page = Path("docs/reference/limits.md").read_text()
    rows = [
        f"| `{field.name}` | {field.default:,} | {field.metadata['what']} |"
        for field in attrs.fields(Sizes)
    ]
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows
    assert f"first {MOST_PROBLEMS} problems" in page
    assert f"from {FIRST_DATE} to {LAST_DATE}" in page


def test_sizes_hold_inside_alone_and_within_one_another() -> None:
    with at_most(draws=7):
        with at_most(sweep_values=3) as held:
            assert (held.draws, held.sweep_values) == (7, 3)
            assert sizes() is held
        assert (sizes().draws, sizes().sweep_values) == (7, Sizes().sweep_values)
    assert sizes() == Sizes()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"drawz": 1}, "at_most: 'drawz' is not a size; .*did you mean 'draws'"),
        ({"draws": 0}, "at_most.draws: 0 is not a whole number above 0"),
        ({"draws": 1.5}, "at_most.draws: 1.5 is not a whole number above 0"),
    ],
)
def test_what_is_no_size_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(sf.InputError, match=said), at_most(**changed):
        pass


ENDLESS: dict[str, Callable[[Any], Any]] = {
    "runs": sf.Week,
    "weeks": sf.Block,
    "values": lambda many: sf.sweep(WEEK, "loss_cap", many),
    "placements": lambda many: sf.audit(WEEK, many),
    "missed": lambda many: sf.replan(PLAN, WEEK, "Wed", missed=many),
    "athletes": lambda many: sf.plan_squad(many, sf.Gym(places=1)),
    "check-ins": sf.learn_recovery,
    "extensions": lambda many: sf.Policy(extensions=many),
}


@pytest.mark.parametrize("name", ENDLESS)
@pytest.mark.parametrize("many", [range(10**30), range(10**15), "generator"])
def test_what_has_no_end_is_no_list(name: str, many: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthfit.domain.checks._ENDLESS", 5000)
    with pytest.raises(sf.InputError):
        ENDLESS[name](iter(int, 1) if many == "generator" else many)


def test_a_set_is_refused_in_the_same_words_each_time() -> None:
    with pytest.raises(sf.InputError, match=r"\{'a', 'b', 'c'\} is not a list of times"):
        sf.replan(PLAN, WEEK, "Wed", missed={"b", "c", "a"})
    with pytest.raises(sf.InputError, match="runs: <object object> is not a list of Run"):
        sf.Week(object())  # type: ignore[arg-type]


def test_what_is_no_program_is_refused() -> None:
    for ask in (lambda: sf.solve(5), lambda: sf.certify(5, PLAN.outcome)):  # type: ignore[arg-type]
        with pytest.raises(sf.InputError, match="program: 5 is not a Program"):
            ask()


def test_a_squad_with_very_many_mistakes_is_not_read_to_the_end() -> None:
    from strengthfit.interchange import parse_squad

    table = {"gym": {"places": 1}, "athletes": [{"x": 1}] * 100_000}
    with pytest.raises(sf.FileError, match=r"athletes\[0\]") as got:
        parse_squad(table)
    assert len(got.value.problems) == 101
