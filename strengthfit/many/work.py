"""What a worker does: it plans some weeks, and sends back what became of each."""

from __future__ import annotations

import pickle
import sys
import threading
import traceback
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import parent_process
from time import perf_counter
from typing import Literal, NamedTuple, TypeVar

from ..domain.arguments import as_policy
from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import CancelledError, StrengthfitError, WorkerError
from ..planning.planner import plan
from ..planning.plans import Plan
from ..sizes import holding
from ..stopping import of_host
from .question import Question

_Error = TypeVar("_Error", bound=StrengthfitError)

Asked = tuple[Week | Block, Policy | None]
"""A week or a block, and the policy that came with it, if one did."""

_DECIDING = ("strengthfit", "ortools", "numpy")
"""The packages of which another version may give another plan."""


class Answer(NamedTuple):
    """What became of one week, and in how many seconds."""

    found: Plan | StrengthfitError
    seconds: float


class Reply(NamedTuple):
    """What a worker sends back, in terms that every version can read.

    The answers, each as bytes, or, if it did not plan at all, its versions or what is wrong there.
    """

    kind: Literal["answers", "versions", "unread"]
    answers: tuple[bytes, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return the packages that decide on a plan, with their versions here."""
    return tuple((package, _version(package)) for package in _DECIDING)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def plan_packed(
    host: tuple[tuple[str, str], ...], question: bytes, weeks: bytes, _name: str
) -> Reply:
    """Plan weeks that come as bytes from a host with these versions, and answer in bytes.

    The name makes each call another one, for executors that know equal calls again.
    """
    if versions() != host:
        return Reply("versions", versions=versions())
    try:
        asked = _question(question)
    except Exception as error:  # whatever a class of the host's raises that is not known here
        return Reply("unread", problem=f"{type(error).__name__}: {error}")
    read: tuple[Asked, ...] = pickle.loads(weeks)  # noqa: S301  # from the host that called
    # One by one, since a plan holds a hundred times the memory of its bytes as long as it lives.
    return Reply("answers", tuple(_packed(_planned(asked, week)) for week in read))


def _packed(answer: Answer) -> bytes:
    """Return an answer as bytes; what cannot be sent becomes an error that says so."""
    try:
        return pickle.dumps(answer)
    except Exception as error:  # whatever the pickling of a value of a strategy's raises
        failed = _failed("the plan or error cannot be sent back", error)
        return pickle.dumps(answer._replace(found=failed))


@lru_cache(maxsize=4)
def _question(packed: bytes) -> Question:
    """Return a question that came as bytes: the same for all calls of a run."""
    read: Question = pickle.loads(packed)  # noqa: S301  # from the host that called
    return read


def plan_each(question: Question, weeks: tuple[Asked, ...]) -> list[Answer]:
    """Plan weeks, one after another."""
    return [_planned(question, week) for week in weeks]


def _planned(question: Question, asked: Asked) -> Answer:
    """Plan one week; whatever it raises is its answer."""
    (week, own), began, handled = asked, perf_counter(), sys.exception()
    found: Plan | StrengthfitError
    try:
        with holding(question.sizes):
            found = plan(week, policy_for(question, own), question.strategy, question.limits)
    except CancelledError as error:
        question.check()  # if it is the whole call that is cancelled
        found = _failed("planning failed", error)
    except StrengthfitError as error:
        found = _alone(error)
    except BaseException as error:  # a fault of the library's, or of a strategy's
        if _is_host() and of_host(error, handled) is not None:
            raise
        found = _failed("planning failed", error)
    return Answer(found, perf_counter() - began)


def _alone(error: StrengthfitError) -> StrengthfitError:
    """Return an error without its traceback and its cause, which would hold all that was at work.

    What a strategy raised has its traceback as a note, as it could not be sent.
    """
    if error.__cause__ is not None:
        with_traceback(error, error.__cause__)
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _failed(what: str, error: BaseException) -> WorkerError:
    """Return an error of ours about any other, whose traceback is its note."""
    return with_traceback(WorkerError(f"{what}: {type(error).__name__}: {error}"), error)


def with_traceback(failed: _Error, error: BaseException) -> _Error:
    """Return an error of ours with the traceback of another as its note."""
    failed.add_note("".join(traceback.format_exception(error)))
    return failed


def _is_host() -> bool:
    """Whether this is where Ctrl-C is heard, rather than a worker: a main thread of no child."""
    return parent_process() is None and threading.current_thread() is threading.main_thread()


def policy_for(question: Question, own: Policy | None) -> Policy:
    """Return the policy that a week is planned under, which may have come with its own."""
    return question.policy or own or as_policy(None)
