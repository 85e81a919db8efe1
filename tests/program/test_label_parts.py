"""What labels say to programs: a code, the run, and the numbers of the policy they come from."""

import pickle

import attrs
import pytest
from hypothesis import event, given, settings

import strengthfit as sf
from strengthfit.interchange import to_dict
from strengthfit.program import Label, formulate
from strengthfit.program.labels import MadeLabels

from ..generate import policies, weeks

UNITS = {"hours", "days", "minutes", "percent", "sessions"}
OF_RUNS = {
    *("overlap", "after_key_run", "before_hard_day", "rest_after_run", "race", "loss_cap"),
}
TUE = "Tue 07:00 intervals"
RUNS = (sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=100))
WEEK = sf.Week(RUNS, strength=2)


@given(weeks(most=3), policies(grid=180))
@settings(max_examples=40)
def test_runs_are_runs_of_the_week_and_numbers_have_units(week: sf.Week, policy: sf.Policy) -> None:
    program = formulate(week, policy)
    runs = {run.id for run in program.horizon.runs}
    for label in program.row_labels:
        event(label.code)
        assert label.code == label.rule or label.code.startswith(f"{label.rule}.")
        assert label.run is None or (label.run in runs and label.cause == label.run)
        assert {unit for unit, _ in label.numbers} <= UNITS
        assert all(isinstance(number, float | int) for _, number in label.numbers)
        assert (label.rule in OF_RUNS) == (label.run is not None)


def _said(week: sf.Week, code: str, policy: sf.Policy | None = None) -> Label:
    labels = formulate(week, policy).row_labels
    return next(label for label in labels if label.code == code)


@pytest.mark.parametrize(
    ("week", "code", "run", "numbers"),
    [
        (WEEK, "before_hard_day", TUE, {"days": 1.0}),
        (WEEK, "after_key_run", TUE, {"hours": 6.0}),
        (WEEK, "overlap", TUE, {"minutes": 15.0}),
        (WEEK, "loss_cap", TUE, {"percent": 2.0}),
        (WEEK, "spacing", None, {"hours": 48.0}),
        (WEEK, "daily_minutes", None, {"minutes": 180.0}),
        (WEEK, "per_day", None, {"sessions": 1.0}),
        (attrs.evolve(WEEK, available=["Mon 17:00-19:00"]), "availability.hours", None, {}),
        (attrs.evolve(WEEK, available=["Mon 17:00-19:00"]), "availability.day", None, {}),
        (attrs.evolve(WEEK, forbidden=["Mon"]), "pins.forbidden", None, {}),
        (attrs.evolve(WEEK, tired=True, strength=4), "load_response.dose", None, {}),
    ],
)
def test_a_rule_says_its_run_and_its_numbers(
    week: sf.Week, code: str, run: str | None, numbers: dict[str, float]
) -> None:
    label = _said(week, code)
    assert (label.run, dict(label.numbers)) == (run, numbers)


def test_a_race_says_how_many_days_lie_before_it_and_after() -> None:
    week = sf.Week([sf.Run("Wed 09:00", "race", km=10)], strength=1)
    before, after = (_said(week, f"race.{case}") for case in ("before", "after"))
    assert (before.run, dict(before.numbers)) == ("Wed 09:00 race", {"days": 3})
    assert (after.run, dict(after.numbers)) == ("Wed 09:00 race", {"days": 2})


def test_a_rise_is_said_in_percent() -> None:
    runs = [sf.Run("Tue", "easy", km=30), sf.Run("Sun", "easy", km=30)]
    label = _said(sf.Week(runs, history=[sf.RunningLoad(km=50)]), "load_response.dose")
    assert dict(label.numbers) == {"percent": pytest.approx(20)}


def test_labels_are_their_words_and_three_of_them_are_enough() -> None:
    plain = Label("acme:nordic", "Wed", "on the skis on Wed")
    assert (plain.code, plain.run, plain.numbers) == ("acme:nordic", None, ())
    told = Label("acme:nordic", "Wed", "on the skis on Wed", run="ski", numbers={"hours": 2})
    assert (plain == told, hash(plain) == hash(told)) == (True, True)
    kept = pickle.loads(pickle.dumps(MadeLabels.of([told])))()[0]  # noqa: S301  # our own
    assert (kept.run, kept.numbers) == ("ski", (("hours", 2),))


def test_reasons_say_their_code_in_answers_too() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=1, repeats=True))
    blocked, open_ = (sf.why_not(plan, when) for when in ("Mon 18:00", "Thu 18:00"))
    assert (blocked.code, open_.code) == ("before_hard_day", "open")
    told = to_dict(blocked)
    assert told["code"] == "before_hard_day"
    assert told["rules"][0] == {
        "rule": "before_hard_day",
        "cause": TUE,
        "text": "before the intervals on Tue 07:00",
        "code": "before_hard_day",
        "run": TUE,
        "numbers": {"days": 1.0},
    }
    starts = {start.when: start.code for start in sf.explain(plan).starts}
    assert starts["Mon 18:00"] == "before_hard_day"
    closed = sf.plan(attrs.evolve(WEEK, strength=1, available=["Mon 17:00-20:00"]))
    assert [one.code for one in closed.skipped] == ["together"]
    many = sf.plan(attrs.evolve(WEEK, strength=6))
    assert {one.code for one in many.skipped} == {"together"}
    audit = sf.audit(WEEK, [sf.Session("Mon 18:00", "circuit")])
    assert [(label.code, label.run) for label in audit.broken] == [("before_hard_day", TUE)]
    clash = sf.diagnose(attrs.evolve(WEEK, strength=1, available=["Mon 17:00-20:00"]))
    codes = {label.code for conflict in clash.conflicts for label in conflict}
    assert "demand.full" in codes or "demand.simplified" in codes
    assert {label.code for way in clash.relaxations for label in way.labels} & {"before_hard_day"}


def test_a_session_that_was_missed_is_skipped_for_that_alone() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=2, repeats=True))
    missed = plan.placements[0]
    after = sf.replan(plan, today=missed.day + 1, missed=[missed.when])
    found = [(one.code, one.together, len(one.labels)) for one in after.skipped]
    assert ("missed", False, 1) in found
