"""The policy and its presets: every field checked, every preset what it says."""

from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import Guard, InputError, Policy, RaceLevel, Spacing
from strengthfit.domain.clock import DAY
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import KEY_RUN_KINDS, RUN_KINDS
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS

from .values import attempt, inside, outside

WEIGHTS: dict[str, tuple[float, float]] = {
    "hours_after_key": (0, 48),
    "least_minutes": (0, 240),
    "daily_minutes": (0, 1440),
    "loss_cap": (0, 15),
    "unknown_race_km": (0.1, 200),
    "strength_on_runs": (0, 100),
    "runs_on_strength": (0, 1),
    "load_of_day": (0, 0.1),
    "long_run_day": (0, 15),
    "before_run": (0, 15),
    "rest_day": (0, 15),
    "easy_day": (0, 15),
    "resolution": (0.001, 1),
    "off_time": (0, 100),
    "crowding": (0, 10000),
}
WHOLE: dict[str, tuple[int, int]] = {
    "version": (1, 1),
    "grid": (5, 720),
    "sessions_per_day": (1, 4),
    "transition": (0, 240),
}
CLOCKS = ("day_start", "day_end", "usual_time", "usual_evening", "preferred_time")

# Hours between the end of strength and the start of a key run that the preset forbids.
#               intervals/hills, tempo/race_pace, long, race
GUARDS = {
    "heavy": (24, 24, 18, 72),
    "hypertrophy": (48, 48, 36, 96),
    "plyometric": (24, 18, 18, 72),
    "circuit": (6, 6, 6, 48),
    "core": (0, 0, 0, 12),
    "upper": (0, 0, 0, 24),
}
COLUMNS = {"intervals": 0, "hills": 0, "tempo": 1, "race_pace": 1, "long": 2, "race": 3}


def _policy(**fields: Any) -> Policy:
    return Policy(**fields)


def _hours(policy: Policy, kind: str, run: str, dose: str) -> float:
    rows = [g for g in policy.guards if kind in g.kinds and run in g.runs and dose in g.doses]
    assert all(row.days is None for row in rows)
    return max((row.hours for row in rows), default=0)


@pytest.mark.parametrize("kind", GUARDS)
@pytest.mark.parametrize("run", COLUMNS)
@pytest.mark.parametrize("dose", DOSES)
def test_guards_by_kind_is_its_published_table(kind: str, run: str, dose: str) -> None:
    assert _hours(Policy.preset("guards_by_kind"), kind, run, dose) == GUARDS[kind][COLUMNS[run]]


@pytest.mark.parametrize("kind", STRENGTH_KINDS)
def test_guards_by_kind_knows_every_run_that_can_be_key(kind: str) -> None:
    """A time trial is guarded as intervals are; a run made key by hand, as a tempo."""
    policy = Policy.preset("guards_by_kind")
    assert _hours(policy, kind, "time_trial", "full") == GUARDS[kind][0]
    for run in set(RUN_KINDS) - set(KEY_RUN_KINDS):
        assert _hours(policy, kind, run, "full") == GUARDS[kind][1]


def test_presets_differ_in_what_they_are_named_for() -> None:
    base = Policy()
    changed = {
        name: {
            attribute.name
            for attribute in attrs.fields(Policy)
            if getattr(Policy.preset(name), attribute.name) != getattr(base, attribute.name)
        }
        for name in PRESETS
    }
    assert changed == {
        "supporting": set(),
        "hard_days_hard": {
            *("name", "hours_after_key", "load_of_day", "easy_day", "rest_day"),
            *("long_run_day", "second_trip"),
        },
        "separate_days": {"name", "share_hard_days"},
        "guards_by_kind": {"name", "guards"},
    }
    assert base.guards == (
        Guard(days=1),
        Guard(days=1, kinds=["heavy"], runs=["medium_long"], only_key=False),
    )
    assert Policy.preset("hard_days_hard").easy_day > base.easy_day
    assert Policy.preset("hard_days_hard").rest_day > base.rest_day
    assert Policy.preset("separate_days").share_hard_days is False


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_found_by_its_name_and_is_a_value(name: str) -> None:
    policy = Policy.preset(name)
    assert policy.name == name
    assert policy == attrs.evolve(policy)
    assert hash(policy) == hash(attrs.evolve(policy))
    assert attrs.evolve(policy, grid=15) != policy
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        policy.grid = 5  # type: ignore[misc]  # that it is refused is the point


@pytest.mark.parametrize("name", ["suporting", "Supporting", "", None, 3, ["supporting"], {}])
def test_an_unknown_preset_is_refused(name: Any) -> None:
    with pytest.raises(InputError, match=r"is not a preset; write one of supporting, hard") as got:
        Policy.preset(name)
    assert got.value.where == "preset"


