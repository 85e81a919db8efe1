"""The checker: it needs nothing but Python, and takes no proof that is none."""

import ast
import copy
import importlib
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.program.formats import program_to_dict, write_program
from strengthfit.proof import certificate_to_dict, certify, write_certificate

from ..lazily import Lazily

CHECKER = importlib.import_module("strengthfit.proof.check")
MOST_LINES = 120


def _plain(table: Any) -> Any:
    return json.loads(json.dumps(table))


def _pair(name: str) -> tuple[Any, Any]:
    program = instance(name).program
    certificate = certify(program, sf.solve(program, "auto"))
    return _plain(program_to_dict(program)), _plain(certificate_to_dict(certificate))


NAMES = ("weeks-0", "demands-0", "infeasible-1", "squads-0")
PAIRS = Lazily({name: partial(_pair, name) for name in NAMES})


def test_it_is_short_and_needs_nothing_but_python() -> None:
    text = Path(CHECKER.__file__ or "").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module in sys.stdlib_module_names
        if isinstance(node, ast.Import):
            assert all(name.name in sys.stdlib_module_names for name in node.names)
        assert not isinstance(node, ast.Div)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))


def _run(folder: Path, *files: str) -> "subprocess.CompletedProcess[str]":
    """Run the checker alone, in a folder without the package."""
    return subprocess.run(
        [sys.executable, "-I", "check.py", *files],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_file_alone_accepts_and_rejects(tmp_path: Path) -> None:
    program = instance("weeks-0").program
    certificate = certify(program, sf.solve(program))
    shutil.copy(CHECKER.__file__ or "", tmp_path / "check.py")
    write_program(program, tmp_path / "week.json")
    write_certificate(certificate, tmp_path / "plan.json")
    ran = _run(tmp_path, "week.json", "plan.json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("accepted: no plan is better than [")
    wrong = (tmp_path / "plan.json").read_text(encoding="utf-8").replace("tier", "tear")
    (tmp_path / "wrong.json").write_text(wrong, encoding="utf-8")
    ran = _run(tmp_path, "week.json", "wrong.json")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("rejected: it cannot be read: KeyError")
    for files in (["week.json", "nowhere.json"], ["week.json"]):
        ran = _run(tmp_path, *files)
        assert ran.returncode == 1
        assert ran.stderr.startswith("nothing was checked: ")
        assert "Traceback" not in ran.stderr


def test_numbers_with_a_point_are_rejected() -> None:
    # Floats would lose the 1 by which 10**17 and the next whole number differ.
    small = {
        "counts": [2],
        "choices": {"demand": [0, 0]},
        "rows": {"starts": [0, 1], "columns": [0], "coefficients": [1e17], "bounds": [0]},
        "windows": {"starts": [0], "columns": [], "coefficients": [], "bounds": []},
        "tier_costs": [[0, 0]],
        "skip_costs": [[10**17 + 1]],
        "window_costs": [[]],
    }
    proof = [["rule", 0, 1], ["demand", 0, 1], ["tier", 0, 1]]
    claim = {"status": "optimal", "taken": [1], "objective": [10**17 + 1], "proofs": [proof]}
    with pytest.raises(CHECKER.RejectedError):
        CHECKER.check(small, claim)


def _one_session() -> tuple[dict[str, Any], dict[str, Any]]:
    """One session on three starts: the first is free, the second costs 2, the third is closed."""
    program = {
        "counts": [1],
        "choices": {"demand": [0, 0, 0]},
        "rows": {"starts": [0, 1], "columns": [2], "coefficients": [1], "bounds": [0]},
        "windows": {"starts": [0], "columns": [], "coefficients": [], "bounds": []},
        "tier_costs": [[0, 2, 0]],
        "skip_costs": [[1]],
        "window_costs": [[]],
    }
    proof = [["tier", 0, 1], ["demand", 0, 1]]
    claim = {"status": "optimal", "taken": [0], "objective": [0], "proofs": [proof]}
    return program, claim


def test_a_claim_and_its_proof_by_hand_are_accepted() -> None:
    program, claim = _one_session()
    assert CHECKER.check(program, claim) == "no plan is better than [0], which comes to [0]"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"taken": [0, 0]}, "takes a choice twice"),
        ({"taken": [3]}, "one that is not there"),
        ({"taken": [-1]}, "-1 is not a whole number of 0 or more"),
        ({"taken": [True]}, "True is not a whole number"),
        ({"taken": [2]}, "breaks a rule"),
        ({"taken": [0, 1]}, "more sessions than are asked"),
        ({"taken": [1]}, "the plan comes to [2]"),
        ({"objective": [1]}, "the plan comes to [0]"),
        ({"status": "feasible"}, "something else is claimed"),
        ({"proofs": [[]]}, "the sum says that at least 0 is at most 0"),
        ({"proofs": []}, "cannot be read: ValueError"),
        ({"proofs": [[["tier", 0, 1]]]}, "the sum says that at least -2 is at most -2"),
        ({"proofs": [[["tier", 0, 1, 0], ["demand", 0, 1]]]}, "0 is not a whole number of 1"),
        ({"proofs": [[["tier", -1, 1], ["demand", 0, 1]]]}, "-1 is not a whole number of 0"),
        ({"proofs": [[["tier", 0, -1], ["demand", 0, 1]]]}, "-1 is not a whole number of 0"),
    ],
)
def test_what_is_wrong_with_a_claim_is_said(changed: dict[str, Any], said: str) -> None:
    program, claim = _one_session()
    with pytest.raises(CHECKER.RejectedError) as got:
        CHECKER.check(program, claim | changed)
    assert said in str(got.value)


