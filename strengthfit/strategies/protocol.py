"""What a strategy is given, and what it gives back."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import attrs
from attrs.converters import optional

from ..domain.checks import number, to_real
from ..domain.names import Name, to_name
from ..errors import InputError

if TYPE_CHECKING:  # `import strengthfit` hands on Limits, and must not load numpy
    from ..program import Program


class Status(Name):
    """What a strategy found and proved.

    A plan that keeps every rule is feasible, and optimal if it is proven best. A broken one breaks
    a rule, from a strategy that does not know them all. Infeasible: proven that no plan keeps every
    row. Unknown: nothing found.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    BROKEN = "broken"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


STATUSES = tuple(Status)


def to_status(value: Status | str) -> Any:
    """Convert a word to `Status` inside attrs classes; pass anything else on."""
    return to_name(Status, value)


class Cancelling(Protocol):
    """An event, such as `threading.Event`, that says whether to stop."""

    def is_set(self) -> bool:
        """Whether to stop."""


_CANCEL = (
    "is neither an event, with a method is_set, nor a function without arguments; write e.g. "
    "cancel=threading.Event()"
)


def _check_cancel(_limits: Any, _attribute: Any, value: Any) -> None:
    if value is not None and not _can_be_asked(value):
        raise InputError("Limits.cancel", value, _CANCEL, "wrong_type")


def _can_be_asked(value: Any) -> bool:
    """Whether something is called without arguments, and says at once whether to stop.

    A class makes an object, which says nothing; so does an async function.
    """
    asked = getattr(value, "is_set", value)
    if isinstance(value, type) or not callable(asked):
        return False
    # Of an object with __call__ that is what tells.
    if any(inspect.iscoroutinefunction(one) for one in (asked, getattr(asked, "__call__", None))):  # noqa: B004
        return False
    try:
        inspect.signature(asked).bind()
    except ValueError:  # some functions in C do not say what they need
        return True
    except TypeError:
        return False
    return True


@attrs.frozen
class Limits:
    """When to stop. By default never before the proof.

    They are those of the whole call: compiling, solving, reading and explaining.

    Parameters
    ----------
    seconds : float, optional
        Wall-clock seconds. A plan stopped by the clock may differ from run to run.
    deterministic : float, optional
        The solver's own measure of work, about a second each; it stops at the same point on every
        machine. Strategies that do not measure work ignore it.
    cancel : event or callable, optional
        Anything with `is_set`, such as a `threading.Event`, or a function that returns whether to
        stop. Once it is so, the call raises `CancelledError`. It is asked many times, from the
        thread of the call, and takes no part in comparisons.

    Raises
    ------
    InputError
        If a value is not accepted, or limits are pickled with an event that cannot be sent.

    Examples
    --------
    >>> Limits(seconds=10).seconds
    10
    >>> import threading
    >>> stop = threading.Event()
    >>> Limits(cancel=stop) == Limits()
    True
    """

    seconds: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(0, 1e6, "seconds", optional=True),
    )
    deterministic: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(0, 1e6, "units of work", optional=True),
    )
    cancel: Cancelling | Callable[[], object] | None = attrs.field(
        default=None, validator=_check_cancel, eq=False, repr=False
    )

    @property
    def is_cancelled(self) -> Callable[[], object] | None:
        """What says whether to stop, as a function; None if nothing does."""
        cancel: Any = self.cancel
        asked: Callable[[], Any] | None = getattr(cancel, "is_set", cancel)
        return asked

    def after(self, seconds: float, deterministic: float = 0.0) -> Limits:
        """Return what is left of the limits after some time and work.

        Examples
        --------
        >>> Limits(seconds=10).after(12.5).seconds
        0.0
        """
        return attrs.evolve(
            self,
            seconds=None if self.seconds is None else max(0.0, self.seconds - seconds),
            deterministic=None
            if self.deterministic is None
            else max(0.0, self.deterministic - deterministic),
        )

    def half(self) -> Limits:
        """Return half of the seconds, for the first of two attempts.

        Examples
        --------
        >>> Limits(seconds=10).half().seconds
        5.0
        """
        return attrs.evolve(self, seconds=None if self.seconds is None else self.seconds / 2)

    def __copy__(self) -> Limits:
        return self

    def __deepcopy__(self, _memo: Any) -> Limits:
        return self  # what cancels is shared, or a copy would never hear of it

    def __reduce__(self) -> tuple[Any, ...]:
        if hasattr(self.cancel, "is_set"):
            try:
                pickle.dumps(self.cancel)
            except Exception:  # whatever its kind says, such as that a lock cannot be pickled
                accepted = (
                    "cannot be sent to another process; write an event of multiprocessing.Manager()"
                )
                where = "Limits.cancel"
                raise InputError(where, self.cancel, accepted, "unsupported") from None
        return type(self), (self.seconds, self.deterministic, self.cancel)