@given(st.data(), st.sampled_from(sorted({**WEIGHTS, **WHOLE})))
@settings(max_examples=1000)
def test_a_number_within_bounds_is_kept_as_a_plain_number(data: st.DataObject, name: str) -> None:
    value: Any = data.draw(inside(*{**WEIGHTS, **WHOLE}[name], whole=name in WHOLE))
    kept = getattr(_policy(**{name: value}), name)
    assert kept == value
    assert type(kept) in ((int,) if name in WHOLE else (int, float))
    assert hash(_policy(**{name: value})) == hash(_policy(**{name: kept}))


@given(st.data(), st.sampled_from(sorted({**WEIGHTS, **WHOLE})))
@settings(max_examples=1000)
def test_any_other_number_is_refused_with_its_field(data: st.DataObject, name: str) -> None:
    low, high = {**WEIGHTS, **WHOLE}[name]
    value = data.draw(outside(low, high) | (st.just(low + 0.5) if name in WHOLE else st.nothing()))
    with pytest.raises(InputError, match=rf"number of .* from {low:g} to {high:g}$") as got:
        _policy(**{name: value})
    assert got.value.where == f"Policy.{name}"


@given(st.sampled_from(CLOCKS), st.integers(1, 23 * 60 + 59))
@settings(max_examples=300)
def test_a_clock_is_text_or_minutes(name: str, minute: int) -> None:
    others = {"day_start": 0} if name == "day_end" else {"day_end": "24:00"}
    text = f"{minute // 60}:{minute % 60:02d}"
    policies = {_policy(**{name: value, **others}) for value in (text, minute, np.int64(minute))}
    assert [getattr(policy, name) for policy in policies] == [minute]


@pytest.mark.parametrize("name", CLOCKS)
@pytest.mark.parametrize("value", ["25:00", "7", "", None, True, -1, 1441, 7.0, [], 10**400])
def test_what_is_no_time_of_day_is_refused(name: str, value: object) -> None:
    with pytest.raises(InputError, match=r"is not a time of day up to .*; write e.g. '07:00'") as e:
        _policy(**{name: value})
    assert e.value.where == f"Policy.{name}"


@pytest.mark.parametrize("name", CLOCKS)
def test_only_the_end_of_the_day_may_be_midnight(name: str) -> None:
    policy, error = attempt(lambda: _policy(**{name: "24:00"}))
    assert (policy is not None) == (name == "day_end")
    if error is not None:
        assert error.where == f"Policy.{name}"


@given(st.integers(0, DAY - 1), st.integers(0, DAY))
@settings(max_examples=200)
def test_the_day_ends_after_it_starts(start: int, end: int) -> None:
    policy, error = attempt(lambda: Policy(day_start=start, day_end=end))
    assert (policy is not None) == (start < end)
    if error is not None:
        assert error.where == "Policy.day_end"
        assert "is not after day_start" in str(error)


@pytest.mark.parametrize("name", ["guards", "rests", "spacings", "races"])
@pytest.mark.parametrize("value", [None, 5, "all", {}, [1], ["Guard"]])
def test_rows_are_rows(name: str, value: object) -> None:
    with pytest.raises(InputError) as got:
        _policy(**{name: value})
    assert got.value.where.startswith(f"Policy.{name}")


def test_a_wrong_row_is_named_by_its_place() -> None:
    with pytest.raises(InputError) as got:
        _policy(guards=[Guard(days=1), Spacing(["core"], 1)])
    assert got.value.where == "Policy.guards[1]"


@given(st.permutations("ABC"), st.integers(0, 3))
@settings(max_examples=50)
def test_races_have_one_row_for_each_priority_in_order(order: list[str], count: int) -> None:
    levels = {level.priority: level for level in Policy().races}
    rows = [levels[priority] for priority in order[:count]]
    policy, error = attempt(lambda: _policy(races=rows))
    assert (policy is not None) == ("".join(order[:count]) == "ABC")
    assert error is None or error.where == "Policy.races"


@pytest.mark.parametrize("value", [1, None, "yes"])
def test_sharing_hard_days_is_true_or_false(value: object) -> None:
    with pytest.raises(InputError, match=r"^Policy.share_hard_days: .* is not true or false"):
        _policy(share_hard_days=value)


@pytest.mark.parametrize("value", ["", None, 5, "two\nlines", "x" * 81])
def test_a_name_is_a_line_of_text(value: object) -> None:
    with pytest.raises(InputError, match=r"^Policy.name: .* is not a line of text"):
        _policy(name=value)


@given(outside(0, 168))
@settings(max_examples=200)
def test_hours_of_guards_and_spacings_are_within_a_week(hours: Any) -> None:
    with pytest.raises(InputError, match=r"^Guard.hours: .* from 0 to 168"):
        Guard(hours=hours)
    with pytest.raises(InputError, match=r"^Spacing.hours: .* from 0 to 168"):
        Spacing(["core"], hours)


