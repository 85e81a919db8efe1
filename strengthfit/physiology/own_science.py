"""What extensions say of the interference model: rows of evidence, and kinds with their curves."""

import functools
from collections.abc import Iterator, Mapping

import attrs

from ..domain.extension import Extensions, OwnRunKind, OwnStrengthKind
from ..domain.own_kinds import own_run_kinds, own_strength_kinds
from ..domain.parameter import Parameter
from ..domain.run import RUN_KINDS
from ..domain.strength import STRENGTH_KINDS
from ..errors import InputError
from .evidence import BY_KEY, EVIDENCE

CURVE_NAMES = (
    "fast_share",
    "fast_hours",
    "delayed_share",
    "delayed_peak_hours",
    "delayed_shape",
)
"""What the two-part curve of a kind is made of; a kind with a curve of its own has none of it."""

STRENGTH_NAMES, RUN_NAMES = (
    tuple(dict.fromkeys(row.name for row in EVIDENCE if row.subject in kinds))
    for kinds in (STRENGTH_KINDS, RUN_KINDS)
)
"""What the table says of each kind of strength, and of each kind of run."""

LIMITS: Mapping[str, tuple[float, float]] = {
    "% of speed": (0.0, 50.0),
    "0-10": (0.0, 10.0),
    "exponent": (0.1, 10.0),
    "factor": (0.0, 10.0),
    "h": (0.1, 168.0),
    "min": (1.0, 1440.0),
    "min/km": (1.0, 60.0),
    "sessions": (0.0, 1000.0),
    "share": (0.0, 2.0),
    "weeks": (0.1, 520.0),
    "weight": (0.0, 10.0),
}
"""By unit the least and the most that a number may be, wherever it is from: what lies outside means
nothing. CONVENTION."""

LONGEST_SESSION = 240.0
"""Minutes of a full session, as in `Demand`."""


@attrs.frozen(slots=False, cache_hash=True)
class OwnScience:
    """What the extensions of a policy say of the model; hashable, so that curves are kept.

    Parameters
    ----------
    strength_kinds, run_kinds
        The kinds that they bring.
    evidence
        The rows that they bring.
    drawn
        Names of numbers of their own that enter a cost's form for many draws.
    """

    strength_kinds: tuple[OwnStrengthKind, ...] = ()
    run_kinds: tuple[OwnRunKind, ...] = ()
    evidence: tuple[Parameter, ...] = ()
    drawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strength_kinds or self.run_kinds or self.evidence)

    @functools.cached_property
    def likes(self) -> Mapping[str, str]:
        """By own kind the kind of the house whose numbers stand where it brings none."""
        likes: dict[str, str] = {kind.name: kind.like for kind in self.strength_kinds}
        return likes | {kind.name: kind.like for kind in self.run_kinds}

    @functools.cached_property
    def curves(self) -> Mapping[str, tuple[tuple[float, float], ...]]:
        """The curves of the kinds that bring one: points of hours and shares of the peak."""
        return {kind.name: kind.curve for kind in self.strength_kinds if kind.curve is not None}

    @functools.cached_property
    def rows(self) -> Mapping[str, Parameter]:
        """The rows in force, by key: the table with those of extensions, and what kinds inherit.

        An inherited row is that of the kind of the house, under the key of the own kind.
        """
        rows = {**BY_KEY, **{row.key: row for row in self.evidence}}
        for key, inherited in self.inherited.items():
            rows[key] = attrs.evolve(rows[inherited], subject=key.partition(".")[2])
        return rows

    @functools.cached_property
    def inherited(self) -> Mapping[str, str]:
        """By the key of a number of an own kind that of the house's which stands for it."""
        brought = {row.key for row in self.evidence}
        return {
            f"{name}.{kind.name}": f"{name}.{kind.like}"
            for kind, names in self._names()
            for name in names
            if f"{name}.{kind.name}" not in brought
        }

    def _names(self) -> Iterator[tuple[OwnStrengthKind | OwnRunKind, tuple[str, ...]]]:
        """Yield each own kind with the names of its numbers."""
        two_part = tuple(name for name in STRENGTH_NAMES if name not in CURVE_NAMES)
        for kind in self.strength_kinds:
            yield kind, STRENGTH_NAMES if kind.curve is None else two_part
        for run in self.run_kinds:
            yield run, RUN_NAMES


NO_SCIENCE = OwnScience()
"""That of a policy without extensions."""


def own_science(extensions: Extensions) -> OwnScience:
    """Return what extensions say of the model; refuse rows that the model has no place for.

    An `InputError` names ``Policy.extensions``.
    """
    if not extensions:
        return NO_SCIENCE
    science = OwnScience(
        own_strength_kinds(extensions),
        own_run_kinds(extensions),
        tuple(row for extension in extensions for row in extension.evidence),
        tuple(
            row.name
            for extension in extensions
            if any(getattr(cost, "sampled", None) is not None for cost in extension.costs)
            for row in extension.evidence
            if ":" in row.name
        ),
    )
    return _checked(science, tuple((each.name, each.evidence) for each in extensions))


@functools.lru_cache(maxsize=64)
def _checked(
    science: OwnScience, evidence: tuple[tuple[str, tuple[Parameter, ...]], ...]
) -> OwnScience:
    for number, (_, rows) in enumerate(evidence):
        for index, row in enumerate(rows):
            _check_row(row, science, f"Policy.extensions[{number}].evidence[{index}]")
    return science


def _check_row(row: Parameter, science: OwnScience, path: str) -> None:
    """Refuse a row that stands for nothing in the model, in another unit, or beyond all sense."""
    if ":" in row.name:
        return
    table = _row_of_table(row, science, path)
    if row.unit != table.unit:
        accepted = f"is not the unit of {row.name}, {table.unit!r}"
        raise InputError(f"{path}.unit", row.unit, accepted, "wrong_value")
    low, high = LIMITS[row.unit]
    if row.name == "minutes":
        low, high = 5.0, LONGEST_SESSION
    for field in ("low", "high"):
        if not low <= getattr(row, field) <= high:
            accepted = f"is not a number from {low:g} to {high:g} ({row.unit})"
            raise InputError(f"{path}.{field}", getattr(row, field), accepted, "out_of_range")


def _row_of_table(row: Parameter, science: OwnScience, path: str) -> Parameter:
    """Return the row of the table that one from outside stands for, or that its kind is like."""
    like = science.likes.get(row.subject, row.subject)
    if row.subject in science.curves and row.name in CURVE_NAMES:
        accepted = f"has no effect: {row.subject} has a curve of its own"
        raise InputError(path, row.key, accepted, "contradiction")
    table = BY_KEY.get(f"{row.name}.{like}")
    if table is None:
        names = STRENGTH_NAMES if like in STRENGTH_KINDS else RUN_NAMES
        accepted = "is not a number of the model"
        if row.subject in science.likes:
            accepted += f"; of such a kind these are: {', '.join(names)}"
        raise InputError(path, row.key, accepted, "unknown_name")
    return table
