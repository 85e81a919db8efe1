"""What rows are worth, against plans of weeks in which they are given up."""

import attrs
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.proof import certify
from strengthfit.proof.row_worth import clashing, row_worths

from ..generate import policies, weeks

RUNS = [sf.Run("Tue 07:00", "intervals", id="fast"), sf.Run("Thu 07:00", "tempo")]


def _without(program: sf.Program, row: int, by: int) -> sf.Program:
    bounds = program.rows.bounds.copy()
    bounds[row] += by
    return attrs.evolve(program, rows=attrs.evolve(program.rows, bounds=bounds))


@given(weeks(), policies(grid=120), st.sampled_from(["strength", "interference"]), st.data())
@settings(max_examples=1000)
def test_no_row_that_is_given_up_is_worth_more(
    week: sf.Week, policy: sf.Policy, tier: str, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    best = sf.solve(program)
    assume(best.objective is not None)
    assert best.objective is not None
    worths = [
        one for one in row_worths(certify(program, best), tier) if one.multiple.kind == "rule"
    ]
    assume(worths)
    one = data.draw(st.sampled_from(worths))
    row = one.multiple.index
    span = slice(program.rows.indptr[row], program.rows.indptr[row + 1])
    without = sf.solve(_without(program, row, int(abs(program.rows.coefficients[span]).max())))
    assert without.objective is not None
    number = list(program.tiers).index(tier)
    if without.objective[:number] != best.objective[:number]:
        return  # the plan is better in a tier before, and this one is another question
    event(one.rule)
    unit = (
        policy.resolution
        if tier == "interference"
        else 1 / (program.skip_costs[0] @ program.counts)
    )
    saved = (best.objective[number] - without.objective[number]) * unit
    assert saved <= one.worth + 1e-9


def test_rows_speak_of_their_runs() -> None:
    worths = row_worths(sf.plan(sf.Week(RUNS, strength=3)).certificate, "interference")
    assert [one.worth for one in worths] == sorted((one.worth for one in worths), reverse=True)
    assert {"fast"} <= {one.run for one in worths if one.rule in ("before_hard_day", "overlap")}


def test_a_row_that_is_taken_in_two_parts_is_worth_both() -> None:
    certificate = sf.plan(sf.Week(RUNS, strength=3)).certificate
    tier = list(certificate.program.tiers).index("interference")
    proof = certificate.proofs[tier]
    assert isinstance(proof, tuple)
    twice = tuple(attrs.evolve(row, times=2 * row.times) for row in proof)
    halves = attrs.evolve(
        certificate,
        proofs=tuple(
            (*twice[:-1], *[proof[-1]] * 2) if number == tier else each
            for number, each in enumerate(certificate.proofs)
        ),
    )
    prices = [
        {(one.multiple.kind, one.multiple.index): one.worth for one in row_worths(each, tier_name)}
        for each in (certificate, halves)
        for tier_name in ["interference"]
    ]
    assert prices[0] == prices[1]


def test_strength_that_a_rule_takes_is_what_it_is_worth() -> None:
    """One of two sessions has no place before a race; the rule that closes it is worth that one."""
    race = sf.Run(16140, "race", minutes=20)
    week = sf.Week([], strength=[sf.Demand("heavy", 2, dose="reduced")], after=[race])
    plan = sf.plan(week)
    assert len(plan.placements) == 1
    worths = {one.rule: one.worth for one in row_worths(plan.certificate, "strength")}
    assert worths["load_response"] == pytest.approx(1 - plan.strength)


def test_a_tier_that_there_is_not_is_refused() -> None:
    certificate = sf.plan(sf.Week(RUNS, strength=1)).certificate
    with pytest.raises(sf.InputError, match="did you mean 'strength'"):
        row_worths(certificate, "strenth")


def test_what_clashes_is_said_of_a_week_without_a_plan() -> None:
    program = instance("infeasible-1").program
    certificate = certify(program, sf.solve(program))
    assert row_worths(certificate, "interference") == ()
    assert "at least one session on Sat" in clashing(certificate)
    assert "- at least one session on Sat" in certificate.text
    assert certificate.full_text.startswith("no plan:\n")


def test_a_proof_in_cases_has_none() -> None:
    program = instance("infeasible-7").program
    text = certify(program, sf.solve(program)).text
    assert text.startswith("There is no plan, as these cannot all be kept:")
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("tier", ["strength", "interference", "preference", "earliness"])
def test_worth_is_counted_in_the_unit_of_its_tier(tier: str) -> None:
    """In percent of speed, in shares of the strength asked, and in steps of all other tiers."""
    certificate = sf.plan(sf.Week(RUNS, strength=3, repeats=True)).certificate
    program = certificate.program
    units = {"strength": 1 / program.strength_asked, "interference": program.resolution}
    for one in row_worths(certificate, tier):
        steps = one.worth / units.get(tier, 1.0)
        assert steps == pytest.approx(round(steps))
        assert steps >= 1
