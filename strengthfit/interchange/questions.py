"""Questions as plain data: what JSON holds of a verb's arguments in, the JSON of its answer out.

For services, and for programs that ask on behalf of a language model. Nothing is kept from one
question to the next. What cannot be read as a whole is refused with the path of every problem;
nothing is guessed, and no part of a question is left unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from ..diagnosis.audits import audit
from ..diagnosis.conflicts import diagnose
from ..diagnosis.start_reasons import why_not
from ..domain.block import Block
from ..domain.checks import unknown
from ..errors import MOST_PROBLEMS, FileError, InputError, Problem, StrengthfitError
from ..planning import Plan
from ..planning.planner import plan
from ..planning.replanning import replan
from ..problem import where_of
from ..stopping import check
from ..strategies import Limits
from ..strategies.whole_call import whole_call
from .answers import to_dict
from .format import WeekFile
from .json_schema import DIALECT, Schema
from .problems import ONE_MORE
from .question_fields import FIELDS
from .table_file import check_values

Fields = dict[str, Any]
"""The fields of a question by name, as they were read."""

_Definitions = dict[str, Schema]


@attrs.frozen
class Question:
    """A verb that may be asked with plain data.

    Parameters
    ----------
    name
        Of the verb.
    text
        What it is for, in words for whoever chooses among questions.
    fields
        What may be given.
    required
        What has to be given.
    one_of
        Of these exactly one has to be given.
    answer
        The name of the schema of its answer.
    ask
        Asks the verb, with the fields as they were read.
    """

    name: str
    text: str = attrs.field(kw_only=True)
    fields: tuple[str, ...] = attrs.field(kw_only=True)
    required: tuple[str, ...] = attrs.field(kw_only=True, default=())
    one_of: tuple[str, ...] = attrs.field(kw_only=True, default=())
    answer: str = attrs.field(kw_only=True)
    ask: Callable[[Fields], object] = attrs.field(kw_only=True)


def ask(name: str, fields: Mapping[str, Any], limits: Limits | None = None) -> object:
    """Ask a verb with plain data, and return its answer as a value.

    Parameters
    ----------
    name
        Of the question: plan, audit, why_not, diagnose or replan.
    fields
        As JSON gives them.
    limits
        When to stop, reading included. By default at the proof.

    Raises
    ------
    InputError
        If there is no such question.
    FileError
        With every problem of the fields, each with its path.
    PinError
        If a pinned session cannot stand, with its path too.
    OutOfTimeError, CancelledError
        If the limits ended before there was an answer, or ended the call.

    Examples
    --------
    >>> runs = [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun 08:00", "kind": "long"}]
    >>> print(ask("why_not", {"week": {"runs": runs, "strength": 1}, "when": "Mon 18:00"}))
    Mon 18:00 circuit: blocked; before the intervals on Tue 07:00 (before_hard_day).
    >>> ask("why_not", {"week": {"runs": [{"when": "Tue 25:00"}]}, "hour": "Mon 18:00"})
    Traceback (most recent call last):
    ...
    strengthfit.errors.FileError: why_not: 4 problems
      hour: is not a field here; ...
    """
    question = find_question(name)
    with whole_call(limits):
        read = _read(question, fields)
        try:
            return question.ask(read)
        except StrengthfitError as error:
            raise _about(question, read, error) from None


def answer(name: str, fields: Mapping[str, Any], limits: Limits | None = None) -> dict[str, Any]:
    """Ask a verb with plain data, and return its answer as plain data.

    As `ask`; the answer fits the schema that the question names.

    Examples
    --------
    >>> found = answer("plan", {"week": {"runs": [], "strength": 1}})
    >>> found["format"], found["status"], len(found["placements"])
    ('strengthfit.plan', 'optimal', 1)
    """
    return to_dict(ask(name, fields, limits))


def find_question(name: str) -> Question:
    """Return a question by its name."""
    if not isinstance(name, str) or name not in QUESTIONS:
        raise InputError("name", name, unknown(name, QUESTIONS, "a question"), "unknown_name")
    return QUESTIONS[name]


def question_schema(name: str) -> Schema:
    """Return the JSON Schema of the fields of a question.

    Examples
    --------
    >>> question_schema("why_not")["required"]
    ['when']
    """
    question = find_question(name)
    definitions: _Definitions = {}
    body: Schema = {
        "$schema": DIALECT,
        "title": name,
        "description": question.text,
        "type": "object",
        "properties": {field: FIELDS[field].schema(definitions) for field in question.fields},
        "required": list(question.required),
        "additionalProperties": False,
    }
    if question.one_of:
        body["oneOf"] = [{"required": [field]} for field in question.one_of]
    return {**body, **({"$defs": definitions} if definitions else {})}


# Reading


def _read(question: Question, fields: Mapping[str, Any]) -> Fields:
    """Return the fields of a question as values, or refuse all that is wrong with them."""
    if not isinstance(fields, Mapping):
        raise FileError(question.name, [Problem("is not a table of fields", "wrong_type", "")])
    check_values(fields, question.name)
    problems = [*_unknown(question, fields), *_missing(question, fields)]
    read: Fields = {}
    for name in question.fields:
        if name in fields:
            check()
            try:
                read[name] = FIELDS[name].read(fields[name])
            except (InputError, FileError) as error:
                problems += [one.inside(name) for one in error.problems]
            except StrengthfitError as error:
                raise _within(error, _holder([name])) from None
    if problems:
        raise FileError(question.name, problems)
    return read


def _unknown(question: Question, fields: Mapping[str, Any]) -> list[Problem]:
    names = [name for name in fields if name not in question.fields]
    found = [
        Problem.at(
            where_of([str(name)]),
            unknown(name, question.fields, "a field here"),
            "unknown_field",
            name,
        )
        for name in names[:MOST_PROBLEMS]
    ]
    return [*found, *[ONE_MORE] * (len(names) - len(found))]


def _missing(question: Question, fields: Mapping[str, Any]) -> list[Problem]:
    missing = [
        Problem.at(name, "is missing", "missing")
        for name in question.required
        if name not in fields
    ]
    given = [name for name in question.one_of if name in fields]
    names = " or ".join(question.one_of)
    if question.one_of and not given:
        missing.append(Problem.at("", f"{names} is missing", "missing"))
    if len(given) > 1:
        accepted = f"cannot stand beside {given[0]}; write one of them"
        missing.append(Problem.at(given[1], accepted, "contradiction"))
    return missing


def _about(question: Question, read: Fields, error: StrengthfitError) -> StrengthfitError:
    """Return an error of a verb as one of the question: what is of its week lies within it."""
    inner = _holder(read)
    if not isinstance(error, InputError | FileError):
        return _within(error, inner)
    problems = [
        one
        if one.path.split("/")[1:2] in [[name] for name in question.fields]
        else one.inside(inner)
        for one in error.problems
    ]
    return FileError(question.name, problems)


def _holder(fields: Iterable[str]) -> str:
    """Return what holds the week or the block of a question."""
    name = next(name for name in ("week", "block", "plan") if name in fields)
    return "plan.given" if name == "plan" else name


def _within(error: StrengthfitError, path: str) -> StrengthfitError:
    """Return an error of another kind than of input, as of what lies at a path if it says where."""
    (problem,) = error.problems
    if not problem.where:
        return error
    placed = problem.inside(path)
    return type(error)(str(placed), code=error.code, where=placed.where, value=placed.value)


# Verbs: the limits of the call hold for whatever runs inside it


def _planned(read: Fields) -> Plan:
    """Return the plan of what is asked: as it was given, or of its week or block."""
    if "plan" in read:
        asked: Plan = read["plan"]
        return asked
    given = read["week"] if "week" in read else read["block"]
    week = given.week if isinstance(given, WeekFile) else given.block
    return plan(week, given.policy)


def _audited(read: Fields) -> object:
    given: WeekFile = read["week"]
    if not given.placements:
        accepted = "are missing; list each session with when and kind"
        raise InputError("placements", [], accepted, "missing")
    return audit(given.week, given.placements, given.policy)


def _why_not(read: Fields) -> object:
    if "plan" in read and isinstance(read["plan"].week, Block):
        number = len(read["plan"].week.weeks)
        accepted = "is the plan of a block; ask about one week of it: give week instead of plan"
        raise InputError("plan", f"{number} weeks", accepted, "unsupported")
    return why_not(_planned(read), read["when"], read.get("kind"))


def _diagnosed(read: Fields) -> object:
    given: WeekFile = read["week"]
    return diagnose(given.week, given.policy, ways=read.get("ways", 5))


def _replanned(read: Fields) -> object:
    return replan(**read)


QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        Question(
            "plan",
            text="Place strength sessions in a runner's week, or in a block of weeks, around the "
            "runs, which stay as they are. What has no place is skipped, with the rule and the run "
            "that keep it out. The week says its runs, what strength it asks for and a policy.",
            fields=("week", "block"),
            one_of=("week", "block"),
            answer="plan",
            ask=_planned,
        ),
        Question(
            "audit",
            text="Judge strength that somebody placed: week.placements lists each session with "
            "when and kind. Names every rule that is broken, with the run and the session, what "
            "each run loses, and the least changes that mend the week. A week that breaks nothing "
            "has an empty list `broken`.",
            fields=("week",),
            required=("week",),
            answer="audit",
            ask=_audited,
        ),
        Question(
            "why_not",
            text="Say why no strength session is at a time: every rule that blocks it, or what it "
            "would cost. Give the plan, or the week, which is then planned first. The plan of a "
            "block is refused: give the one week of it that is asked about.",
            fields=("week", "plan", "when", "kind"),
            required=("when",),
            one_of=("week", "plan"),
            answer="reason",
            ask=_why_not,
        ),
        Question(
            "diagnose",
            text="Say why a week cannot hold all the strength that it asks for: the smallest sets "
            "of needs and rules that clash, and the cheapest ways out.",
            fields=("week", "ways"),
            required=("week",),
            answer="diagnosis",
            ask=_diagnosed,
        ),
        Question(
            "replan",
            text="Plan again in the middle of a week: the past stays, and little changes. Give the "
            "plan as it was answered, today, and what was missed, done otherwise or changed.",
            fields=("plan", "today", "missed", "done", "changed", "missed_sessions"),
            required=("plan", "today"),
            answer="plan",
            ask=_replanned,
        ),
    )
}
"""The questions, by name. A new one is one more record here."""
