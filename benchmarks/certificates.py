"""Certificates: how many plans get one, how long it is, how long it takes, and what gets past it.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.certificates PLANS [--only weeks changes]
        [--seconds 120] [--rounds 1] [--out benchmarks/results/certificates.md]

PLANS is a folder of published plans in the form of `strengthfit.interchange.corpus`. The parts are
`weeks` (every week under every preset, with two circuits, with heavy and core, with three
sessions), `blocks` (every plan as one block), `suites` (every closed instance of the laboratory),
`changes` (10,000 certificates with something changed), `wrong` (100 plans that are not the best,
claimed to be), `small` (10,000 small programs, every plan of which is looked at) and `veripb` (a
handful before VeriPB, if there is one). `--only` runs some, and leaves the others of the page.

Seconds are `--seconds` for the solving and as many for the proof. Times are the least of
`--rounds`, each with a program that is formulated anew, on a machine with nothing else to do.
"""

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from benchmarks.small_certificates import small_part
from benchmarks.spoiled_certificates import changes_part, wrong_part
from benchmarks.veripb_certificates import veripb_part
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import read_corpus
from strengthfit.lab.families.registry import FAMILIES
from strengthfit.lab.instances import Instance, instance, names
from strengthfit.program.formats import program_to_dict
from strengthfit.proof import certificate_text, certify
from strengthfit.proof.check import RejectedError, check

ASKED: dict[str, Any] = {
    "two circuits": 2,
    "heavy and core": [sf.Demand("heavy"), sf.Demand("core")],
    "three circuits": 3,
}

BYTES = 2000
"""The median of a week's certificate should be at most this long."""

SHARE = 0.2
"""Of the time to solve, a check should take at most this much."""

Parts = dict[str, Callable[["Options"], list[str]]]


@attrs.frozen
class Options:
    """What the study was asked for."""

    plans: Path
    seconds: float
    rounds: int

    @property
    def limits(self) -> sf.Limits:
        """Of one solve, and of one proof."""
        return sf.Limits(seconds=self.seconds)


@attrs.frozen
class Times:
    """Seconds of one program; `program` is for formulating it."""

    program: float
    solve: float
    certify: float
    check: float


@attrs.frozen(kw_only=True)
class Certified:
    """One program whose plan, or whose lack of one, has a certificate that the checker accepts."""

    name: str
    times: Times
    rows: int
    cases: int
    most_cases: int
    size: int
    objective: tuple[int, ...] | None


@attrs.frozen
class Missed:
    """One program without a certificate, and why."""

    name: str
    why: str


def measure(
    name: str,
    make: Callable[[], sf.Program],
    strategy: str,
    options: Options,
    known: sf.Outcome | None = None,
) -> Certified | Missed:
    """Formulate, solve, certify and check one program, and take the time of each.

    If the strategy has no proof in time, what is `known` to be the best is certified.
    """
    limits = options.limits
    try:
        rounds = [_once(name, make, strategy, limits, known) for _ in range(options.rounds)]
    except (sf.StrengthfitError, RejectedError, RecursionError) as error:
        return Missed(name, f"{type(error).__name__}: {error}")
    return attrs.evolve(rounds[0], times=_least([one.times for one in rounds]))


def _once(
    name: str,
    make: Callable[[], sf.Program],
    strategy: str,
    limits: sf.Limits,
    known: sf.Outcome | None,
) -> Certified:
    clock = [time.perf_counter()]

    def passed() -> None:
        clock.append(time.perf_counter())

    program = make()
    passed()
    outcome = sf.solve(program, strategy, limits)
    passed()
    if outcome.status not in ("optimal", "infeasible"):
        outcome = outcome if known is None else known
    if outcome.status == "unknown":
        raise sf.OutOfTimeError(f"{strategy} has no plan within {limits.seconds:g} s")
    try:
        certificate = certify(program, outcome, limits)
    except sf.OutOfTimeError as error:
        raise sf.OutOfTimeError(f"{outcome.status}, not certified in time: {error}") from None
    passed()
    text = certificate_text(certificate)
    plain, stated = json.loads(text), json.loads(json.dumps(program_to_dict(program)))
    formulating, solving, certifying = (b - a for a, b in itertools.pairwise(clock))
    began = time.perf_counter()
    check(stated, plain)
    checking = time.perf_counter() - began
    return Certified(
        name=name,
        times=Times(formulating, solving, certifying, checking),
        rows=certificate.rows,
        cases=certificate.cases - len(certificate.proofs),
        most_cases=certificate.cases,
        size=len(text.encode()),
        objective=outcome.objective,
    )


