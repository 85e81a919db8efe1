"""Figures: they show what the values hold, in words that can be read, in whatever width."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit import show
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import DAY
from strengthfit.domain.strength import Dose, StrengthKind
from strengthfit.interchange import read_corpus
from strengthfit.lab.report.aggregate import Profile
from strengthfit.physiology.load import week_load
from strengthfit.planning import Skipped
from strengthfit.squads import Booking

from ...generate import blocks, policies, weeks
from ...longer import mostly_longer

pytest.importorskip("matplotlib")
from matplotlib import pyplot
from matplotlib.axes import Axes

from strengthfit.show import (
    draw_block,
    draw_frontier,
    draw_profile,
    draw_robustness,
    draw_squad,
    draw_week,
)

from ...squad_cases import club, crowd, season
from .overlaps import assert_readable, words_of

pyplot.switch_backend("agg")

PLANS = sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.json"))
WIDTHS = (80, 160)
WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals"),
        sf.Run("Wed 07:00", "easy", id="an easy one"),
        sf.Run("Thu 07:00", "tempo"),
        sf.Run("Sun 08:00", "long"),
    ],
    strength=[sf.Demand("heavy", 1), sf.Demand("circuit", 2)],
    start="2026-11-23",
)
CURVES = {
    "cpsat": Profile((1.0, 3.0), (0.5, 1.0)),
    "$greedy_$": Profile((2.0, 9.0), (0.2, 0.4)),
    "_mine": Profile((), ()),
    **{f"a_friend_with_a_long_name_{n}": Profile((1.0 + n,), (1 / n,)) for n in range(1, 9)},
}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    pyplot.close("all")


def _robustness(plan: sf.Plan, share: float) -> Any:
    """As `robustness` returns it, with the same share everywhere."""
    shares = dict.fromkeys(plan.placements, share)
    return _Robustness(plan, shares, shares, share, np.linspace(0.0, 2.0, 101))


@attrs.frozen(eq=False)
class _Robustness:
    plan: sf.Plan
    survival: dict[sf.Placement, float]
    day_survival: dict[sf.Placement, float]
    plan_survival: float
    regret: "np.typing.NDArray[np.float64]"


@cache
def _real_plans(path: Path) -> tuple[sf.Plan, sf.Plan]:
    """The week of a published plan with the most runs, and all its weeks as a block."""
    corpus = read_corpus(path)
    busy = max(range(1, len(corpus) + 1), key=lambda number: len(corpus.week(number).runs))
    return sf.plan(corpus.week(busy, strength=4)), sf.plan(corpus.block())


EACH: dict[str, Callable[..., Axes]] = {
    "week": lambda *a, **b: draw_week(sf.plan(WEEK), *a, **b),
    "block": lambda *a, **b: draw_block(sf.plan(WEEK), *a, **b),
    "frontier": lambda *a, **b: draw_frontier(sf.frontier(WEEK), *a, **b),
    "robustness": lambda *a, **b: draw_robustness(_robustness(sf.plan(WEEK), 1.0), *a, **b),
    "squad": lambda *a, **b: draw_squad(club(), *a, **b),
    "profile": lambda *a, **b: draw_profile(CURVES, *a, **b),
}


@pytest.mark.parametrize("width", mostly_longer(WIDTHS))
@pytest.mark.parametrize("name", EACH)
def test_a_new_figure_is_as_wide_as_asked_with_units_on_its_axes(name: str, width: int) -> None:
    axes = EACH[name](width_mm=width)
    assert axes.figure.figure.get_figwidth() * 25.4 == pytest.approx(width)
    assert_readable(axes)
    labels = [axes.get_xlabel(), axes.get_ylabel()]
    assert [label for label in labels if "(" in label or label == "session"] == labels


@pytest.mark.parametrize("name", EACH)
def test_given_axes_are_drawn_in_and_their_figure_stays_as_it_is(name: str) -> None:
    figure, mine = pyplot.subplots(figsize=(5, 4), layout="constrained")
    assert EACH[name](mine) is mine
    assert figure.axes == [mine]
    assert tuple(figure.get_size_inches()) == (5, 4)
    assert_readable(mine)


@pytest.mark.parametrize("width", mostly_longer(WIDTHS))
@pytest.mark.parametrize("path", mostly_longer(PLANS, 2), ids=lambda path: path.stem)
def test_real_weeks_and_blocks_can_be_read(path: Path, width: int) -> None:
    week, block = _real_plans(path)
    assert_readable(draw_week(week, width_mm=width))
    assert_readable(draw_block(block, width_mm=width))


@given(weeks(most=4), policies())
@settings(max_examples=6)
def test_any_week_can_be_read(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    axes = draw_week(plan, width_mm=80)
    assert_readable(axes)
    told = [words for words, _ in words_of(axes)]
    for placement in plan.placements:
        assert [words for words in told if f"{placement.when[4:]} {placement.kind}" in words]
    pyplot.close("all")


@given(blocks(most_weeks=4), policies())
@settings(max_examples=4)
def test_any_block_can_be_read(block: sf.Block, policy: sf.Policy) -> None:
    assert_readable(draw_block(sf.plan(block, policy), width_mm=80))
    pyplot.close("all")


def test_the_curve_of_a_week_is_the_fatigue_and_runs_stand_at_their_loss() -> None:
    plan = sf.plan(WEEK)
    trace = sf.explain(plan).fatigue
    axes = draw_week(plan)
    curve = next(line for line in axes.lines if len(np.asarray(line.get_xdata())) > 100)
    assert np.allclose(np.asarray(curve.get_ydata()), trace.impairment)
    points = [line for line in axes.lines if line.get_marker() == "o"]
    drawn = sorted((float(p.get_xdata()[0]), float(p.get_ydata()[0])) for p in points)  # type: ignore[index,arg-type]  # arrays
    assert np.allclose(drawn, [(run.start / DAY, run.loss) for run in trace.runs])
    filled = [point for point in points if point.get_markerfacecolor() == point.get_color()]
    assert len(filled) == sum(run.is_key for run in WEEK.runs)


def test_a_week_with_more_runs_than_words_fit_names_strength_and_key_runs() -> None:
    starts = [DAY * day + 60 * hour for day in range(7) for hour in range(6)]
    runs = [sf.Run(start, "recovery", minutes=10) for start in starts]
    key = sf.Run("Wed 12:00", "tempo", minutes=30)
    plan = sf.plan(sf.Week([*runs, key], strength=2))
    axes = draw_week(plan, width_mm=80)
    assert_readable(axes)
    told = [words for words, _ in words_of(axes)]
    assert len(plan.placements) == 2
    assert [words for words in told if "circuit" in words] == [
        f"{placement.when[4:]} circuit" for placement in plan.placements
    ]
    assert "tempo" in told


@pytest.mark.parametrize(
    ("week", "status", "title"),
    [
        (sf.Week([], strength=0), "optimal", "0 of 0 sessions"),
        (sf.Week([], available=["Tue 06:00-06:10"]), "optimal", "0 of 2 sessions"),
        (WEEK, "infeasible", "0 of 3 sessions: no plan keeps every rule and pin"),
        (WEEK, "unknown", "0 of 3 sessions: nothing found within the limits"),
    ],
    ids=["empty", "skipped", "impossible", "unknown"],
)
def test_a_plan_without_strength_is_drawn(week: sf.Week, status: str, title: str) -> None:
    plan = sf.plan(week)
    if status != plan.status:
        skipped = [Skipped(demand.kind, demand.dose, "none") for demand in week.strength]
        plan = attrs.evolve(plan, status=status, placements=(), skipped=(*skipped, skipped[-1]))
    for axes in (draw_week(plan), draw_block(plan)):
        assert_readable(axes)
        assert axes.get_title(loc="left").replace("\n", " ") in (title, title.partition(":")[0])
    assert_readable(draw_robustness(_robustness(plan, 1.0)))


def test_the_weeks_of_a_block_are_its_bars_cells_and_marks() -> None:
    _, plan = _real_plans(PLANS[-1])
    weeks_of_it = weeks_of(plan.week)
    axes = draw_block(plan)
    bars = [patch for container in axes.containers for patch in container]
    volumes = [bar.get_height() for bar in bars if bar.get_y() == 0]
    assert volumes == [week_load(week).volume for week in weeks_of_it]
    assert len(bars) - len(volumes) == len(plan.placements) + len(plan.skipped)
    drawn = {line.get_marker(): len(np.asarray(line.get_xdata())) for line in axes.lines}
    runs = [run for week in weeks_of_it for run in week.runs]
    assert drawn["o"] == sum(run.is_key and run.kind != "race" for run in runs)
    assert drawn["*"] == sum(run.kind == "race" for run in runs)


def test_a_block_names_volume_that_was_not_given() -> None:
    assert draw_block(sf.plan(WEEK)).get_ylabel() == "volume (km, partly inferred)"
    known = sf.Week([sf.Run("Tue 07:00", "easy", km=10)])
    assert draw_block(sf.plan(known)).get_ylabel() == "volume (km)"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("z", [None, "days", "time_of_day"])
def test_a_frontier_has_a_point_a_number_and_a_line_of_the_key_for_each_plan(
    z: str | None, width: int
) -> None:
    frontier = sf.frontier(attrs.evolve(WEEK, strength=2), z=z)
    axes = draw_frontier(frontier, width_mm=width)
    assert_readable(axes)
    points = [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]))  # type: ignore[index,arg-type]  # arrays
        for line in axes.lines
        if line.get_marker() == "o"
    ]
    expected = [(values[1], 100 * values[0]) for values in frontier.values]
    assert np.allclose(sorted(points), sorted(expected))
    legend = axes.get_legend()
    assert legend is not None
    told = [text.get_text().replace("\n", " ") for text in legend.get_texts()]
    assert len(set(told)) == len(told) == len(frontier)
    for number, (plan, line) in enumerate(zip(frontier, told, strict=True), 1):
        assert line.startswith(f"{number} ")
        assert line.count(" + ") == max(0, len(plan.placements) - 1)
        assert all(placement.when[:3] in line for placement in plan.placements)


def test_labels_of_a_frontier_can_be_numbers_or_nothing() -> None:
    frontier = sf.frontier(WEEK)
    plain = draw_frontier(frontier, label="none")
    numbered = draw_frontier(frontier, label="numbers")
    assert (plain.get_legend(), numbered.get_legend()) == (None, None)
    assert (len(plain.texts), len(numbered.texts)) == (0, len(frontier))
    with pytest.raises(sf.InputError, match="label: 'days'"):
        draw_frontier(frontier, label="days")


def test_an_incomplete_frontier_says_what_it_covers() -> None:
    whole = sf.frontier(WEEK)
    part = attrs.evolve(whole, complete=False, covered="Complete up to here.")
    assert "Incomplete: Complete up to here." in draw_frontier(part).get_title(loc="left")
    assert "Incomplete" not in draw_frontier(whole).get_title(loc="left")
    none = attrs.evolve(part, points=[], values=())
    assert_readable(draw_frontier(none))


def test_a_crowded_frontier_of_many_plans_can_be_read() -> None:
    plan = sf.plan(WEEK)
    values = tuple((1 - n / 500, 1 - n / 400) for n in range(45))
    frontier = attrs.evolve(sf.frontier(WEEK), points=[plan] * 45, values=values)
    for width in WIDTHS:
        axes = draw_frontier(frontier, width_mm=width)
        assert_readable(axes)
        assert "and 15 more" in [words for words, _ in words_of(axes)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("share", [0.0, 0.37, 1.0])
def test_the_bars_of_robustness_are_its_shares_and_the_regret_is_in_the_title(
    share: float, width: int
) -> None:
    plan = sf.plan(WEEK)
    axes = draw_robustness(_robustness(plan, share), width_mm=width)
    assert_readable(axes)
    bars = [patch.get_width() for container in axes.containers for patch in container]
    assert np.allclose(bars, [100 * share] * (2 * len(plan.placements) + 1))
    title = axes.get_title(loc="left").replace("\n", " ")
    assert title == "regret: mean 1.00, 95th percentile 1.90 % of speed; 101 draws"


def test_robustness_as_it_is_returned_is_drawn() -> None:
    robust = sf.robustness(WEEK, draws=20)
    axes = draw_robustness(robust)
    widths = [patch.get_width() for container in axes.containers for patch in container]
    shares = [*robust.survival.values(), *robust.day_survival.values(), robust.plan_survival]
    assert sorted(widths) == pytest.approx(sorted(100 * share for share in shares))


def test_profiles_have_a_line_for_each_strategy_and_name_it() -> None:
    axes = draw_profile(CURVES)
    assert len(axes.lines) == len(CURVES)
    assert np.asarray(axes.lines[0].get_ydata()).tolist() == [0.0, 0.5, 1.0, 1.0]
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text().strip() for text in legend.get_texts()] == list(CURVES)
    assert_readable(draw_profile({}))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(sf.InputError, match=r"plan: '2 weeks' .*draw_block\(plan\).*week_alone"):
        draw_week(sf.plan(sf.Block([sf.Week([]), sf.Week([])])))
    for wrong in (0, 5000, float("nan"), "wide", True):
        with pytest.raises(sf.InputError, match="width_mm"):
            draw_week(sf.plan(WEEK), width_mm=wrong)  # type: ignore[arg-type]  # some are no number


@pytest.mark.parametrize("name", EACH)
def test_without_matplotlib_the_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(sf.MissingExtraError, match=r"strengthfit\[plot\]"):
        EACH[name]()


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import strengthfit.show", {"matplotlib", "numpy", "ortools", "pandas"}),
        ("from strengthfit.show import draw_week", {"matplotlib", "ortools", "pandas"}),
    ],
)
def test_importing_the_figures_is_light(code: str, heavy: set[str]) -> None:
    code = f"import sys; {code}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_functions_are_listed_and_others_are_not_there() -> None:
    assert set(show.__all__) <= set(dir(show))
    assert show.draw_week is draw_week
    with pytest.raises(AttributeError, match="draw_month"):
        show.draw_month  # noqa: B018  # the point: there is none


# Squads


def _bars(axes: Axes) -> list[tuple[float, float, float]]:
    """The left end, the lower end and the length of each bar."""
    return [
        (box.x0, box.y0, box.width)
        for bars in axes.collections
        for box in [path.get_extents() for path in bars.get_paths()]
    ]


@pytest.mark.parametrize("squad", [club, crowd])
def test_who_trains_has_a_bar_and_a_name_at_the_right_time(
    squad: Callable[[], sf.SquadPlan],
) -> None:
    plan = squad()
    axes = draw_squad(plan)
    inside = [one for one in plan.bookings if one.in_gym]
    bars = _bars(axes)
    assert len(bars) == len(inside)
    assert sorted(width for *_, width in bars) == sorted(one.end - one.start for one in inside)
    texts = [text for text in axes.texts if text.get_visible()]
    assert sorted(text.get_text() for text in texts) == sorted(one.member for one in inside)
    assert_readable(axes)
    hours = [label.get_text() for label in axes.get_xticklabels()]
    ticks = dict(zip(hours, axes.get_xticks(), strict=True))
    for one in inside:
        hour = f"{one.start % DAY // 60:02d}:00"
        assert ticks[hour] + one.start % 60 in [left for left, *_ in bars]


@pytest.mark.parametrize("width", mostly_longer(WIDTHS))
@pytest.mark.parametrize("members", [12, 60])
def test_a_full_gym_can_be_read(members: int, width: int) -> None:
    plan = _crowded(members)
    axes = draw_squad(plan, width_mm=width)
    assert_readable(axes)
    words = " ".join(text for text, _ in words_of(axes))
    assert all(member.id in words for member in plan.members)
    lanes = {round(low, 2) for _, low, _ in _bars(axes)}
    assert len(lanes) >= max(
        sum(one.start <= moment < one.end for one in plan.bookings)
        for moment in {one.start for one in plan.bookings}
    )


def _crowded(members: int) -> sf.SquadPlan:
    """A plan in which many train on two days, made up: to plan so many takes long."""
    names = [f"Athlete {number}" for number in range(1, members + 1)]
    alone, what = sf.plan(sf.Week([], strength=0)), (StrengthKind.HEAVY, Dose.FULL)
    bookings = [
        Booking(start, start + 45, "", name, *what, in_gym=True, with_coach=number % 2 == 0)
        for number, name in enumerate(names)
        for start in (DAY * (number % 2) + 1020 + 30 * (number % 5), 4 * DAY + 420 + number)
    ]
    squad = sf.plan_squad({"Ann": alone.week}, sf.Gym(places=members))
    return attrs.evolve(
        squad,
        members=tuple(sf.Member(name, alone.week) for name in names),
        plans=(alone,) * members,
        bookings=tuple(sorted(bookings, key=lambda one: one.start)),
    )


def test_of_several_weeks_one_is_drawn() -> None:
    plan = season()
    with pytest.raises(sf.InputError, match="week: None is missing"):
        draw_squad(plan)
    for wrong in (2, -1, True, "1"):
        with pytest.raises(sf.InputError, match="is not a week of the squad"):
            draw_squad(plan, week=wrong)  # type: ignore[arg-type]  # rubbish on purpose
    first = draw_squad(plan, week=0)
    assert {text.get_text() for text in first.texts} == {"Ann", "Bo"}
    assert [label.get_text() for label in first.get_yticklabels()] == ["W1 Wed 25 Nov"]
    later = [one for one in plan.bookings if one.start >= 7 * DAY]
    inside = [one.member for one in later if one.in_gym]
    assert len(inside) < len(later)  # what is trained elsewhere is left out
    assert sorted(text.get_text() for text in draw_squad(plan, week=1).texts) == sorted(inside)


def test_the_limit_of_a_gym_is_drawn_if_it_is_near() -> None:
    def labels(axes: Axes) -> list[str]:
        found = axes.get_legend()
        return [] if found is None else [text.get_text() for text in found.get_texts()]

    assert "the limit: 4 athletes" in labels(draw_squad(club()))
    wide = attrs.evolve(club(), gym=attrs.evolve(club().gym, places=50))
    assert not any("limit" in label for label in labels(draw_squad(wide)))
    assert "the coach is there" in labels(draw_squad(club()))
