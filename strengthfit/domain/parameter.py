"""A number of the interference model, as a record: its bounds, its unit and where it comes from."""

from collections.abc import Iterable
from typing import Any

import attrs

from .checks import as_tuple, to_real


def _to_sources(value: str | Iterable[str]) -> Any:
    """Return ids of citations, or what a citation from outside says, as a tuple."""
    if isinstance(value, str):
        return (value,)
    return as_tuple(value)


@attrs.frozen
class Parameter:
    """One number of the model: for a strength kind, run kind or dose, or for ``"any"``.

    The rows of the evidence table are such records, and so are those that an `Extension` brings.

    Parameters
    ----------
    name, subject
        What the number is ("peak"), and of what ("heavy", "acme:nordic").
    value
        What is planned with.
    low, high
        In the value's unit, the bounds within which it may be set, and is drawn.
    unit
        As in the table, such as "% of speed".
    source
        In the table ids of its citations, or ``"CONVENTION"``, or both; from outside the citation
        itself, such as "Smith et al 2027, 10.1000/example".
    note
        What else is to be said of it.

    Examples
    --------
    >>> row = Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027")
    >>> row.key, row.source
    ('peak.heavy', ('Smith et al 2027',))
    """

    name: str
    subject: str
    value: float = attrs.field(converter=to_real)
    low: float = attrs.field(converter=to_real)
    high: float = attrs.field(converter=to_real)
    unit: str
    source: tuple[str, ...] = attrs.field(converter=_to_sources)
    note: str = ""

    @property
    def key(self) -> str:
        """The name under which it is overridden, ``"name.subject"``."""
        return f"{self.name}.{self.subject}"
