"""Performance profiles: how much each strategy solves within a multiple of the best time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from .layout import fit_height, legend, own_axes
from .style import GRID, WIDTH, check_width, line_style, log_axis, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

_HEIGHT = 50.0  # millimetres of the axes
_LEAST = 2.0  # the axis ends there at the earliest


class Curve(Protocol):
    """A line of steps: from each x on, the value is y. Both rise."""

    @property
    def x(self) -> Sequence[float]:
        """Multiples of the best time, from 1 on."""

    @property
    def y(self) -> Sequence[float]:
        """Shares of instances, 0 to 1."""


def draw_profile(
    curves: Mapping[str, Curve], ax: Axes | None = None, *, width_mm: float = WIDTH
) -> Axes:
    """Draw performance profiles, one line for each strategy.

    Parameters
    ----------
    curves
        By strategy, as `performance_profiles` returns them; whatever has `x` and `y` will do.
    ax
        Where to draw; by default in a new figure.
    width_mm
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Raises
    ------
    InputError
        If the width is not accepted.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> from strengthfit.lab.report.aggregate import Profile
    >>> axes = draw_profile({"cpsat": Profile((1.0, 2.0), (0.5, 1.0)), "greedy": Profile((), ())})
    >>> axes.get_ylabel()
    'share of instances (0 to 1)'
    """
    width = check_width(width_mm)
    right = profile_end(curves.values())
    with look():
        axes = own_axes(ax, width)
        axes.grid(visible=True, color=GRID, linewidth=0.5)
        lines = [
            plot_profile(axes, curve, right, label=name, **line_style(number))
            for number, (name, curve) in enumerate(curves.items())
        ]
        finish_profile(axes, right)
        legend(axes, lines, handlelength=3.2)
        if ax is None:
            fit_height(axes, _HEIGHT)
    return axes


def profile_end(curves: Iterable[Curve]) -> float:
    """Return the multiple of the best time at which the axis of some profiles ends."""
    return max([_LEAST, *(curve.x[-1] for curve in curves if len(curve.x))]) * 1.1


def plot_profile(axes: Axes, curve: Curve, right: float, **look_of_it: Any) -> Any:
    """Draw one profile from 1 up to the right end, and return its line."""
    x = [1.0, *curve.x, right]
    y = [0.0, *curve.y, curve.y[-1] if len(curve.y) else 0.0]
    (line,) = axes.plot(x, y, drawstyle="steps-post", clip_on=False, **look_of_it)
    return line


def finish_profile(axes: Axes, right: float) -> None:
    """Scale and name the axes of profiles."""
    axes.set_ylim(0, 1)
    log_axis(axes, 1, right, "time over the best time (ratio, log scale)")
    axes.set_ylabel("share of instances (0 to 1)")
