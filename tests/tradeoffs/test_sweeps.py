"""Sweeps: each row is the plan that one value gives, and the rows move the way they must."""

import builtins
import contextlib
import html
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.physiology.evidence import EVIDENCE
from strengthfit.tradeoffs import sweeps
from strengthfit.tradeoffs.sweeps import Sweep, SweepRow

from ..generate import blocks, policies, weeks
from ..longer import mostly_longer

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=65),
    sf.Run("Wed 07:00", "easy", minutes=45),
    sf.Run("Thu 07:00", "tempo", minutes=55),
    sf.Run("Sun 08:00", "long", minutes=150),
]
WEEK = sf.Week(RUNS, strength=2, repeats=True)
DEFAULT = sf.Policy()


def change(field: str) -> Callable[[Any], sf.Policy]:
    """What a sweep of a field means, written out by hand."""
    guard, spacing, race = DEFAULT.guards[0], DEFAULT.spacings[0], DEFAULT.races[1]
    load = DEFAULT.load_response[0]
    with_peak = sf.Policy(evidence={"peak.core": 0.5, "peak.circuit": 2})
    by_hand: dict[str, Callable[[Any], sf.Policy]] = {
        "loss_cap": lambda value: sf.Policy(loss_cap=value),
        "hours_after_key": lambda value: sf.Policy(hours_after_key=value),
        "preferred_time": lambda value: sf.Policy(preferred_time=value),
        "share_hard_days": lambda value: sf.Policy(share_hard_days=value),
        "guards": lambda value: sf.Policy(guards=value),
        "guards[0].days": lambda value: sf.Policy(
            guards=[attrs.evolve(guard, days=value), *DEFAULT.guards[1:]]
        ),
        "spacings[0].hours": lambda value: sf.Policy(
            spacings=[attrs.evolve(spacing, hours=value), DEFAULT.spacings[1]]
        ),
        "races[1].loss_cap": lambda value: sf.Policy(
            races=[DEFAULT.races[0], attrs.evolve(race, loss_cap=value), DEFAULT.races[2]]
        ),
        "load_response[0].reduce": lambda value: sf.Policy(
            load_response=[attrs.evolve(load, reduce=value), *DEFAULT.load_response[1:]]
        ),
        "peak.circuit": lambda value: attrs.evolve(
            with_peak, evidence={"peak.core": 0.5, "peak.circuit": value}
        ),
    }
    return by_hand[field]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("loss_cap", [0.2, 2]),
        ("hours_after_key", [6, 12, 24]),
        ("preferred_time", ["07:00", 1080]),
        ("share_hard_days", [True, False]),
        ("guards", [[], [sf.Guard(hours=30)]]),
        ("guards[0].days", [None, 0, 1, 2]),
        ("spacings[0].hours", [24, 72]),
        ("races[1].loss_cap", [0.0, 2.0]),
        ("load_response[0].reduce", [0.8, None]),
        ("peak.circuit", [0.5, 3.5]),
    ],
)
def test_each_row_is_the_plan_of_that_policy(field: str, values: list[Any]) -> None:
    race = sf.Run("Sun 08:00", "race", km=10, priority="B")
    week = attrs.evolve(WEEK, runs=[*RUNS[:3], race], repeats=False, history=[WEEK] * 4)
    policy = sf.Policy(evidence={"peak.core": 0.5}) if "peak" in field else DEFAULT
    for planned in (WEEK, week, sf.Block([week, attrs.evolve(week, history=())])):
        sweep = sf.sweep(planned, field, values, policy=policy)
        assert [row.value for row in sweep] == values
        assert [row.plan for row in sweep] == [sf.plan(planned, change(field)(v)) for v in values]
        assert {row.field for row in sweep} == {field}


