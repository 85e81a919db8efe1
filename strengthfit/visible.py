r"""Text of others made visible: signs that a terminal or a page would act on are written out.

These are control characters, such as the escape that begins a colour or a new title of the window,
line ends of all kinds, and what turns the direction of writing or cannot be seen at all. Letters of
all languages stay as they are, and so do emoji, with the joiners that hold some of them together.
"""

import unicodedata

_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Which belong to the spelling of some languages, and to emoji of several people."""


def is_visible(text: str) -> bool:
    r"""Whether all signs of a text are seen as they are.

    Examples
    --------
    >>> is_visible("Läufe \u6771\u4eac"), is_visible("Tue\x1b[31m"), is_visible("a\nb")
    (True, False, False)
    """
    return text.isprintable() or all(map(_is_visible, text))


def visible(text: str, keep: str = "") -> str:
    r"""Return a text with the signs written out that would not be seen, but for those to keep.

    Examples
    --------
    >>> print(visible("easy\x1b[31m\u202e run"), visible("a\nb"))
    easy\x1b[31m\u202e run a\nb
    >>> visible("a\nb", keep="\n") == "a\nb"
    True
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign in keep or _is_visible(sign) else _written_out(sign) for sign in text
    )


def _is_visible(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in _ACTING


def _written_out(sign: str) -> str:
    return sign.encode("unicode_escape", "surrogatepass").decode("ascii")
