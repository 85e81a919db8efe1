"""Does the best placement survive the doubt in the evidence? Over weeks of published plans.

    python -m benchmarks.robust_weeks PLANS [--out benchmarks/results/robust_weeks.md]

PLANS is a folder of plan files in the form of `strengthfit.interchange.corpus`. A week's edges are
real. The figure is written beside the report.
"""

import argparse
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs
import numpy as np
from matplotlib.figure import Figure

import strengthfit as sf
from benchmarks.machine import describe
from benchmarks.real_weeks import read_weeks
from strengthfit.domain.presets import PRESETS

DRAWS, SEED, EVERY, TAIL = 1000, 0, 20, 0.05
SURVIVES = 0.95
WITHIN = (0.0, 0.05, 0.1, 0.2, 0.3)


@attrs.frozen
class Held:
    """How the plan of one week held up.

    `start`, `day` and `plan` are shares of draws: the least over its placements of survival as they
    are and of survival on their day, and the whole plan's. `within` are shares of draws with no
    more regret than so much.
    """

    start: float
    day: float
    plan: float
    within: tuple[float, ...]
    regret: float
    interference: float
    driver: str


@attrs.frozen
class Robust:
    """Mean, tail and largest regret of the plain plan, and of the plan that aims at each."""

    plain: tuple[float, float, float]
    aimed: tuple[float, float, float]
    other_days: tuple[bool, bool, bool]


def hold(week: sf.Week, preset: str, width: float) -> Held | None:
    """Return how a week's plan held up; None where nothing is placed."""
    plan = sf.plan(week, preset)
    assert plan.status == "optimal"
    if not plan.placements:
        return None
    robust = sf.robustness(plan, DRAWS, SEED, width=width)
    first = robust.drivers[0]
    return Held(
        start=min(robust.survival.values()),
        day=min(robust.day_survival.values()),
        plan=robust.plan_survival,
        within=tuple(float((robust.regret <= most + 1e-9).mean()) for most in WITHIN),
        regret=float(robust.regret.mean()),
        interference=float(robust.interference.mean()),
        driver=first.parameter if first.correlation else "none",
    )


def aim(week: sf.Week) -> Robust | None:
    """Return what plans that aim at the mean, the tail or the regret gain on the plain plan."""
    plain = sf.plan(week)
    if not plain.placements:
        return None
    plans = [sf.robust_plan(week, name, DRAWS, SEED, tail=TAIL) for name in AIMS]
    assert all(plan.outcome.status == "optimal" for plan in plans)
    aimed = [values(plan)[index] for index, plan in enumerate(plans)]
    days = [days_of(plan) != days_of(plain) for plan in plans]
    mean, tail, regret = aimed
    return Robust(values(plain), (mean, tail, regret), (days[0], days[1], days[2]))


AIMS = ("mean", "tail", "regret")


def values(plan: sf.Plan) -> tuple[float, float, float]:
    """Return a plan's mean interference, the mean of its worst tail, and its largest regret."""
    robust = sf.robustness(plan, DRAWS, SEED)
    worst = np.sort(robust.interference)[-round(TAIL * DRAWS) :]
    return float(robust.interference.mean()), float(worst.mean()), float(robust.regret.max())


def days_of(plan: sf.Plan) -> list[tuple[str, int]]:
    """Return the kind and day of each session."""
    return sorted((one.kind, one.day) for one in plan.placements)


def share(held: Sequence[Held], test: Callable[[Held], bool]) -> str:
    """Return the share of weeks of which something is true, in percent."""
    return f"{100 * sum(test(one) for one in held) / len(held):.1f}"


def survival_row(name: str, held: Sequence[Held]) -> str:
    """Return the table row of one setting."""
    cells = [
        share(held, lambda one: one.start >= SURVIVES),
        share(held, lambda one: one.plan >= SURVIVES),
        share(held, lambda one: one.day >= SURVIVES),
        f"{100 * statistics.median(one.start for one in held):.0f}",
        f"{100 * statistics.median(one.plan for one in held):.0f}",
        f"{100 * statistics.median(one.day for one in held):.0f}",
        f"{statistics.mean(one.regret for one in held):.3f}",
        f"{statistics.mean(one.interference for one in held):.2f}",
    ]
    return f"| {name} | {len(held)} | {' | '.join(cells)} |"


def regret_row(name: str, held: Sequence[Held]) -> str:
    """Return the table row of shares of weeks whose regret is small in 95 % of draws."""
    cells = [
        share(held, lambda one, at=index: one.within[at] >= SURVIVES)  # type: ignore[misc]  # at is bound
        for index in range(len(WITHIN))
    ]
    return f"| {name} | {' | '.join(cells)} |"