@given(weeks() | blocks(), policies(), st.data())
@settings(max_examples=60)
def test_a_sweep_of_one_value_is_the_plan(
    week: sf.Week | sf.Block, policy: sf.Policy, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from([field.name for field in attrs.fields(sf.Policy)]))
    (row,) = sf.sweep(week, field, [getattr(policy, field)], policy=policy)
    assert row.plan == sf.plan(week, policy)
    assert (row.strength, row.interference) == (row.plan.strength, row.plan.interference)
    assert (row.moved, row.skipped) == (0, len(row.plan.skipped))


@given(weeks(), policies(), st.sets(st.floats(0, 3).map(lambda cap: round(cap, 3)), min_size=2))
@settings(max_examples=60)
def test_a_looser_loss_cap_never_costs_strength(
    week: sf.Week, policy: sf.Policy, caps: set[float]
) -> None:
    sweep = sf.sweep(week, "loss_cap", sorted(caps)[:4], policy=policy)
    strengths = [row.strength for row in sweep]
    assert strengths == sorted(strengths)


@given(weeks(), policies(), st.sets(st.integers(0, 96).map(lambda n: n / 2), min_size=2))
@settings(max_examples=60)
def test_more_hours_after_key_runs_never_make_a_week_better(
    week: sf.Week, policy: sf.Policy, hours: set[float]
) -> None:
    """So at equal strength and continuity they never lower interference, in its whole steps."""
    sweep = sf.sweep(week, "hours_after_key", sorted(hours)[:4], policy=policy)
    tiers = [[value for _, value in row.plan.score.tiers] for row in sweep]
    assert tiers == sorted(tiers)


def test_those_properties_are_not_empty() -> None:
    caps = sf.sweep(WEEK, "loss_cap", [0, 0.2, 2], policy=DEFAULT)
    assert len({row.strength for row in caps}) == 3
    hours = sf.sweep(WEEK, "hours_after_key", [24, 36], policy=DEFAULT)
    assert hours[0].strength == hours[1].strength
    assert hours[0].interference < hours[1].interference


OTHER_ROWS = [row for number, row in enumerate(EVIDENCE) if number % 5]


@pytest.mark.parametrize(
    "row", [*EVIDENCE[::5], *mostly_longer(OTHER_ROWS, 0)], ids=lambda row: str(row.key)
)
def test_every_parameter_of_the_evidence_can_be_swept(row: Any) -> None:
    asked = sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)
    sweep = sf.sweep(asked, row.key, np.array([row.low, row.high]), policy=DEFAULT)
    assert [dict(one.plan.policy.evidence) for one in sweep] == [
        {row.key: row.low},
        {row.key: row.high},
    ]


def test_values_of_numpy_and_of_generators_are_taken_as_they_are() -> None:
    hours: Iterator[object] = iter(np.arange(6, 9))
    for values in (np.arange(6, 9), range(6, 9), hours, {6: "", 7: "", 8: ""}.keys()):
        sweep = sf.sweep(WEEK, "hours_after_key", values, policy=DEFAULT)
        assert [(type(row.value), row.value) for row in sweep] == [(int, 6), (int, 7), (int, 8)]
    assert sf.sweep(WEEK, "share_hard_days", np.array([True]), policy=DEFAULT)[0].value is True


def test_what_moved_is_counted_against_the_row_before() -> None:
    sweep = sf.sweep(WEEK, "loss_cap", [0, 2, 2, 0.1], policy=DEFAULT)
    assert [row.moved for row in sweep] == [0, 2, 0, 2]
    by_dose = sf.sweep(WEEK, "hours_after_key", [6, 11.5, 12, 13, 24], policy=DEFAULT)
    for before, after in zip(by_dose.rows, by_dose.rows[1:], strict=False):
        old, new = (
            {(p.start, p.kind, p.dose) for p in row.plan.placements} for row in (before, after)
        )
        assert after.moved == max(len(old - new), len(new - old))
    assert [row.moved for row in by_dose] == [0, 1, 1, 1, 0]


