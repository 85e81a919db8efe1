"""Pins that stay whatever they break: rows are loosened by just what these need."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from .choices import Choices
from .horizon import Horizon
from .labels import Label
from .rows import BoolArray, IntArray, Rows, stack, weighted
from .rules import Rule
from .rules.pins import pin_label
from .waivers import can_be_waived


def with_room_for_kept(
    rows: Rows,
    horizon: Horizon,
    choices: Choices,
    costs: IntArray,
    done: Sequence[int] = (),
    *,
    rules: Mapping[str, Rule],
) -> Rows:
    """Return the rows with room for the kept pins, and for nothing else.

    `costs` has shape (tiers, choices), the most important first. Pins with a part in a loosened row
    are then held to the choice that the room was made for. The choices that are `done` are there
    before all pins; `rules` are those in force.
    """
    named = named_choices(rows, horizon, choices, costs, done, rules=rules)
    taken = np.zeros(len(choices), dtype=bool)
    taken[[*done, *named.values()]] = True
    need = rows.activity(taken)
    loosened = (need > rows.bounds) & (rows.bounds >= 0) & ~_fixed(rows, rules)
    if not loosened.any():
        return rows
    part = np.zeros(len(choices), dtype=bool)
    part[rows.columns[loosened[rows.owners]]] = True
    held = [(horizon.pins[pin], choice) for pin, choice in named.items() if part[choice]]
    matrix = np.zeros((len(held), len(choices)), dtype=np.int64)
    matrix[np.arange(len(held)), [choice for _, choice in held]] = -1

    def labels() -> list[Label]:
        return [pin_label(pin) for pin, _ in held]

    asked = weighted(matrix, np.full(len(held), -1, dtype=np.int64), labels)
    return stack([attrs.evolve(rows, bounds=np.where(loosened, need, rows.bounds)), asked])


def named_choices(
    rows: Rows,
    horizon: Horizon,
    choices: Choices,
    costs: IntArray,
    done: Sequence[int] = (),
    *,
    rules: Mapping[str, Rule],
) -> dict[int, int]:
    """Return for each kept pin the choice that breaks the fewest rules beside those before it.

    The rows are those before room is made; pins are named by their index. What is `done` is before
    all of them, and a pin that it satisfies has that.
    """
    names = [label.rule for label in rows.labels]
    different = sorted(set(names))
    rule = np.array([different.index(name) for name in names], dtype=np.int64)
    fixed, owners = _fixed(rows, rules), rows.owners
    taken = np.zeros(len(choices), dtype=bool)
    taken[list(done)] = True
    left = list(done)
    named: dict[int, int] = {}
    for index, pin in enumerate(horizon.pins):
        allowed = choices.pinned(pin, horizon.demands)
        mine = next((choice for choice in left if pin.kept and allowed[choice]), None)
        if mine is not None:
            left.remove(mine)
            named[index] = mine
            continue
        fits = allowed & ~taken
        own = fits & (choices.demand == horizon.demand_of(pin))
        if not pin.kept or not fits.any():
            continue
        fits = own if own.any() else fits  # a placement that is judged may be of another demand
        slack = np.maximum(rows.bounds - rows.activity(taken), 0)
        breaks = fits[rows.columns] & (rows.coefficients > slack[owners])
        breaks &= rows.bounds[owners] >= 0
        number = np.zeros(len(choices), dtype=np.int64)
        pairs = np.stack([rows.columns[breaks], rule[owners[breaks]]])
        np.add.at(number, np.unique(pairs, axis=1)[0], 1)
        number[rows.columns[breaks & fixed[owners]]] += len(different)
        among = np.flatnonzero(fits)
        # The last key decides first; of equal choices the first in order is taken.
        order = np.lexsort((*costs[::-1, among], number[among]))
        choice = int(among[order[0]])
        named[index] = choice
        taken[choice] = True
    return named


def _fixed(rows: Rows, rules: Mapping[str, Rule]) -> BoolArray:
    """Return which rows nothing loosens: no two things at one time."""
    return np.array([not can_be_waived(label, rules) for label in rows.labels], dtype=bool)


def broken_by_kept(rows: Rows, kept: BoolArray, done: BoolArray) -> dict[int, tuple[Label, ...]]:
    """Return for each kept choice what it breaks, alone, with others or beside what is done.

    Both are masks; the rows are those of the week as if nothing were kept.
    """
    broken = (rows.activity(kept | done) > rows.bounds) & (rows.bounds >= 0)
    entries = broken[rows.owners] & kept[rows.columns]
    labels = rows.labels if entries.any() else []
    found: dict[int, dict[tuple[str, str], Label]] = {}
    for row, choice in zip(
        rows.owners[entries].tolist(), rows.columns[entries].tolist(), strict=True
    ):
        label = labels[row]
        found.setdefault(choice, {}).setdefault((label.rule, label.text), label)
    return {choice: tuple(those.values()) for choice, those in found.items()}
