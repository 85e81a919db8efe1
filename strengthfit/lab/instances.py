"""Instances to compare strategies on: named, made from seeds, compiled when they are asked for."""

import os
from collections.abc import Iterator

import attrs

from ..domain.checks import unknown
from ..errors import InputError
from ..program import Program
from ..program.formats import digest
from ..proof import Certificate
from .best_known import Known, known
from .certificates import certificate_of
from .families import plans as published
from .families.registry import FAMILIES

SUITES = ("quick", "full")
_MOST_SEED = 10**9
_PLANS = "plans"


@attrs.frozen(eq=False)
class Instance:
    """A program with a name.

    The name is family and seed, such as "dense-3"; for a week of a published plan the seed is the
    number of the week.
    """

    name: str
    family: str
    seed: int
    program: Program
    note: str

    @property
    def known(self) -> Known | None:
        """What the package knows of it; None for other seeds than those of the suites."""
        return known(self.name, digest(self.program))

    @property
    def certificate(self) -> Certificate | None:
        """The proof of what is known, for anyone to check; None if the package has none."""
        return certificate_of(self.name, self.program)


def names(suite: str, plans: str | os.PathLike[str] | None = None) -> list[str]:
    """Return the names of a suite's instances. Nothing is compiled.

    "quick" is part of "full". With a folder of published plans, weeks of these are added at the
    end.

    Examples
    --------
    >>> names("quick")[:4]
    ['weeks-0', 'weeks-1', 'weeks-2', 'dense-0']
    """
    if suite not in SUITES:
        raise InputError("suite", suite, unknown(suite, SUITES, "a suite"), "unknown_name")
    listed = [
        f"{name}-{seed}"
        for name, family in FAMILIES.items()
        for seed in (family.quick if suite == "quick" else family.full)
    ]
    return listed if plans is None else [*listed, *published.names(plans, suite)]


def instance(name: str, plans: str | os.PathLike[str] | None = None) -> Instance:
    """Return an instance by its name, such as "dense-3".

    The seed may be one that no suite holds; "plans-boston_level_one-3" needs the folder of the
    plans. Raises an `InputError` if no instance has this name.

    Examples
    --------
    >>> made = instance("weeks-0")
    >>> made.family, made.seed, len(made.program.counts)
    ('weeks', 0, 1)
    """
    family, _, rest = name.partition("-") if isinstance(name, str) else ("", "", "")
    plan, _, number = rest.rpartition("-")
    if family == _PLANS and plans is not None and plan and _is_seed(number):
        program = published.make(plans, plan, int(number))
        return Instance(name, family, int(number), program, f"week {number} of a published plan")
    if family == _PLANS and plans is None:
        raise InputError(
            "instance", name, "is a published week; give the folder of the plans", "missing"
        )
    if family not in FAMILIES or not _is_seed(rest):
        accepted = f"is not an instance; write a family ({', '.join(FAMILIES)}), '-' and a seed"
        raise InputError("instance", name, f"{accepted}, such as 'dense-3'", "unknown_name")
    known = FAMILIES[family]
    return Instance(name, family, int(rest), known.make(int(rest)), known.what)


def suite(name: str, plans: str | os.PathLike[str] | None = None) -> Iterator[Instance]:
    """Yield the instances of a suite, each compiled when it is asked for.

    Examples
    --------
    >>> next(suite("quick")).name
    'weeks-0'
    """
    return (instance(each, plans) for each in names(name, plans))


def _is_seed(text: str) -> bool:
    """Whether a text is a seed, written in the one way that gives the same name back."""
    return text.isascii() and text.isdigit() and text == str(int(text)) and int(text) <= _MOST_SEED