def test_two_cases_prove_what_each_of_them_does() -> None:
    program, claim = _one_session()
    sums = [["tier", 0, 1], ["demand", 0, 1]]
    both = {"choices": [[0, 1, 1]], "most": 0, "few": sums, "more": sums}
    assert CHECKER.check(program, claim | {"proofs": [both]})
    few = [["tier", 0, 1], ["demand", 0, 1]]
    for case in ("few", "more"):
        with pytest.raises(CHECKER.RejectedError, match="the sum says"):
            CHECKER.check(program, claim | {"proofs": [both | {case: few[:1]}]})
    # At most none of the two that are open, or more than none: the second is no contradiction.
    none = {"status": "infeasible", "proofs": [both | {"few": [["case", 0, 1]]}]}
    with pytest.raises(CHECKER.RejectedError):
        CHECKER.check(program, none)


def test_that_there_is_no_plan_needs_a_sum_that_nothing_keeps() -> None:
    program, _ = _one_session()
    program["rows"] = {
        "starts": [0, 3, 6],
        "columns": [0, 1, 2, 0, 1, 2],
        "coefficients": [2, 2, 2, -2, -2, -2],
        "bounds": [1, -1],
    }
    # 2x is at most 1, so x is at most 0 if that is divided by 2; and 2x is at least 1.
    proof = [["rule", 0, 2, 2], ["rule", 1, 1]]
    claim = {"status": "infeasible", "proofs": [proof]}
    assert CHECKER.check(program, claim) == "no plan keeps every row"
    for weaker in ([["rule", 0, 1], ["rule", 1, 1]], [["rule", 0, 1, 2], ["rule", 1, 1]]):
        with pytest.raises(CHECKER.RejectedError, match="it may be"):
            CHECKER.check(program, claim | {"proofs": [weaker]})


# A certificate in which something is changed is rejected, or still a proof


def _leaves(proof: Any) -> Iterator[list[Any]]:
    if isinstance(proof, dict):
        yield from _leaves(proof["few"])
        yield from _leaves(proof["more"])
    else:
        yield proof


