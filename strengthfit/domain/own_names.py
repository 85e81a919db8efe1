"""Names of kinds, rules and costs that come from outside the package: ``acme:nordic``."""

import re
from typing import Any

OWN_FORM = r"[a-z][a-z0-9_]{0,15}:[a-z][a-z0-9_]{0,19}"
"""What such a name looks like: that of its extension, a colon, and a word of its own. CONVENTION:
the lengths are what narrow tables hold."""

EXTENSION_FORM = OWN_FORM.partition(":")[0]
"""What the name of an extension looks like."""

_OWN = re.compile(OWN_FORM)
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_EXTENSION = re.compile(EXTENSION_FORM)


class OwnName(str):
    """The name of a kind that an extension of the policy brings; whether one does, a policy knows.

    Examples
    --------
    >>> OwnName("acme:nordic") == "acme:nordic"
    True
    """

    __slots__ = ()


def to_own_name(value: str) -> Any:
    """Convert a word of that form inside attrs classes; pass anything else on."""
    return OwnName(value) if is_own_name(value) else value


def is_own_name(value: object) -> bool:
    """Whether a value has the form of a name from outside.

    Examples
    --------
    >>> is_own_name("acme:nordic"), is_own_name("heavy"), is_own_name("Acme:nordic")
    (True, False, False)
    """
    return isinstance(value, str) and _OWN.fullmatch(value) is not None


def is_extension_name(value: object) -> bool:
    """Whether a value has the form of the name of an extension.

    Examples
    --------
    >>> is_extension_name("acme"), is_extension_name("acme:nordic")
    (True, False)
    """
    return isinstance(value, str) and _EXTENSION.fullmatch(value) is not None


def is_word(value: object) -> bool:
    """Whether a value is a word in lower case, as names of the house are."""
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def extension_of(name: str) -> str:
    """Return the extension that a name from outside belongs to.

    Examples
    --------
    >>> extension_of("acme:nordic")
    'acme'
    """
    return name.partition(":")[0]
