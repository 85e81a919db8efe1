"""Room for words: how long they are, and where they lie beside one another without overlaps."""

from collections.abc import Sequence

from .style import MM, POINTS

LINE = 3.1
"""Millimetres from one line of words to the next."""

Box = tuple[float, float, float, float]
"""Left, right, bottom and top, in millimetres."""

_DIRECTIONS = ((1, 1), (1, 0), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, 0), (-1, -1))
_REACH = 8  # how many times its own step a word may lie away from its point


def words_mm(words: str, points: float = POINTS, bold: bool = False) -> float:
    """Return how long a line of words is, in millimetres."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    letters = FontProperties(size=points, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(words, letters, ismath=False)
    return float(width) / 72 * MM


def longest_mm(lines: Sequence[str], points: float = POINTS, bold: bool = False) -> float:
    """Return how long the longest of some lines is, in millimetres; 0 where there is none."""
    return max((words_mm(line, points, bold) for line in lines), default=0.0)


def wrapped(words: str, width_mm: float, bold: bool = False) -> str:
    """Return words broken into lines that are not wider than so many millimetres."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and words_mm(longer, bold=bold) > width_mm:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least a gap apart, in their order and as near to where they were as can be.

    Least squares: places that crowd share their mean (pool adjacent violators).

    Parameters
    ----------
    places : sequence of float
        Rising.
    gap : float
    low, high : float
        Ends; where there is no room for all gaps the places share what there is.

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], 1.0, 0.0, 6.0)
    [0.5, 1.5, 5.0]
    """
    if not places:
        return []
    last = len(places) - 1
    gap = min(gap, (high - low) / last) if last else gap
    pools: list[tuple[float, int]] = []
    for number, place in enumerate(places):
        mean, count = place - number * gap, 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean, count = (mean * count + other * many) / (count + many), count + many
        pools.append((mean, count))
    shifted = [mean for mean, count in pools for _ in range(count)]
    most = max(low, high - last * gap)
    return [min(max(place, low), most) + number * gap for number, place in enumerate(shifted)]


def free_places(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    taken: Sequence[Box],
    room: Box,
    step: float = 1.3,
) -> list[tuple[float, float] | None]:
    """Return a place for a word beside each point, where it covers nothing; None without one.

    Parameters
    ----------
    points : sequence of (float, float)
        In millimetres, as all here.
    sizes : sequence of (float, float)
        Width and height of each word.
    taken : sequence of Box
        What must not be covered.
    room : Box
        What all have to lie in.
    step : float
        From a point to the nearest place beside it.

    Returns
    -------
    list of (float, float) or None
        The middle of each word.
    """
    boxes, found = list(taken), list[tuple[float, float] | None]()
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        middles = [
            (x + right * (step * reach + width / 2), y + up * (step * (reach - 1) + height / 2))
            for reach in range(1, _REACH + 1)
            for right, up in _DIRECTIONS
        ]
        free = (
            (middle, box)
            for middle in middles
            for box in (_around(middle, width, height),)
            if _inside(box, room) and not any(_meet(box, other) for other in boxes)
        )
        middle, box = next(free, (None, None))
        found.append(middle)
        boxes += [] if box is None else [box]
    return found


def _around(middle: tuple[float, float], width: float, height: float) -> Box:
    x, y = middle
    return x - width / 2, x + width / 2, y - height / 2, y + height / 2


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] <= room[1] and box[2] >= room[2] and box[3] <= room[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
