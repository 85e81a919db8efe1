"""Certificates as VeriPB proofs: a checker that knows nothing of the writer follows every line."""

import re
from functools import cache
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.program.labels import Label
from strengthfit.program.rows import Rows
from strengthfit.proof import (
    Cases,
    Certificate,
    Multiple,
    Proof,
    certify,
    veripb_proofs,
    write_veripb,
)
from strengthfit.proof.bounded_tier import tiers_of

from ..generate import blocks, kept_weeks, policies, weeks
from .veripb_checker import RefusedError, best_of

SMALL = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1), sf.Policy(grid=180))


def _certificate(program: sf.Program) -> Certificate:
    return certify(program, sf.solve(program, "auto"))


@cache
def _known(name: str) -> Certificate:
    return _certificate(instance(name).program)


def _check(certificate: Certificate) -> None:
    """Assert that the proofs show what the certificate claims, tier by tier."""
    proofs = veripb_proofs(certificate)
    values = [best_of(each.opb, each.lines) for each in proofs]
    if certificate.status == "infeasible":
        assert values == [None]
        return
    tiers = dict(zip(certificate.program.tiers, tiers_of(certificate.program), strict=True))
    differ = [name for name, tier in tiers.items() if tier.step]
    assert [each.name for each in proofs] == differ
    reached = dict(zip(certificate.program.tiers, certificate.objective, strict=True))
    for each, value in zip(proofs, values, strict=True):
        text = re.search(rf"^\* tier {each.name}: costs divided by (\d+)", each.opb, re.MULTILINE)
        offset = re.search(r"^\* add (-?\d+) to the objective", each.opb, re.MULTILINE)
        assert text is not None
        assert offset is not None
        assert value is not None
        assert (value + int(offset[1])) * int(text[1]) == reached[each.name]


@pytest.mark.parametrize(
    "name",
    [
        *("weeks-0", "dense-0", "squads-0", "adversarial-6"),
        *("infeasible-0", "infeasible-1", "infeasible-7"),
    ],
)
def test_each_line_follows(name: str) -> None:
    _check(_known(name))


@given(weeks() | kept_weeks() | blocks(), policies())
@settings(max_examples=15)
def test_each_line_follows_for_any_week(week: sf.Week | sf.Block, policy: sf.Policy) -> None:
    try:
        program = sf.formulate(week, policy)
    except sf.PinError:
        assume(False)
    _check(_certificate(program))


def test_cases_become_proofs_by_contradiction() -> None:
    certificate = _known("infeasible-7")
    (proof,) = veripb_proofs(certificate)
    rules = [line.split()[0] for line in proof.lines.splitlines()[:-1]]
    assert rules.count("pol") == certificate.cases > 2
    assert rules.count("red") == rules.count("end") == certificate.cases - 1


def _infeasible(rows: list[tuple[dict[int, int], int]], proof: Proof) -> Certificate:
    """Return a certificate that a small program with these rules has no plan."""
    ends = np.cumsum([0, *(len(entries) for entries, _ in rows)])
    columns, counts = (
        np.array([one for entries, _ in rows for one in getattr(entries, part)()], dtype=np.int64)
        for part in ("keys", "values")
    )
    labels = [Label("rule", str(number), "") for number in range(len(rows))]
    bounds = np.array([bound for _, bound in rows])
    made = Rows(ends, columns, counts, bounds, lambda: labels)
    program = attrs.evolve(SMALL, rows=made)
    return Certificate("infeasible", (), (), (proof,), program)


def test_a_divisor_need_not_go_into_coefficients() -> None:
    # By 3 the first says a + b - c <= 0, though as literals its rounding would be looser.
    rows = [({0: 3, 1: 5, 2: -1}, 2), ({0: -1, 1: -1}, -1), ({2: 1}, 0)]
    leaf = (Multiple("rule", 0, 2, 3), Multiple("rule", 1, 2), Multiple("rule", 2, 2))
    certificate = _infeasible(rows, leaf)
    _check(certificate)
    (proof,) = veripb_proofs(certificate)
    spoiled = proof.lines.replace("x2 2 * + x3 2 * + ", "")
    assert spoiled != proof.lines
    with pytest.raises(RefusedError):
        best_of(proof.opb, spoiled)


def test_a_window_may_be_divided() -> None:
    certificate = _known("weeks-0")
    program, proofs = certificate.program, list(certificate.proofs)
    number, costs = next((n, each) for n, each in enumerate(program.window_costs) if each.any())
    proof = proofs[number]
    assert not isinstance(proof, Cases)
    used = {one.index for one in proof if one.kind == "window"}
    window = min({*np.flatnonzero(costs).tolist()} - used)
    # By 2 it says that what is above it is nothing or more, and so takes nothing from a sum.
    proofs[number] = (*proof, Multiple("window", window, 1, 2))
    _check(attrs.evolve(certificate, proofs=tuple(proofs)))


def test_a_rule_that_nothing_can_keep_is_enough() -> None:
    leaf = (Multiple("rule", 0, 1), Multiple("rule", 1, 3, 2))
    _check(_infeasible([({}, 4), ({}, -3)], leaf))


