"""What the extension brings holds, and plans speak of it."""

from strengthfit_example import EXTENSION

import strengthfit as sf

POLICY = sf.Policy(extensions=[EXTENSION])
WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "example:fartlek")],
    strength=[sf.Demand("example:nordic")],
)


def test_no_session_ends_late_and_none_stands_before_the_intervals() -> None:
    program = sf.formulate(WEEK, POLICY)
    assert {"example:sleep", "before_hard_day"} <= {label.rule for label in program.row_labels}
    (session,) = sf.plan(WEEK, POLICY).placements
    assert session.start % 1440 + session.minutes <= 20 * 60 + 30
    assert session.when.split()[0] not in ("Mon", "Tue")


def test_the_heat_has_its_price() -> None:
    noon = sf.Week([], strength=[sf.Demand("example:nordic")], available=["Wed 12:00-13:00"])
    plan = sf.plan(noon, POLICY)
    assert dict(plan.score.terms)["example:heat"] == 0.3
    assert "heat 0.30" in str(plan)


def test_the_plan_says_whose_numbers_lie_beyond_the_bounds() -> None:
    text = " ".join(str(sf.plan(WEEK, POLICY)).split())
    assert "Outside the bounds of the evidence: peak.circuit 4.5 % of speed" in text
