"""The members of conflicts: what is needed, and the cases of rules that stand against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from ..domain.strength import DOSES
from ..domain.words import counted, labelled
from ..program import Label, Program
from .feasibility import Feasibility

LEFT_OUT = "left_out"


@attrs.frozen(order=True)
class SoftConstraint:
    """A need, or a case of a rule.

    A need is `number` sessions at least of a demand, at a dose (its index) or a fuller one. A case
    has the demand -1, the dose 0, and its index as the number.
    """

    demand: int
    dose: int
    number: int


@attrs.frozen(eq=False, slots=False)
class SoftConstraints:
    """All that can be given up in one week, with its prices.

    A need says "at least so many sessions of this demand, at this dose or a fuller one". Giving up
    the full dose of the second session leaves it to be reduced; giving that up too leaves it to be
    simplified; then it is left out. `prices` are those of the steps of a dose and of the rules that
    can be given up.
    """

    feasibility: Feasibility
    prices: Mapping[str, float]

    @cached_property
    def needs(self) -> tuple[SoftConstraint, ...]:
        """Every need, from the most that is asked to the least."""
        program = self.feasibility.program
        return tuple(
            SoftConstraint(demand, dose, number)
            for demand, asked in enumerate(program.horizon.demands)
            for dose in range(DOSES.index(asked.dose), len(DOSES))
            for number in range(int(program.counts[demand]), 0, -1)
        )

    @cached_property
    def cases(self) -> tuple[SoftConstraint, ...]:
        """Every case of a rule that can be switched off."""
        return tuple(SoftConstraint(-1, 0, case) for case in range(len(self.feasibility.cases)))

    def clash(self, given_up: frozenset[SoftConstraint]) -> bool:
        """Whether what is not given up cannot all hold."""
        return self._clash([m for m in (*self.needs, *self.cases) if m not in given_up])

    def _clash(self, kept: list[SoftConstraint]) -> bool:
        return not self.feasibility.is_feasible(*self._parts(kept))

    def program_of(self, kept: Iterable[SoftConstraint]) -> Program:
        """Return the program in which just these hold, besides what always does."""
        return self.feasibility.asked(*self._parts(list(kept)))

    def _parts(
        self, kept: list[SoftConstraint]
    ) -> tuple[dict[tuple[int, int], int], frozenset[int]]:
        """Return what is needed, and the cases that are off."""
        cases = {member.number for member in kept if member.demand < 0}
        off = frozenset(m.number for m in self.cases if m.number not in cases)
        return self.counts([m for m in kept if m.demand >= 0]), off

    def counts(self, needs: list[SoftConstraint]) -> dict[tuple[int, int], int]:
        """Return how many sessions lie at which dose if just these needs are met."""
        counts: dict[tuple[int, int], int] = {}
        for demand in sorted({need.demand for need in needs}):
            before = 0
            for dose in range(len(DOSES)):
                most = max(
                    (n.number for n in needs if n.demand == demand and n.dose <= dose), default=0
                )
                counts[demand, dose] = most - before
                before = most
        return counts

    def shrink(self, given_up: frozenset[SoftConstraint]) -> frozenset[SoftConstraint]:
        """Return a minimal conflict among what is not given up, by deletion.

        Needs are tried first, from the strongest, so that the weakest need that clashes is named.
        """
        kept = [m for m in (*self.needs, *self.cases) if m not in given_up]
        index = 0
        step = max(1, len(kept) // 4)
        while index < len(kept):
            fewer = kept[:index] + kept[index + step :]
            if self._clash(fewer):
                kept = fewer
            elif step == 1:
                index += 1
            else:
                step = max(1, step // 4)
        return frozenset(kept)

    def close(self, given_up: frozenset[SoftConstraint]) -> frozenset[SoftConstraint]:
        """Add the needs that imply a need that is given up."""
        return given_up | {
            stronger
            for need in given_up
            if need.demand >= 0
            for stronger in self.needs
            if stronger.demand == need.demand
            and stronger.dose <= need.dose
            and stronger.number >= need.number
        }

    def price(self, given_up: frozenset[SoftConstraint]) -> float:
        """Return the sum of the prices."""
        return sum(self._price(member) for member in given_up)

    def _price(self, member: SoftConstraint) -> float:
        if member.demand < 0:
            return self.prices[self.feasibility.cases[member.number].rule]
        asked = self.feasibility.program.horizon.demands[member.demand]
        following = [*DOSES[1:], LEFT_OUT][member.dose]
        return self.prices[following] if DOSES.index(asked.dose) <= member.dose else 0.0

    def label(self, member: SoftConstraint) -> Label:
        """Return the label of a member: the case's own, or "demand" for a need."""
        if member.demand < 0:
            return self.feasibility.cases[member.number]
        demand = self.feasibility.program.horizon.demands[member.demand]
        name = labelled(demand.kind, demand.label)
        sessions = f"{name} session"
        text = (
            counted(member.number, f"full {sessions}"),
            f"{counted(member.number, sessions)}, reduced or fuller",
            f"{counted(member.number, sessions)}, at any dose",
        )[member.dose]
        code = f"demand.{DOSES[member.dose]}"
        return Label("demand", name, text, code=code, numbers={"sessions": float(member.number)})
