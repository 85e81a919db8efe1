"""Certificates with something changed, and claims that are not true: the study's second half.

`benchmarks.certificates` runs it. What the checker still accepts after a change is looked at again
by ways that share nothing with it: the claim is compared with what two solvers say, and the sums
are added up anew from the program's arrays.
"""

import copy
import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np

import strengthfit as sf
from benchmarks.real_weeks import read_weeks
from strengthfit.domain.presets import PRESETS
from strengthfit.program.formats import program_to_dict
from strengthfit.program.presolve import open_choices
from strengthfit.proof import certificate_to_dict, certify
from strengthfit.proof.certificate import ROW_KINDS
from strengthfit.proof.check import RejectedError, check

CHANGES, IN_CASES, WRONG, SEED = 10_000, 1000, 100, 17
"""How many certificates are changed, how many of them have cases, and how many claims are wrong."""

SPLIT = ("separate_days", "heavy and core")
"""Under this preset, and asked for this, certificates of weeks have cases most often."""

Plain = Any
"""What JSON is read as."""


@attrs.frozen(eq=False)
class Base:
    """A program with its plan and its certificate, as they are and as plain tables."""

    week: sf.Week
    preset: str
    program: sf.Program
    outcome: sf.Outcome
    stated: Plain
    good: Plain

    @classmethod
    def of(cls, week: sf.Week, preset: str, strength: Any) -> "Base":
        """Return that of a week under a preset."""
        week = attrs.evolve(week, strength=strength)
        program = sf.formulate(week, preset)
        outcome = sf.solve(program)
        good = certificate_to_dict(certify(program, outcome))
        stated = program_to_dict(program)
        return cls(week, preset, program, outcome, _read_back(stated), _read_back(good))

    def why_rejected(self, certificate: Plain) -> str | None:
        """Return why the checker rejects a certificate of the program; None if it does not."""
        try:
            check(self.stated, certificate)
        except RejectedError as error:
            return str(error)
        return None


def _read_back(table: Plain) -> Plain:
    return json.loads(json.dumps(table))


# What is changed, at random. Each function changes a plain certificate in place.


def leaves(proof: Plain) -> Iterator[list[Plain]]:
    """Yield the lists of rows of a plain proof."""
    if isinstance(proof, dict):
        yield from leaves(proof["few"])
        yield from leaves(proof["more"])
    else:
        yield proof


def _splits(proof: Plain) -> Iterator[dict[str, Plain]]:
    if isinstance(proof, dict):
        yield proof
        yield from _splits(proof["few"])
        yield from _splits(proof["more"])


def _a_leaf(draw: random.Random, certificate: Plain) -> list[Plain]:
    return draw.choice([leaf for proof in certificate["proofs"] for leaf in leaves(proof) if leaf])


def _a_row(draw: random.Random, certificate: Plain) -> list[Plain]:
    row: list[Plain] = draw.choice(_a_leaf(draw, certificate))
    return row