def _spoil(certificate: Any, data: st.DataObject) -> str:
    """Change one thing of a certificate; return what."""
    leaves = [leaf for proof in certificate["proofs"] for leaf in _leaves(proof) if leaf]
    leaf = data.draw(st.sampled_from(leaves))
    row = data.draw(st.sampled_from(leaf))
    changed = ["times", "sign", "row", "kind", "left out", "claim", "plan", "a leaf"]
    how = data.draw(st.sampled_from(changed))
    if how == "times":
        row[2] += data.draw(st.sampled_from([-1, 1, row[2], -(row[2] // 2)]))
    elif how == "sign":
        row[2] = -row[2]
    elif how == "row":
        row[1] += data.draw(st.sampled_from([-1, 1]))
    elif how == "kind":
        row[0] = data.draw(st.sampled_from(["rule", "demand", "window", "tier", "case"]))
    elif how == "left out":
        leaf.remove(row)
    elif how == "claim" and certificate["objective"]:
        tier = data.draw(st.integers(0, len(certificate["objective"]) - 1))
        certificate["objective"][tier] += data.draw(st.sampled_from([-1, 1]))
    elif how == "plan" and certificate["taken"]:
        place = data.draw(st.integers(0, len(certificate["taken"]) - 1))
        certificate["taken"][place] += data.draw(st.sampled_from([-1, 1]))
    else:
        leaf[:] = copy.deepcopy(data.draw(st.sampled_from(leaves)))
    return how


@pytest.mark.parametrize("name", PAIRS)
@given(data=st.data())
@settings(max_examples=1000)
def test_a_changed_certificate_is_rejected_or_still_proves_the_truth(
    name: str, data: st.DataObject
) -> None:
    instance_, good = PAIRS[name]
    certificate = copy.deepcopy(good)
    how = _spoil(certificate, data)
    try:
        CHECKER.check(instance_, certificate)
    except CHECKER.RejectedError:
        event(f"{how}: rejected")
        return
    event(f"{how}: still a proof")
    # What is proven is what is true: the same status, and the same value by tier.
    assert (certificate["status"], certificate["objective"]) == (good["status"], good["objective"])


# The checker against every set of choices of small programs


@st.composite
def _small(draw: st.DrawFn) -> dict[str, Any]:
    """Return an instance of up to six choices, with rows, windows and tiers of small numbers."""
    width, demands = draw(st.integers(1, 6)), draw(st.integers(1, 2))
    number = st.integers(-3, 3)

    def rows(most: int) -> dict[str, Any]:
        found = draw(st.lists(st.dictionaries(st.integers(0, width - 1), number), max_size=most))
        return {
            "starts": [0, *itertools.accumulate(map(len, found))],
            "columns": [column for row in found for column in row],
            "coefficients": [one for row in found for one in row.values()],
            "bounds": [draw(number) for _ in found],
        }

    def table(columns: int) -> list[list[int]]:
        cost = st.lists(st.integers(0, 4), min_size=columns, max_size=columns)
        return [draw(cost) for _ in range(tiers)]

    tiers, windows = draw(st.integers(1, 2)), rows(2)
    return {
        "counts": [draw(st.integers(0, 2)) for _ in range(demands)],
        "choices": {"demand": [draw(st.integers(0, demands - 1)) for _ in range(width)]},
        "rows": rows(3),
        "windows": windows,
        "tier_costs": table(width),
        "skip_costs": table(demands),
        "window_costs": table(len(windows["bounds"])),
    }


def _plans(small: dict[str, Any]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield every plan with what it comes to, by definition."""
    demand = small["choices"]["demand"]

    def activity(rows: dict[str, Any], taken: tuple[int, ...], row: int) -> int:
        span = range(rows["starts"][row], rows["starts"][row + 1])
        return sum(rows["coefficients"][e] for e in span if rows["columns"][e] in taken)

    for size in range(len(demand) + 1):
        for taken in itertools.combinations(range(len(demand)), size):
            skipped = list(small["counts"])
            for choice in taken:
                skipped[demand[choice]] -= 1
            rules, windows = small["rows"], small["windows"]
            over = [activity(rules, taken, n) > bound for n, bound in enumerate(rules["bounds"])]
            if any(over) or min(skipped) < 0:
                continue
            above = [
                max(0, activity(windows, taken, n) - bound)
                for n, bound in enumerate(windows["bounds"])
            ]
            yield (
                list(taken),
                [
                    sum(costs[choice] for choice in taken)
                    + sum(map(int.__mul__, skips, skipped))
                    + sum(map(int.__mul__, worth, above))
                    for costs, skips, worth in zip(
                        small["tier_costs"], small["skip_costs"], small["window_costs"], strict=True
                    )
                ],
            )


@given(_small(), st.data())
@settings(max_examples=2000)
def test_no_sum_of_rows_proves_what_exhaustive_search_denies(
    small: dict[str, Any], data: st.DataObject
) -> None:
    kinds = {"rule": len(small["rows"]["bounds"]), "demand": len(small["counts"])}
    kinds |= {"window": len(small["windows"]["bounds"]), "tier": len(small["tier_costs"])}
    row = st.sampled_from([(kind, n) for kind, count in kinds.items() for n in range(count)])
    multiple = st.builds(
        lambda at, times, by: [*at, times, by], row, st.integers(0, 4), st.integers(1, 3)
    )
    leaf = st.lists(multiple, max_size=5)
    of_case = st.builds(lambda times, by: ["case", 0, times, by], *[st.integers(1, 3)] * 2)
    in_case = st.lists(multiple | of_case, max_size=5)
    spans = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(1, 2)))
    proof = leaf | st.fixed_dictionaries(
        {"choices": spans, "most": st.integers(0, 2), "few": in_case, "more": in_case}
    )
    plans = sorted(_plans(small), key=lambda plan: plan[1])
    claimed = data.draw(st.sampled_from([None, *plans]))
    taken, objective = claimed or ([], [])
    certificate = {
        "status": "optimal" if claimed else "infeasible",
        "taken": taken,
        "objective": objective,
        "proofs": [data.draw(proof) for _ in small["tier_costs"]],
    }
    try:
        CHECKER.check(small, certificate)
    except CHECKER.RejectedError:
        event("rejected")
        return
    event("accepted")
    assert objective == plans[0][1] if plans else not claimed
    assert bool(plans) == bool(claimed)
