"""The plan as text."""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.words import run_word
from strengthfit.show.text.words import day_reason

from ...generate import policies, weeks


@given(weeks(), policies())
@settings(max_examples=500)
def test_it_fits_80_columns_of_plain_ascii(week: sf.Week, policy: sf.Policy) -> None:
    text = str(sf.plan(week, policy))
    assert text.isascii()
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())


@given(weeks(), policies())
@settings(max_examples=300)
def test_every_day_run_and_session_is_there(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    head, _, _ = str(plan).partition("\n\n")
    names = [line[:3] for line in head.splitlines()[1:] if line[:3].strip()]
    assert len(names) == 7
    for placement in plan.placements:
        assert f"{placement.when[4:]} {placement.kind}" in head
    for run in week.runs:
        assert run_word(run.kind, run.priority) in head
    assert str(plan).count("Skipped:") == len(set(plan.skipped))


def test_a_day_without_strength_says_why() -> None:
    week = sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)], strength=1, repeats=True)
    lines = str(sf.plan(week)).splitlines()
    assert lines[2].endswith("- before the intervals on Wed 07:00")
    assert lines[5].endswith("- Thu 18:00 circuit could move here")
    assert "Where a session could move, why_not says what that costs." in lines


@given(weeks(), policies())
@settings(max_examples=200)
def test_a_session_lighter_than_its_week_says_why(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    (prescription,) = plan.prescriptions
    text = " ".join(str(plan).split())
    doses = ("full", "reduced", "simplified", "none")
    for p in plan.placements:
        lighter = doses.index(p.dose) > max(map(doses.index, (p.asked, prescription.dose)))
        fuller = f"A fuller dose on {p.when} "
        reasons = (f"{fuller}would be ", f"{fuller}may not stand ", f"On {p.when} ")
        said = any(f"Less strength: {reason}" in text for reason in reasons)
        assert said == lighter or (lighter and any(pin.dose for pin in week.pins))


def test_in_a_block_a_session_made_lighter_by_the_minutes_of_its_day_says_so() -> None:
    week = sf.Week([sf.Run("Thu 07:00", "easy", minutes=150)], strength=1, available=["Thu"])
    for asked in (week, sf.Block([week, week])):
        plan = sf.plan(asked, sf.Policy(daily_minutes=180))
        assert {p.dose for p in plan.placements} == {"reduced"}
        text = " ".join(str(plan).split())
        sentence = "A fuller dose on Thu 10:00 would be more than 180 min of training on Thu."
        assert text.count(sentence) == len(plan.prescriptions)
        assert sentence in plan._repr_html_()


def test_a_session_made_lighter_by_a_race_says_so() -> None:
    race = sf.Week([sf.Run("Wed 05:00", "race", minutes=20, priority="B")], strength=0)
    plan = sf.plan(sf.Block([sf.Week([], strength=1, available=["Fri"]), race]))
    words = "(On Fri 18:00 reduced dose at most before the race (B) on W2 Wed 05:00.)"
    assert words in " ".join(str(plan).split())


def test_an_open_end_is_named() -> None:
    week = sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)])
    known = sf.Week(week.runs, after=[sf.Run("Mon 07:00", "easy")])
    assert "Nothing is known after this week" in str(sf.plan(week))
    assert "Nothing is known" not in str(sf.plan(known))


def test_a_block_with_a_key_run_on_most_days_keeps_its_columns_apart() -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri")
    week = sf.Week([sf.Run(f"{day} 07:00", "tempo") for day in days], strength=1)
    free = sf.Week([sf.Run("Tue 07:00", "easy")], strength=1)
    lines = str(sf.plan(sf.Block([week, free, week]))).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1][11:29].strip() == "Mon Tue Wed Thu"
    assert lines[2].strip().startswith("Fri")


def test_a_sweep_of_a_block_stays_within_its_width() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2)
    text = str(sf.sweep(sf.Block([week, week]), "loss_cap", [0.5, 2]))
    assert max(map(len, text.splitlines())) <= 80


RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "medium_long", minutes=110)]


def test_a_week_with_a_date_says_it_of_each_day() -> None:
    lines = str(sf.plan(sf.Week(RUNS, start="2026-11-23"))).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("Tue 24 Nov  07:00 intervals")
    assert lines[0].index("runs") == lines[2].index("07:00")
    assert any(line.startswith("Sun 29 Nov  08:00 medium long run 110 min") for line in lines)
    assert not any("Nov" in line for line in str(sf.plan(sf.Week(RUNS))).splitlines())


