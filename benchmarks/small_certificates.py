"""Certificates against exhaustive search: small programs, every plan of which is looked at.

`benchmarks.certificates` runs it. Neither a solver nor the library says here what the best plan is:
all sets of choices are listed, and rules, windows and costs are added up from the plain tables that
the checker reads. Whatever disagrees with that is an error, and says of which program.
"""

import itertools
import json
import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

import strengthfit as sf
from benchmarks.real_weeks import read_weeks
from strengthfit.domain.presets import PRESETS
from strengthfit.program.edit import at_least_of, with_rows
from strengthfit.program.formats import program_to_dict
from strengthfit.program.labels import Label
from strengthfit.program.rows import Rows
from strengthfit.program.tier_names import TIERS
from strengthfit.proof import certificate_to_dict, certify
from strengthfit.proof.check import RejectedError, check

PROGRAMS, OF_WEEKS, SEED = 10_000, 2_000, 17
"""How many programs there are, and how many of them are published weeks."""

GRID = 360
"""Minutes from one start to the next in weeks: few enough that all plans can be listed."""

ASKED: tuple[Any, ...] = (1, 2, [sf.Demand("heavy"), sf.Demand("core")])

OTHERS = 4
"""Of how many plans that are not the best, and of how many sets that are none, claims are made."""

Plain = Any
"""What JSON is read as."""

Table = npt.NDArray[np.int64]


# Programs


def generated(number: int) -> sf.Program:
    """Return a random program of up to 14 choices; the same for the same number."""
    draw = random.Random(f"{SEED} {number}")  # noqa: S311  # nothing secret hangs on it
    demands = draw.randint(1, 3)
    base = _empty(demands)
    width = draw.randint(1, 14)
    picked = np.array(sorted(draw.sample(range(len(base.choices)), width)))
    depth, windows = draw.randint(1, len(TIERS)), draw.randint(0, 3)
    rules = [draw.choice(_RULES)(draw, width) for _ in range(draw.randint(0, 6))]
    held = [_together(draw, width) for _ in range(windows)]
    return attrs.evolve(
        base,
        choices=base.choices.pick(picked),
        counts=np.array([draw.choice([0, 1, 1, 1, 2, 2, 2, 3, 3]) for _ in range(demands)]),
        rows=_rows(rules, "rule"),
        tier_costs=_costs(draw, depth, width),
        skip_costs=_costs(draw, depth, demands),
        windows=_rows(held, "window"),
        window_costs=_costs(draw, depth, windows),
        window_terms=(("window", windows),),
        tiers=TIERS[:depth],
    )


@cache
def _empty(demands: int) -> sf.Program:
    """Return a week without runs that asks for so many kinds, for its choices."""
    kinds = ("heavy", "core", "circuit")[:demands]
    program = sf.formulate(sf.Week([], [sf.Demand(kind) for kind in kinds]), sf.Policy(grid=180))
    return attrs.evolve(program, cost_terms=(), cost_parts=())


Row = tuple[dict[int, int], int]
"""What choices count for, and what they may come to at most."""


def _together(draw: random.Random, width: int) -> Row:
    """At most so many of some choices: none of them, as where a run is, or one, as when near."""
    return dict.fromkeys(_some(draw, width), 1), draw.choice([0, 1, 1, 2])


def _weighted(draw: random.Random, width: int) -> Row:
    """At most so much, of which each takes its part, as with what a key run may lose."""
    return {one: draw.randint(1, 9) for one in _some(draw, width)}, draw.randint(0, 20)


def _pinned(draw: random.Random, width: int) -> Row:
    """At least one of some choices, or two, as with pins."""
    return dict.fromkeys(_some(draw, width), -1), draw.choice([-1, -1, -1, -2])


def _mixed(draw: random.Random, width: int) -> Row:
    """At most so much, to which some add and others not, as where a session asks for another."""
    numbers = [number for number in range(-4, 5) if number]
    return {one: draw.choice(numbers) for one in _some(draw, width)}, draw.randint(-3, 6)


_RULES = (_together, _together, _weighted, _pinned, _mixed)


