"""What a certificate is: a plan, and for each tier a proof that nothing is better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from ..late_import import late_import
from ..printable import Printable
from ..visible import visible

if TYPE_CHECKING:
    from ..program import Program

RowKind = Literal["rule", "demand", "window", "tier", "case"]
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)

DEEPEST = 400
"""Cases within cases that are tried, and read: fewer than Python nests."""


@attrs.frozen
class Multiple:
    """A row that is taken a whole number of times, perhaps divided and rounded down before.

    Parameters
    ----------
    kind : {"rule", "demand", "window", "tier", "case"}
        A rule is a row of the program. A demand is the row "at most as many sessions as are asked".
        A window is the row "what it holds, less what is above its bound, is at most its bound". A
        tier is the row "at most as much as the plan", or a step less in the tier that is proven. A
        case is the row that tells the case in which it is taken.
    index : int
        Of `program.rows`, `program.counts`, `program.windows` or `program.tiers`; of cases within
        cases, the outermost is the first.
    times : int
    divisor : int
        Coefficients and bound are divided by it and rounded down, since choices are whole.
    """

    kind: RowKind
    index: int
    times: int
    divisor: int = 1


@attrs.frozen
class Cases:
    """A proof in two cases: few of some choices are taken, or more.

    Parameters
    ----------
    choices : tuple of range
    most : int
    few : Proof
        In the case that at most so many of these choices are taken.
    more : Proof
        In the case that at least one more is.
    """

    choices: tuple[range, ...]
    most: int
    few: Proof
    more: Proof


Proof: TypeAlias = tuple[Multiple, ...] | Cases
"""Rows whose sum nothing can keep; or two cases, each with a proof."""


@attrs.frozen
class Certificate(Printable):
    """A proof that a plan is the best of its program, or that there is no plan.

    Parameters
    ----------
    status : {"optimal", "infeasible"}
    taken : tuple of int
        The choices of the plan.
    objective : tuple of int
        What the plan comes to, tier by tier; empty if there is no plan.
    proofs : tuple of Proof
        One for each tier: no plan that is as good in the tiers before is better in this one. It is
        empty if all plans come to the same. Without a plan there is one, that there is none.
    program : Program
        What it is about. Takes no part in comparisons.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> plan.certificate.status, len(plan.certificate.proofs) == len(plan.program.tiers)
    ('optimal', True)
    """

    status: Literal["optimal", "infeasible"]
    taken: tuple[int, ...]
    objective: tuple[int, ...]
    proofs: tuple[Proof, ...]
    program: Program = attrs.field(eq=False, repr=False)

    @property
    def text(self) -> str:
        """Why nothing is better, by the rules that are worth most; what ``str`` returns."""
        return str(self)

    @property
    def full_text(self) -> str:
        """Every row of every proof: how often it is taken, what it is divided by, what it says."""
        room = late_import("strengthfit.show.text.certificate")
        return visible(str(room.full_certificate_text(self)), keep="\n")

    @property
    def rows(self) -> int:
        """How many multiples of rows the proofs add up."""
        return sum(len(leaf) for proof in self.proofs for leaf in leaves(proof))

    @property
    def cases(self) -> int:
        """Into how many cases the proofs are split; the number of tiers if none is."""
        return sum(1 for proof in self.proofs for _ in leaves(proof))


def leaves(proof: Proof) -> Iterator[tuple[Multiple, ...]]:
    """Yield the sum of each case of a proof.

    Examples
    --------
    >>> row = Multiple("rule", 3, 1)
    >>> [len(leaf) for leaf in leaves(Cases((range(7, 9),), 0, (row,), (row, row)))]
    [1, 2]
    """
    if isinstance(proof, Cases):
        yield from leaves(proof.few)
        yield from leaves(proof.more)
    else:
        yield proof
