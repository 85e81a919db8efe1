"""Every answer as plain data for JSON: dicts, lists, texts and numbers, by one converter.

A key is the name of the field or property that it comes from, in a stable order; equal answers give
equal text. Floats are rounded, names are texts, arrays are lists. `written_fields` says what is
written of a class, for the converter and for the schemas alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, get_origin, get_type_hints

import attrs
import numpy as np
from cattrs import Converter

from ..diagnosis import (
    Audit,
    Cause,
    Diagnosis,
    Explanation,
    FatigueTrace,
    Reason,
    Relaxation,
    Start,
)
from ..domain.block import Block
from ..domain.extra import Extra
from ..domain.policy import Policy
from ..domain.strength import Demand
from ..domain.week import Week
from ..errors import InputError, MissingExtraError, StrengthfitError
from ..physiology.fatigue import FloatArray
from ..physiology.recovery import Recovery
from ..physiology.response import Prescription
from ..planning import Day, Placement, Plan, PlanResult, Score, Skipped
from ..planning.from_outside import ExtensionUse
from ..program import Label, Program
from ..proof.certificate import Certificate
from ..proof.certificate_json import certificate_to_dict
from ..squads import PricedBound, SquadPlan
from ..tradeoffs import Frontier, PresetComparison, Robustness, Sweep
from ..tradeoffs.robust import Driver
from ..tradeoffs.sweeps import SweepRow
from .error_form import ErrorAnswer, WrittenError, error_answer, written_error
from .format import BlockFile, ReadItem, WeekFile
from .squad_file import SquadFile, file_of_squad, squad_to_dict
from .week_file import file_to_dict
from .week_tables import SCHEMA_VERSION, TABLES, VERSION_FIELD, with_version

VERSION = SCHEMA_VERSION
_DIGITS = 6  # a millionth: more is noise of floating point, and differs between machines
_QUANTILES = (0.5, 0.75, 0.95, 0.99)


@attrs.frozen
class Alternatives:
    """The best few plans, best first.

    Parameters
    ----------
    finished
        Whether there are as many as were asked for, or no others; limits may have cut them short.
    """

    plans: tuple[Plan, ...]
    finished: bool = True


@attrs.frozen
class WeekAnswer:
    """An answer about one week of a block.

    Parameters
    ----------
    week
        Its number, from 0.
    name
        What the block calls it: W1 for the first.
    answer
        About this week, whose neighbours lie where the block has them.
    """

    week: int
    name: str
    answer: Explanation | Audit | Diagnosis | Prescription


@attrs.frozen
class ByWeek:
    """Answers of one kind about the weeks of a block.

    Parameters
    ----------
    kind
        Of the answers: explanation, audit, diagnosis or prescription.
    weeks
        The weeks in their order, as far as there is an answer.
    """

    kind: str
    weeks: tuple[WeekAnswer, ...]


@attrs.frozen
class ResultsHead:
    """What the results below it answer: the first line of their file.

    Parameters
    ----------
    policy
        Policy that all weeks are planned under; null if each comes with its own or the default.
    strategy
        Name of the strategy, or what it prints as.
    seconds
        Limit for each week.
    deterministic
        Limit of work for each week.
    versions
        Packages that decide on a plan.
    """

    policy: Policy | None
    strategy: str
    seconds: float | None
    deterministic: float | None
    versions: dict[str, str]


@attrs.frozen
class Share:
    """The share of draws in which a placement stays."""

    placement: Placement
    share: float


@attrs.frozen
class Summary:
    """What differs from draw to draw, in summary: mean, quantiles by their share, and maximum."""

    mean: float
    quantiles: dict[str, float]
    max: float


ANSWERS: dict[str, type] = {
    "plan": Plan,
    "explanation": Explanation,
    "reason": Reason,
    "audit": Audit,
    "diagnosis": Diagnosis,
    "prescription": Prescription,
    "recovery": Recovery,
    "frontier": Frontier,
    "alternatives": Alternatives,
    "robustness": Robustness,
    "sweep": Sweep,
    "preset_comparison": PresetComparison,
    "squad_plan": SquadPlan,
    "by_week": ByWeek,
    "error": ErrorAnswer,
    "results": ResultsHead,
    "result": PlanResult,
}
"""The classes of answers by the name that ends their `format`: "strengthfit.plan"."""

_NAMES = {kind: name for name, kind in ANSWERS.items()}

_WRITTEN: dict[type, tuple[str, ...]] = {
    Plan: (
        *(
            "policy",
            "extensions",
            "status",
            "strength",
            "interference",
            "bound",
            "gap",
            "placements",
            "skipped",
        ),
        *("score", "broken", "days", "prescriptions", "changes", "today", "kept"),
        *("not_reached", "given"),
    ),
    Placement: (
        *("id", "day", "start", "when", "kind", "dose", "minutes", "asked", "effort", "week"),
        *("label", "extra"),
    ),
    Day: ("day", "name", "runs", "placements", "state", "rules", "together", "could_move"),
    Explanation: (
        *("sentences", "starts", "parts", "shared", "days", "fatigue", "finished", "plan"),
    ),
    Start: (
        *("start", "when", "kind", "demand", "state", "code", "dose", "rules", "together"),
        *("price", "causes", "others"),
    ),
    Reason: (
        *("start", "when", "kind", "state", "code", "text", "rules", "together", "price"),
        *("finished", "moves", "plan"),
    ),
    Audit: (
        *("policy", "placements", "broken", "interference", "score", "parts", "price", "best"),
        *("repairs", "repaired", "repaired_interference", "fatigue", "finished"),
    ),
    Diagnosis: (
        *("policy", "met", "conflicts", "met_conflicts", "relaxations", "complete", "presets"),
        *("finished", "given"),
    ),
    Relaxation: ("price", "text", "labels", "plan"),
    Recovery: ("check_ins", "mean", "interval"),
    Frontier: ("axes", "complete", "covered", "values", "points"),
    Robustness: (
        *(
            "draws",
            "not_reached",
            "plan_survival",
            "survival",
            "day_survival",
            "regret",
            "interference",
        ),
        *("parameters", "drivers", "plan"),
    ),
    SquadPlan: (
        *("fairness", "status", "strength", "interference", "bound", "gap", "bookings", "shifts"),
        *("costs", "plans", "given"),
    ),
    SweepRow: ("field", "value", "moved", "plan"),
    Sweep: ("rows", "not_reached"),
}
"""What is written of a class, if it is not its fields in their order."""


IF_GIVEN = {
    *((kind, "label") for kind in (Demand, Placement, Skipped)),
    *((kind, "extra") for kind in (Demand, Placement)),
    (Placement, "id"),
    (Plan, "extensions"),
    (Cause, "term"),
}
"""What is left out of an answer if it is None: sessions of no plan, such as repairs, have no id,
and only costs of extensions say what their terms are."""


def _policy(answer: Plan | Audit | Diagnosis) -> str:
    """Name of the policy."""
    return answer.policy.name


def _extensions(plan: Plan) -> tuple[ExtensionUse, ...] | None:
    """Extensions of the policy, with what they bring and whose numbers; left out without any."""
    return plan.extensions or None


def _given(answer: Plan | Diagnosis) -> WeekFile | BlockFile:
    """Week or block and policy as given: what a week file or a block file holds."""
    if isinstance(answer.week, Block):
        return BlockFile(answer.week, answer.policy)
    return WeekFile(answer.week, answer.policy)


def _given_of_squad(squad: SquadPlan) -> SquadFile:
    """Athletes, gym, coach and policy as given: what a squad file holds."""
    return file_of_squad(squad)


def _numbers(label: Label) -> dict[str, float]:
    """Numbers of the policy that it comes from, by their unit."""
    return dict(label.numbers)


def _tiers(score: Score) -> dict[str, int]:
    """Objective as it was solved: whole steps by tier, the less the better."""
    return dict(score.tiers)


def _terms(score: Score) -> dict[str, float]:
    """Every cost term before rounding, in its own unit."""
    return dict(score.terms)


def _residual(trace: FatigueTrace) -> list[list[float]]:
    """Share of each session's largest effect that is left, at each half hour."""
    rows: list[list[float]] = trace.residual.tolist()
    return rows