def gain_rows(robust: Sequence[Robust]) -> list[str]:
    """Return a table row for each aim."""
    rows = []
    for index, name in enumerate(("mean interference", "mean of the worst 5 %", "largest regret")):
        plain = statistics.mean(one.plain[index] for one in robust)
        aimed = statistics.mean(one.aimed[index] for one in robust)
        assert all(one.aimed[index] <= one.plain[index] + 1e-9 for one in robust)
        days = sum(one.other_days[index] for one in robust)
        rows.append(
            f"| {name} | {plain:.3f} | {aimed:.3f} | {100 * (plain - aimed) / plain:.1f} | {days} |"
        )
    return rows


def draw_figure(held: Sequence[Held], path: Path) -> None:
    """Draw the share of weeks whose plan survives in at least so many draws."""
    figure = Figure((160 / 25.4, 80 / 25.4), layout="constrained")
    axes = figure.subplots()
    looks = (
        ("its days", [one.day for one in held], "-"),
        ("its starts", [one.start for one in held], "--"),
        ("the whole plan", [one.plan for one in held], ":"),
    )
    for name, numbers, dashes in looks:
        ordered = 100 * np.sort(numbers)
        left = 100 * (1 - np.arange(len(ordered)) / len(ordered))
        axes.plot(ordered, left, dashes, color="#333333", drawstyle="steps-pre", label=name)
    axes.axvline(100 * SURVIVES, color="#999999", linewidth=0.8)
    axes.set_xlabel("survives in at least so many draws (%)")
    axes.set_ylabel("share of weeks (%)")
    axes.set_xlim(0, 101)
    axes.set_ylim(0, 101)
    axes.grid(visible=True, color="#dddddd", linewidth=0.5)
    axes.legend(loc="lower left", frameon=False, title="in a best plan")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def report(folder: Path, figure: Path) -> str:
    """Measure and return the report."""
    weeks = read_weeks(folder)
    settings = [(preset, 1.0) for preset in PRESETS] + [("supporting", 0.5)]
    with ProcessPoolExecutor(2) as pool:
        held = {
            (preset, width): [
                one
                for one in pool.map(partial(hold, preset=preset, width=width), weeks, chunksize=20)
                if one is not None
            ]
            for preset, width in settings
        }
        robust = [one for one in pool.map(aim, weeks[::EVERY]) if one is not None]
    main_setting = held["supporting", 1.0]
    draw_figure(main_setting, figure)
    drivers = Counter(one.driver for one in main_setting)
    names = {key: key[0] if key[1] == 1 else f"{key[0]}, half the bounds" for key in settings}
    return "\n".join(
        [
            "# Does the best placement survive the doubt in the evidence?",
            "",
            "Made by `python -m benchmarks.robust_weeks PLANS`.",
            f"On {describe()}",
            "",
            f"{len(weeks)} weeks of published plans, two short sessions asked, {DRAWS} draws of",
            "the parameters of interference within their bounds (triangular, recovery times",
            "correlated: both CONVENTION). Rules stay as they are. A placement survives in a draw",
            "if some best plan of the draw has it, to the resolution of 0.05 % of speed. Weeks in",
            "which nothing is placed are left out.",
            "",
            "## Survival",
            "",
            "Share of weeks in which every placement survives 95 % of draws: at its start, then",
            "the whole plan, then on its day at any time. Then medians over weeks of the share of",
            "draws, and the mean regret beside the mean interference.",
            "",
            "| policy | weeks | starts, % of weeks | whole plan, % of weeks | days, % of weeks "
            "| starts, median % | whole plan, median % | days, median % "
            "| regret, % of speed | interference, % of speed |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *(survival_row(names[key], held[key]) for key in settings),
            "",
            f"![Share of weeks by survival]({figure.name})",
            "",
            "## Regret",
            "",
            "Share of weeks (%) in which the plan costs no more than so much above a best plan, in",
            "95 % of draws.",
            "",
            "| policy | " + " | ".join(f"{most:g} % of speed" for most in WITHIN) + " |",
            "|---|" + "---|" * len(WITHIN),
            *(regret_row(names[key], held[key]) for key in settings),
            "",
            "## What moves it",
            "",
            "The parameter with the largest rank correlation with regret, by weeks (supporting).",
            "",
            "| parameter | weeks |",
            "|---|---|",
            *(f"| {name} | {weeks} |" for name, weeks in drivers.most_common(10)),
            "",
            "## Plans made for the draws",
            "",
            f"Every {EVERY}th week, {len(robust)} of them, each aim solved to the proof: what the",
            "plain plan has of it and what the plan that aims at it has, in % of speed, mean over",
            "weeks; and in how many weeks that plan uses other days.",
            "",
            "| aim | plain plan | plan that aims at it | less by, % | weeks with other days |",
            "|---|---|---|---|---|",
            *gain_rows(robust),
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/robust_weeks.md"))
    given = parser.parse_args()
    given.out.write_text(report(given.plans, given.out.with_suffix(".svg")), encoding="utf-8")


if __name__ == "__main__":
    main()
