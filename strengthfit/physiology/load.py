"""Session-RPE load: how hard a session felt (0 to 10) times its minutes."""

from collections.abc import Mapping

from .evidence import lookup


def session_load(kind: str, minutes: float, overrides: Mapping[str, float] = {}) -> float:
    """Return the session-RPE load of a run or a strength session of a kind, at its usual rating.

    Foster et al 2001 (JSCR 15:109-115) for running; Day et al 2004 (JSCR 18:353-358) for lifting.
    Minutes of lifting count rests between sets, so the two loads are best shown apart.

    Parameters
    ----------
    kind : str
        A run kind or a strength kind.
    minutes : float
    overrides : mapping of str to float
        Parameters that differ from the evidence table.

    Examples
    --------
    >>> session_load("intervals", 60)
    450.0
    """
    return lookup("session_rpe", kind, overrides) * minutes
