"""What type checkers let constructors be given; mypy reads this file, and strictly.

A wrong use stands behind a comment that silences its error: mypy refuses a comment that silences
none, so each of these lines is an error for it, and an `InputError` when it runs.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import numpy as np
import pytest

import strengthfit as sf
from strengthfit.domain.policy_rows import Guard, LoadSteps, RaceLevel, Rest, Spacing
from strengthfit.domain.season import PhaseLevel
from strengthfit.domain.strength import StrengthKind
from strengthfit.domain.week import Waiver
from strengthfit.physiology.parameters import Parameters
from strengthfit.strategies.protocol import Limits, Outcome

VALUES: tuple[type[Any], ...] = (
    *(sf.Run, sf.Week, sf.Block, sf.Demand, sf.Session, sf.Window, sf.Athlete, sf.RunningLoad),
    *(sf.CheckIn, sf.Policy, sf.Placement, sf.Plan),
    *(Guard, Rest, Spacing, RaceLevel, LoadSteps, PhaseLevel, Waiver),
    *(Parameters, Limits, Outcome),
)


def _kept() -> Iterator[sf.Run]:
    yield sf.Run("Tue", "easy")


def test_what_is_accepted_is_typed() -> None:
    """Each of these is right for mypy too."""
    at = dt.datetime(2026, 11, 24, 7)
    runs = [
        sf.Run(at, "easy", minutes=np.int64(40), km=np.float32(8), key=np.bool_(False)),
        sf.Run(at.date(), "easy", extra={"coach": "Ana"}),
        sf.Run(np.int64(420), sf.Run("Tue", "easy").kind),
        sf.Run(sf.Run("Tue", "easy").when, "easy"),
    ]
    assert len(sf.Week(runs, start="2026-11-23", strength=np.int64(1)).runs) == len(runs)
    week = sf.Week(
        _kept(),
        start=dt.date(2026, 11, 23),
        strength=(sf.Demand(kind, minutes=30) for kind in StrengthKind),
        available=["Mon 17:00-20:00", at.date(), sf.Window("Tue", equipment=("weights",))],
        history=[sf.Week([]), 300, 12.5, sf.RunningLoad(km=np.float64(30))],
        before=(sf.Run("Sun", "long"), sf.Session("Sun pm", "core", dose=None, effort=3)),
    )
    assert sf.Week([], "two_short_heavy", available="Mon").strength
    assert sf.Week([], sf.Demand("core", effort=0)).strength
    assert len(sf.Block(week for _ in range(1)).weeks) == 1
    policy = sf.Policy(
        day_start="07:00",
        day_end=1200,
        guards=(Guard(days=1, kinds=[kind]) for kind in StrengthKind),
        equipment={StrengthKind.HEAVY: ["weights"], StrengthKind.UPPER: ["weights"]},
        evidence={"peak.heavy": 2},
    )
    assert policy.evidence == (("peak.heavy", 2),)
    assert sf.Policy(equipment={"heavy": ["weights"]}, evidence=[("peak.heavy", 2)]).equipment
    level = RaceLevel("B", 2, 0.5, taper=[[3, "none"], (7, "reduced")], recovery=[[50, 4]])
    assert level.recovery == ((50, 4),)


WRONG: tuple[Callable[[], object], ...] = (
    lambda: sf.Run("Tue", 5),  # type: ignore[arg-type]
    lambda: sf.Run(2.5, "easy"),  # type: ignore[arg-type]
    lambda: sf.Run("Tue", "easy", minutes="60"),  # type: ignore[arg-type]
    lambda: sf.Run("Tue", "easy", minutes=np.array([1, 2])),  # type: ignore[arg-type]
    lambda: sf.Run("Tue", "easy", id=7),  # type: ignore[arg-type]
    lambda: sf.Run("Tue", "easy", key="no"),  # type: ignore[arg-type]
    lambda: sf.Run("Tue", "easy", extra=[1]),  # type: ignore[arg-type]
    lambda: sf.Week(runs=3),  # type: ignore[arg-type]
    lambda: sf.Week(runs=["Tue"]),  # type: ignore[list-item]
    lambda: sf.Week([], 2.5),  # type: ignore[arg-type]
    lambda: sf.Week([], np.float64(2.5)),  # type: ignore[arg-type]
    lambda: sf.Week([], available=[5]),  # type: ignore[list-item]
    lambda: sf.Week([], start=5),  # type: ignore[arg-type]
    lambda: sf.Week([], repeats="yes"),  # type: ignore[arg-type]
    lambda: sf.Week([], pins=[sf.Run("Tue", "easy")]),  # type: ignore[list-item]
    lambda: sf.Week([], phase=1),  # type: ignore[arg-type]
    lambda: sf.Week([], days=7.5),  # type: ignore[arg-type]
    lambda: sf.Block([3]),  # type: ignore[list-item]
    lambda: sf.Demand("heavy", count=None),  # type: ignore[arg-type]
    lambda: sf.Session("Tue", "core", dose=1),  # type: ignore[arg-type]
    lambda: sf.Window(5),  # type: ignore[arg-type]
    lambda: sf.Athlete(recovery="slow"),  # type: ignore[arg-type]
    lambda: sf.RunningLoad(km="far"),  # type: ignore[arg-type]
    lambda: sf.CheckIn("1"),  # type: ignore[arg-type]
    lambda: sf.Policy(day_start=b"7"),  # type: ignore[arg-type]
    lambda: sf.Policy(guards=[1]),  # type: ignore[list-item]
    lambda: sf.Policy(grid="15"),  # type: ignore[arg-type]
    lambda: sf.Policy(equipment=5),  # type: ignore[arg-type]
    lambda: Guard(kinds=[1]),  # type: ignore[list-item]
    lambda: Limits(seconds="10"),  # type: ignore[arg-type]
    lambda: Limits(cancel="no"),  # type: ignore[arg-type]
    lambda: sf.plan(sf.Week([]), policy=5),  # type: ignore[arg-type]
    lambda: sf.plan([]),  # type: ignore[arg-type]
)


@pytest.mark.parametrize("wrong", range(len(WRONG)))
def test_what_is_not_accepted_is_refused(wrong: int) -> None:
    with pytest.raises(sf.InputError):
        WRONG[wrong]()


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_no_argument_is_of_any_type(kind: type[Any]) -> None:
    """As `help` shows it: what a converter takes is what the argument is."""
    parameters = inspect.signature(kind).parameters
    untyped = (Any, "Any", inspect.Parameter.empty)
    assert [name for name, one in parameters.items() if one.annotation in untyped] == []
    assert len(parameters) == sum(field.init for field in attrs.fields(kind))