def _times(draw: random.Random, base: Base, certificate: Plain) -> None:
    row = _a_row(draw, certificate)
    row[2] = draw.choice([0, row[2] - 1, row[2] + 1, row[2] // 2, 2 * row[2], 10 * row[2]])


def _sign(draw: random.Random, base: Base, certificate: Plain) -> None:
    row = _a_row(draw, certificate)
    place = draw.randrange(1, len(row))
    row[place] = -row[place]


def _index(draw: random.Random, base: Base, certificate: Plain) -> None:
    row = _a_row(draw, certificate)
    row[1] = draw.choice([max(0, row[1] - 1), row[1] + 1, draw.randrange(len(base.program.rows))])


def _kind(draw: random.Random, base: Base, certificate: Plain) -> None:
    _a_row(draw, certificate)[0] = draw.choice(ROW_KINDS)


def _divisor(draw: random.Random, base: Base, certificate: Plain) -> None:
    row = _a_row(draw, certificate)
    row[3:] = draw.choice([[], [0], *([number] for number in range(2, 7))])


def _left_out(draw: random.Random, base: Base, certificate: Plain) -> None:
    leaf = _a_leaf(draw, certificate)
    del leaf[draw.randrange(len(leaf))]


def _doubled(draw: random.Random, base: Base, certificate: Plain) -> None:
    leaf = _a_leaf(draw, certificate)
    leaf.append([*draw.choice(leaf)])


def _of_another_tier(draw: random.Random, base: Base, certificate: Plain) -> None:
    tiers = range(len(certificate["proofs"]))  # the proof of some is empty, as nothing can differ
    one = draw.choice([tier for tier in tiers if certificate["proofs"][tier]])
    other = draw.choice([tier for tier in tiers if tier != one])
    leaf = draw.choice([*leaves(certificate["proofs"][one])])
    leaf[:] = copy.deepcopy(draw.choice([*leaves(certificate["proofs"][other])]))


def _objective(draw: random.Random, base: Base, certificate: Plain) -> None:
    tier = draw.randrange(len(certificate["objective"]))
    certificate["objective"][tier] += draw.choice([-600, -5, -1, 1, 5, 600])


def _taken(draw: random.Random, base: Base, certificate: Plain) -> None:
    taken, other = certificate["taken"], draw.randrange(len(base.program.choices))
    how = draw.choice(["near", "any", "less", "more"]) if taken else "more"
    place = draw.randrange(len(taken)) if taken else 0
    if how == "near":
        taken[place] += draw.choice([-1, 1])
    elif how == "any":
        taken[place] = other
    elif how == "less":
        del taken[place]
    else:
        taken.append(other)


def _case(draw: random.Random, base: Base, certificate: Plain) -> None:
    split = draw.choice([each for proof in certificate["proofs"] for each in _splits(proof)])
    how = draw.choice(["most", "first", "end", "others"])
    if how == "most":
        split["most"] += draw.choice([-1, 1])
    elif how == "others":
        split["choices"] = [[draw.randrange(len(base.program.choices)), 0, 1]]
        split["choices"][0][1] = split["choices"][0][0] + 1
    else:
        span = draw.choice(split["choices"])
        span[0 if how == "first" else 1] += draw.choice([-1, 1])


CASE = "what two cases tell apart"

WAYS: dict[str, Callable[[random.Random, Base, Plain], None]] = {
    "how often a row is taken": _times,
    "a sign": _sign,
    "the index of a row": _index,
    "the kind of a row": _kind,
    "a divisor": _divisor,
    "a row left out": _left_out,
    "a row twice": _doubled,
    "a leaf of another tier in the place of one": _of_another_tier,
    "the objective claimed": _objective,
    "the choices taken": _taken,
    CASE: _case,
}


def changed(draw: random.Random, base: Base, way: str) -> Plain:
    """Return a base's certificate with one thing changed."""
    while True:
        certificate = copy.deepcopy(base.good)
        WAYS[way](draw, base, certificate)
        if certificate != base.good:
            return certificate


# The second look at what is accepted


def truth(base: Base) -> tuple[str, tuple[int, ...] | None]:
    """Return the status and the objective on which two solvers agree."""
    try:
        other = sf.solve(base.program, "dynamic")
    except sf.TooLargeError:
        other = sf.solve(base.program, "highs")
    assert (other.status, other.objective) == (base.outcome.status, base.outcome.objective)
    return other.status, other.objective


@attrs.frozen(eq=False)
class Sums:
    """A program as whole arrays, of choices and of what is above windows, to add rows up anew.

    Parameters
    ----------
    choices
        How many columns are choices.
    costs, none
        By tier: what each column adds, and what the tier comes to with nothing taken.
    tables
        Coefficients and bounds of rows, by kind.
    """

    choices: int
    costs: Any
    none: Any
    tables: dict[str, tuple[Any, Any]]

    @classmethod
    def of(cls, program: sf.Program) -> "Sums":
        """Return that of a program."""
        width, windows = len(program.choices), len(program.windows)
        demand = program.choices.demand
        asked = (demand == np.arange(len(program.counts))[:, None]).astype(np.int64)
        over = -np.eye(windows, dtype=np.int64)
        costs = program.tier_costs - program.skip_costs[:, demand]
        tables = {
            "rule": (_wide(program.rows.to_dense(width), windows), program.rows.bounds),
            "demand": (_wide(asked, windows), program.counts),
            "window": (np.hstack([program.windows.to_dense(width), over]), program.windows.bounds),
        }
        none = program.skip_costs @ program.counts
        return cls(width, np.hstack([costs, program.window_costs]), none, tables)

    def slacks(self, certificate: Plain) -> Iterator[int]:
        """Yield by how much each sum of a certificate exceeds its bound: 1 or more proves."""
        most = np.array(certificate["objective"]) - self.none
        for tier, proof in enumerate(certificate["proofs"]):
            step = math.gcd(*self.costs[tier].tolist())
            if step:
                bounds = most[: tier + 1].copy()
                bounds[tier] -= step
                held = {**self.tables, "tier": (self.costs[: tier + 1], bounds)}
                nothing = (
                    np.zeros((0, self.costs.shape[1]), dtype=np.int64),
                    np.zeros(0, dtype=np.int64),
                )
                yield from self._slacks(proof, {**held, "case": nothing})

    def _slacks(self, proof: Plain, tables: dict[str, Any]) -> Iterator[int]:
        if isinstance(proof, dict):
            some = np.zeros(self.costs.shape[1], dtype=np.int64)
            for first, end, step in proof["choices"]:  # those that are not there count for nothing
                some[: self.choices][first:end:step] = 1
            rows, bounds = tables["case"]
            for case, sign, bound in (("few", 1, proof["most"]), ("more", -1, -proof["most"] - 1)):
                inner = np.vstack([rows, sign * some]), np.append(bounds, bound)
                yield from self._slacks(proof[case], {**tables, "case": inner})
            return
        total, bound = np.zeros(self.costs.shape[1], dtype=object), 0
        for kind, index, times, *divisor in proof:
            table, bounds = tables[kind]
            by = divisor[0] if divisor else 1
            used = np.flatnonzero(table[index])
            total[used] += times * (table[index, used] // by).astype(object)
            bound += times * (int(bounds[index]) // by)
        assert not (total[self.choices :] < 0).any()
        yield sum(total[total < 0].tolist()) - bound


def _wide(table: Any, windows: int) -> Any:
    return np.hstack([table, np.zeros((len(table), windows), dtype=np.int64)])


# The parts of the page


def bases(weeks: list[sf.Week], asked: dict[str, Any]) -> Iterator[tuple[Base, int]]:
    """Yield bases, and how many of their certificates are to be changed.

    Presets and what is asked take turns from week to week. Then come those that have cases.
    """
    turns = itertools.cycle(itertools.product(PRESETS, asked.values()))
    shares = _shared(CHANGES - IN_CASES, len(weeks))
    for week, (preset, strength), share in zip(weeks, turns, shares, strict=False):
        yield Base.of(week, preset, strength), share
    preset, name = SPLIT
    split = [
        base
        for base in (Base.of(week, preset, asked[name]) for week in weeks)
        if any(map(_is_split, base.good["proofs"]))
    ]
    yield from zip(split, _shared(IN_CASES, len(split)), strict=True)


def _is_split(proof: Plain) -> bool:
    return isinstance(proof, dict)


def _shared(number: int, parts: int) -> list[int]:
    return [number * (part + 1) // parts - number * part // parts for part in range(parts)]


def changes_part(plans: Path, asked: dict[str, Any]) -> list[str]:
    """Return the lines on certificates with something changed."""
    draw = random.Random(SEED)  # noqa: S311  # nothing secret hangs on it
    ways = itertools.cycle(WAYS)
    rejected, kept, spare = Counter[str](), Counter[str](), list[int]()
    programs = split_ones = 0
    for base, share in bases(read_weeks(plans), asked):
        programs += 1
        sums = Sums.of(base.program)
        spare += sums.slacks(base.good)
        proven = truth(base)
        split = any(map(_is_split, base.good["proofs"]))
        split_ones += share * split
        for _ in range(share):
            way = next(way for way in ways if way != CASE or split)
            certificate = changed(draw, base, way)
            if base.why_rejected(certificate) is not None:
                rejected[way] += 1
                continue
            kept[way] += 1
            claimed = certificate["status"], tuple(certificate["objective"])
            assert claimed == proven, f"{way}: {certificate}"
            assert min(sums.slacks(certificate)) > 0, f"{way}: {certificate}"
    rows = [
        f"| {way} | {rejected[way] + kept[way]:,} | {rejected[way]:,} | {kept[way]:,} |"
        for way in WAYS
    ]
    number = rejected.total() + kept.total()
    total = f"| all | {number:,} | {rejected.total():,} | {kept.total():,} |"
    more = sum(one > 1 for one in spare)
    return [
        "## Changes",
        f"{number:,} certificates of {programs} programs, each with one thing changed at random "
        f"(seed {SEED}): published weeks, with presets and what is asked for in turn, and the "
        "weeks of heavy and core under `separate_days` whose certificates have cases. "
        f"{split_ones:,} have cases. Each is rejected or is still a proof; nothing else happened.",
        "\n".join(["| changed | certificates | rejected | still a proof |", "|---|---|---|---|"])
        + "\n"
        + "\n".join([*rows, total]),
        "Each that is still accepted was looked at again, without the checker. Its claim, status "
        "and objective, is that of two solvers, CP-SAT and dynamic programming (HiGHS if that "
        "refuses). And its sums, added up anew from arrays of the program, exceed their bounds.",
        "Why a change can leave a proof: a sum proves something once the least that it can come to "
        "exceeds its bound by 1, but rows are taken whole numbers of times, and costs are hundreds "
        "or thousands, so that most sums exceed it by more: "
        f"{more:,} of {len(spare):,} sums do, the median by {sorted(spare)[len(spare) // 2]:,}. A "
        "row taken once more or less than needed, or its neighbour in its place, uses up a part of "
        "that, and a row that is divided by more may still count what it has to.",
    ]


def wrong_part(plans: Path, asked: dict[str, Any]) -> list[str]:
    """Return the lines on plans that are claimed to be the best and are not."""
    draw = random.Random(SEED)  # noqa: S311  # nothing secret hangs on it
    weeks = read_weeks(plans)
    turns = itertools.cycle(itertools.product(PRESETS, asked.values()))
    makers = itertools.cycle([_second, _moved])
    found, forgeries = Counter[str](), 0
    first: Counter[str] = Counter()
    for week, (preset, strength) in zip(draw.sample(weeks, len(weeks)), turns, strict=False):
        base, maker = Base.of(week, preset, strength), next(makers)
        worse = maker(draw, base)
        if worse is None:  # no other plan, or none that is worse
            continue
        assert _is_refused(base, worse)
        for forged in _forged(base, worse):
            assert base.why_rejected(forged) is not None, forged
            forgeries += 1
        found[maker.__name__] += 1
        first[base.program.tiers[_worse_tier(base, worse)]] += 1
        if found.total() == WRONG:
            break
    assert found.total() == WRONG
    tiers = ", ".join(f"{name} {first[name]}" for name in base.program.tiers if first[name])
    return [
        "## Wrong",
        f"{WRONG} plans of published weeks that are not the best, claimed to be: "
        f"{found['_second']} are the second best of `alternatives`, and in {found['_moved']} one "
        "session of the best plan is moved to another open start, at random. The first tier in "
        f"which they are worse: {tiers}.",
        f"`certify` refused all {WRONG}, and said that there is a better plan. From the proofs of "
        f"the best plan {forgeries:,} certificates were then made for them: with what the plan "
        "comes to, with what the best plan comes to, with each proof in the place of that of the "
        "first tier in which it is worse, with that tier's proof left empty, and with each proof "
        f"as one that there is no plan. The checker rejected all {forgeries:,}.",
    ]


def _second(_: random.Random, base: Base) -> sf.Outcome | None:
    """Return the second best plan."""
    plans = sf.alternatives(base.week, 2, differ_by=0, policy=base.preset)
    return _if_worse(base, plans[1].outcome.taken) if len(plans) == 2 else None


def _moved(draw: random.Random, base: Base) -> sf.Outcome | None:
    """Return the best plan with one session at another open start."""
    program = base.program
    starts = np.flatnonzero(open_choices(program)).tolist()
    for gone in draw.sample(base.outcome.taken, len(base.outcome.taken)):
        for new in draw.sample(starts, len(starts)):
            if program.choices.demand[new] == program.choices.demand[gone]:
                taken = tuple(sorted({*base.outcome.taken} - {gone} | {new}))
                worse = _if_worse(base, taken)
                if worse is not None:
                    return worse
    return None


def _if_worse(base: Base, taken: tuple[int, ...]) -> sf.Outcome | None:
    mask = base.program.mask(taken)
    if len(taken) < len(base.outcome.taken) or base.program.broken(mask):
        return None
    value = base.program.objective(mask)
    if value == base.outcome.objective:
        return None
    return attrs.evolve(base.outcome, taken=taken, objective=value, bound=value)


def _is_refused(base: Base, worse: sf.Outcome) -> bool:
    """Whether no certificate is made for a plan, as there is a better one."""
    try:
        certify(base.program, worse)
    except sf.InputError as error:
        return error.code == "contradiction"
    return False


def _worse_tier(base: Base, worse: sf.Outcome) -> int:
    pairs = zip(worse.objective or (), base.outcome.objective or (), strict=True)
    return next(tier for tier, (one, best) in enumerate(pairs) if one != best)


def _forged(base: Base, worse: sf.Outcome) -> Iterator[Plain]:
    """Yield certificates that claim that a plan is the best, made of true proofs."""
    good, tier = base.good, _worse_tier(base, worse)
    claim = {"taken": list(worse.taken), "objective": list(worse.objective or ())}
    yield {**good, **claim}
    yield {**good, "taken": claim["taken"]}
    for proof in [*good["proofs"], []]:
        proofs = [*good["proofs"]]
        proofs[tier] = proof
        yield {**good, **claim, "proofs": proofs}
    for proof in good["proofs"]:
        yield {**good, "status": "infeasible", "taken": [], "objective": [], "proofs": [proof]}
