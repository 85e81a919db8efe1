"""A handful of certificates before VeriPB, a checker of proofs from elsewhere.

`benchmarks.certificates` runs it, if there is a command `veripb`. Of each proof a spoiled one is
made as well, one multiplier changed so that the library's own checker rejects it.

VeriPB of 2022 reads version 1 of the form of proofs only, so steps are said in its words for it:
the same constraints are added up in the same order.
"""

import os
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs

import strengthfit as sf
from benchmarks.real_weeks import read_weeks
from benchmarks.spoiled_certificates import SPLIT
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import read_corpus
from strengthfit.lab.instances import instance
from strengthfit.proof import (
    Cases,
    Certificate,
    Multiple,
    Proof,
    VeriPBProof,
    certify,
    verify,
    veripb_proofs,
)
from strengthfit.proof.certificate import leaves
from strengthfit.proof.veripb import unchecked_proofs

SEED = 17

WEEKS, BLOCKS, IN_CASES = 24, 3, 2
"""How many weeks there are, how many blocks, and how many weeks whose certificates have cases."""

INSTANCES = (
    *("weeks-0", "dense-0", "demands-0", "squads-0", "blocks-4"),
    *("adversarial-0", "adversarial-1", "adversarial-2"),
    *("infeasible-1", "infeasible-3", "infeasible-7"),
)

LARGE = 1 << 31
"""VeriPB of 2022 reads coefficients of this size and more wrongly, if they have a minus."""

KNOWN = {"0.3a0": " of October 2022 (StephanGocht/VeriPB, commit 01b7b50)"}
"""Versions that say little of themselves."""

WITHOUT = "There is no command `veripb` here, so nothing was checked with it."

# The command


@attrs.frozen
class Command:
    """The command, its version, and which version of the form of proofs it reads, 1 or 2."""

    path: str
    version: str
    form: int

    @classmethod
    def found(cls) -> "Command | None":
        """Return the command, if there is one on the path that reads one of the forms."""
        path = shutil.which("veripb")
        if path is None:
            return None
        for form in (2, 1):
            one = cls(path, _version(path), form)
            if one.verdict(_SMALLEST) is not None:
                assert one.accepts(_SMALLEST)
                assert not one.accepts(attrs.evolve(_SMALLEST, opb=_KEPT))
                return one
        return None

    def accepts(self, proof: VeriPBProof) -> bool:
        """Whether it finds that a proof shows what it claims, and not that it is none."""
        verdict = self.verdict(proof)
        assert verdict is not None, proof
        return verdict

    def verdict(self, proof: VeriPBProof) -> bool | None:
        """Return what it finds; None if it cannot read the files."""
        text = proof.lines if self.form > 1 else first_form(proof.lines)
        with tempfile.TemporaryDirectory() as folder:
            opb, pbp = (Path(folder) / name for name in ("program.opb", "proof.pbp"))
            opb.write_text(proof.opb, encoding="utf-8")
            pbp.write_text(text, encoding="utf-8")
            options = ["--requireUnsat"] if self.form == 1 else []
            command = [self.path, *options, str(opb), str(pbp)]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"verification (succeeded|failed)", ran.stdout.lower())
        return None if found is None else found[1] == "succeeded"


_SMALLEST = VeriPBProof(
    "infeasible",
    "* #variable= 1 #constraint= 2\nmin: +1 x1 ;\n+1 x1 >= 1 ;\n-1 x1 >= 0 ;\n",
    "pseudo-Boolean proof version 2.0\nf 2\npol 1 2 +\noutput NONE\nconclusion BOUNDS INF INF\n"
    "end pseudo-Boolean proof\n",
)
_KEPT = _SMALLEST.opb.replace(">= 0", ">= -1")


