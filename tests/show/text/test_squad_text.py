"""The text of a squad's plan: who is there when, who pays what, and nothing obeyed."""

import re

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.interchange import SquadFile
from strengthfit.show.text.squad import costly, notes, rows

from ...squad_cases import DATED, EACH, WEEK, club, crowd, plan_of_file, season, squad_files, stuck


def test_the_text_of_a_crowd() -> None:
    gym = sf.Gym(places=1, open=["Wed 18:00-20:00"])
    squad = sf.plan_squad({"Ann": WEEK, "Bo": WEEK}, gym, sf.Coach(half_hours=3))
    lines = str(squad).splitlines()
    assert lines[0].startswith("2 athletes, 2 of 4 sessions placed, 69 % of the strength asked;")
    assert lines[2].startswith("The coach is there Wed 18:00-19:")
    assert "day  time         in gym  who  session" in lines
    first = re.compile(r"Wed  18:00-18:\d\d  1 of 1  (Ann|Bo) +heavy.* \(coach\)")
    assert any(map(first.fullmatch, lines))
    assert "What sharing costs, against a week with the gym and the coach to oneself:" in lines


@pytest.mark.parametrize("name", EACH)
def test_a_line_is_short_and_a_text_the_same_again(name: str) -> None:
    squad = EACH[name]()
    text = str(squad)
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert text == str(squad)
    assert "\n\n\n" not in text


@given(squad_files())
@settings(max_examples=30, deadline=None)
def test_any_squad_has_its_sessions_its_costs_and_what_it_skips(file: SquadFile) -> None:
    squad = plan_of_file(file)
    text = " ".join(str(squad).split())
    assert all(len(line) <= 80 for line in str(squad).splitlines())
    listed = [(row.booking.member, row.booking.start) for row in rows(squad)]
    assert listed == [(one.member, one.start) for one in squad.bookings]
    for row in rows(squad):
        assert row.time in text
        there = [
            one for one in squad.bookings if one.in_gym and one.start <= row.booking.start < one.end
        ]
        assert not row.full or int(row.full.split()[0]) == len(there)
    for member, plan in zip(squad.members, squad.plans, strict=True):
        if plan.skipped and squad.outcome.objective is not None:
            assert re.search(rf"{re.escape(member.id)}[^.]*? skips? ", text)
    paying = {cost.member for cost in squad.costs if cost.strength or cost.interference}
    assert {cost.member for cost in costly(squad)} == paying


def test_only_those_whom_sharing_costs_anything_are_listed() -> None:
    text = str(club())
    below = text.partition("What sharing costs")[2].partition("It costs the other 4 nothing.")[0]
    assert [line.split()[0] for line in below.splitlines()[2:] if line] == ["Ben", "Finn"]
    alone = sf.plan_squad({"Ann": WEEK}, sf.Gym())
    assert "Sharing costs nobody strength or speed." in str(alone)


def test_members_who_skip_the_same_are_named_together() -> None:
    names = ("Ann", "Bo", "Cy")
    text = " ".join(str(sf.plan_squad(dict.fromkeys(names, WEEK), sf.Gym(places=0))).split())
    assert text.count("Ann, Bo and Cy each skip 1 heavy session (full); ") == 1
    assert "Bo skips" not in text
    assert "; also in the way: " in " ".join(str(crowd()).split())


def test_dates_weeks_and_what_is_trained_elsewhere_are_said() -> None:
    text = str(season())
    assert "over 2 weeks" in text
    assert "W1 Wed 25 Nov  18:00-" in text
    assert re.search(r"^- in the gym's column: trained elsewhere\.$", text, re.M)
    assert re.search(r"^W2 \w+ \d+ Dec +\d\d:\d\d-\d\d:\d\d +- ", text, re.M)


def test_without_a_plan_the_pins_are_named() -> None:
    text = str(stuck())
    assert "no plan keeps every rule and pin of all" in " ".join(text.split())
    assert text.endswith("Pinned: Ann Wed 18:00 circuit; Bo Wed 18:00 circuit.")
    assert "skips" not in text


def test_a_plan_that_is_not_proven_says_how_far_it_may_be_from_the_best() -> None:
    squad = attrs.evolve(club(), status="feasible", bound=club().bound - 0.5)
    assert "at most 0.50 % from the best" in " ".join(str(squad).split())
    squad = attrs.evolve(club(), status="feasible", bound=0.0)
    assert "not proven best" in " ".join(str(squad).split())
    assert (club().gap, stuck().gap) == (0.0, None)


def test_whom_a_plan_is_best_for_is_said() -> None:
    assert "loses most" not in str(club())
    fair = attrs.evolve(club(), fairness="worst_first")
    assert str(fair).splitlines()[1].startswith("Best for the athlete who loses most by sharing")


def test_what_changed_for_whom_is_said() -> None:
    first, second = club().plans[:2]
    new = sf.replan(first, today="Wed", missed=[first.placements[0].when])
    assert new.changes
    lines = notes(attrs.evolve(club(), plans=(new, second, *club().plans[2:])))
    assert all(f"Changed for Ada: {change}." in lines for change in new.changes)
    assert "Changed" not in str(club())


def test_equipment_that_nothing_needs_is_said() -> None:
    squad = sf.plan_squad({"Ann": DATED}, sf.Gym(equipment={"racks": 1, "weights": 1}))
    assert "No kind of strength needs racks" in str(squad)
    assert "needs weights" not in str(squad)


def test_a_coach_whom_nobody_needs_is_said() -> None:
    squad = sf.plan_squad({"Ann": DATED}, sf.Gym(), sf.Coach(half_hours=4, kinds=["core"]))
    assert "Nobody needs the coach." in str(squad)
    squad = sf.plan_squad({"Ann": DATED}, sf.Gym(), sf.Coach(half_hours=0))
    assert "The coach is never there." in str(squad)


def test_a_member_s_day_names_what_others_take_once() -> None:
    text = " ".join(str(club().plan_of("Finn")).split())
    assert text.count("otherwise without the coach") == 2  # on Wednesday and on Friday
    assert "otherwise without the coach Thu" in text
    assert not re.search("without the coach at", text)


def test_long_names_and_labels_stay_in_their_columns() -> None:
    week = attrs.evolve(DATED, strength=[sf.Demand("heavy", label="L" * 20)])
    squad = sf.plan_squad({"N" * 80: week, "a b" * 20: week}, sf.Gym(places=1))
    assert all(len(line) <= 80 for line in str(squad).splitlines())
    assert "N" * 24 in str(squad)