def test_the_strategy_and_the_limits_are_handed_on() -> None:
    greedy = sf.sweep(WEEK, "loss_cap", [0.2, 2], policy=DEFAULT, strategy="greedy")
    assert [row.plan.status for row in greedy] == ["feasible"] * 2
    limits = sf.Limits(seconds=0)
    some = sf.sweep(WEEK, "loss_cap", [0.2, 1, 2], policy=DEFAULT, limits=limits)
    assert (len(some), some.not_reached) == (1, (1, 2))
    assert str(some).endswith("Not finished within the limits: there was no time for 1, 2.")
    hurried = some[0]
    assert hurried.plan.status != "optimal"
    assert f"; {hurried.plan.status}" in str(Sweep((hurried,)))
    with pytest.raises(sf.InputError):
        sf.sweep(WEEK, "loss_cap", [2], policy=DEFAULT, strategy="slowest")


# Refusals


@pytest.mark.parametrize(
    ("field", "near"),
    [
        ("loss_kap", "'loss_cap'"),
        ("Loss_cap", "'loss_cap'"),
        ("guards[2].days", "'guards[0].days'"),
        ("guards[-1].days", "'guards[0].days'"),
        ("guards[0].day", "'guards[0].days'"),
        ("peak.circut", "'peak.circuit'"),
        ("Policy.loss_cap", "'loss_cap'"),
        ("evidence['peak.circuit']", "'peak.circuit'"),
        ("", None),
        ("zzz", None),
        (3, None),
        (None, None),
        (["loss_cap"], None),
        (b"loss_cap", None),
    ],
)
def test_an_unknown_field_is_refused_with_near_misses(field: Any, near: str | None) -> None:
    with pytest.raises(sf.InputError) as refused:
        sf.sweep(WEEK, field, [1], policy=DEFAULT)
    assert refused.value.where == "field"
    told = str(refused.value)
    assert all(name in told for name in ("'loss_cap'", "'guards[0].days'", "'peak.circuit'"))
    _, asks, hint = told.partition("; did you mean ")
    assert (near in hint) if near else not asks


@pytest.mark.parametrize("values", ["12", b"12", [], {}, {"a": 1}, 3, None, np.array(3), iter(())])
def test_no_values_are_refused(values: Any) -> None:
    with pytest.raises(sf.InputError, match=r"^values: .* is not a list of one or more values"):
        sf.sweep(WEEK, "loss_cap", values, policy=DEFAULT)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("loss_cap", 99, "values[1]: 99 is not a number of percent from 0 to 15 (loss_cap)"),
        ("loss_cap", "2", "values[1]: '2' is not a number"),
        ("loss_cap", np.eye(2)[0], "values[1]: "),
        ("preferred_time", "noon", "values[0]: 'noon' is not a time of day"),
        ("guards[0].days", 1.5, "values[0]: 1.5 is not a whole number"),
        ("load_response[0].reduce", 9, "values[0]: (9, "),
        ("races[1].priority", "A", "values[0]: (RaceLevel("),
        ("peak.circuit", 20, "values[1]: 20 is not a number from 0 to 3.5"),
        ("peak.circuit", None, "values[1]: None is not a finite number (peak.circuit)"),
        ("evidence", {"peak.leg": 1}, "values[0]: 'peak.leg' is not the name of a parameter"),
    ],
)
def test_the_policy_refuses_a_value_before_anything_is_planned(
    field: str, value: Any, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(sweeps, "plan_week")
    good = {"loss_cap": 1, "peak.circuit": 1}.get(field)
    with pytest.raises(sf.InputError) as refused:
        sf.sweep(WEEK, field, [value] if good is None else [good, value], policy=DEFAULT)
    assert str(refused.value).startswith(told)


ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())


@given(st.sampled_from(["loss_cap", "name", "guards", "equipment", "evidence"]) | st.text(), ODD)
@settings(max_examples=200)
def test_nothing_but_an_input_error_leaves_a_refusal(field: str, value: object) -> None:
    with contextlib.suppress(sf.InputError):
        sf.sweep(sf.Week([]), field, [value], policy=DEFAULT)


