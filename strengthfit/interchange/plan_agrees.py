"""Whether a plan that is handed back says what its week and its sessions come to."""

from collections.abc import Iterator
from typing import Any

from ..errors import Problem
from ..planning import Plan
from ..problem import where_of
from .answers import to_dict
from .brought_back import is_as_written

Steps = tuple[str | int, ...]

_READ = {"format", "schema_version", "given"}
"""What is read, rather than worked out."""

_REMEMBERED = {"changes"}
"""What only the plan before it could tell."""

_OF_THE_SEARCH = {"bound", "gap"}
"""What is known of a plan that is proven, and of others only by their search."""

_OF_NO_PLAN = {"status", "broken"}
"""What is said otherwise if there was no plan at all."""

_ASKED = ("kind", "dose", "effort", "week", "label")
"""What is asked for in a skipped session: its reason may be that it was missed."""

_NOISE = 2e-6
"""By which floats may differ: they are written to a millionth. CONVENTION."""

_ACCEPTED = (
    "is not what the week, the policy and the placements come to; hand the plan back as it was "
    "answered"
)


def disagreements(written: dict[str, Any], plan: Plan) -> Iterator[Problem]:
    """Yield the first place in each field of a written plan that is not as the plan has it.

    Fields may be left out, and floats may have noise. What cannot be worked out anew is not
    compared: reasons of the past, and how far the search for a plan had come that is not proven.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> list(disagreements(to_dict(plan), plan))
    []
    >>> list(disagreements({**to_dict(plan), "interference": 9.0}, plan))
    ['interference: 9.0 is not what the week, the policy and the placements come to; ...']
    """
    left_out = _left_out(written)
    compared = {name: value for name, value in written.items() if name not in left_out}
    yield from differing_fields(compared, to_dict(plan))


def differing_fields(written: dict[str, Any], fresh: dict[str, Any]) -> Iterator[Problem]:
    """Yield the first place in each written field of an answer that is not as it is made anew."""
    for name in fresh:
        if name in written:
            steps = next(
                _differing(_compared(name, written), _compared(name, fresh), (name,)), None
            )
            if steps is not None:
                yield Problem.of(where_of(steps), _at(written, steps), _ACCEPTED, "contradiction")


def _left_out(written: dict[str, Any]) -> set[str]:
    """Return the fields of a written plan that are not compared."""
    nothing = written.get("status") in ("unknown", "infeasible") and not written.get("placements")
    proven = written.get("status") == "optimal"
    searched = set() if proven else _OF_THE_SEARCH
    return _READ | _REMEMBERED | searched | (_OF_NO_PLAN if nothing else set())


def _compared(name: str, table: dict[str, Any]) -> Any:
    """Return what is compared of a field."""
    if name != "skipped":
        return table[name]
    if not isinstance(table[name], list):
        return table[name]
    return [
        {part: one[part] for part in _ASKED if part in one} if isinstance(one, dict) else one
        for one in table[name]
    ]


def _differing(written: Any, fresh: Any, steps: Steps) -> Iterator[Steps]:
    """Yield the steps to what differs, the first first."""
    if isinstance(written, dict) and isinstance(fresh, dict):
        for key in written:
            if key in fresh or written[key] is not None:
                yield from _differing(written[key], fresh.get(key), (*steps, key))
    elif isinstance(written, list) and isinstance(fresh, list):
        if len(written) != len(fresh):
            yield steps
        for index, pair in enumerate(zip(written, fresh, strict=False)):
            yield from _differing(*pair, (*steps, index))
    elif not is_as_written(written, fresh, _NOISE):
        yield steps


def _at(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value