def _interval(recovery: Recovery) -> tuple[float, float]:
    """Middle interval that holds 90 % of the probability."""
    return recovery.interval()


def _draws(robust: Robustness) -> int:
    """How many draws there are."""
    return len(robust.regret)


def _survival(robust: Robustness) -> tuple[Share, ...]:
    """Share of draws in which each session keeps its start."""
    return tuple(Share(*item) for item in robust.survival.items())


def _day_survival(robust: Robustness) -> tuple[Share, ...]:
    """Share of draws in which each session keeps its day."""
    return tuple(Share(*item) for item in robust.day_survival.items())


def _regret(robust: Robustness) -> Summary:
    """How much more the plan costs than the best plan of each draw, in percent of speed."""
    return _summary(robust.regret)


def _interference(robust: Robustness) -> Summary:
    """Interference of the plan in each draw, in percent of speed."""
    return _summary(robust.interference)


def _summary(draws: FloatArray) -> Summary:
    quantiles = {str(share): float(np.quantile(draws, share)) for share in _QUANTILES}
    return Summary(float(draws.mean()), quantiles, float(draws.max()))


def _drivers(robust: Robustness) -> tuple[Driver, ...] | None:
    """Parameters by how much they move the regret; null if SciPy is not installed."""
    try:
        return robust.drivers
    except MissingExtraError:
        return None