def test_a_tier_may_differ_by_more_than_its_costs_share() -> None:
    costs, skips = SMALL.tier_costs.copy(), SMALL.skip_costs.copy()
    costs[0], skips[0] = 2 * (np.arange(costs.shape[1]) % 3) + 3, 9
    certificate = _certificate(attrs.evolve(SMALL, tier_costs=costs, skip_costs=skips))
    assert " 2 d 2 * " in veripb_proofs(certificate)[0].lines
    _check(certificate)


@pytest.mark.parametrize("name", ["weeks-0", "infeasible-1"])
def test_a_spoiled_proof_is_refused(name: str) -> None:
    for proof in veripb_proofs(_known(name)):
        lines = proof.lines.splitlines()
        (sum_,) = (number for number, line in enumerate(lines) if line.startswith("pol "))
        spoiled = [[*lines[:sum_], *lines[sum_ + 1 :]]]  # nothing is added up
        claim = lines[-2].split()
        if claim[-1] != "INF":
            better = " ".join([*claim[:2], *[str(int(claim[-1]) - 1)] * 2])
            spoiled.append([*lines[:-2], better, lines[-1]])
            # One session less in the plan.
            taken = next(word for word in lines[2].split() if word.startswith("x"))
            spoiled.append([line.replace(f" {taken} ", f" ~{taken} ") for line in lines])
        # One of the rows alone.
        first, *others = lines[sum_].split()[1:]
        spoiled.append([*lines[:sum_], " ".join(["pol", first]), *lines[sum_ + 1 :]])
        assert others
        for each in spoiled:
            with pytest.raises(RefusedError):
                best_of(proof.opb, "\n".join(each) + "\n")


def _odd(count: int, depth: int = 0) -> tuple[list[tuple[dict[int, int], int]], Proof]:
    """Return rules "twice the first choices come to their number", and that it is odd, by cases."""
    rules = [(dict.fromkeys(range(count), sign * 2), sign * count) for sign in (1, -1)]
    few = (Multiple("rule", 1, 1), Multiple("case", depth, 2))
    more = (Multiple("rule", 0, 1), Multiple("case", depth, 2))
    return rules, Cases((range(count),), count // 2, few, more)


def _nested() -> tuple[list[tuple[dict[int, int], int]], Proof]:
    """Return rules, and a proof with cases in both cases, and others in these."""
    rules = [
        ({0: -1, 1: -1, 2: -1, 3: -1}, -1),
        ({2: 1, 3: 1}, 0),
        ({0: -1, 1: -1}, -2),
        ({4: -1}, -1),
        ({0: 2, 1: 2, 4: 1}, 3),
    ]

    def leaf(rule: int, *cases: Multiple) -> Proof:
        return (Multiple("rule", rule, 1), *cases)

    outer, inner = Multiple("case", 0, 1), Multiple("case", 1, 1)
    halved, twice, last = Multiple("case", 0, 1, 2), Multiple("case", 1, 2), Multiple("case", 2, 1)
    few = Cases((range(2, 4),), 0, leaf(0, outer, inner), leaf(1, inner))
    fifth = Cases((range(4, 5),), 0, leaf(3, last), leaf(4, halved, twice, last))
    # Spans may overlap: it is two choices all the same.
    more = Cases((range(1, 2), range(2)), 1, leaf(2, inner), fifth)
    return rules, Cases((range(2),), 0, few, more)


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_case_is_at_most_so_many_or_more(count: int) -> None:
    _check(_infeasible(*_odd(count)))


def test_cases_of_no_choices_are_cases_too() -> None:
    rules, proof = _odd(3, depth=1)
    _check(_infeasible(rules, Cases((), 0, proof, (Multiple("case", 0, 1),))))


def test_what_is_proven_by_contradiction_ends_with_it() -> None:
    certificate = _infeasible(*_nested())
    _check(certificate)
    (proof,) = veripb_proofs(certificate)
    lines = proof.lines.splitlines()
    for at, line in enumerate(lines):
        rule, *words = line.split()
        spoiled = [[*lines[:at], *lines[at + 1 :]]]  # a line less
        if rule == "red":
            more = str(int(words[words.index(">=") + 1]) + 1)
            spoiled.append([*lines[:at], re.sub(r">= \d+", f">= {more}", line), *lines[at + 1 :]])
        if rule == "end" and len(words) == 1:
            others = (str(int(words[0]) + by) for by in (-1, 1))
            spoiled += [[*lines[:at], f"end {other}", *lines[at + 1 :]] for other in others]
        for each in spoiled:
            with pytest.raises(RefusedError):
                best_of(proof.opb, "\n".join(each) + "\n")


def test_what_proves_nothing_is_not_written() -> None:
    certificate = _certificate(SMALL)
    with pytest.raises(sf.InputError, match=r"^certificate: 'optimal' proves nothing: the plan"):
        veripb_proofs(attrs.evolve(certificate, taken=()))


def test_files_lie_side_by_side(tmp_path: Path) -> None:
    certificate = _certificate(SMALL)
    proofs = veripb_proofs(certificate)
    written = write_veripb(certificate, tmp_path / "week.of.mine")
    assert sorted(written) == sorted(tmp_path.iterdir())
    texts = [path.read_text("utf-8") for path in written]
    assert texts == [text for each in proofs for text in (each.opb, each.lines)]
    assert [path.name for path in written[:2]] == [
        "week.of.mine.strength.opb",
        "week.of.mine.strength.pbp",
    ]
    with pytest.raises(sf.FileError):
        write_veripb(certificate, tmp_path / "nowhere" / "week")