NO_LIMITS = Limits()
"""Run to the proof."""


def as_limits(limits: Limits | None) -> Limits | None:
    """Return limits as they are, or refuse what is neither `Limits` nor None."""
    if limits is not None and not isinstance(limits, Limits):
        raise InputError(
            "limits", limits, "is not Limits; write e.g. Limits(seconds=10)", "wrong_type"
        )
    return limits


@attrs.frozen
class Incumbent:
    """A plan that was the best so far, and when it was found.

    Parameters
    ----------
    seconds : float
        Since the strategy began.
    objective : tuple of int
        By tier.
    """

    seconds: float
    objective: tuple[int, ...]


@attrs.frozen
class Outcome:
    """What a strategy found, and what it proved.

    Parameters
    ----------
    status
        "optimal": proven best. "feasible": keeps every rule. "broken": breaks a rule, from a
        strategy that does not know them all. "infeasible": proven that no plan keeps every row.
        "unknown": nothing found.
    taken : tuple of int
        The taken choices, rising.
    objective : tuple of int, or None
        By tier; None if nothing was found.
    bound : tuple of int
        Lower bound by tier: no feasible plan is lexicographically smaller.
    seconds : float
        Wall time. It takes no part in comparisons.
    statistics : dict of str to float
        What the solver counted, such as branches and conflicts. Takes no part in comparisons.
    incumbents : tuple of Incumbent
        Each plan that was the best so far, in the order found. Takes no part in comparisons.
    by : str
        The strategy that answered, if one chose among others. Takes no part in comparisons.

    Examples
    --------
    >>> import strengthfit as sf
    >>> outcome = sf.solve(sf.formulate(sf.Week([], strength=1)))
    >>> outcome.status, len(outcome.taken), outcome.gap
    ('optimal', 1, (0, 0, 0, 0, 0, 0, 0))
    """

    status: Status = attrs.field(converter=to_status)
    taken: tuple[int, ...]
    objective: tuple[int, ...] | None
    bound: tuple[int, ...]
    seconds: float = attrs.field(default=0.0, eq=False)
    statistics: dict[str, float] = attrs.field(factory=dict, eq=False)
    incumbents: tuple[Incumbent, ...] = attrs.field(default=(), eq=False)
    by: str = attrs.field(default="", eq=False)

    @property
    def gap(self) -> tuple[int, ...] | None:
        """Objective less bound in the first tier that is not proven; zeros before and after it.

        Tiers after an unproven one are open too, but mean nothing until it is closed.
        """
        if self.objective is None:
            return None
        gaps = [0] * len(self.objective)
        for tier, (value, bound) in enumerate(zip(self.objective, self.bound, strict=True)):
            if value != bound:
                gaps[tier] = value - bound
                break
        return tuple(gaps)


@runtime_checkable
class TradesOff(Protocol):
    """A strategy that finds all plans which no other beats in the first two tiers, in one pass."""

    def trade_off(self, program: Program, limits: Limits = ...) -> list[Outcome] | None:
        """Return them by the first tier, each proven, or None if time runs out.

        It may raise `TooLargeError`; then they are looked for one by one.
        """
        ...


@runtime_checkable
class Strategy(Protocol):
    """Any object that can solve a program.

    What it answers is checked before anything is made of it, as
    docs/how-to/compare_strategies.md says.
    """

    def solve(self, program: Program, limits: Limits = ...) -> Outcome:
        """Solve a program within limits."""
        ...
