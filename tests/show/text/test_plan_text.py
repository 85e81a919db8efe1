"""The plan as text."""

from hypothesis import given, settings

import strengthfit as sf

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
        assert run.kind.replace("_", " ") in head
        if run.kind == "race":
            assert f"race ({run.priority}) " in head
    assert str(plan).count("Skipped:") == len(plan.skipped)


def test_a_day_without_strength_says_why() -> None:
    week = sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)], strength=1, repeats=True)
    lines = str(sf.plan(week)).splitlines()
    assert lines[2].endswith("- before the intervals on Wed 07:00")
    assert "open; a session here would cost" in "\n".join(lines)


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