def _error(result: PlanResult) -> WrittenError | None:
    """Why there is no plan; null if there is one."""
    return None if result.error is None else written_error(result.error)


def _value(row: SweepRow) -> str | int | float | bool:
    """Value that the field had; as text if it is neither a number nor a text."""
    return _as_scalar(row.value)


def _not_reached(sweep: Sweep) -> tuple[str | int | float | bool, ...]:
    """Values that limits left no time for."""
    return tuple(map(_as_scalar, sweep.not_reached))


def _as_scalar(value: object) -> str | int | float | bool:
    return value if isinstance(value, str | int | float) else str(value)


_MADE: dict[tuple[type, str], Callable[[Any], Any]] = {
    (Plan, "policy"): _policy,
    (Plan, "extensions"): _extensions,
    (Plan, "given"): _given,
    (SquadPlan, "given"): _given_of_squad,
    (Score, "tiers"): _tiers,
    (Score, "terms"): _terms,
    (FatigueTrace, "residual"): _residual,
    (Audit, "policy"): _policy,
    (Diagnosis, "policy"): _policy,
    (Diagnosis, "given"): _given,
    (Recovery, "interval"): _interval,
    (Robustness, "draws"): _draws,
    (Robustness, "survival"): _survival,
    (Robustness, "day_survival"): _day_survival,
    (Robustness, "regret"): _regret,
    (Robustness, "interference"): _interference,
    (Robustness, "drivers"): _drivers,
    (SweepRow, "value"): _value,
    (Sweep, "not_reached"): _not_reached,
    (Label, "numbers"): _numbers,
    (PlanResult, "error"): _error,
}
"""What is made for the answer out of a value, rather than read from it."""

_LATER = {
    "Label": Label,
    "Prescription": Prescription,
    "PricedBound": PricedBound,
    "Program": Program,
    "DataFrame": object,
}
"""Names in annotations of modules that import them for type checkers only."""


class WrittenField(NamedTuple):
    """One key of what is written of a class: its type, and how it is got from a value."""

    name: str
    type: Any
    get: Callable[[Any], Any]
    text: str


def written_fields(kind: type) -> Iterator[WrittenField]:
    """Yield what is written of a class, key by key.

    Examples
    --------
    >>> [(field.name, field.type) for field in written_fields(Recovery)][:2]
    [('check_ins', <class 'int'>), ('mean', <class 'float'>)]
    """
    types = get_type_hints(kind, localns=_LATER)
    for name in _WRITTEN.get(kind) or [attribute.name for attribute in attrs.fields(kind)]:
        if (make := _MADE.get((kind, name))) is not None:
            yield WrittenField(name, get_type_hints(make)["return"], make, make.__doc__ or "")
        elif name in types:
            yield WrittenField(name, types[name], attrgetter(name), "")
        else:
            read = getattr(kind, name)
            read = read.func if isinstance(read, cached_property) else read.fget
            result = get_type_hints(read, localns=_LATER)["return"]
            yield WrittenField(name, result, attrgetter(name), read.__doc__ or "")


