"""Certificates as proofs in the form of VeriPB, each beside the OPB file of what it proves.

VeriPB checks proofs about pseudo-Boolean programs line by line (Gocht and Nordström 2021,
10.1609/aaai.v35i5.16494). A line ``pol`` adds up constraints, each taken a number of times or
divided. A line ``red`` claims a constraint, and lines up to its ``end`` contradict the opposite. A
proof of one tier first gives the plan, which adds the constraint "better than that", and then shows
that nothing keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import numpy as np

from ..errors import InputError
from ..program import Program
from ..program.formats.objective_export import Joined, choose
from ..program.formats.opb import in_file, opb_text, variable_names
from ..text_file import write_text
from .bounded_tier import tiers_of
from .case_row import CaseRow, two_cases
from .certificate import Cases, Certificate, Multiple, Proof
from .checking import verify

_ALONE = 1
"""The largest joined value with which no tiers are joined: each is an objective of its own."""


@attrs.frozen
class VeriPBProof:
    """A program with one objective, and a proof of how good its best plan is, or that none is.

    Parameters
    ----------
    name : str
        The tier that is the objective, or "infeasible".
    opb : str
        The program as `write_opb` writes it, with the tiers before held at what the plan comes to.
    lines : str
        The proof.
    """

    name: str
    opb: str
    lines: str


def veripb_proofs(certificate: Certificate) -> tuple[VeriPBProof, ...]:
    r"""Return a certificate as proofs in the form of VeriPB, version 2.0.

    Parameters
    ----------
    certificate : Certificate
        As `certify` or `plan.certificate` gives it.

    Returns
    -------
    tuple of VeriPBProof
        One for each tier in which plans differ, in their order. Without a plan there is one.

    Raises
    ------
    InputError
        If the certificate is rejected by its own checker.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.proof import certify
    >>> program = sf.formulate(sf.Week([], strength=1))
    >>> first, *others = veripb_proofs(certify(program, sf.solve(program)))
    >>> print(first.name, *first.lines.splitlines()[-4:], sep="\n")
    strength
    pol 28 600 * 29 30 * +
    output NONE
    conclusion BOUNDS -20 -20
    end pseudo-Boolean proof
    """
    problem = verify(certificate)
    if problem is not None:
        raise InputError("certificate", certificate.status, f"proves nothing: {problem}")
    return unchecked_proofs(certificate)


def unchecked_proofs(certificate: Certificate) -> tuple[VeriPBProof, ...]:
    """Return what `veripb_proofs` does, even of a certificate that proves nothing.

    With that it can be seen whether another checker rejects what this one does.
    """
    program = certificate.program
    if certificate.status == "infeasible":
        file = _File.of(program, choose(program, 0, (), _ALONE), step=0)
        return (file.proof("infeasible", None, certificate.proofs[0]),)
    shared = [group.divisors[0] for group in choose(program, 0, (), _ALONE).form.groups]
    held = [value // by for value, by in zip(certificate.objective, shared, strict=True)]
    taken, found = program.mask(certificate.taken), []
    for number, (tier, proof) in enumerate(zip(tiers_of(program), certificate.proofs, strict=True)):
        if tier.step:
            joined = choose(program, number, held[:number], _ALONE)
            values = joined.form.values_of(program, taken).tolist()
            file = _File.of(program, joined, tier.step)
            found.append(file.proof(program.tiers[number], values, proof))
    return tuple(found)


def write_veripb(certificate: Certificate, stem: str | Path) -> tuple[Path, ...]:
    """Write a certificate as proofs in the form of VeriPB, each beside its OPB file.

    Parameters
    ----------
    certificate : Certificate
    stem : str or Path
        How names of files begin: "week" gives week.strength.opb, week.strength.pbp and so on.

    Returns
    -------
    tuple of Path
        Of what was written: an OPB file, its proof, and so on.

    Raises
    ------
    InputError
        If the certificate is rejected by its own checker.
    FileError
        If a file cannot be written.
    """
    written = []
    for each in veripb_proofs(certificate):
        for suffix, text in ((".opb", each.opb), (".pbp", each.lines)):
            path = Path(f"{stem}.{each.name}{suffix}")
            write_text(text, path)
            written.append(path)
    return tuple(written)


@attrs.frozen(eq=False)
class _Row:
    """A row of the program in the terms of a file.

    Parameters
    ----------
    words
        The constraint in the words of a line ``pol``.
    scale
        How many of these the row of the program is.
    terms
        Variables and what they count for in the constraint.
    """

    words: tuple[str, ...]
    scale: int
    terms: tuple[tuple[str, int], ...]


@attrs.frozen(eq=False)
class _File:
    """An OPB file with one tier as its objective, and where rows of the program are in it.

    Parameters
    ----------
    names
        Of the variables of each column.
    numbers
        Of each row of `joined` that is in the file, counted from 1.
    constraints
        How many the file has, with those that put a window's units in order.
    demands
        Which have choices: the others have no row.
    step
        The least by which values of the tier differ.
    """

    joined: Joined
    text: str
    names: list[list[str]]
    numbers: dict[int, int]
    constraints: int
    demands: list[int]
    rules: int
    step: int

    @classmethod
    def of(cls, program: Program, joined: Joined, step: int) -> _File:
        rows = np.flatnonzero(in_file(joined.rows)).tolist()
        text = opb_text(program, joined)
        return cls(
            joined,
            text,
            variable_names(joined.form),
            {row: number for number, row in enumerate(rows, 1)},
            sum(not line.startswith(("*", "min:")) for line in text.splitlines()),
            np.unique(program.choices.demand).tolist(),
            len(program.rows),
            step,
        )

    def proof(self, name: str, values: list[int] | None, proof: Proof) -> VeriPBProof:
        """Return a proof that variables of these values are best; without values that none are."""
        best, solution, last = "INF", [], self.constraints
        if values is not None:
            best = str(int(self.joined.form.objectives[self.joined.index] @ values))
            solution, last = [f"soli {' '.join(_literals(self.names, values))}"], last + 1
        lines = [
            "pseudo-Boolean proof version 2.0",
            f"f {self.constraints}",
            *solution,
            *self._refute(proof, (), last)[0],
            "output NONE",
            f"conclusion BOUNDS {best} {best}",
            "end pseudo-Boolean proof",
        ]
        return VeriPBProof(name, self.text, "\n".join(lines) + "\n")

    def _refute(self, proof: Proof, cases: tuple[_Row, ...], last: int) -> tuple[list[str], int]:
        """Return lines that derive what nothing can keep, and the number of that constraint.

        Two cases are a constraint "more" whose opposite, "few", is contradicted; it is then used.

        Parameters
        ----------
        cases
            What tells the cases that the proof is in.
        last
            The number of the last constraint before.
        """
        if not isinstance(proof, Cases):
            return [f"pol {' '.join(self._sum(proof, cases))}"], last + 1
        choices = np.unique([choice for span in proof.choices for choice in span])
        few, more = two_cases(choices.astype(np.int64), proof.most)
        claim = "".join(f"+1 x{choice + 1} " for choice in choices.tolist())
        # The opposite of a claim has the number after the last, and the claim that after its end.
        first, end = self._refute(proof.few, (*cases, _case(few, last + 1)), last + 1)
        then, found = self._refute(proof.more, (*cases, _case(more, end + 1)), end + 1)
        return [f"red {claim}>= {-more.bound} ; ; begin", *first, f"end {end}", *then], found

    def _sum(self, leaf: tuple[Multiple, ...], cases: tuple[_Row, ...]) -> list[str]:
        """Return the words that add up rows."""
        words: list[str] = []
        for one in leaf:
            row = cases[one.index] if one.kind == "case" else self._row(one)
            if row is not None and one.times:
                words += [*_multiple(row, one), *(["+"] if words else [])]
        return words

    def _row(self, one: Multiple) -> _Row | None:
        """Return a row of the program; None if the file leaves it out, as nothing can break it."""
        groups, index = self.joined.form.groups, self.joined.index
        if (one.kind, one.index) == ("tier", index):
            return self._better()
        row = self._place(one)
        if row not in self.numbers:
            return None
        rows, scale = self.joined.rows, groups[one.index].divisors[0] if one.kind == "tier" else 1
        number = str(self.numbers[row])
        span = slice(rows.indptr[row], rows.indptr[row + 1])
        terms = self._terms(rows.columns[span].tolist(), rows.coefficients[span].tolist())
        if not terms:  # the constraint in its place says "x1 is 2 or more"
            return _Row((number, "~x1", "+"), -int(rows.bounds[row]), ())
        return _Row((number,), scale, terms)

    def _place(self, one: Multiple) -> int | None:
        """Return which row of `joined` a row of the program is: rules are first, tiers last."""
        if one.kind == "rule":
            return one.index
        if one.kind == "tier":
            return len(self.joined.form.rows) + one.index
        if one.kind == "window":
            return self.rules + len(self.demands) + one.index
        return self.rules + self.demands.index(one.index) if one.index in self.demands else None

    def _better(self) -> _Row:
        """Return the row "better than the plan", which comes after all others.

        The file's says "at least 1 less". What the objective counts is divided by a step and
        rounded, and then says "at least a step less".
        """
        form, index = self.joined.form, self.joined.index
        weights = form.objectives[index].tolist()
        by = self.step // form.groups[index].divisors[0]
        words = (str(self.constraints + 1), *((str(by), "d") if by > 1 else ()))
        counts = [weight // by for weight in weights]
        return _Row(words, self.step, self._terms(range(len(weights)), counts))

    def _terms(self, columns: list[int] | range, counts: list[int]) -> tuple[tuple[str, int], ...]:
        return tuple(
            (name, count)
            for column, count in zip(columns, counts, strict=True)
            for name in self.names[column]
        )


def _literals(names: list[list[str]], values: list[int]) -> Iterator[str]:
    """Yield what each variable is, the first units of a window being those that are used."""
    for units, value in zip(names, values, strict=True):
        for number, name in enumerate(units):
            yield name if number < value else f"~{name}"


def _case(row: CaseRow, number: int) -> _Row:
    """Return a row that tells a case, the constraint of this number."""
    return _Row((str(number),), 1, tuple((f"x{one + 1}", row.sign) for one in row.choices.tolist()))


def _multiple(row: _Row, one: Multiple) -> list[str]:
    """Return the words for a multiple of a row.

    VeriPB divides the sum of literals that are counted positively, and rounds all numbers up; a
    certificate divides the sum of choices, and rounds all numbers down. Both come to the same if
    the divisor goes into each coefficient: so what is over is taken off before.
    """
    if one.divisor == 1:
        return [*row.words, *_times(row.scale * one.times)]
    words = [*row.words, *_times(row.scale)]
    for name, count in row.terms:
        over = count * row.scale % one.divisor
        if over:
            words += [name, *_times(over), "+"]
    return [*words, str(one.divisor), "d", *_times(one.times)]


def _times(count: int) -> list[str]:
    return [str(count), "*"] if count > 1 else []
