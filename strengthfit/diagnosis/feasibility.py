"""Can these sessions all be placed if only those rules hold? Asked dozens of times a diagnosis.

Up to three sessions are answered by which choices go together two by two; more, and what two by two
does not settle, by the solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count

import attrs
import numpy as np

from ..domain.own_kinds import strength_like
from ..domain.strength import StrengthKind
from ..errors import OutOfTimeError
from ..program import Label, Program, Rows
from ..program.edit import at_least_of, with_rows, without_costs
from ..program.own_records import rules_in_force
from ..program.rows import BoolArray, IntArray, closed_alone, select
from ..program.waivers import can_be_waived
from ..sizes import how_to_raise, sizes
from ..stopping import check_time, work_left
from ..strategies.in_time import solve_in_call
from ..strategies.protocol import Strategy

Needs = Mapping[tuple[int, int], int]
"""How many sessions of each demand (its index) must lie at each dose (its index) or a fuller one,
besides those that the demand's other entries count."""

MOST_SETS = 500
"""The most sets of choices that are tried before the solver is asked."""


_NEEDED = Label("needed", "needed", "the sessions that are asked for")


@attrs.frozen(eq=False, slots=False)
class Feasibility:
    """A program whose rules can be switched off case by case.

    `strategy` is asked if pairs of choices do not settle a question.
    """

    program: Program
    strategy: str | Strategy
    _compatible: dict[frozenset[int], BoolArray] = attrs.field(factory=dict, init=False)
    _questions: Iterator[int] = attrs.field(factory=count, init=False)

    @cached_property
    def cases(self) -> tuple[Label, ...]:
        """One label for each case of a rule that can be switched off, in the order of the rules."""
        first: dict[tuple[str, str], Label] = {}
        rules = rules_in_force(self.program.extensions)
        for label in self.program.row_labels:
            if can_be_waived(label, rules):
                first.setdefault((label.rule, label.cause), label)
        return tuple(first.values())

    @cached_property
    def case_of(self) -> IntArray:
        """The case of each row, shape (rows,); -1 for rows that always hold."""
        number = {(label.rule, label.cause): index for index, label in enumerate(self.cases)}
        rules = rules_in_force(self.program.extensions)
        found = [
            number[label.rule, label.cause] if can_be_waived(label, rules) else -1
            for label in self.program.row_labels
        ]
        return np.array(found, dtype=np.int64)

    def is_feasible(self, needs: Needs, off: frozenset[int]) -> bool:
        """Whether all that is needed can be placed while the cases `off` (indices) do not hold.

        Raises `OutOfTimeError` if the limits of the call end before that is known, or the solver
        was asked as often as `sizes` allow.
        """
        check_time()
        active = ~np.isin(self.case_of, sorted(off)) if off else np.ones(len(self.case_of), bool)
        wanted = {place: count for place, count in needs.items() if count}
        settled = self._by_pairs(wanted, off, active)
        return self._by_solving(wanted, active) if settled is None else settled

    def _by_pairs(self, needs: Needs, off: frozenset[int], active: BoolArray) -> bool | None:
        """Answer from choices that go together two by two; None if that does not settle it."""
        if (self.program.rows.bounds[active] < 0).any():
            return None  # a pin asks for a session, which may be none of the needed ones
        on = np.ones(len(self.cases) + 1, dtype=bool)
        on[sorted(off)] = False
        still = ~np.any(self.closes[on], axis=0)
        sessions = [
            np.flatnonzero(still & self._easiest(demand, dose))
            for (demand, dose), count in needs.items()
            for _ in range(count)
        ]
        if not all(map(len, sessions)):
            return False
        if len(sessions) < 2:
            return True
        sets = _fitting_sets(self._go_together(off), *sessions[:3])
        if not len(sets):
            return False
        if len(sessions) == 2 or (len(sessions) == 3 and self._any_adds_up(sets, active)):
            return True
        return None

    def _easiest(self, demand: int, dose: int) -> BoolArray:
        """Return the choices that meet a need wherever others do: those of the lightest dose.

        But short core rides along and longer core does not, each with its own place on a day.
        """
        choices, light = self.program.choices, self.lightest(demand, dose)
        kind = self.program.horizon.demands[demand].kind
        core = strength_like(self.program.extensions)[kind] == StrengthKind.CORE
        fits = choices.dose <= light if core else choices.dose == light
        easiest: BoolArray = fits & (choices.demand == demand)
        return easiest

    def lightest(self, demand: int, dose: int) -> int:
        """Return a dose (its index), or the next fuller one that a demand has on offer."""
        choices = self.program.choices
        enough = choices.dose[(choices.demand == demand) & (choices.dose <= dose)]
        return int(enough.max(initial=-1)) if len(enough) else dose

    def _any_adds_up(self, sets: IntArray, active: BoolArray) -> bool:
        """Whether one of several sets of choices keeps the rows that pairs say nothing of."""
        rows = select(self.program.rows, active & self.sums)
        weights = rows.to_dense(len(self.program.choices))
        total: IntArray = sum((weights[:, members] for members in sets.T), np.zeros((1, 1), int))
        return bool((total <= rows.bounds[:, None]).all(axis=0).any())

    def asked(self, needs: Needs, off: frozenset[int]) -> Program:
        """Return the program that asks for what is needed, without the cases `off`."""
        active = ~np.isin(self.case_of, sorted(off))
        return self._asked({place: count for place, count in needs.items() if count}, active)

    def _asked(self, needs: Needs, active: BoolArray) -> Program:
        program, choices = self.program, self.program.choices
        lighter = [
            [(other, at) for other, at in needs if other == demand and at <= dose]
            for demand, dose in needs
        ]
        enough = [(choices.demand == demand) & (choices.dose <= dose) for demand, dose in needs]
        must = [
            at_least_of(np.flatnonzero(fits), sum(needs[place] for place in row))
            for fits, row in zip(enough, lighter, strict=True)
        ]
        held = attrs.evolve(without_costs(program), rows=select(program.rows, active))
        return with_rows(held, must, _NEEDED)

    def _by_solving(self, needs: Needs, active: BoolArray) -> bool:
        if next(self._questions) >= sizes().questions:
            raise OutOfTimeError(f"the solver was asked often enough; {how_to_raise('questions')}")
        outcome = solve_in_call(self._asked(needs, active), self.strategy)
        if outcome.objective is None and outcome.status != "infeasible":
            check_time()  # a strategy that proves nothing may have none
            if work_left() is not None:
                raise OutOfTimeError("the limits ended before there was an answer; give more work")
        return outcome.objective is not None

    @cached_property
    def closes(self) -> BoolArray:
        """Whether each case closes each choice alone, shape (cases + 1, choices).

        The last row is for the rules that always hold.
        """
        closing, closed = closed_alone(self.program.rows)
        matrix = np.zeros((len(self.cases) + 1, len(self.program.choices)), dtype=bool)
        matrix[self.case_of[closing], closed] = True
        return matrix

    def _go_together(self, off: frozenset[int]) -> BoolArray:
        """Return which two choices go together, shape (choices, choices)."""
        gone = frozenset(off & self.clashes.keys())
        if gone not in self._compatible:
            together = ~np.eye(len(self.program.choices), dtype=bool)
            for case, clash in self.clashes.items():
                if case not in gone:
                    together &= ~clash
            self._compatible[gone] = together
        return self._compatible[gone]

    @cached_property
    def clashes(self) -> dict[int, BoolArray]:
        """For each case that stops pairs, which two choices it stops, shape (choices, choices)."""
        rows, width = self.program.rows, len(self.program.choices)
        matrices: dict[int, BoolArray] = {}
        for case in np.unique(self.case_of[self.at_most_one]).tolist():
            block = select(rows, self.at_most_one & (self.case_of == case))
            share = np.zeros((len(block), width), dtype=np.float32)
            share[block.owners, block.columns] = 1
            matrices[case] = (share.T @ share) > 0
        for row in np.flatnonzero(~self.at_most_one & (rows.bounds > 0)).tolist():
            members, weights = _entries(rows, row)
            over = weights[:, None] + weights > rows.bounds[row]
            if over.any():
                case = int(self.case_of[row])
                matrix = matrices.setdefault(case, np.zeros((width, width), dtype=bool))
                matrix[np.ix_(members, members)] |= over
        return matrices

    @cached_property
    def at_most_one(self) -> BoolArray:
        """Whether each row says "at most one of these", shape (rows,)."""
        rows = self.program.rows
        other = np.zeros(len(rows), dtype=bool)
        other[rows.owners[rows.coefficients != 1]] = True
        single: BoolArray = (rows.bounds == 1) & ~other
        return single

    @cached_property
    def sums(self) -> BoolArray:
        """Whether each row may let any two choices pass and yet stop three, shape (rows,)."""
        several: BoolArray = ~self.at_most_one & (self.program.rows.bounds > 0)
        return several


def _entries(rows: Rows, row: int) -> tuple[IntArray, IntArray]:
    entries = slice(rows.indptr[row], rows.indptr[row + 1])
    return rows.columns[entries], rows.coefficients[entries]


def _fitting_sets(pairs: BoolArray, *sessions: IntArray) -> IntArray:
    """Return some sets of two or three choices that go together two by two; none if there are none.

    Of three, one for each of many pairs of the first two, evenly chosen from all.
    """
    first, second = sessions[:2]
    found = pairs[np.ix_(first, second)]
    if len(sessions) > 2:
        with_third = pairs[np.ix_(first, sessions[2])].astype(np.float32)
        found &= with_third @ pairs[np.ix_(sessions[2], second)] > 0
    one, two = found.nonzero()
    chosen = np.linspace(0, len(one) - 1, min(len(one), MOST_SETS)).astype(np.int64)
    one, two = first[one[chosen]], second[two[chosen]]
    if len(sessions) == 2:
        return np.stack([one, two], axis=1)
    third = sessions[2]
    three = third[(pairs[np.ix_(one, third)] & pairs[np.ix_(two, third)]).argmax(axis=1)]
    return np.stack([one, two, three], axis=1)
