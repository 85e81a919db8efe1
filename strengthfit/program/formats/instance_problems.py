"""Everything that is wrong with plain data that should be a program.

The JSON Schema says which fields there are and which values each may have. What one field means for
another it cannot say: that lengths agree, that indices are in range, that choices are sorted. These
are checked after it, each only if what it reads is as the schema wants, so that one mistake is one
problem.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ...domain.checks import unknown
from ...domain.clock import DAY, MOST_DAYS
from ...domain.strength import STRENGTH_KINDS
from ...errors import shown
from .schema_problems import schema_problems

Problems = Iterator[str]


class Check(NamedTuple):
    """The paths of the values that a check reads, the check, and whether it reads their members."""

    paths: tuple[str, ...]
    find: Callable[..., Iterable[str]]
    members: bool = True


def find_problems(data: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return what is wrong with a table that should be a program, each problem with its path."""
    problems: list[str] = [*schema_problems(data, schema)]
    for check in _checks(data):
        known = [_where(problem) for problem in problems]
        if all(_is_sound(path, known, check.members) for path in check.paths):
            problems += check.find(*(_at(data, path) for path in check.paths))
    return problems


def _checks(data: dict[str, Any]) -> Iterator[Check]:
    parts = data.get("cost_parts")
    costs = [f"cost_parts[{i}]" for i in range(len(parts))] if isinstance(parts, list) else []
    yield from _horizon_checks()
    horizon = data.get("horizon")
    if isinstance(horizon, dict) and "orders" in horizon:
        paths = ("horizon.orders", "horizon.athletes", "horizon.days")
        yield Check(paths, _one_a_week("horizon.orders"), members=False)
    yield _length("counts", "horizon.demands")
    for name in ("demand", "dose", "minutes", "kind", "day", "end"):
        yield _length(f"choices.{name}", "choices.start")
    yield _below("choices.demand", "counts")
    yield _kinds(data)
    yield _below("choices.day", "horizon.days")
    yield Check(("choices",), _choices)
    for rows in ("rows", "windows"):
        yield Check((f"{rows}.starts", f"{rows}.bounds"), _row_ends(f"{rows}.starts"))
        for name in ("columns", "coefficients"):
            yield Check((f"{rows}.{name}", f"{rows}.starts"), _entries(f"{rows}.{name}"))
        yield _below(f"{rows}.columns", "choices.start")
        yield Check((f"{rows}.columns", f"{rows}.starts"), _rising_in_rows(f"{rows}.columns"))
        yield _length(f"{rows}.labels", f"{rows}.bounds")
        yield _below(f"{rows}.labels", "labels")
    yield Check(("windows.coefficients",), _at_most_one)
    for name, width in (
        ("tier_costs", "choices.start"),
        ("skip_costs", "counts"),
        ("window_costs", "windows.bounds"),
    ):
        yield _length(name, "tiers")
        yield Check((name, width), _matrix(name))
    yield Check(("cost_terms", "tiers"), _known_tiers)
    yield Check(("window_terms", "windows.bounds"), _all_windows)
    yield _length("cost_parts", "cost_terms")
    yield Check(("cost_parts", "cost_terms"), _counts_of_terms)
    yield Check(("loss_part.count", "horizon.runs"), _count_of_runs)
    for cost in ("loss_part", *costs):
        for name in ("choices", "values"):
            yield _length(f"{cost}.{name}", f"{cost}.causes")
        yield _below(f"{cost}.causes", f"{cost}.count")
        yield _below(f"{cost}.choices", "choices.start")
        yield _length(f"{cost}.labels", f"{cost}.count")
        yield _below(f"{cost}.labels", "labels")
        yield Check((cost,), _no_pair_twice(cost))


def _horizon_checks() -> Iterator[Check]:
    for name in ("athletes", "prescriptions", "habits"):
        paths = (f"horizon.{name}", "horizon.athletes", "horizon.days")
        yield Check(paths, _one_a_week(f"horizon.{name}"), members=False)
    yield _length("horizon.demand_weeks", "horizon.demands")
    yield Check(("horizon.demand_weeks", "horizon.athletes", "horizon.days"), _weeks)
    yield Check(("horizon.habits",), _first_habit)


def _where(problem: str) -> str:
    """Return the path of a problem, which is that of the list if more of its members have one."""
    path = problem.partition(": ")[0]
    return path.rpartition("[")[0] if problem.endswith(" more)") else path


def _is_sound(path: str, known: Iterable[str], members: bool) -> bool:
    """Whether no problem is known of a value or of what it lies in, nor of its members."""
    return not any(_within(path, other) or (members and _within(other, path)) for other in known)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _at(data: Any, path: str) -> Any:
    for part in path.replace("[", ".").replace("]", "").split("."):
        data = data[int(part)] if part.isdecimal() else data[part]
    return data


def _size(value: Any) -> int:
    return value if isinstance(value, int) else len(value)


def _whole_numbers(values: Sequence[int]) -> npt.NDArray[Any]:
    """Return an array of whole numbers; of Python's own if any is too large for numpy's."""
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return np.array(values, dtype=object)


def _length(path: str, other: str) -> Check:
    """Return the check that a list has as many members as another, or as a number says."""

    def check(values: Sequence[Any], due: Any) -> Problems:
        if len(values) != _size(due):
            yield f"{path}: has {len(values)} members but needs {_size(due)}"

    return Check((path, other), check, members=False)


def _below(path: str, other: str) -> Check:
    """Return the check that members of a list are indices into another, or below a number."""
    return Check((path, other), lambda values, limit: _all_below(path, values, _size(limit)))


