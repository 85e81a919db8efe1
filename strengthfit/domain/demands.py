"""What a week asks for: equal demands added up, and pins with `keep` that nothing asks for."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from ..errors import InputError
from .strength import DOSES, EFFORTS, MOST_ALIKE, Demand, Dose, Effort, Session, kind_rank


def merged(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    """Add up demands that are equal but for `extra`, which is left out.

    Copies are symmetric, and symmetric copies ruin the proof.

    Examples
    --------
    >>> [demand.count for demand in merged([Demand("core"), Demand("core", 2), Demand("upper")])]
    [1, 3]
    """
    counts: dict[Demand, int] = {}
    for demand in demands:
        alike = attrs.evolve(demand, count=1, extra=None)
        counts[alike] = counts.get(alike, 0) + demand.count
    most = max(counts.values(), default=0)
    if most > MOST_ALIKE:
        accepted = f"sessions of a week are alike; it can ask for {MOST_ALIKE} that are"
        raise InputError("strength", most, accepted, "too_large")
    found = [attrs.evolve(alike, count=count) for alike, count in counts.items() if count]
    return tuple(sorted(found, key=_order))


def _order(demand: Demand) -> tuple[tuple[int, str], float, int, int, str]:
    return (
        kind_rank(demand.kind),
        demand.minutes or 0.0,
        DOSES.index(demand.dose),
        EFFORTS.index(demand.effort),
        demand.label or "",
    )


def kept_demands(
    demands: Iterable[Demand], pins: Iterable[Session]
) -> list[tuple[Demand | None, bool]]:
    """Return for each pin its demand, if it is kept, and whether that is asked in addition.

    Pins take the first demand that has a session left for them, of their own dose and length if
    there is one; without any they add their own.

    Examples
    --------
    >>> gym = Session("Tue 18:00", "circuit", keep=True)
    >>> [added for _, added in kept_demands([Demand("circuit")], [gym, gym])]
    [False, True]
    """
    left = {demand: demand.count for demand in merged(demands)}
    found: list[tuple[Demand | None, bool]] = []
    for pin in pins:
        offers = [demand for demand in left if left[demand] and _offers(demand, pin)]
        demand = min(offers, key=lambda demand: _mismatch(demand, pin), default=None)
        if not pin.keep:
            found.append((None, False))
        elif demand is None:
            found.append((_own(pin), True))
        else:
            left[demand] -= 1
            found.append((attrs.evolve(demand, count=1), False))
    return found


def with_kept(demands: Sequence[Demand], pins: Iterable[Session]) -> tuple[Demand, ...]:
    """Return demands with those that kept pins add to them."""
    kept = kept_demands(demands, pins)
    return (*demands, *(demand for demand, added in kept if demand is not None and added))


def _own(pin: Session) -> Demand:
    return Demand(
        pin.kind,
        minutes=pin.minutes,
        dose=pin.dose or Dose.FULL,
        effort=pin.effort or Effort.NEAR_FAILURE,
        label=pin.label,
    )


def _mismatch(demand: Demand, pin: Session) -> tuple[bool, bool]:
    """Return whether a demand is of another dose, and of another length, than a pin gives."""
    return pin.dose not in (None, demand.dose), pin.minutes not in (None, demand.minutes)


def _offers(demand: Demand, pin: Session) -> bool:
    return (
        demand.kind == pin.kind
        and pin.effort in (None, demand.effort)
        and pin.label in (None, demand.label)
        and (pin.dose is None or DOSES.index(pin.dose) >= DOSES.index(demand.dose))
    )


def entry_of(demand: Demand, order: Sequence[str]) -> str | None:
    """Return which entry of an order means a demand's sessions: its label, or else its kind.

    Examples
    --------
    >>> squat, any_heavy = Demand("heavy", label="A"), Demand("heavy")
    >>> [entry_of(demand, ("A", "heavy")) for demand in (squat, any_heavy, Demand("core"))]
    ['A', 'heavy', None]
    """
    if demand.label is not None and demand.label in order:
        return demand.label
    return str(demand.kind) if demand.kind in order else None


def sessions_by_entry(demands: Iterable[Demand], order: Sequence[str]) -> Counter[str]:
    """Return how many sessions each entry of an order means.

    Examples
    --------
    >>> sessions_by_entry([Demand("heavy", 2), Demand("core")], ("heavy", "upper"))
    Counter({'heavy': 2})
    """
    found: Counter[str] = Counter()
    for demand in demands:
        entry = entry_of(demand, order)
        if entry is not None and demand.count:
            found[entry] += demand.count
    return found


def order_left(demands: Iterable[Demand], order: Sequence[str]) -> tuple[str, ...]:
    """Return what of an order can still be meant if these demands are asked instead of others.

    Examples
    --------
    >>> order_left([Demand("heavy"), Demand("core", 2)], ("heavy", "core", "upper", "heavy"))
    ('heavy', 'core')
    """
    left = sessions_by_entry(demands, order)
    found: list[str] = []
    for entry in order:
        if left[entry]:
            found.append(entry)
            left[entry] -= 1
    return tuple(found)