def _write_fields(kind: type, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """Return a hook that writes a value of a class; a plan says its format wherever it stands."""
    fields = [
        (field.name, field.get, converter.get_unstructure_hook(field.type))
        for field in written_fields(kind)
    ]
    optional = {name for owner, name in IF_GIVEN if owner is kind}

    def write(value: Any) -> dict[str, Any]:
        return {
            name: hook(get(value))
            for name, get, hook in fields
            if name not in optional or get(value) is not None
        }

    return (lambda plan: {**_format("plan"), **write(plan)}) if kind is Plan else write


def _format(name: str) -> dict[str, Any]:
    return {"format": f"strengthfit.{name}"}


def is_array(kind: Any) -> bool:
    """Whether a type is one of numpy arrays."""
    return np.ndarray in (kind, get_origin(kind))


def is_named_tuple(kind: Any) -> bool:
    """Whether a type is a class of named tuples."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _make() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(float, lambda number: round(number, _DIGITS))
    converter.register_unstructure_hook(str, str)  # kinds and doses are texts of a class of theirs
    converter.register_unstructure_hook(Extra, dict)
    converter.register_unstructure_hook(Policy, TABLES.unstructure)
    converter.register_unstructure_hook_factory(attrs.has, _write_fields)
    converter.register_unstructure_hook_func(is_named_tuple, lambda value: value._asdict())
    converter.register_unstructure_hook_func(
        is_array, lambda array: converter.unstructure(array.tolist())
    )
    for file in (WeekFile, BlockFile):
        converter.register_unstructure_hook(file, file_to_dict)
    converter.register_unstructure_hook(SquadFile, squad_to_dict)
    return converter


_ANSWERS = _make()


def to_dict(value: Any) -> dict[str, Any]:
    """Return an answer, or what a week file holds, as dicts, lists, texts and numbers.

    Nothing in it differs from run to run but the seconds of a result: equal values give equal text.
    Floats of answers are rounded to a millionth; what was given is written as it is, without the
    fields left at their defaults, so that it can be read back. An answer, a week and a block say
    once, at the top, which version of the fields they are written in (``schema_version``).

    Parameters
    ----------
    value
        A plan, a list of plans, an explanation, a reason, an audit, a diagnosis, a prescription, a
        recovery, a frontier, a robustness, a sweep, a comparison of presets or a result of
        `plan_many`; a squad's plan; a certificate; a week, a block, a policy, a week file or a
        squad file; or an error of the library.

    Raises
    ------
    InputError
        If it is none of these.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([], strength=1))
    >>> data = to_dict(plan)
    >>> data["format"], data["status"], data["days"][0]["state"]
    ('strengthfit.plan', 'optimal', 'taken')
    >>> to_dict(sf.explain(plan))["starts"][0]["state"], len(to_dict([plan, plan])["plans"])
    ('open', 2)
    >>> to_dict(sf.Week([sf.Run("Tue 07:00", "easy", km=8)], strength=1))
    {'schema_version': 1, 'runs': [{'when': 'Tue 07:00', 'kind': 'easy', 'km': 8}], 'strength': ...}
    >>> to_dict(sf.Policy(grid=15))
    {'grid': 15}
    """
    if isinstance(value, WeekFile | BlockFile):
        return with_version(file_to_dict(value))
    if isinstance(value, SquadFile):
        return with_version(squad_to_dict(value))
    if isinstance(value, Week | Block | Policy):
        table: dict[str, Any] = TABLES.unstructure(value)
        return table if isinstance(value, Policy) else with_version(table)
    if isinstance(value, list | tuple) and all(isinstance(plan, Plan) for plan in value):
        value = Alternatives(tuple(value), getattr(value, "finished", True))
    if isinstance(value, Certificate):
        return certificate_to_dict(value)
    if isinstance(value, StrengthfitError):
        return {**_format("error"), VERSION_FIELD: VERSION, **error_answer(value)}
    if type(value) not in _NAMES:
        raise InputError("value", value, f"is not an answer: {', '.join(ANSWERS)}", "wrong_type")
    head = {**_format(_NAMES[type(value)]), VERSION_FIELD: VERSION}
    return {**head, **_ANSWERS.unstructure(value)}


def to_json(value: Any, read: Sequence[ReadItem] = ()) -> str:
    """Return what `to_dict` returns as text, with two spaces for each step of depth.

    Parameters
    ----------
    value
        As for `to_dict`.
    read
        What was read from a calendar or a planner for it, to stand beside it as ``read``.

    Raises
    ------
    InputError
        If the value is neither an answer nor what a week file holds.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(to_json(sf.Policy(grid=15)))
    {
      "grid": 15
    }
    """
    table = to_dict(value)
    if read:
        table["read"] = [attrs.asdict(item) for item in read]
    return json.dumps(table, indent=2, allow_nan=False)


plan_to_dict = prescription_to_dict = to_dict
explanation_to_dict = reason_to_dict = audit_to_dict = diagnosis_to_dict = to_dict
preset_comparison_to_dict = frontier_to_dict = alternatives_to_dict = robustness_to_dict = (
    sweep_to_dict
) = to_dict
given_to_dict = policy_to_dict = error_to_dict = to_dict