def _version(path: str) -> str:
    """Return the version that the command's own Python has installed, or that it says."""
    first = Path(path).read_bytes().partition(b"\n")[0].decode(errors="replace")
    if first.startswith("#!") and "python" in first:
        asked = "from importlib.metadata import version; print(version('veripb'))"
        call = [*first[2:].split(), "-c", asked]
    else:
        call = [path, "--version"]
    ran = subprocess.run(call, capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else "that does not say its version"


# The same proof in the words of version 1


def first_form(lines: str) -> str:
    """Return a proof in the words of version 1 of the form.

    There a proof by contradiction has a goal within it, which gives the opposite of what is claimed
    a second number; so later constraints have other numbers, and references to them change.
    """
    _, loaded, *steps = lines.splitlines()
    numbers = {number: number for number in range(1, int(loaded.split()[1]) + 1)}
    old = new = len(numbers)
    said = ["pseudo-Boolean proof version 1.2", loaded]
    for step in steps:
        rule, *words = step.split()
        if rule in ("output", "conclusion"):
            continue
        if step == "end pseudo-Boolean proof":
            said.append(f"c {new}")
        elif rule == "end":
            said += [f"c {numbers[int(words[0])]}", "end", "end"]
            old, new = old + 1, new + 1
        elif rule == "red":
            said += [step, "proofgoal #1"]
            old, new = old + 1, new + 2
        else:
            assert rule in ("soli", "pol"), step
            said.append(f"o {' '.join(words)}" if rule == "soli" else _pol(words, numbers))
            old, new = old + 1, new + 1
        numbers[old] = new
    return "\n".join(said) + "\n"


def _pol(words: list[str], numbers: dict[int, int]) -> str:
    """Return a line ``pol`` with other numbers of constraints; factors and divisors stay."""
    after = [*words[1:], ""]
    return " ".join(
        [
            "pol",
            *(
                str(numbers[int(word)]) if word.isdigit() and following not in ("*", "d") else word
                for word, following in zip(words, after, strict=True)
            ),
        ]
    )


def is_large(opb: str) -> bool:
    """Whether a file has coefficients that VeriPB of 2022 reads wrongly."""
    return any(int(one) <= -LARGE for one in re.findall(r"(?<!= )-\d+ ", _constraints(opb)))


def _constraints(opb: str) -> str:
    return "\n".join(line for line in opb.splitlines() if not line.startswith(("*", "min:")))


def without_minus(opb: str) -> str:
    """Return a file whose large negative coefficients are said of the opposite literals.

    A constraint -3 x1 >= -2 says the same as 3 ~x1 >= 1.
    """
    said = []
    for line in opb.splitlines():
        if line.startswith(("*", "min:")) or not is_large(line):
            said.append(line)
            continue
        *terms, _, degree, _ = line.split()
        least, words = int(degree), list[str]()
        for count, literal in zip(map(int, terms[::2]), terms[1::2], strict=True):
            turned = count <= -LARGE
            least -= count if turned else 0
            words += [f"{abs(count):+d} ~{literal}" if turned else f"{count:+d} {literal}"]
        said.append(f"{' '.join(words)} >= {least} ;")
    return "\n".join(said) + "\n"


# The handful


@attrs.frozen(eq=False)
class Given:
    """A certificate, and the kind of program it is of."""

    kind: str
    certificate: Certificate


def handful(plans: Path, asked: dict[str, Any]) -> Iterator[Given]:
    """Yield certificates: of weeks, blocks and instances, with a plan and without."""
    weeks = read_weeks(plans)
    turns = [(preset, each) for preset in PRESETS for each in asked.values()]
    for number in range(WEEKS):
        preset, strength = turns[number % len(turns)]
        week = weeks[number * len(weeks) // WEEKS]
        yield _given("weeks", sf.formulate(attrs.evolve(week, strength=strength), preset))
    preset, name = SPLIT
    split = 0
    for week in weeks:
        one = _given("weeks", sf.formulate(attrs.evolve(week, strength=asked[name]), preset))
        if _in_cases(one.certificate):
            yield one
            split += 1
        if split == IN_CASES:
            break
    corpora = sorted(map(read_corpus, plans.glob("*.json")), key=lambda each: (len(each), each.id))
    for corpus in corpora[:BLOCKS]:
        yield _given("blocks", sf.formulate(corpus.block(2)))
    for name in INSTANCES:
        yield _given(f"instances, {name.partition('-')[0]}", instance(name).program)


def _given(kind: str, program: sf.Program) -> Given:
    return Given(kind, certify(program, sf.solve(program, "auto")))


def _in_cases(certificate: Certificate) -> bool:
    return any(isinstance(proof, Cases) for proof in certificate.proofs)


def spoiled(draw: random.Random, certificate: Certificate, number: int) -> Certificate | None:
    """Return a certificate with one multiplier of a proof changed, so that it proves nothing.

    None if no multiplier matters, as with a proof of one row.
    """
    proof = certificate.proofs[number]
    rows = [
        (at, row, one.times)
        for at, leaf in enumerate(leaves(proof))
        for row, one in enumerate(leaf)
    ]
    for at, row, times in draw.sample(rows, len(rows)):
        for other in (times - 1, times + 1, times // 2, 2 * times):
            proofs = [*certificate.proofs]
            proofs[number] = _with_times(proof, [at], row, max(1, other))
            changed = attrs.evolve(certificate, proofs=tuple(proofs))
            if _can_be_kept(verify(changed)):
                return changed
    return None


def _can_be_kept(why: str | None) -> bool:
    """Whether a certificate is rejected as its sum can be kept, by numbers that it names.

    The checker rejects others as they take away from what is above a window, which has no upper
    limit for it. In OPB files it has one, so that VeriPB may rightly accept these.
    """
    numbers = re.search(r"at least (-?\d+) is at most (-?\d+)", why or "")
    return numbers is not None and int(numbers[1]) <= int(numbers[2])


def _with_times(proof: Proof, at: list[int], row: int, times: int) -> Proof:
    """Return a proof with a row of a leaf taken so many times; `at` counts leaves down."""
    if isinstance(proof, Cases):
        few = _with_times(proof.few, at, row, times)
        return attrs.evolve(proof, few=few, more=_with_times(proof.more, at, row, times))
    at[0] -= 1
    if at[0] != -1:
        return proof
    changed: tuple[Multiple, ...] = tuple(
        attrs.evolve(one, times=times) if place == row else one for place, one in enumerate(proof)
    )
    return changed


# The part of the page


@attrs.frozen(eq=False)
class Pair:
    """A proof and what is made of it."""

    kind: str
    proof: VeriPBProof
    spoiled: VeriPBProof | None


def pairs_of(draw: random.Random, given: Given) -> Iterator[Pair]:
    """Yield each proof of a certificate, with a spoiled one."""
    certificate = given.certificate
    names = [*map(str, certificate.program.tiers)] if certificate.objective else ["infeasible"]
    for proof in veripb_proofs(certificate):
        changed, other = spoiled(draw, certificate, names.index(proof.name)), None
        if changed is not None:
            other = next(each for each in unchecked_proofs(changed) if each.name == proof.name)
            assert other.opb == proof.opb
        yield Pair(given.kind, proof, other)


def look(command: Command, pair: Pair) -> Counter[str]:
    """See that the command verifies a proof and refuses the spoiled one; return what was seen."""
    proof, found = pair.proof, Counter[str](proofs=1)
    opb, what = proof.opb, f"{pair.kind}, {proof.name}"
    if command.form == 1 and is_large(opb):
        found["large"] += 1
        found["misread"] += not command.accepts(proof)
        opb = without_minus(opb)
    assert command.accepts(attrs.evolve(proof, opb=opb)), f"{what}: refused: {proof.lines}"
    found["verified"] += 1
    if pair.spoiled is not None:
        other = attrs.evolve(pair.spoiled, opb=opb)
        assert not command.accepts(other), f"{what}: verified though spoiled: {other.lines}"
        found["refused"] += 1
    found["contradictions"] += sum(line.startswith("red ") for line in proof.lines.splitlines())
    return found


def veripb_part(plans: Path, asked: dict[str, Any]) -> list[str]:
    """Return the lines on proofs that VeriPB has looked at."""
    command = Command.found()
    if command is None:
        return ["## VeriPB", WITHOUT]
    draw = random.Random(SEED)  # noqa: S311  # nothing secret hangs on it
    every = [*handful(plans, asked)]
    each = [[*pairs_of(draw, given)] for given in every]
    assert all(any(pair.spoiled for pair in of_one) for of_one in each)
    pairs = [pair for of_one in each for pair in of_one]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        looked = [*pool.map(lambda pair: look(command, pair), pairs)]
    kinds: dict[str, Counter[str]] = {given.kind: Counter() for given in every}
    for given in every:
        kinds[given.kind] += Counter(
            programs=1,
            infeasible=not given.certificate.objective,
            cases=_in_cases(given.certificate),
        )
    for pair, found in zip(pairs, looked, strict=True):
        kinds[pair.kind] += found
    total = sum(kinds.values(), Counter[str]())
    known = KNOWN.get(command.version, "")
    return [
        "## VeriPB",
        f"{total['programs']} certificates before VeriPB {command.version}{known}, which knows "
        f"nothing of this library: {total['infeasible']} that there is no plan, and "
        f"{total['cases']} with cases. Each is written as an OPB file and a proof for each tier in "
        "which plans differ. Of a proof a spoiled one is made, one multiplier changed so that the "
        "library's checker rejects it, if there is one that matters: in each certificate there is.",
        table(kinds, total),
        f"VeriPB verified all {total['proofs']} proofs, and refused all {total['refused']} that "
        f"were spoiled. {_words(command, total)}",
    ]


def table(kinds: dict[str, Counter[str]], total: Counter[str]) -> str:
    """Return a table with a line for each kind of program."""
    columns = ("programs", "infeasible", "cases", "proofs", "verified", "refused")
    heads = [
        {"cases": "in cases", "refused": "spoiled and refused"}.get(column, column)
        for column in columns
    ]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---|" * len(columns)]
    for name, found in [*kinds.items(), ("all", total)]:
        lines.append(f"| {name} | " + " | ".join(str(found[one]) for one in columns) + " |")
    return "\n".join(lines)


def _words(command: Command, total: Counter[str]) -> str:
    """Return what had to be said in other words, and what it could not read."""
    if command.form > 1:
        return "It read them as they are written, in version 2.0 of the form."
    text = (
        "It reads version 1 of the form only, so the steps were said in its words, "
        f"{total['contradictions']} proofs by contradiction, which tell two cases apart, among "
        "them. "
    )
    if not total["large"]:
        return text + "None of the files has a coefficient of -2^31 or below, which it misreads."
    return (
        f"{text}{total['large']} of the OPB files have coefficients of -2^31 or below. It misreads "
        f"these, and so refused {total['misread']} of {total['large']} correct proofs about the "
        "files as they are written. With such coefficients said of the opposite literals, as 3 ~x1 "
        "- 3 for -3 x1, it verified them, and that is what is counted above."
    )