@given(outside(0, 7) | st.just(1.5))
@settings(max_examples=200)
def test_days_of_a_guard_are_whole(days: Any) -> None:
    with pytest.raises(InputError, match=r"^Guard.days: .* a whole number of days from 0 to 7"):
        Guard(days=days)
    assert Guard(days=np.int64(2)) == Guard(days=2)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kinds", ["hevy"], "did you mean 'heavy'"),
        ("kinds", ["easy"], "is not a kind of strength"),
        ("kinds", [], "is not a list of names"),
        ("kinds", "heavy", "is not a list of names"),
        ("kinds", None, "is not a list of names"),
        ("kinds", [["heavy"]], "is not a kind of strength"),
        ("runs", ["heavy"], "is not a kind of run"),
        ("runs", ["intervalls"], "did you mean 'intervals'"),
        ("doses", ["none"], "is not a dose"),
    ],
)
def test_a_guard_s_names_are_known_names(field: str, value: object, said: str) -> None:
    fields: dict[str, Any] = {field: value}
    with pytest.raises(InputError, match=said) as got:
        Guard(**fields)
    assert got.value.where == f"Guard.{field}"


def _level(**fields: Any) -> RaceLevel:
    good: dict[str, Any] = {"priority": "A", "importance": 1, "loss_cap": 1}
    return RaceLevel(**{**good, "taper": (), "recovery": (), **fields})


days = st.integers(0, 60)
doses = st.sampled_from([*DOSES, "none"])


@given(st.lists(st.tuples(days, doses), max_size=4))
@settings(max_examples=300)
def test_a_taper_is_steps_by_rising_days(steps: list[tuple[int, str]]) -> None:
    rising = all(first[0] < second[0] for first, second in pairwise(steps))
    level, error = attempt(lambda: _level(taper=[list(step) for step in steps]))
    assert (level is not None) == rising
    assert level is None or level.taper == tuple(steps)
    assert error is None or error.where == "RaceLevel.taper"


@given(st.lists(st.tuples(st.floats(0.1, 200), days), max_size=4))
@settings(max_examples=300)
def test_recovery_is_steps_by_rising_km(steps: list[tuple[float, int]]) -> None:
    rising = all(first[0] < second[0] for first, second in pairwise(steps))
    level, error = attempt(lambda: _level(recovery=[list(step) for step in steps]))
    assert (level is not None) == rising
    assert level is None or level.recovery == tuple(steps)
    assert error is None or error.where == "RaceLevel.recovery"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("taper", value)
        for value in (
            None,
            5,
            "ab",
            ("ab",),
            [1, 2],
            [[1, 2, 3]],
            ((1, "none", 3),),
            [[1, "ful"]],
            [[True, "none"]],
            [[1.5, "none"]],
            [[61, "none"]],
            [[-1, "none"]],
            [[[], "none"]],
            [[1, []]],
        )
    ]
    + [
        ("recovery", value)
        for value in (
            None,
            5,
            "ab",
            [[0, 1]],
            ((1, 2, 3),),
            [[float("nan"), 1]],
            [[float("inf"), 1]],
            [[10, 1.5]],
            [[10, 61]],
            [[10, True]],
            [[True, 1]],
            [["10", 1]],
        )
    ]
    + [
        ("priority", "D"),
        ("priority", None),
        ("importance", 11),
        ("importance", float("nan")),
        ("loss_cap", 16),
        ("loss_cap", True),
    ],
)
def test_a_wrong_race_level_names_its_field(field: str, value: object) -> None:
    with pytest.raises(InputError) as got:
        _level(**{field: value})
    assert got.value.where == f"RaceLevel.{field}"


def test_mappings_are_kept_as_sorted_or_given_pairs() -> None:
    policy = _policy(
        evidence={"peak.heavy": np.float64(2.5), "gain.full": 1}, equipment={"core": ["mat"]}
    )
    assert policy.evidence == (("gain.full", 1), ("peak.heavy", 2.5))
    assert type(policy.evidence[1][1]) is float
    assert policy.equipment == (("core", ("mat",)),)
    assert attrs.evolve(policy) == policy
    assert hash(attrs.evolve(policy)) == hash(policy)


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        "abcd",
        [["peak.heavy", 1, 2]],
        (("peak.heavy", 1, 2),),
        {1: 2},
        {1: 2, "a": 3},
        [["peak.heavy", 2], ["peak.heavy", 3]],
        [["peak.heavy", 2], ["peak.heavy", "x"]],
    ],
)
def test_wrong_evidence_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=r"^Policy.evidence: .* is not numbers by parameter"):
        _policy(evidence=value)


@pytest.mark.parametrize("value", ["x", True, None, float("nan"), float("inf"), [1]])
def test_wrong_numbers_of_evidence_are_refused_each_by_its_name(value: object) -> None:
    with pytest.raises(InputError) as got:
        _policy(evidence={"peak.core": value, "peak.circuit": 2, "peak.heavy": value})
    paths = {problem.path for problem in got.value.problems}
    assert paths == {"/evidence/peak.core", "/evidence/peak.heavy"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        "abcd",
        {"heavy": "weights"},
        {"heavy": 5},
        {"heavy": [5]},
        {"hevy": ["weights"]},
        [1, 2],
        [[["heavy"], ["weights"]]],
        (("heavy", ["weights"], 3),),
    ],
)
def test_wrong_equipment_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=r"^Policy.equipment: .* is not equipment by strength"):
        _policy(equipment=value)
