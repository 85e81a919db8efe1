"""A naive checker of VeriPB proofs, from the form's description alone: no code of the writer.

It knows the few lines that certificates need, and is stricter than VeriPB in one thing: a proof by
contradiction has to end with the number of a constraint that nothing can keep.
"""

import re
from collections import Counter

import attrs

from ..program.formats.opb_reader import OpbFile, read_opb


class RefusedError(Exception):
    """What is wrong with a proof."""


@attrs.frozen
class Row:
    """Literals, counted positively, that come to at least a degree; -3 is the literal ~x3."""

    counts: dict[int, int]
    degree: int

    @property
    def cannot_be_kept(self) -> bool:
        return sum(self.counts.values()) < self.degree


def row(terms: list[tuple[int, int]], degree: int) -> Row:
    """Return "these counts of literals come to at least a degree" with positive counts alone."""
    totals = Counter[int]()
    for count, literal in terms:
        # A count of ~x is the count less that of x.
        totals[abs(literal)] += count if literal > 0 else -count
        degree -= count if literal < 0 else 0
    for count in totals.values():
        degree += -count if count < 0 else 0
    counts = {x if count > 0 else -x: abs(count) for x, count in totals.items() if count}
    return Row(counts, degree)


def added(one: Row, other: Row) -> Row:
    terms = [(count, literal) for each in (one, other) for literal, count in each.counts.items()]
    return row(terms, one.degree + other.degree)


def multiplied(one: Row, by: int) -> Row:
    return Row({literal: by * count for literal, count in one.counts.items()}, by * one.degree)


def divided(one: Row, by: int) -> Row:
    """Divide, all numbers rounded up."""
    return Row(
        {literal: -(-count // by) for literal, count in one.counts.items()}, -(-one.degree // by)
    )


def literal_of(word: str) -> int:
    match = re.fullmatch(r"(~?)x([1-9]\d*)", word)
    if match is None:
        raise RefusedError(f"{word!r} is not a literal")
    return -int(match[2]) if match[1] else int(match[2])


def constraint_of(words: list[str]) -> Row:
    """Return the constraint "+1 x3 +2 ~x4 >= 2"."""
    *terms, sign, degree = words
    counts = [re.fullmatch(r"[+-]\d+", word) for word in terms[::2]]
    if sign != ">=" or not degree.isdigit() or len(terms) % 2 or None in counts:
        raise RefusedError(f"{' '.join(words)!r} is not a constraint")
    pairs = zip(map(int, terms[::2]), map(literal_of, terms[1::2]), strict=True)
    return row([*pairs], int(degree))


def negated(one: Row) -> Row:
    """Return that one is broken: what its literals come to is less than its degree."""
    total = sum(one.counts.values())
    return Row({-literal: n for literal, n in one.counts.items()}, total - one.degree + 1)


def polish(words: list[str], rows: dict[int, Row]) -> Row:
    """Return what a line ``pol`` derives."""
    stack: list[Row | int] = []

    def number() -> int:
        value = stack.pop()
        if not isinstance(value, int) or value < 1:
            raise RefusedError("a factor or divisor is not a whole number of 1 or more")
        return value

    def constraint() -> Row:
        value = stack.pop()
        if isinstance(value, Row):
            return value
        if value not in rows:
            raise RefusedError(f"there is no constraint {value} here")
        return rows[value]

    try:
        for word in words:
            if word == "+":
                stack.append(added(constraint(), constraint()))
            elif word in ("*", "d"):
                by, change = number(), multiplied if word == "*" else divided
                stack.append(change(constraint(), by))
            else:
                stack.append(int(word) if word.isdigit() else Row({literal_of(word): 1}, 0))
        derived = constraint()
    except IndexError:
        raise RefusedError("the stack is empty") from None
    if stack:
        raise RefusedError("more than one constraint is left on the stack")
    return derived


@attrs.define
class Database:
    """The constraints at hand by their numbers, and the claims whose proofs are under way.

    Parameters
    ----------
    rows
    last
        The last number that was given; none is given twice.
    claims
        Each with the number of its opposite: its proof may use that, and what comes after.
    """

    rows: dict[int, Row]
    last: int
    claims: list[tuple[Row, int]] = attrs.field(factory=list)

    def add(self, new: Row) -> None:
        self.last += 1
        self.rows[self.last] = new

    def begin(self, words: list[str]) -> None:
        *constraint, stop, witness, begin = words
        if [stop, witness, begin] != [";", ";", "begin"]:
            raise RefusedError("a proof by contradiction needs a beginning")
        claim = constraint_of(constraint)
        self.add(negated(claim))
        self.claims.append((claim, self.last))

    def end(self, words: list[str]) -> None:
        (word,) = words
        if not self.claims:
            raise RefusedError("there is nothing to end")
        claim, first = self.claims.pop()
        if not (word.isdigit() and first <= int(word) and int(word) in self.rows):
            raise RefusedError(f"{word} is not a constraint of this proof by contradiction")
        if not self.rows[int(word)].cannot_be_kept:
            raise RefusedError(f"constraint {word} can be kept")
        self.rows = {number: each for number, each in self.rows.items() if number < first}
        self.add(claim)


def best_of(opb: str, lines: str) -> int | None:
    """Return the value that a proof shows to be the least, None if nothing keeps the constraints.

    Raise `RefusedError` if it shows nothing.
    """
    file = read_opb(opb)
    rows = {number: row(*each) for number, each in enumerate(file.rows, 1)}
    base = Database(rows, len(rows))
    head, count, *steps, output, conclusion, end = lines.splitlines()
    expected = ["pseudo-Boolean proof version 2.0", f"f {len(rows)}", "output NONE"]
    if [head, count, output] != expected or end != "end pseudo-Boolean proof":
        raise RefusedError("the frame is not as it should be")
    found: int | None = None
    for step in steps:
        rule, *words = step.split()
        if rule == "soli" and base.last == len(file.rows):
            found = _value({literal_of(word) for word in words}, file, base.rows)
            base.add(row([(-count, x) for count, x in file.goal], 1 - found))
        elif rule == "pol":
            base.add(polish(words, base.rows))
        elif rule == "red":
            base.begin(words)
        elif rule == "end":
            base.end(words)
        else:
            raise RefusedError(f"{rule!r} is not known, or not here")
    claimed = "INF" if found is None else found
    if conclusion != f"conclusion BOUNDS {claimed} {claimed}":
        raise RefusedError("something else is claimed than was found")
    if base.claims:
        raise RefusedError("a proof by contradiction has no end")
    if not any(each.cannot_be_kept for each in base.rows.values()):
        raise RefusedError("no constraint is one that nothing can keep")
    return found


def _value(literals: set[int], file: OpbFile, rows: dict[int, Row]) -> int:
    """Return what a solution comes to; all variables have to be given, and all rows kept."""
    if sorted(map(abs, literals)) != list(range(1, file.variables + 1)):
        raise RefusedError("the solution leaves something open, or says it twice")
    for each in rows.values():
        if sum(n for literal, n in each.counts.items() if literal in literals) < each.degree:
            raise RefusedError("the solution breaks a constraint")
    return sum(count for count, x in file.goal if x in literals)
