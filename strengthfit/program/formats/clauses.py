"""Linear rows over 0-1 variables as clauses, with further variables that count.

"At most one" is a ladder, "at most k" and small weights a counter of Sinz (2005, CP, 827-831) and
Hölldobler, Manthey and Steinke (2012, KI, 107-118), and large weights are added up in binary as by
Eén and Sörensson (2006, JSAT 2, 1-26).
"""

import math
from collections.abc import Iterable, Sequence

Literal = int
"""A variable's number, or for "not" the number with a minus."""

_PAIRS = 5
"""Members of an "at most one" up to which each pair is a clause. CONVENTION."""

_COUNTED = 20_000
"""Cells of a counter, members times bound, above which sums are in binary. CONVENTION."""


class Clauses:
    """Clauses in the making: `found`, and the number of `variables` so far."""

    def __init__(self, variables: int) -> None:
        self.variables = variables
        self.found: list[tuple[Literal, ...]] = []

    def new(self) -> Literal:
        """Return a new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: Literal) -> None:
        """Add the clause that one of some literals is true."""
        self.found.append(literals)

    def at_most(self, weights: Sequence[int], literals: Sequence[Literal], bound: int) -> None:
        """Add clauses that weights of true literals come to `bound` at most.

        Examples
        --------
        >>> clauses = Clauses(3)
        >>> clauses.at_most([1, 1, -1], [1, 2, 3], 1)
        >>> clauses.found
        [(-1, -2, 3)]
        """
        # A negative weight is the opposite of its literal, paid for in advance.
        terms = [
            (abs(weight), literal if weight > 0 else -literal)
            for weight, literal in zip(weights, literals, strict=True)
            if weight
        ]
        bound -= sum(weight for weight in weights if weight < 0)
        if bound < 0:
            self._never()
            return
        for weight, literal in terms:
            if weight > bound:
                self.add(-literal)
        self._sum([(weight, literal) for weight, literal in terms if weight <= bound], bound)

    def at_least(self, literals: Sequence[Literal], bound: int) -> None:
        """Add clauses that `bound` of some literals are true, or more.

        Examples
        --------
        >>> clauses = Clauses(2)
        >>> clauses.at_least([1, 2], 1)
        >>> clauses.found
        [(1, 2)]
        """
        if bound > len(literals):
            self._never()
        elif bound == 1:
            self.add(*literals)
        elif bound > 1:
            self._claimed(literals, bound)

    def _claimed(self, literals: Sequence[Literal], bound: int) -> None:
        """Add clauses with, for each member, variables that claim so many true up to it.

        A claim holds if the members before it bear it out, or bear out one less and it is true.
        """
        before: list[Literal] = []
        for literal in literals:
            here = [self.new() for _ in range(min(bound, len(before) + 1))]
            for level, claim in enumerate(here):
                less = [] if level == 0 else [before[level - 1]]
                same = [before[level]] if level < len(before) else []
                self.add(-claim, literal, *same)
                if less:
                    self.add(-claim, *same, *less)
            before = here
        self.add(before[bound - 1])

    def _never(self) -> None:
        """Add clauses that nothing can keep; one without literals many readers do not take."""
        variable = self.new()
        self.add(variable)
        self.add(-variable)

    def _sum(self, terms: list[tuple[int, Literal]], bound: int) -> None:
        """Add the clauses of positive weights, none of them above the bound."""
        total = sum(weight for weight, _ in terms)
        if total <= bound:
            return
        shared = math.gcd(*(weight for weight, _ in terms))
        terms = [(weight // shared, literal) for weight, literal in terms]
        bound, total = bound // shared, total // shared
        literals = [literal for _, literal in terms]
        least = min(weight for weight, _ in terms)
        if total - least <= bound:  # only all of them together are too much
            self.add(*(-literal for literal in literals))
        elif 2 * least > bound:  # any two are
            self._at_most_one(literals)
        elif len(terms) * bound <= _COUNTED:
            self._counted(terms, bound)
        else:
            self._compared(self._binary(terms), bound)

    def _at_most_one(self, literals: Sequence[Literal]) -> None:
        if len(literals) <= _PAIRS:
            for at, first in enumerate(literals):
                for second in literals[at + 1 :]:
                    self.add(-first, -second)
            return
        before = self.new()  # whether one of those so far is true
        self.add(-literals[0], before)
        for literal in literals[1:-1]:
            here = self.new()
            self.add(-before, here)
            self.add(-literal, here)
            self.add(-before, -literal)
            before = here
        self.add(-before, -literals[-1])

    def _counted(self, terms: Sequence[tuple[int, Literal]], bound: int) -> None:
        """Add clauses with, for each member, variables "so far it is at least 1, 2, ..."."""
        before: list[Literal] = []
        for weight, literal in terms:
            reach = min(bound, len(before) + weight)
            here = [self.new() for _ in range(reach)]
            for level, variable in enumerate(before):
                self.add(-variable, here[level])
                if level + weight < bound:
                    self.add(-variable, -literal, here[level + weight])
            for level in range(min(weight, bound)):
                self.add(-literal, here[level])
            if 0 < bound + 1 - weight <= len(before):
                self.add(-before[bound - weight], -literal)
            before = here

    def _binary(self, terms: Iterable[tuple[int, Literal]]) -> list[Literal | None]:
        """Return literals for the bits of a sum, the lowest first; None for one that is 0."""
        columns: list[list[Literal]] = []
        for weight, literal in terms:
            for bit in range(weight.bit_length()):
                if bit == len(columns):
                    columns.append([])
                if weight >> bit & 1:
                    columns[bit].append(literal)
        bits: list[Literal | None] = []
        at = 0
        while at < len(columns):
            column = columns[at]
            while len(column) > 1:
                three, column[:3] = column[:3], []
                total, carry = self._added(three)
                column.append(total)
                if at + 1 == len(columns):
                    columns.append([])
                columns[at + 1].append(carry)
            bits.append(column[0] if column else None)
            at += 1
        return bits

    def _added(self, literals: Sequence[Literal]) -> tuple[Literal, Literal]:
        """Return the sum of two or three literals as two bits, the lower first."""
        total, carry = self.new(), self.new()
        for pattern in range(1 << len(literals)):
            true = [pattern >> at & 1 for at in range(len(literals))]
            unlike = [-one if is_true else one for one, is_true in zip(literals, true, strict=True)]
            count = sum(true)
            self.add(*unlike, total if count % 2 else -total)
            self.add(*unlike, carry if count >= 2 else -carry)
        return total, carry

    def _compared(self, bits: Sequence[Literal | None], bound: int) -> None:
        """Add clauses that a number in binary is `bound` at most."""
        for at, bit in enumerate(bits):
            if bit is None or bound >> at & 1:
                continue
            # Where the bound has a 0, the number has one too unless it is smaller further up.
            higher = range(at + 1, max(len(bits), bound.bit_length()))
            ones = [place for place in higher if bound >> place & 1]
            above = [bits[place] if place < len(bits) else None for place in ones]
            if None not in above:
                self.add(-bit, *(-one for one in above if one is not None))
