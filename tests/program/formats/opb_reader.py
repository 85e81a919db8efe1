"""A naive reader of OPB files, from the form's description alone: no code of the writer."""

import re

import attrs

Terms = list[tuple[int, int]]
"""Coefficient and number of the variable, 1 for x1."""


@attrs.frozen
class OpbFile:
    """What an OPB file says.

    Parameters
    ----------
    variables : int
    goal : list of (int, int)
        To be minimised.
    rows : list of (terms, int)
        Sums that must be at least a number.
    tiers : list of (str, int, int)
        Name, divisor and base, from the comments.
    offset : int
        From the comments.
    """

    variables: int
    goal: Terms
    rows: list[tuple[Terms, int]]
    tiers: list[tuple[str, int, int]]
    offset: int

    def value(self, true: set[int]) -> int:
        return self.offset + _sum(self.goal, true)

    def holds(self, true: set[int]) -> bool:
        return all(_sum(terms, true) >= bound for terms, bound in self.rows)

    def completed(self, true: set[int], own: int) -> set[int]:
        """Add the fewest variables after `own` with which no row that they can mend is broken."""
        true = set(true)
        for terms, bound in self.rows:
            for weight, variable in terms:
                if weight > 0 and variable > own and _sum(terms, true) < bound:
                    true.add(variable)
        return true

    def by_tier(self, value: int) -> list[tuple[str, int]]:
        """Read a joined value digit by digit, the last tier first."""
        digits = []
        for name, divisor, base in reversed(self.tiers):
            value, digit = divmod(value, base)
            digits.append((name, digit * divisor))
        assert value == 0
        return digits[::-1]


def _sum(terms: Terms, true: set[int]) -> int:
    return sum(weight for weight, variable in terms if variable in true)


def _terms(text: str, variables: int) -> Terms:
    words = text.split()
    assert words, "the grammar wants at least one term"
    assert len(words) % 2 == 0
    assert all(re.fullmatch(r"[+-]\d+", word) for word in words[::2])
    assert all(re.fullmatch(r"x[1-9]\d*", word) for word in words[1::2])
    terms = [(int(w), int(x[1:])) for w, x in zip(words[::2], words[1::2], strict=True)]
    assert all(variable <= variables for _, variable in terms)
    assert len({variable for _, variable in terms}) == len(terms)
    return terms


def read_opb(text: str) -> OpbFile:
    head, *lines = text.splitlines()
    match = re.fullmatch(r"\* #variable= (\d+) #constraint= (\d+)", head)
    assert match is not None
    variables, count = int(match[1]), int(match[2])
    remarks = [line for line in lines if line.startswith("*")]
    said = "\n".join(remarks)
    goal, *rows = [line for line in lines if not line.startswith("*")]
    assert goal.startswith("min: ")
    assert goal.endswith(" ;")
    parsed = []
    for row in rows:
        left, right = re.fullmatch(r"(.*) >= ([+-]?\d+) ;", row).groups()  # type: ignore[union-attr]  # then the test fails
        parsed.append((_terms(left, variables), int(right)))
    assert len(parsed) == count
    return OpbFile(
        variables,
        _terms(goal.removeprefix("min: ").removesuffix(" ;"), variables),
        parsed,
        [
            (name, int(divisor), int(base))
            for name, divisor, base in re.findall(
                r"tier (\w+): costs divided by (\d+), digit of base (\d+)", said
            )
        ],
        int(re.findall(r"add (-?\d+) to the objective", said)[0]),
    )
