"""Instances to compare strategies on: named, made from seeds, compiled when they are asked for."""

import os
from collections.abc import Callable, Iterator
from functools import partial

import attrs

from ..domain.checks import unknown
from ..domain.policy import Policy
from ..errors import InputError, StrengthfitError
from ..program import Program
from ..program.formats import digest
from ..proof import Certificate
from .best_known import Known, known
from .certificates import certificate_of
from .families import plans as published
from .families.registry import Family, families, family_names, find_family
from .instance_files import FAMILY as FILE
from .instance_files import named_files, read_instance

SUITES = ("quick", "full")
_MOST_SEED = 10**9
_PLANS = "plans"


@attrs.frozen(eq=False)
class Instance:
    """A program with a name.

    The name is family and seed, such as "dense-3"; for a week of a published plan the seed is the
    number of the week, and one from a file is "file-" and the file's name, with seed 0.
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

    "quick" is part of "full". Families of other installed packages follow those of this one. With a
    folder of published plans, weeks of these are added at the end.

    Examples
    --------
    >>> names("quick")[:4]
    ['weeks-0', 'weeks-1', 'weeks-2', 'dense-0']
    """
    if suite not in SUITES:
        raise InputError("suite", suite, unknown(suite, SUITES, "a suite"), "unknown_name")
    listed = [
        f"{name}-{seed}"
        for name, family in families().items()
        for seed in (family.quick if suite == "quick" else family.full)
    ]
    return listed if plans is None else [*listed, *published.names(plans, suite)]


def instance(name: str, plans: str | os.PathLike[str] | None = None) -> Instance:
    """Return an instance by its name, such as "dense-3".

    The seed may be one that no suite holds; "plans-boston_level_one-3" needs the folder of the
    plans. Raises an `InputError` if no instance has this name, or its family cannot make it.

    Examples
    --------
    >>> made = instance("weeks-0")
    >>> made.family, made.seed, len(made.program.counts)
    ('weeks', 0, 1)
    """
    found = _find(name, plans)
    return Instance(name, found.family, found.seed, found.make(), found.note)


def check_name(name: str, plans: str | os.PathLike[str] | None = None) -> None:
    """Raise an `InputError` if no instance has this name. Nothing is compiled.

    Examples
    --------
    >>> check_name("dense-77")
    >>> check_name("dense-x")
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: instance: 'dense-x' is not an instance; write a family ...
    """
    _find(name, plans)


def from_file(path: str | os.PathLike[str], policy: Policy | None = None) -> Instance:
    """Return the instance of a file, as `read_instance` reads it.

    Examples
    --------
    >>> from_file("examples/marathon_week.toml").name
    'file-marathon_week'
    """
    (name,) = named_files([path])
    return Instance(name, FILE, 0, read_instance(path, policy), "from a file")


@attrs.frozen
class _Found:
    """An instance that is still to be compiled."""

    family: str
    seed: int
    make: Callable[[], Program]
    note: str


def _find(name: str, plans: str | os.PathLike[str] | None) -> _Found:
    family, _, rest = name.partition("-") if isinstance(name, str) else ("", "", "")
    if family == _PLANS:
        if plans is None:
            accepted = "is a published week; give the folder of the plans"
            raise InputError("instance", name, accepted, "missing")
        plan, _, number = rest.rpartition("-")
        if plan and _is_seed(number):
            make = partial(published.make, plans, plan, int(number))
            return _Found(family, int(number), make, f"week {number} of a published plan")
    elif family in family_names() and _is_seed(rest):
        found, seed = find_family(family), int(rest)
        return _Found(family, seed, partial(_made, name, found, seed), found.what)
    accepted = f"is not an instance; write a family ({', '.join(family_names())}), '-' and a seed"
    raise InputError("instance", name, f"{accepted}, such as 'dense-3'", "unknown_name")


def _made(name: str, family: Family, seed: int) -> Program:
    """Return what a family makes of a seed; one of another package may do so in its own ways."""
    try:
        made = family.make(seed)
    except StrengthfitError:
        raise
    except Exception as error:
        accepted = f"cannot be made by its family: {type(error).__name__}: {error}"
        raise InputError("instance", name, accepted, "failed") from error
    if not isinstance(made, Program):
        accepted = f"is made by its family as {type(made).__name__}, which is not a Program"
        raise InputError("instance", name, accepted, "wrong_type")
    return made


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
