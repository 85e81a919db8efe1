"""A naive checker of VeriPB proofs, from the form's description alone: no code of the writer.

It knows the few lines that certificates need, and is stricter than VeriPB in one thing: a line
``rup`` may use what earlier lines derived, but not the file's own constraints, so that each ``pol``
has to say what it should.
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


def polish(words: list[str], rows: list[Row]) -> Row:
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
        if not 1 <= value <= len(rows):
            raise RefusedError(f"there is no constraint {value} yet")
        return rows[value - 1]

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


def propagates(clause: list[int], rows: list[Row]) -> bool:
    """Return whether rows clash, as unit propagation sees it, if each literal of a clause fails."""
    true = {-literal for literal in clause}
    while True:
        before = len(true)
        for each in rows:
            open_ = {literal: n for literal, n in each.counts.items() if -literal not in true}
            slack = sum(open_.values()) - each.degree
            if slack < 0:
                return True
            true |= {literal for literal, count in open_.items() if count > slack}
        if len(true) == before:
            return False


def best_of(opb: str, lines: str) -> int | None:
    """Return the value that a proof shows to be the least, None if nothing keeps the constraints.

    Raise `RefusedError` if it shows nothing.
    """
    file = read_opb(opb)
    rows = [row(terms, bound) for terms, bound in file.rows]
    head, count, *steps, output, conclusion, end = lines.splitlines()
    expected = ["pseudo-Boolean proof version 2.0", f"f {len(rows)}", "output NONE"]
    if [head, count, output] != expected or end != "end pseudo-Boolean proof":
        raise RefusedError("the frame is not as it should be")
    found: int | None = None
    for step in steps:
        rule, *words = step.split()
        if rule == "soli":
            found = _value({literal_of(word) for word in words}, file, rows)
            rows.append(row([(-count, x) for count, x in file.goal], 1 - found))
        elif rule == "pol":
            rows.append(polish(words, rows))
        elif rule == "rup":
            *terms, sign, degree, stop = words
            clause = [literal_of(word) for word in terms[1::2]]
            if [sign, degree, stop] != [">=", "1", ";"] or set(terms[::2]) - {"+1"}:
                raise RefusedError(f"{step!r} is not a clause")
            if not propagates(clause, rows[len(file.rows) :]):
                raise RefusedError(f"{step!r} does not follow")
            rows.append(row([(1, literal) for literal in clause], 1))
        else:
            raise RefusedError(f"{rule!r} is not known")
    claimed = "INF" if found is None else found
    if conclusion != f"conclusion BOUNDS {claimed} {claimed}":
        raise RefusedError("something else is claimed than was found")
    if not any(each.cannot_be_kept for each in rows):
        raise RefusedError("no constraint is one that nothing can keep")
    return found


def _value(literals: set[int], file: OpbFile, rows: list[Row]) -> int:
    """Return what a solution comes to; all variables have to be given, and all rows kept."""
    if sorted(map(abs, literals)) != list(range(1, file.variables + 1)):
        raise RefusedError("the solution leaves something open, or says it twice")
    for each in rows:
        if sum(n for literal, n in each.counts.items() if literal in literals) < each.degree:
            raise RefusedError("the solution breaks a constraint")
    return sum(count for count, x in file.goal if x in literals)
