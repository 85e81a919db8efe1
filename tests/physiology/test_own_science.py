"""Numbers and curves from outside: which hold, within which bounds, and how they are drawn."""

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.physiology.evidence import EVIDENCE
from strengthfit.physiology.fatigue import impairment, residual_curve
from strengthfit.physiology.own_science import LIMITS, STRENGTH_NAMES
from strengthfit.physiology.parameters import TABLE, parameters_of
from strengthfit.physiology.uncertainty import DRAWN_NAMES, draw_parameters

from ..own_science import ACME, CURVE, POLICY

OWN = parameters_of(POLICY)


def test_a_kind_has_its_own_numbers_and_else_those_of_the_kind_it_is_like() -> None:
    assert OWN.value("peak", "acme:nordic") == 2.0
    assert OWN.value("benefit", "acme:nordic") == TABLE.value("benefit", "heavy")
    assert OWN.value("sensitivity", "acme:fartlek") == 0.9
    assert OWN.value("importance", "acme:fartlek") == TABLE.value("importance", "tempo")
    assert OWN.value("peak", "heavy") == 8.0
    assert OWN.value("acme:darkness", "any") == 0.25
    set_here = parameters_of(attrs.evolve(POLICY, evidence={"benefit.heavy": 0.6}))
    assert set_here.value("benefit", "acme:nordic") == 0.6
    assert parameters_of(sf.Policy()) is parameters_of(sf.Policy())
    assert parameters_of(sf.Policy()).rows is EVIDENCE


def test_the_units_of_the_table_all_have_limits() -> None:
    assert {row.unit for row in EVIDENCE} <= set(LIMITS)
    for row in EVIDENCE:
        low, high = LIMITS[row.unit]
        assert low <= row.low <= row.high <= high


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            sf.Parameter("peek", "heavy", 1, 1, 1, "% of speed", "x"),
            "evidence[0]: 'peek.heavy' is not a number of the model",
        ),
        (
            sf.Parameter("sensitivity", "acme:nordic", 1, 1, 1, "share", "x"),
            "'sensitivity.acme:nordic' is not a number of the model; of such a kind these are: "
            + ", ".join(STRENGTH_NAMES),
        ),
        (
            sf.Parameter("peak", "heavy", 1, 1, 1, "km", "x"),
            "evidence[0].unit: 'km' is not the unit of peak, '% of speed'",
        ),
        (
            sf.Parameter("fast_hours", "heavy", 0, 0, 4, "h", "x"),
            "evidence[0].low: 0 is not a number from 0.1 to 168 (h)",
        ),
        (
            sf.Parameter("minutes", "acme:nordic", 300, 300, 300, "min", "x"),
            "evidence[0].low: 300 is not a number from 5 to 240 (min)",
        ),
        (
            sf.Parameter("fast_hours", "acme:nordic", 5, 5, 5, "h", "x"),
            "'fast_hours.acme:nordic' has no effect: acme:nordic has a curve of its own",
        ),
    ],
)
def test_a_row_that_stands_for_nothing_is_refused(row: sf.Parameter, message: str) -> None:
    policy = sf.Policy(extensions=[attrs.evolve(ACME, evidence=[row])])
    with pytest.raises(sf.InputError) as caught:
        parameters_of(policy)
    assert str(caught.value).startswith("Policy.extensions[0].evidence[0]")
    assert message in str(caught.value)
    with pytest.raises(sf.InputError):
        sf.plan(sf.Week([], strength=1), policy)


def test_bounds_are_those_of_the_row_that_is_in_force() -> None:
    for key, good, bad in (
        ("peak.heavy", 9.0, 3.0),
        ("peak.acme:nordic", 3.5, 5.0),
        ("benefit.acme:nordic", 0.6, 2.0),
        ("acme:darkness.any", 0.4, 0.6),
    ):
        assert parameters_of(attrs.evolve(POLICY, evidence={key: good})).value(
            *key.split(".")
        ) == pytest.approx(good)
        with pytest.raises(sf.InputError, match=r"Policy.evidence\["):
            parameters_of(attrs.evolve(POLICY, evidence={key: bad}))


def test_a_curve_is_its_points_and_all_of_it_is_scaled() -> None:
    curve = residual_curve("acme:nordic", True, OWN)
    for hours, share in CURVE:
        assert curve[int(hours * 60)] == pytest.approx(share)
    assert curve[15 * 60] == pytest.approx(0.8)
    assert not curve[120 * 60 :].any()
    new = residual_curve("acme:nordic", False, OWN)
    assert new == pytest.approx(curve * OWN.value("unaccustomed_factor", "heavy"))
    hard = residual_curve("acme:nordic", True, OWN, "to_failure")
    assert hard == pytest.approx(curve * OWN.value("effort", "to_failure"))
    lost = impairment("acme:nordic", "acme:fartlek", 30, parameters=OWN)
    assert lost == pytest.approx(2.0 * 0.9)
    assert (residual_curve("heavy") == residual_curve("heavy", True, TABLE)).all()