def _some(draw: random.Random, width: int) -> list[int]:
    return sorted(draw.sample(range(width), draw.randint(1, width)))


def _rows(rows: Sequence[Row], kind: str) -> Rows:
    ends = np.cumsum([0, *(len(counts) for counts, _ in rows)])
    columns, coefficients = (
        np.array([one for counts, _ in rows for one in getattr(counts, part)()], dtype=np.int64)
        for part in ("keys", "values")
    )
    bounds = np.array([bound for _, bound in rows], dtype=np.int64)
    labels = [Label(kind, str(number), "") for number in range(len(rows))]
    return Rows(ends, columns, coefficients, bounds, lambda: labels)


def _costs(draw: random.Random, depth: int, width: int) -> Table:
    """Return costs by tier: of each they may be all nothing, few or many, small or large."""
    lines = []
    for _ in range(depth):
        step, largest, none = draw.choice([1, 1, 30]), draw.choice([1, 4, 40, 1000]), draw.random()
        lines.append(
            [0 if draw.random() < none else step * draw.randint(0, largest) for _ in range(width)]
        )
    return np.array(lines, dtype=np.int64).reshape(depth, width)


def of_week(week: sf.Week, number: int) -> sf.Program:
    """Return a published week on a coarse grid, with presets and what is asked for in turn.

    About half ask for sessions on certain days as well, which may not be possible.
    """
    draw = random.Random(f"{SEED} week {number}")  # noqa: S311  # as above
    preset = attrs.evolve(sf.Policy.preset([*PRESETS][number % len(PRESETS)]), grid=GRID)
    asked = ASKED[number // len(PRESETS) % len(ASKED)]
    program = sf.formulate(attrs.evolve(week, strength=asked), preset)
    if draw.random() < 0.5:
        return program
    some = []
    for _ in range(draw.randint(1, 2)):
        days = draw.sample(range(7), draw.randint(1, 2))
        some.append(at_least_of(np.flatnonzero(np.isin(program.choices.day, days)), 1))
    return with_rows(program, some, Label("asked", "days", "a session on these days"))


# Every set of choices, by definition


@attrs.frozen(eq=False)
class Searched:
    """A program with all sets of choices that are no more sessions than are asked.

    Parameters
    ----------
    stated
        The program as the checker reads it.
    sets
        Each set of choices, rising.
    plans
        Which sets keep all rules.
    values
        Shape (sets, tiers): what each comes to.
    """

    program: sf.Program
    stated: Plain
    sets: list[tuple[int, ...]]
    plans: list[int]
    values: list[tuple[int, ...]]

    @classmethod
    def of(cls, program: sf.Program) -> "Searched":
        """List the sets of a program, and add up what each comes to."""
        stated = json.loads(json.dumps(program_to_dict(program)))
        demand = np.array(stated["choices"]["demand"])
        counts, width = np.array(stated["counts"]), len(demand)
        sets = [*_sets(demand.tolist(), counts.tolist())]
        taken = np.zeros((len(sets), width), dtype=np.int64)
        for place, one in enumerate(sets):
            taken[place, list(one)] = 1
        kept = (_activity(stated["rows"], taken) <= stated["rows"]["bounds"]).all(axis=1)
        missing = counts - taken @ (demand[:, None] == np.arange(len(counts)))
        above = np.maximum(_activity(stated["windows"], taken) - stated["windows"]["bounds"], 0)
        values = sum(
            each @ np.array(stated[costs], dtype=np.int64).T
            for each, costs in (
                (taken, "tier_costs"),
                (missing, "skip_costs"),
                (above.astype(np.int64), "window_costs"),
            )
        )
        plans = np.flatnonzero(kept).tolist()
        return cls(
            program, stated, sets, plans, [tuple(each) for each in np.asarray(values).tolist()]
        )

    def why_rejected(self, certificate: Plain) -> str | None:
        """Return why the checker rejects a certificate; None if it does not."""
        try:
            check(self.stated, certificate)
        except RejectedError as error:
            return str(error)
        return None

    def certified(self, one: int | None) -> Plain:
        """Return the certificate for a set, or that there is no plan, as plain JSON."""
        made = certify(self.program, self.outcome(one))
        return json.loads(json.dumps(certificate_to_dict(made)))

    def outcome(self, one: int | None) -> sf.Outcome:
        """Return the claim that a set is the best plan, or that there is no plan."""
        if one is None:
            return sf.Outcome("infeasible", (), None, ())
        return sf.Outcome("optimal", self.sets[one], self.values[one], self.values[one])


def _sets(demand: list[int], counts: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield every set of choices with no more of a demand than are asked."""
    by_demand = []
    for number, count in enumerate(counts):
        mine = [choice for choice, other in enumerate(demand) if other == number]
        sizes = range(min(count, len(mine)) + 1)
        by_demand.append([one for size in sizes for one in itertools.combinations(mine, size)])
    for parts in itertools.product(*by_demand):
        yield tuple(sorted(itertools.chain(*parts)))


def _activity(rows: Plain, taken: Table) -> Table:
    """Return what sets come to in each row: shape (sets, rows)."""
    dense = np.zeros((taken.shape[1], len(rows["bounds"])), dtype=np.int64)
    for row, (start, end) in enumerate(itertools.pairwise(rows["starts"])):
        dense[rows["columns"][start:end], row] = rows["coefficients"][start:end]
    return taken @ dense


# What is certified and what is claimed


def examine(draw: random.Random, searched: Searched, found: Counter[str]) -> None:
    """Hold a program's certificate, and false claims, against the search; count what was tried."""
    found["programs"] += 1
    found["sets"] += len(searched.sets)
    found["plans"] += len(searched.plans)
    if not searched.plans:
        _examine_infeasible(draw, searched, found)
        return
    found["feasible"] += 1
    ranked = sorted(searched.plans, key=lambda plan: searched.values[plan])
    best, value = ranked[0], searched.values[ranked[0]]
    good = searched.certified(best)
    _accepted(searched, good, found)
    found["in cases"] += any(isinstance(proof, dict) for proof in good["proofs"])
    ties = [plan for plan in ranked if searched.values[plan] == value]
    for tie in draw.sample(ties[1:], min(OTHERS, len(ties) - 1)):
        found["ties"] += 1
        assert searched.why_rejected({**good, "taken": [*searched.sets[tie]]}) is None
    worse = ranked[len(ties) :]
    some = [*worse[:1], *draw.sample(worse[1:], max(0, min(OTHERS, len(worse)) - 1))]
    for plan in some:
        _rejected(searched, _of_worse(searched, plan, good), found)
    for one in _no_plans(draw, searched):
        _rejected(searched, _of_set(searched, one, good), found)
    _rejected(searched, _none(good), found)
    for claim in [*worse[:1], None]:
        _refused(searched, claim, found)


def _examine_infeasible(draw: random.Random, searched: Searched, found: Counter[str]) -> None:
    found["infeasible"] += 1
    good = searched.certified(None)
    _accepted(searched, good, found)
    found["in cases"] += isinstance(good["proofs"][0], dict)
    proofs = good["proofs"] * len(searched.values[0])
    for one in _no_plans(draw, searched):
        claim = {**good, "status": "optimal", "proofs": proofs}
        _rejected(searched, _of_set(searched, one, claim), found)


def _no_plans(draw: random.Random, searched: Searched) -> list[int]:
    """Return some sets of choices that break a rule."""
    broken = sorted({*range(len(searched.sets))} - {*searched.plans})
    return draw.sample(broken, min(OTHERS, len(broken)))


def _of_set(searched: Searched, one: int, good: Plain) -> Iterator[Plain]:
    """Yield claims that a set is the best plan."""
    yield {**good, "taken": [*searched.sets[one]], "objective": [*searched.values[one]]}
    if good["objective"]:
        yield {**good, "taken": [*searched.sets[one]]}


def _of_worse(searched: Searched, plan: int, good: Plain) -> Iterator[Plain]:
    """Yield claims that a worse plan is the best, made of the best one's proofs."""
    yield from _of_set(searched, plan, good)
    claim = {**good, "taken": [*searched.sets[plan]], "objective": [*searched.values[plan]]}
    pairs = zip(claim["objective"], good["objective"], strict=True)
    tier = next(number for number, (one, other) in enumerate(pairs) if one != other)
    for proof in [*good["proofs"], []]:
        proofs = [*good["proofs"]]
        proofs[tier] = proof
        yield {**claim, "proofs": proofs}


def _none(good: Plain) -> Iterator[Plain]:
    """Yield claims that there is no plan, each with a proof of the best one."""
    for proof in [*good["proofs"], []]:
        yield {"status": "infeasible", "taken": [], "objective": [], "proofs": [proof]}


def _accepted(searched: Searched, certificate: Plain, found: Counter[str]) -> None:
    why = searched.why_rejected(certificate)
    assert why is None, f"program {found['programs']}: {why}: {certificate}"
    found["accepted"] += 1


def _rejected(searched: Searched, claims: Iterator[Plain], found: Counter[str]) -> None:
    for claim in claims:
        found["false claims"] += 1
        why = searched.why_rejected(claim)
        assert why is not None, f"program {found['programs']}: accepted: {claim}"
        found["rejected"] += 1


def _refused(searched: Searched, claim: int | None, found: Counter[str]) -> None:
    """See that no certificate is made for a claim, as there is a better plan, or is one."""
    why = "is certified"
    try:
        certify(searched.program, searched.outcome(claim))
    except sf.InputError as error:
        why = error.code
    assert why == "contradiction", f"program {found['programs']}: {why}: {claim}"
    found["refused"] += 1


# The part of the page


def small_part(plans: Path, programs: int = PROGRAMS, of_weeks: int = OF_WEEKS) -> list[str]:
    """Return the lines on small programs, every plan of which is looked at."""
    draw = random.Random(SEED)  # noqa: S311  # as above
    weeks = read_weeks(plans)
    made = {
        "generated": (generated(number) for number in range(programs - of_weeks)),
        "published weeks": (of_week(draw.choice(weeks), number) for number in range(of_weeks)),
    }
    columns = ["programs", "feasible", "infeasible", "in cases", "plans"]
    lines, total = ["| | " + " | ".join(columns) + " | choices, median | most |"], Counter[str]()
    lines.append("|---|" + "---|" * (len(columns) + 2))
    for kind, these in made.items():
        found, widths = Counter[str](), list[int]()
        for program in these:
            widths.append(len(program.choices))
            examine(draw, Searched.of(program), found)
        total += found
        cells = " | ".join(f"{found[column]:,}" for column in columns)
        lines.append(f"| {kind} | {cells} | {statistics.median(widths):.0f} | {max(widths)} |")
    assert total["programs"] == total["accepted"] == programs
    assert total["rejected"] == total["false claims"]
    return [
        "## Small",
        f"{total['programs']:,} small programs (seed {SEED}), every plan of which is listed and "
        "added up from the tables that the checker reads, without a solver. Generated ones have up "
        "to three demands, up to seven tiers and three windows, and rules of all forms, pins among "
        f"them. Weeks are published ones with a start every {GRID // 60} hours, under every preset "
        "and with one circuit, two, or heavy and core; about half have days that "
        "must have a session. All is as the search says, or the study ends with an error.",
        "\n".join(lines),
        f"The search tried {total['sets']:,} sets of choices and found {total['plans']:,} plans. "
        "The certificate of the best plan is accepted for each program that has a plan, and that "
        f"there is none for each that has not: {total['accepted']:,} of {total['programs']:,}. "
        f"{total['ties']:,} other plans that come to the same were put in the place of the best "
        "one, and accepted with its proofs.",
        f"{total['false claims']:,} false claims were made of the same proofs, and "
        f"{total['rejected']:,} rejected: the second best plan, and up to three others, as the "
        "best, each also with each proof in the place of that of the first tier in which it is "
        "worse, or with none; sets that break a rule as the best plan; and that there is no plan, "
        f"though there is one. `certify` refused all {total['refused']:,} of the claims that there "
        "is none, or that the second best is the best.",
    ]
