"""A planned week over time: runs, strength, and the fatigue that strength leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.block import weeks_of
from ...domain.clock import DAY
from ...errors import InputError
from ...planning import Plan
from .canvas import legend, own_axes, size_mm, title
from .room import LINE, longest_mm, spread
from .style import ACCENT, DARK, GRID, INK, PAPER, WIDTH, check_width, look
from .week_events import Event, events_of, most_telling, told_of

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

    from ...program.horizon import Horizon

_CURVE = 34.0  # millimetres: the height of the fatigue
_BELOW = 14.0  # the axis' words and the title
_LEADER = 3.5  # from a time to its words
_LEAST = 0.5  # percent of speed: the fatigue of a week without strength is a line on an axis
_CROWDED = 0.65  # words take at most this share of axes that somebody else made
_KEY, _OTHER, _SESSION = "key run, at its loss", "other run, at its loss", "strength session"
_FATIGUE = "fatigue of strength"


def draw_week(plan: Plan, ax: Axes | None = None, *, width_mm: float = WIDTH) -> Axes:
    """Draw a planned week: runs, strength sessions, and the fatigue that strength leaves.

    The curve is what a run that strength disturbs fully would lose at each moment; each run stands
    at what it is expected to lose itself.

    Parameters
    ----------
    plan : Plan
        Of one week.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    width_mm : float
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        Where the plan is of a block.
    MissingExtraError
        Where matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> axes = draw_week(sf.plan(week))
    >>> axes.get_ylabel()
    'fatigue (% of speed)'
    """
    weeks = len(weeks_of(plan.week))
    if weeks > 1:
        accepted = (
            "is the plan of a block; write draw_block(plan), or plan one week: plan.week_alone(0)"
        )
        raise InputError("plan", f"{weeks} weeks", accepted)
    width = check_width(width_mm)
    from ...diagnosis.fatigue_trace import trace_fatigue
    from ...diagnosis.placed import placed_sessions
    from ...program.resolve import resolve_week

    horizon = resolve_week(plan.week, plan.policy)
    trace = trace_fatigue(horizon, plan.policy, placed_sessions(horizon, plan.placements))
    events = events_of(plan, horizon, trace)
    with look():
        lane = longest_mm([event.words for event in events], bold=True)
        axes = own_axes(ax, width, _CURVE + _LEADER + lane + _BELOW)
        _days(axes, plan, horizon)
        legend(axes, _handles(events), own=ax is None)
        title(axes, told_of(plan))
        across, height = size_mm(axes)
        taken = min(lane + _LEADER + 1, _CROWDED * height)
        top = max(_LEAST, 1.08 * float(trace.impairment.max(initial=0.0)))
        base = top / (1 - taken / height)
        _losses(axes, base, top)
        axes.fill_between(trace.minutes / DAY, trace.impairment, color=GRID, linewidth=0)
        axes.plot(trace.minutes / DAY, trace.impairment, color=DARK, linewidth=1.1)
        _draw_events(axes, events, horizon.days / across, (top, base * _LEADER / height))
    return axes


def _days(axes: Axes, plan: Plan, horizon: Horizon) -> None:
    """Make the axis below one of days, each named in its middle, with lines between them."""
    axes.set_xlim(0, horizon.days)
    names = [horizon.day_name(day) for day in range(horizon.days)]
    axes.set_xticks([day + 0.5 for day in range(horizon.days)], names)
    axes.set_xticks(range(horizon.days + 1), minor=True)
    axes.tick_params(axis="x", which="major", length=0)
    axes.grid(visible=True, which="minor", axis="x", color=GRID, linewidth=0.5)
    since = "" if plan.week.start is None else f" from {plan.week.start}"
    axes.set_xlabel(f"time (days{since})")


def _losses(axes: Axes, base: float, top: float) -> None:
    """Make the axis beside one of percent that ends where the words begin."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, base)
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]).tick_values(0, top)
    axes.set_yticks([tick for tick in ticks if tick <= top])
    axes.set_ylabel("fatigue (% of speed)", loc="bottom")


def _handles(events: list[Event]) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    return [
        *(Line2D([], [], label=name, **_mark(event)) for name, event in _kinds(events).items()),
        Patch(facecolor=GRID, edgecolor=DARK, linewidth=1.1, label=_FATIGUE),
    ]


def _kinds(events: list[Event]) -> dict[str, Event]:
    named = {_SESSION if e.strength else _KEY if e.key else _OTHER: e for e in events}
    return {name: named[name] for name in (_KEY, _OTHER, _SESSION) if name in named}


def _mark(event: Event) -> dict[str, Any]:
    if event.strength:
        look_of_it = {"marker": "s", "color": ACCENT, "markersize": 4.4}
    else:
        face = INK if event.key else PAPER
        look_of_it = {"marker": "o", "color": INK, "markerfacecolor": face, "markersize": 4.2}
    return {"linestyle": "none", "markeredgewidth": 0.9, **look_of_it}


def _draw_events(
    axes: Axes, events: list[Event], days_per_mm: float, heights: tuple[float, float]
) -> None:
    """Mark each event at its time, with a line up to its words, which make room for one another."""
    top, leader = heights
    last = axes.get_xlim()[1]
    half = LINE / 2 * days_per_mm
    told = most_telling(events, int(last / days_per_mm // LINE))
    places = iter(spread([e.at for e in told], LINE * days_per_mm, half, last - half))
    for event in events:
        low = 0.0 if event.strength else event.loss
        look_of_it: dict[str, Any] = (
            {"color": ACCENT, "linestyle": "-", "linewidth": 1.1}
            if event.strength
            else {"color": INK, "linestyle": "-" if event.key else ":", "linewidth": 0.6}
        )
        at = next(places) if event in told else event.at
        axes.plot([event.at, event.at, at], [low, top, top + leader], clip_on=False, **look_of_it)
        height = top if event.strength else low
        axes.plot([event.at], [height], zorder=4, clip_on=False, **_mark(event))
        if event in told:
            weight = "bold" if event.strength else "normal"
            axes.text(
                at,
                top + leader * 1.15,
                event.words,
                rotation=90,
                ha="center",
                va="bottom",
                weight=weight,
            )