def _least(rounds: Sequence[Times]) -> Times:
    return Times(*(min(each) for each in zip(*map(attrs.astuple, rounds), strict=True)))


# The parts of the page


@attrs.frozen
class Group:
    """Programs that stand in one line of a table."""

    name: str
    all: list[Certified | Missed]

    @property
    def certified(self) -> list[Certified]:
        """Those with a certificate that the checker accepts."""
        return [one for one in self.all if isinstance(one, Certified)]


def weeks_part(options: Options) -> list[str]:
    """Return the lines on single weeks."""
    weeks, groups = read_weeks(options.plans), []
    for preset in PRESETS:
        for asked, strength in ASKED.items():
            these = [attrs.evolve(week, strength=strength) for week in weeks]
            sf.solve(sf.formulate(these[0], preset))  # imports are not what is measured
            measured = [
                measure(str(n + 1), partial(sf.formulate, week, preset), "cpsat", options)
                for n, week in enumerate(these)
            ]
            groups.append(Group(f"{preset}, {asked}", measured))
    short = [
        group.name for group in groups if _median([one.size for one in group.certified]) <= BYTES
    ]
    return [
        "## Weeks",
        f"{len(weeks)} weeks of published plans under every preset, solved by `cpsat`.",
        *tables(groups),
        f"The median certificate is at most 2 kB long in {len(short)} of {len(groups)} rows. "
        + fifth(groups),
    ]


def blocks_part(options: Options) -> list[str]:
    """Return the lines on published plans as blocks."""
    measured = []
    for path in sorted(options.plans.glob("*.json")):
        block = read_corpus(path).block(2)
        measured.append(measure(path.stem, partial(sf.formulate, block), "cpsat", options))
    groups = [Group("supporting, two circuits a week", measured)]
    return [
        "## Blocks",
        f"{len(measured)} published plans, each as one block, solved by `cpsat`.",
        *tables(groups),
        fifth(groups),
    ]


def suites_part(options: Options) -> list[str]:
    """Return the lines on the laboratory's instances."""
    groups = [Group(family, []) for family in FAMILIES]
    for name in names("full"):
        made = instance(name)
        if made.known is None or not made.known.closed:
            continue
        one = measure(name, partial(_program, name), "auto", options, _known(made))
        assert isinstance(one, Missed) or one.objective == made.known.objective, name
        next(group for group in groups if group.name == made.family).all.append(one)
        print(f"{name}: {one.why if isinstance(one, Missed) else 'certified'}", flush=True)
    return [
        "## Suites",
        f"The {sum(len(group.all) for group in groups)} closed instances of the suite `full`, "
        f"solved by `auto`: at most {options.seconds:g} s to solve and {options.seconds:g} s to "
        "certify. If the best plan is not found by then, the one that is known is certified. Each "
        "that is certified comes to what is known of it.",
        *tables(groups),
        fifth(groups),
    ]


def _known(made: Instance) -> sf.Outcome | None:
    """Return the best plan, as the certificate that ships with the package has it."""
    certificate, fact = made.certificate, made.known
    if certificate is None or fact is None:
        return None
    return sf.Outcome(fact.status, certificate.taken, fact.objective, fact.bound)


def _program(name: str) -> sf.Program:
    return instance(name).program


def tables(groups: Sequence[Group]) -> list[str]:
    """Return a table of sizes, one of times, and a list of what is not certified."""
    sizes = [
        "| programs | certified | in cases | most cases | multiples of rows, median | most "
        "| bytes, median | most |",
        "|---|---|---|---|---|---|---|---|",
        *(_sizes_row(group) for group in groups),
    ]
    times = [
        "| programs | solve, median ms | certify | check | certify to solve | check to solve "
        "| certify to formulate and solve | check to formulate and solve "
        "| check within a fifth of the solve |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_times_row(group) for group in groups if group.certified),
    ]
    missed = [
        f"- {group.name}, {one.name}: {one.why}"
        for group in groups
        for one in group.all
        if isinstance(one, Missed)
    ]
    return [
        "\n".join(sizes),
        "Ratios are medians, with the least and the most.",
        "\n".join(times),
        *(["Not certified:", "\n".join(missed)] if missed else ["All are certified."]),
    ]


