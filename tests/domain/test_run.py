"""A run: what it is made of, and what it refuses."""

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit import InputError, Run
from strengthfit.domain.run import KEY_RUN_KINDS, RUN_KINDS, RUN_PRIORITIES
from strengthfit.domain.words import run_word

from .values import inside, outside

BOUNDS = {"minutes": (1, 1440), "km": (0.1, 200), "load": (0, 15000)}
fields = st.sampled_from(sorted(BOUNDS))


@given(st.data(), fields)
@settings(max_examples=500)
def test_a_number_within_bounds_is_kept_as_a_plain_number(data: st.DataObject, field: str) -> None:
    value: Any = data.draw(inside(*BOUNDS[field]))
    kept = getattr(Run("Tue", "easy", **{field: value}), field)
    assert kept == value
    assert type(kept) in (int, float)


@given(st.data(), fields)
@settings(max_examples=500)
def test_any_other_number_is_refused_with_its_field_and_bounds(
    data: st.DataObject, field: str
) -> None:
    low, high = BOUNDS[field]
    value: Any = data.draw(outside(low, high))
    with pytest.raises(InputError, match=f"is not a number of .* from {low:g} to {high:g}$") as got:
        Run("Tue", "easy", **{field: value})
    assert got.value.where == f"Run.{field}"


@pytest.mark.parametrize("kind", RUN_KINDS)
@pytest.mark.parametrize("key", [None, True, False, np.True_, np.False_])
def test_key_is_the_kind_s_unless_it_is_given(kind: str, key: bool | None) -> None:
    expected = kind in KEY_RUN_KINDS if key is None else bool(key)
    assert Run("Tue", kind, key=key).is_key is expected


@pytest.mark.parametrize(
    ("kind", "near"),
    [("esy", "easy"), ("Intervals", "intervals"), ("long run", "long"), ("race pace", "race_pace")],
)
def test_an_unknown_kind_is_never_taken_for_easy(kind: str, near: str) -> None:
    with pytest.raises(InputError, match=f"^Run.kind: .* did you mean '{near}'") as got:
        Run("Tue", kind)
    assert all(name in str(got.value) for name in RUN_KINDS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", None),
        ("kind", ["easy"]),
        ("kind", "heavy"),
        ("key", 1),
        ("key", "yes"),
        ("id", ""),
        ("id", "two\nlines"),
        ("id", "x" * 81),
        ("id", 7),
        ("id", "\ud800"),
        ("priority", "D"),
        ("priority", None),
        ("when", None),
        ("when", 7.0),
    ],
)
def test_a_wrong_value_names_its_field(field: str, value: object) -> None:
    fields: dict[str, Any] = {"when": "Tue", "kind": "race", field: value}
    with pytest.raises(InputError) as got:
        Run(**fields)
    assert got.value.where == f"Run.{field}"


def test_a_run_does_not_change() -> None:
    run = Run("Tue 07:00", "easy", minutes=40)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        run.minutes = 30  # type: ignore[misc]  # that it is refused is the point
    assert attrs.evolve(run, minutes=30) == Run("tuesday 7am", "easy", minutes=30)
    assert hash(run) == hash(Run("tue 7:00", "easy", minutes=40))


@given(st.sampled_from([np.int64, np.int32, np.uint16]), st.integers(0, 9000))
@settings(max_examples=50)
def test_a_numpy_minute_is_a_time(kind: type, minute: int) -> None:
    assert Run(kind(minute), "easy") == Run(minute, "easy")


@pytest.mark.parametrize("kind", RUN_KINDS)
def test_a_run_is_a_noun_in_every_sentence(kind: str) -> None:
    nouns = ("strides", "tempo", "hills", "intervals", "time trial", "race (A)")
    assert run_word(kind, "A") in nouns or run_word(kind, "A").endswith(" run")
    plan = sf.plan(sf.Week([Run("Sun 08:00", kind)], strength=1))
    assert plan.score.runs[0].text == f"{run_word(kind, 'A')} on Sun 08:00"


@given(st.sampled_from(RUN_KINDS), st.sampled_from(RUN_PRIORITIES))
def test_only_a_race_that_is_run_as_training_counts_as_another_kind(
    kind: str, priority: str
) -> None:
    run = Run("Sat 09:00", kind, priority=priority)
    as_training = kind == "race" and priority == "training"
    assert run.counts_as == ("time_trial" if as_training else kind)
    assert run.kind == kind