def test_draws_of_the_house_stay_and_what_is_inherited_is_drawn_once() -> None:
    house = draw_parameters(50, seed=3)
    own = draw_parameters(50, seed=3, parameters=OWN)
    for row in EVIDENCE:
        if row.name in DRAWN_NAMES and row.key != "peak.heavy":
            assert (own.of(row.name, row.subject) == house.of(row.name, row.subject)).all()
    assert own.of("peak", "heavy").min() >= 5.0
    peaks = own.of("peak", "acme:nordic")
    assert 1.0 <= peaks.min() < peaks.max() <= 4.0
    inherited = own.of("unaccustomed_factor", "acme:nordic")
    assert (inherited == own.of("unaccustomed_factor", "heavy")).all()
    assert "unaccustomed_factor.acme:nordic" not in own.parameters
    assert "minutes.acme:nordic" not in own.parameters
    assert own.of("acme:darkness", "any").max() <= 0.5
    with pytest.raises(KeyError):
        own.of("peak", "acme:yoga")
    set_here = parameters_of(attrs.evolve(POLICY, evidence={"leg_work.acme:nordic": 0.7}))
    assert "leg_work.acme:nordic" in draw_parameters(5, 0, set_here).parameters


def test_own_numbers_of_costs_without_a_form_for_draws_are_not_drawn() -> None:
    (cost,) = ACME.costs
    plain: Any = attrs.evolve(cost, sampled=None)  # type: ignore[misc]  # a Term
    policy = sf.Policy(extensions=[attrs.evolve(ACME, costs=[plain])])
    assert "acme:darkness.any" not in draw_parameters(5, 0, parameters_of(policy)).parameters
    named: Any = attrs.evolve(plain, name="acme:plain")
    policy = sf.Policy(extensions=[attrs.evolve(ACME, costs=[named, cost])])
    assert "acme:darkness.any" in draw_parameters(5, 0, parameters_of(policy)).parameters


def test_a_row_may_reach_to_the_ends_of_what_makes_sense() -> None:
    row = sf.Parameter("fast_hours", "heavy", 8, 0.1, 168, "h", "x")
    policy = sf.Policy(extensions=[attrs.evolve(ACME, evidence=[row])])
    assert parameters_of(policy).value("fast_hours", "heavy") == 8


@st.composite
def curves(draw: st.DrawFn) -> list[tuple[float, float]]:
    """Points that rise from 0 hours, with a peak of 1 and an end at 0."""
    inner = draw(st.lists(st.integers(1, 167), min_size=1, max_size=6, unique=True))
    shares = [draw(st.floats(0, 1)) for _ in inner]
    peak = draw(st.integers(0, len(inner)))
    points = [(0.0, draw(st.floats(0, 1))), *zip(map(float, sorted(inner)), shares, strict=True)]
    points[peak] = (points[peak][0], 1.0)
    return [*points, (168.0, 0.0)]


@given(curves())
@settings(max_examples=500)
def test_any_curve_stays_between_nothing_and_its_peak(points: list[tuple[float, float]]) -> None:
    kind = sf.OwnStrengthKind("lab:lift", "circuit", curve=points)
    lab = sf.Extension("lab", strength_kinds=[kind])
    curve = residual_curve("lab:lift", True, parameters_of(sf.Policy(extensions=[lab])))
    assert curve.min() >= 0
    assert curve.max() == pytest.approx(1.0)
    assert curve[-1] == 0
    assert np.isfinite(curve).all()


@pytest.mark.parametrize("kind", ["heavy", "lab:lift"])
def test_evidence_that_leaves_no_curve_is_refused(kind: str) -> None:
    lift = sf.OwnStrengthKind("lab:lift", "heavy")
    rows = [
        sf.Parameter(name, kind, 0.0, 0.0, 1.0, "share", "x")
        for name in ("fast_share", "delayed_share")
    ]

    def policy(evidence: list[sf.Parameter], **sets: float) -> sf.Policy:
        lab = sf.Extension("lab", strength_kinds=[lift], evidence=evidence)
        return sf.Policy(extensions=[lab], evidence={f"{name}.{kind}": sets[name] for name in sets})

    week = sf.Week([sf.Run("Sun 08:00", "long")], strength=[sf.Demand(kind)])
    with pytest.raises(sf.InputError, match=f"0 leaves {kind} no curve") as caught:
        sf.plan(week, policy(rows))
    assert caught.value.where == "Policy.extensions[0].evidence[0].value"
    one = [attrs.evolve(rows[0], value=0.5), rows[1]]
    with pytest.raises(sf.InputError, match=f"0 leaves {kind} no curve") as caught:
        sf.plan(week, policy(one, fast_share=0.0))
    assert caught.value.where == "Policy.extensions[0].evidence[1].value"
    assert np.isfinite(sf.plan(week, policy(one)).interference)
    curve = residual_curve(kind, True, parameters_of(policy(rows, delayed_share=0.1)))
    assert curve.max() == pytest.approx(1.0)