def _sizes_row(group: Group) -> str:
    found = group.certified
    share = f"{len(found)} of {len(group.all)}"
    if not found:
        return f"| {group.name} | {share} | | | | | | |"
    rows, sizes = [one.rows for one in found], [one.size for one in found]
    split = sum(one.cases > 0 for one in found)
    most = max(one.most_cases for one in found) if split else ""
    return (
        f"| {group.name} | {share} | {split} | {most} | {_median(rows):.0f} | {max(rows):,} "
        f"| {_median(sizes):,.0f} | {max(sizes):,} |"
    )


def _times_row(group: Group) -> str:
    times = [one.times for one in group.certified]
    solves = [one.solve for one in times]
    calls = [one.program + one.solve for one in times]
    certifying, checking = [one.certify for one in times], [one.check for one in times]
    medians = " | ".join(f"{1000 * _median(each):.1f}" for each in (solves, certifying, checking))
    ratios = " | ".join(
        _ratios(each, solve) for solve in (solves, calls) for each in (certifying, checking)
    )
    within = sum(_is_fifth(one) for one in times)
    return f"| {group.name} | {medians} | {ratios} | {within} of {len(times)} |"


def _ratios(times: Iterable[float], others: Iterable[float]) -> str:
    ratios = [one / other for one, other in zip(times, others, strict=True)]
    return f"{_median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.1f})"


def _is_fifth(times: Times) -> bool:
    return times.check <= SHARE * times.solve


def _median(numbers: Iterable[float]) -> float:
    return statistics.median(numbers)


def fifth(groups: Sequence[Group]) -> str:
    """Return in a sentence whether checks take at most a fifth of the solves."""
    times = [one.times for group in groups for one in group.certified]
    within = sum(map(_is_fifth, times))
    ratio = _median(one.check / one.solve for one in times)
    text = "A check should take at most a fifth of the solve. "
    if within == len(times):
        return text + "It does for every program."
    verdict = "is kept by the median, not by all" if ratio <= SHARE else "is missed"
    return (
        f"{text}This aim {verdict}: {within:,} of {len(times):,} do, and the median check takes "
        f"{ratio:.2f} times as long as the solve."
    )


PARTS: Parts = {
    "weeks": weeks_part,
    "blocks": blocks_part,
    "suites": suites_part,
    "changes": lambda options: changes_part(options.plans, ASKED),
    "wrong": lambda options: wrong_part(options.plans, ASKED),
    "small": lambda options: small_part(options.plans),
    "veripb": lambda options: veripb_part(options.plans, ASKED),
}

INTRODUCTION = """# Certificates

Every certificate is about the whole program, with no presolve, and is accepted if
`strengthfit/proof/check.py`, which needs nothing but Python, accepts its plain JSON. Times to check
are those of `check(instance, certificate)` on tables that are parsed. "In cases" are those in which
adding up rows is not enough and two cases are proven apart, at most so many of some choices or
more; there is at least one case for each of the seven tiers."""


def page(parts: dict[str, str], before: str) -> str:
    """Return the page: the parts that were run, and the others as they stood before."""
    sections = [f"## {part.strip()}" for part in before.split("\n## ")[1:]]
    kept = {part.partition("\n")[0].removeprefix("## ").lower(): part for part in sections}
    found = {**kept, **parts}
    return "\n\n".join([INTRODUCTION, *(found[part] for part in PARTS if part in found)]) + "\n"


def main() -> None:
    """Run what was asked for, and print the page or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    options = Options(given.plans, given.seconds, given.rounds)
    parts = {}
    for name in given.only:
        heading, *rest = PARTS[name](options)
        command = (
            f"`OPENBLAS_NUM_THREADS=1 python -m benchmarks.certificates PLANS --only {name}"
            f" --seconds {given.seconds:g} --rounds {given.rounds}`. {describe()}"
        )
        parts[name] = "\n\n".join([heading, command, *rest])
    before = given.out.read_text("utf-8") if given.out and given.out.exists() else ""
    text = page(parts, before)
    if given.out is None:
        print(text)
    else:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
