"""The report's tables of ratios: against a reference, and against the virtual best."""

from collections.abc import Iterable

import pandas as pd

from ..strategies import in_order
from .aggregate import MeanRatio, speed_up
from .bootstrap import Interval
from .markdown import code, digits, interval, seconds, table
from .portfolio import VIRTUAL_BEST, Contribution, VirtualBest
from .prose import SPEED, TOO_FEW, VIRTUAL
from .tables import named


def speed_tables(runs: pd.DataFrame, reference: str) -> str:
    """Return how many times as fast as the reference each strategy proves."""
    strategies = in_order(runs["strategy"])
    if reference not in strategies:
        return f"There is no run of {code(reference)} to compare with."
    if strategies == [reference]:
        return f"{code(reference)} ran alone."
    others = [strategy for strategy in strategies if strategy != reference]
    parts = [
        SPEED.replace("REFERENCE", code(reference)),
        *_ratios(runs, others, reference, "proof"),
    ]
    if runs["cpu"].notna().any():
        parts += ["The same by seconds of the processor, those of started processes with them."]
        parts += _ratios(runs, others, reference, "cpu")
    return "\n\n".join(parts)


def _ratios(
    runs: pd.DataFrame, strategies: Iterable[str], reference: str, column: str
) -> list[str]:
    """Return the ratios to a reference on one clock: over all instances, then per family."""
    found = {name: speed_up(runs, name, reference, column) for name in strategies}
    head = ["strategy", "instances", "families", "ratio", "over instances", "over families"]
    head += ["least to most", "families alike", "alike, over families"]
    whole = [[named(name), *_whole(ratio)] for name, ratio in found.items()]
    families = dict(iter(runs.groupby("family")))
    cells = [
        [
            named(name),
            *(_with_count(speed_up(some, name, reference, column)) for some in families.values()),
        ]
        for name, ratio in found.items()
        if ratio is not None
    ]
    if not cells:
        return [table(head, whole)]
    words = "By family, in brackets the number of instances:"
    return [table(head, whole), words, table(["strategy", *map(code, families)], cells)]


def _whole(found: MeanRatio | None) -> list[str]:
    if found is None:
        return ["0", "0", *("-" for _ in range(6))]
    return [
        str(found.instances),
        str(found.families),
        digits(found.ratio),
        _interval(found.over_instances),
        _interval(found.over_families),
        interval(digits(found.least), digits(found.most)),
        digits(found.family_ratio),
        _interval(found.family_interval),
    ]


def _with_count(found: MeanRatio | None) -> str:
    return "-" if found is None else f"{digits(found.ratio)} ({found.instances})"


def _interval(found: Interval | None) -> str:
    return TOO_FEW if found is None else interval(digits(found.low), digits(found.high))


def virtual_best_table(best: VirtualBest | None) -> str:
    """Return what each strategy is to the virtual best, and what that would lose without it."""
    if best is None:
        return "Only heuristics ran, which prove nothing."
    words = (
        f"The {VIRTUAL_BEST} closes {best.closed} of {best.instances} instances, in a shifted "
        f"geometric mean of {seconds(best.means.proof[0])} s. {VIRTUAL}"
    )
    head = ["strategy", "closed", "alone", "first", "ratio", "over instances", "over families"]
    head += ["families alike", "lost without it", "longer without it, %"]
    whole = best.means.proof[0]
    rows = [
        [named(each.strategy), *_share(each, best.closed, whole)] for each in best.contributions
    ]
    return f"{words}\n\n{table(head, rows)}"


def _share(each: Contribution, closed: int, whole: float) -> list[str]:
    ratio, without = each.ratio, each.proof_without
    cells = [str(each.closed), str(each.alone), digits(each.first)]
    cells += (
        ["-"] * 4
        if ratio is None
        else [
            digits(ratio.ratio),
            _interval(ratio.over_instances),
            _interval(ratio.over_families),
            digits(ratio.family_ratio),
        ]
    )
    return [
        *cells,
        str(closed - each.closed_without),
        "-" if without is None or whole <= 0 else digits(100 * (without / whole - 1)),
    ]