def _all_below(path: str, values: Sequence[int], limit: int) -> Problems:
    wrong = np.flatnonzero(_whole_numbers(values) >= limit).tolist()
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        accepted = f"is not a whole number from 0 to {limit - 1}"
        yield f"{path}[{wrong[0]}]: {values[wrong[0]]} {accepted}{more}"


def _kinds(data: dict[str, Any]) -> Check:
    """Return the check that choices are of kinds that there are: the house's, or those named."""
    if "kinds" in data:
        return _below("choices.kind", "kinds")
    return Check(("choices.kind",), lambda values: _all_below("choices.kind", values, _KINDS))


_KINDS = len(STRENGTH_KINDS)


def _choices(choices: dict[str, Sequence[int]]) -> Problems:
    table = {name: _whole_numbers(values) for name, values in choices.items()}
    start = table["start"]
    day_words = f"its start's minutes by {DAY}, rounded down"
    for name, due, words in (
        ("day", start // DAY, day_words),
        ("end", start + table["minutes"], "its start plus its minutes"),
    ):
        for wrong in np.flatnonzero(table[name] != due)[:1].tolist():
            yield f"choices.{name}[{wrong}]: {table[name][wrong]} is not {words}"
    order = np.lexsort((table["dose"], table["demand"], start))
    for wrong in np.flatnonzero(order != np.arange(len(order)))[:1].tolist():
        words = "are not sorted by start, then demand, then dose"
        yield f"choices: they {words}; the first out of place is number {wrong}"


def _row_ends(path: str) -> Callable[..., Problems]:
    def check(starts: Sequence[int], bounds: Sequence[int]) -> Problems:
        if len(starts) != len(bounds) + 1:
            yield f"{path}: has {len(starts)} members but needs {len(bounds) + 1}"
        if starts[0] != 0:
            yield f"{path}[0]: {starts[0]} is not 0"
        for fall in np.flatnonzero(np.diff(starts) < 0)[:1].tolist():
            less = f"{starts[fall + 1]} is less than the one before it"
            yield f"{path}[{fall + 1}]: {less}; each row begins where the last one ends"

    return check


def _entries(path: str) -> Callable[..., Problems]:
    def check(values: Sequence[int], starts: Sequence[int]) -> Problems:
        if len(values) != starts[-1]:
            yield f"{path}: has {len(values)} members but needs {starts[-1]}"

    return check


def _rising_in_rows(path: str) -> Callable[..., Problems]:
    def check(columns: Sequence[int], starts: Sequence[int]) -> Problems:
        owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        falls = np.flatnonzero((np.diff(owners) == 0) & (np.diff(columns) <= 0))
        for fall in falls[:1].tolist():
            words = "is not above the one before it in its row"
            yield f"{path}[{fall + 1}]: {columns[fall + 1]} {words}"

    return check


def _at_most_one(coefficients: Sequence[int]) -> Problems:
    """Yield a coefficient above 1: strategies rely on a window's counting each session once."""
    for index in [index for index, value in enumerate(coefficients) if value > 1][:1]:
        yield f"windows.coefficients[{index}]: {coefficients[index]} is above 1"


def _matrix(path: str) -> Callable[..., Problems]:
    def check(lines: Sequence[Sequence[int]], columns: Sequence[Any]) -> Problems:
        for index, line in enumerate(lines):
            if len(line) != len(columns):
                yield f"{path}[{index}]: has {len(line)} members but needs {len(columns)}"

    return check


def _known_tiers(terms: Sequence[tuple[str, str, int]], tiers: Sequence[str]) -> Problems:
    for index, (_, tier, _) in enumerate(terms):
        if tier not in tiers:
            yield f"cost_terms[{index}][1]: {shown(tier)} {unknown(tier, tiers, 'a tier')}"


def _all_windows(terms: Sequence[tuple[str, int]], bounds: Sequence[int]) -> Problems:
    total = sum(rows for _, rows in terms)
    if total != len(bounds):
        yield f"window_terms: adds up to {total} rows, and windows has {len(bounds)}"


def _counts_of_terms(
    parts: Sequence[dict[str, Any]], terms: Sequence[tuple[str, str, int]]
) -> Problems:
    for index, (part, (_, _, due)) in enumerate(zip(parts, terms, strict=True)):
        if part["count"] != due:
            yield f"cost_parts[{index}].count: {part['count']} is not {due}"


def _count_of_runs(count: int, runs: Sequence[Any]) -> Problems:
    if count != len(runs):
        yield f"loss_part.count: {count} is not {len(runs)}"


def _no_pair_twice(path: str) -> Callable[..., Problems]:
    def check(cost: dict[str, Any]) -> Problems:
        pairs = set(zip(cost["causes"], cost["choices"], strict=True))
        if len(pairs) < len(cost["causes"]):
            yield f"{path}: has two entries for one cause and one choice"

    return check


def _one_a_week(path: str) -> Callable[..., Problems]:
    def check(values: Sequence[Any], athletes: Sequence[Any], days: int) -> Problems:
        weeks = _count_of_weeks(athletes, days)
        if len(values) != weeks:
            yield f"{path}: does not have {weeks} members, one a week"

    return check


def _count_of_weeks(athletes: Sequence[Any], days: int) -> int:
    """Return into how many weeks days fall: of seven days each, or one alone of other days."""
    if days % 7 or (len(athletes) == 1 and days <= MOST_DAYS):
        return 1
    return days // 7


def _first_habit(habits: Sequence[Any]) -> Problems:
    if habits and habits[0] is None:
        yield "horizon.habits[0]: is null, but no week is before the first one"


def _weeks(weeks: Sequence[int], athletes: Sequence[Any], days: int) -> Problems:
    count = _count_of_weeks(athletes, days)
    if not all(week < count for week in weeks):
        yield f"horizon.demand_weeks: has members that are not weeks from 0 to {count - 1}"