def test_a_block_with_a_date_says_it_of_each_week() -> None:
    week = sf.Week(RUNS, strength=1)
    first = sf.Week(RUNS, strength=1, start="2026-11-23")
    lines = str(sf.plan(sf.Block([first, week, week]))).splitlines()
    assert [line[:9].strip() for line in lines[1:4]] == ["W1 23 Nov", "W2 30 Nov", "W3 7 Dec"]
    assert max(map(len, lines)) <= 80


def test_a_block_costs_so_much_a_week() -> None:
    week = sf.Week(RUNS, strength=1)
    plan = sf.plan(sf.Block([week, week, week]))
    text = " ".join(str(plan).split())
    mean = f"{plan.interference / 3:.2f} % of speed a week on average over 3 weeks: on the runs "
    assert f"Interference {mean}" in text
    assert plan.interference == plan.score.interference


def test_km_of_a_block_that_are_inferred_are_said_to_be() -> None:
    known = sf.Week([sf.Run("Tue 07:00", "easy", km=8, minutes=50)])
    in_minutes = sf.Week([sf.Run("Tue 07:00", "easy", minutes=30)])
    bare = sf.Week([sf.Run("Tue 07:00", "easy")])
    race = sf.Week([known.runs[0], sf.Run("Sun 09:00", "race")])
    plan = sf.plan(sf.Block([known, in_minutes, bare, race]))
    lines = str(plan).splitlines()
    assert [line[:10].split() for line in lines if line[:1] == "W"] == [
        ["W1", "8"],
        ["W2", "~5"],
        ["W3", "~8"],
        ["W4", "8"],
    ]
    assert "km with ~ are inferred where a run gives none" in " ".join(str(plan).split())
    assert "~" not in str(sf.plan(sf.Block([known, known])))


def test_equal_skips_are_one_line() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=2, available=["Mon"], repeats=True))
    assert len(plan.skipped) == 2
    assert "Skipped: 2 circuit sessions (full); every day is closed: " in " ".join(
        str(plan).split()
    )


def test_days_are_counted_in_grammar() -> None:
    week = sf.Week([sf.Run("Sun 09:00", "race", km=10, priority="C")], strength=1)
    texts = {label.text for label in sf.plan(week).program.row_labels}
    assert not any(text.startswith("1 days") for text in texts)


def test_circuits_alone_are_called_the_gentlest_choice_once() -> None:
    def said(week: sf.Week | sf.Block) -> int:
        return " ".join(str(sf.plan(week)).split()).count("strength='two_short_heavy' for those")

    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    week = sf.Week(runs)
    assert said(week) == 1
    assert said(sf.Block([week] * 3)) == 1
    assert said(sf.Week(runs, athlete=sf.Athlete(accustomed=False))) == 0
    assert said(sf.Week(runs, strength=0)) == 0
    assert said(sf.Week(runs, strength=[sf.Demand("circuit"), sf.Demand("core")])) == 0
    for name in ("two_short_heavy", "heavy_and_plyometric", "way_in"):
        assert said(sf.Week(runs, strength=name)) == 0
    assert "two_short_heavy" in str(sf.plan(week)._repr_html_())


@given(weeks(most=2), st.integers(1, 2))
@settings(max_examples=60)
def test_a_week_whose_sessions_are_all_pinned_says_so(week: sf.Week, strength: int) -> None:
    week = attrs.evolve(week, strength=strength, pins=(), order=())
    plan = sf.plan(week)
    pins = [sf.Session(placement.start, placement.kind) for placement in plan.placements]
    if plan.skipped or not pins:
        return
    held = sf.plan(attrs.evolve(week, pins=pins))
    assert {day_reason(held, day) for day in held.days if not day.placements} <= {
        "all that is asked for is pinned"
    }


def test_a_week_without_a_plan_says_nothing_of_its_days() -> None:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]
    week = sf.Week([sf.Run("Sun 08:00", "long")], strength=[sf.Demand("heavy", 2)], pins=pins)
    plan = sf.plan(week)
    assert plan.status == "infeasible"
    days, _, rest = str(plan).partition("\n\n")
    assert all(line.endswith("-") for line in days.splitlines()[1:])
    assert "no plan keeps every rule and pin" in " ".join(rest.split())
    assert "Interference" not in rest


def test_without_a_proof_of_the_strength_no_distance_to_the_best_is_said() -> None:
    nothing = sf.plan(sf.Week([], 2, forbidden=["daily"]), limits=sf.Limits(seconds=0))
    assert (nothing.status, nothing.gap) == ("feasible", 0)
    assert "strength asked; not proven best." in " ".join(str(nothing).split())
