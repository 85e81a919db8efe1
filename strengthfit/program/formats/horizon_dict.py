"""The horizon as plain data, and back."""

from typing import Any

from cattrs import Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError

from ...errors import InputError, shown
from ..horizon import Horizon
from .checks import MISSING


def horizon_to_dict(horizon: Horizon) -> dict[str, Any]:
    """Return a horizon under the names of its fields.

    Parameters
    ----------
    horizon : Horizon
    """
    plain: dict[str, Any] = _CONVERTER.unstructure(horizon)
    return plain


def read_horizon(problems: list[str], value: Any, path: str) -> Horizon | None:
    """Return the horizon that `horizon_to_dict` wrote, noting everything that is wrong.

    Parameters
    ----------
    problems : list of str
        What is wrong is added to it.
    value : dict
    path : str
        Where it stands in the file.
    """
    if value is MISSING:
        return None
    try:
        horizon = _CONVERTER.structure(value, Horizon)
    except Exception as error:  # of any kind: classes of the domain check themselves
        for line in transform_error(error, path, _told):
            message, _, where = line.rpartition(" @ ")
            problems.append(f"{where}: {message}")
        return None
    found = [*_changed(value, horizon_to_dict(horizon), path), *_contradictions(horizon, path)]
    problems += found
    return None if found else horizon


def _told(error: BaseException, kind: type | None) -> str:
    if isinstance(error, InputError):
        return f"{shown(error.value)} {error.accepted}"
    if isinstance(error, KeyError):
        return "is missing"
    if isinstance(error, ForbiddenExtraKeysError):
        return f"has fields that are not known: {', '.join(sorted(map(str, error.extra_fields)))}"
    name = getattr(kind, "__name__", None)
    return f"is not a value of the kind {name}" if name else "is not a table of the needed kind"


def _changed(given: Any, kept: Any, path: str) -> list[str]:
    """Tell where reading changed a value: "5" where 5 is needed is a slip, not a number."""
    if isinstance(kept, dict):
        return [
            line
            for name, value in kept.items()
            for line in (
                _changed(given[name], value, f"{path}.{name}")
                if name in given
                else [f"{path}.{name}: is missing"]
            )
        ]
    if isinstance(kept, list | tuple) and isinstance(given, list | tuple):
        pairs = zip(given, kept, strict=True)
        return [
            line
            for i, (one, two) in enumerate(pairs)
            for line in _changed(one, two, f"{path}[{i}]")
        ]
    if given == kept and isinstance(given, bool) == isinstance(kept, bool):
        return []
    return [f"{path}: {shown(given)} is not of the kind that is needed, such as {shown(kept)}"]


def _contradictions(horizon: Horizon, path: str) -> list[str]:
    weeks, demands = horizon.weeks, len(horizon.demands)
    first = horizon.first_weekday
    checks = [
        (
            "days",
            horizon.days >= 7 and horizon.days % 7 == 0,
            f"{horizon.days} is not a number of whole weeks",
        ),
        ("first_weekday", 0 <= first <= 6, f"{first} is not from 0 for Monday to 6"),
        ("athletes", len(horizon.athletes) == weeks, f"does not have {weeks} members, one a week"),
        ("prescriptions", len(horizon.prescriptions) == weeks, f"does not have {weeks} members"),
        ("demand_weeks", len(horizon.demand_weeks) == demands, f"does not have {demands} members"),
        (
            "demand_weeks",
            all(0 <= week < weeks for week in horizon.demand_weeks),
            f"has members that are not weeks from 0 to {weeks - 1}",
        ),
    ]
    return [f"{path}.{name}: {told}" for name, good, told in checks if not good]


def _number(value: Any, _: type) -> float:
    """Keep a number as it is, whole or not; anything else is refused."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        return value
    raise InputError("value", value, "is not a finite number")


def _make() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(float, _number)
    return converter


_CONVERTER = _make()
