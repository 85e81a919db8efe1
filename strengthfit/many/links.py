"""How weeks get to an executor and answers back: as they are to threads, else as bytes.

Bytes are made and read here rather than by the executor, so that a worker can say that it has other
versions before it reads anything that only the host's version understands.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import count
from typing import Any
from uuid import uuid4

import attrs

from ..errors import InputError, WorkerError
from .question import Question
from .work import Answer, Asked, Reply, plan_each, plan_packed, versions


@attrs.frozen
class Link:
    """The way to an executor and back.

    `pack` may fail, on what cannot be sent; `submit` hands over what was packed; `read` makes
    answers of what came back, and raises a `WorkerError` if no worker like that one can answer.
    """

    pack: Callable[[tuple[Asked, ...]], Any]
    submit: Callable[[Any], Future[Any]]
    read: Callable[[Any], list[Answer]]


def link_to(executor: Executor, question: Question) -> Link:
    """Return the way to an executor for weeks with one question."""
    if isinstance(executor, ThreadPoolExecutor):
        return Link(
            pack=lambda weeks: weeks,
            submit=lambda weeks: executor.submit(plan_each, question, weeks),
            read=list,
        )
    packed, run, numbers = _packed(question.uncancelled), uuid4().hex, count()
    return Link(
        pack=pickle.dumps,
        submit=lambda weeks: executor.submit(
            plan_packed, versions(), packed, weeks, f"{run}-{next(numbers)}"
        ),
        read=_read,
    )


def check_sent(executor: Executor | None, question: Question) -> None:
    """Refuse a question of which something cannot be sent to the workers of an executor."""
    if not isinstance(executor, ThreadPoolExecutor):
        _packed(question.uncancelled)


def _packed(question: Question) -> bytes:
    for name in ("policy", "strategy", "limits"):
        value = getattr(question, name)
        try:
            pickle.dumps(value)
        except Exception as error:  # whatever the pickling of a value of the caller's raises
            problem = f"cannot be sent to another process: {type(error).__name__}: {error}"
            accepted = f"{problem}; threads as executor need not"
            raise InputError(name, value, accepted, "wrong_type") from None
    return pickle.dumps(question)


def _read(reply: Reply) -> list[Answer]:
    if reply.kind == "versions":
        raise WorkerError(_other_versions(reply.versions))
    if reply.kind == "unread":
        raise WorkerError(f"a worker cannot read the policy or the strategy: {reply.problem}")
    return [pickle.loads(one) for one in reply.answers]  # noqa: S301  # from a worker of the host's


def _other_versions(there: tuple[tuple[str, str], ...]) -> str:
    """Return which packages differ between the host and a worker."""
    here = dict(versions())
    found = [
        f"{package} {version} (here {here.get(package, 'unknown')})"
        for package, version in there
        if here.get(package) != version
    ]
    return (
        f"a worker has other versions: {', '.join(found)}; plans could differ, "
        "so install the same there"
    )