# The table


@given(weeks(most=6), policies(), st.sampled_from(["name", "guards", "preferred_time"]))
@settings(max_examples=30)
def test_the_table_fits_in_80_columns_of_ascii(
    week: sf.Week, policy: sf.Policy, field: str
) -> None:
    swept_values: dict[str, list[Any]] = {
        "name": ["a", "n\u00e4me " * 16],
        "guards": [[sf.Guard(days=1)], []],
        "preferred_time": ["06:00", 1200],
    }
    for swept in (week, sf.Block([attrs.evolve(week, repeats=False, after=())])):
        told = str(sf.sweep(swept, field, swept_values[field], policy=policy))
        assert told.isascii()
        assert max(map(len, told.splitlines())) <= 80
        assert told == "\n".join(line.rstrip() for line in told.splitlines())


def test_the_table_says_what_the_rows_say() -> None:
    long = sf.Block([attrs.evolve(WEEK, repeats=False)] * 3)
    for swept in (WEEK, long):
        sweep = sf.sweep(swept, "hours_after_key", [6, 12, 24], policy=DEFAULT)
        title, _, *lines = str(sweep).splitlines()
        told = " ".join(" ".join(lines).split())
        assert title == "Sweep of hours_after_key"
        for row in sweep:
            assert (
                f"{row.value} {100 * row.strength:.0f} % {row.interference:.2f} % "
                f"{row.moved} {row.placements}" + (f"; {row.skipped} skipped" * bool(row.skipped))
            ) in told


def test_a_notebook_shows_the_same() -> None:
    sweep = sf.sweep(WEEK, "name", ["<b>", "b & c"], policy=DEFAULT)
    page = sweep._repr_html_()
    assert "<b>" not in page
    assert all(html.escape(str(row.value)) in page for row in sweep)
    assert all(row.placements in page for row in sweep)
    assert page.isascii()


def test_sweeps_are_values() -> None:
    sweep = sf.sweep(WEEK, "loss_cap", [0.2, 2], policy=DEFAULT)
    assert len(sweep) == 2
    assert sweep[-1] == list(sweep)[1] == SweepRow("loss_cap", 2, sf.plan(WEEK), moved=2)
    assert sweep == sf.sweep(WEEK, "loss_cap", [0.2, 2], policy=DEFAULT)


# The data frame


@given(weeks(), policies())
@settings(max_examples=10)
def test_the_frame_has_the_rows(week: sf.Week, policy: sf.Policy) -> None:
    sweep = sf.sweep(week, "guards[0].days", [None, 1, 3], policy=policy)
    frame = sweep.frame()
    columns = ["guards[0].days", "strength", "interference", "placed", "skipped", "moved"]
    assert list(frame.columns) == [*columns, "status", "placements"]
    assert [tuple(row)[1:] for row in frame.itertuples(index=False)] == [
        (
            row.strength,
            row.interference,
            len(row.plan.placements),
            len(row.plan.skipped),
            row.moved,
            row.plan.status,
            row.placements,
        )
        for row in sweep
    ]


def test_without_pandas_the_frame_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    sweep, usual = sf.sweep(WEEK, "loss_cap", [2], policy=DEFAULT), builtins.__import__

    def without_pandas(name: str, *rest: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return usual(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(sf.MissingExtraError) as missing:
        sweep.frame()
    assert any("pip install pandas" in note for note in missing.value.__notes__)
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert missing.value.extra in project["project"]["optional-dependencies"]


def test_all_values_that_are_not_accepted_are_refused_each_at_its_place() -> None:
    with pytest.raises(sf.InputError) as got:
        sf.sweep(WEEK, "loss_cap", [1, "x", -1])
    assert [(one.path, one.value) for one in got.value.problems] == [
        ("/values/1", "x"),
        ("/values/2", -1),
    ]
