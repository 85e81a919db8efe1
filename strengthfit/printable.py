"""What is printed: values that print themselves, and text of others made safe to print.

How values look is kept in `strengthfit.show`. They lie on floors below it, which must not import
from there; so this is the one door upwards, opened by name when something is printed.
"""

from .late_import import late_import
from .visible import is_visible, visible


class Printable:
    """A value with a text of its own in `strengthfit.show.text`."""

    __slots__ = ()

    def __str__(self) -> str:
        text: str = late_import("strengthfit.show.text").render(self)
        return visible(text, keep="\n")


class HtmlPrintable(Printable):
    """A value that notebooks show as HTML too, by `strengthfit.show.html`."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        page: str = late_import("strengthfit.show.html").render(self)
        return visible(page, keep="\n")


def one_line(text: str) -> str:
    r"""Return a text on one line, without signs that a terminal would act on.

    Examples
    --------
    >>> one_line("easy\x1b \n run")
    'easy run'
    """
    return " ".join("".join(sign for sign in text if is_visible(sign) or sign.isspace()).split())
