"""Values that print themselves: how they look is kept in `strengthfit.show`, and found by name.

Values lie on floors below `show`, which must not be imported from there; so the one door upwards
is opened by name, when something is printed.
"""

from .late_import import late_import


class Printable:
    """A value with a text of its own in `strengthfit.show.text`."""

    __slots__ = ()

    def __str__(self) -> str:
        text: str = late_import("strengthfit.show.text").render(self)
        return text


class HtmlPrintable(Printable):
    """A value that notebooks show as HTML too, by `strengthfit.show.html`."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        page: str = late_import("strengthfit.show.html").render(self)
        return page
