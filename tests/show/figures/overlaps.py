"""Whether the words of a figure can be read: none lies on another, none outside the figure."""

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def words_of(axes: Axes) -> list[tuple[str, Bbox]]:
    """Every text that is drawn, with its box; ticks outside an axis' ends are not drawn."""
    figure = axes.figure.figure
    figure.canvas.draw()
    both: list[Axis] = [axes.xaxis, axes.yaxis]
    ticks = [tick for axis in both for tick in axis.get_major_ticks() + axis.get_minor_ticks()]
    of_ticks = {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    texts = [text for text in figure.findobj(Text) if id(text) not in of_ticks]
    for axis in both:
        low, high = sorted(axis.get_view_interval())
        texts += [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
    return [
        (text.get_text(), Text.get_window_extent(text))  # of a note without its line
        for text in texts
        if isinstance(text, Text) and text.get_visible() and text.get_text()
    ]


def assert_readable(axes: Axes) -> None:
    """Fail if two texts overlap by more than a pixel, or one leaves the figure."""
    whole = axes.figure.figure.bbox
    boxes = words_of(axes)
    for number, (words, box) in enumerate(boxes):
        assert box.x0 >= -1, words
        assert box.y0 >= -1, words
        assert box.x1 <= whole.width + 1, words
        assert box.y1 <= whole.height + 1, words
        for others, other in boxes[:number]:
            apart = (
                min(box.x1, other.x1) - max(box.x0, other.x0) < 1
                or min(box.y1, other.y1) - max(box.y0, other.y0) < 1
            )
            assert apart, (words, others)
