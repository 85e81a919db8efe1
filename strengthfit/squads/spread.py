"""Work on a squad's menus, here or on an executor.

A task carries prices and comes back with sums. The menus themselves, tens of megabytes, go to a
worker once: it keeps those of the call that it last heard of, and asks for what it does not have.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import partial
from itertools import islice
from typing import Any
from uuid import uuid4

import attrs

from ..domain.policy import Policy
from ..errors import InputError, StrengthfitError, WorkerError
from ..program.rows import IntArray
from ..sizes import Sizes, holding, sizes
from ..stopping import check
from .gym import Gym
from .member import Member
from .menus import Menu, menu_of
from .price_search import Ask
from .priced_menus import PricedMenus, Response, respond
from .squad_program import priced_program

_LISTED = 32
"""Athletes in a task that lists menus: some tenths of a second. CONVENTION."""

_AT_ONCE = 250
"""Athletes whose plans are priced at once: what is made on the way stays in a processor's cache."""

_PART = 5000
"""Athletes in a task at most, whose menus go to a worker at once: some tens of megabytes."""

_PARTS = 4
"""Parts for an executor at least, if there are athletes enough: each takes some milliseconds to
hand over in every round. CONVENTION."""

_FEWEST = 64
"""Athletes in a part at least, beside which handing it over is little. CONVENTION."""

_UNDER_WAY = 32
"""Tasks that an executor has at a time, so that what comes back does not pile up. CONVENTION."""

_POLL = 0.05
"""Seconds between looks at what cancels."""

LONGEST = 5000
"""Plans in a menu at most. Of a week with two sessions on half-hours it holds all that count."""

Asked = tuple[int, Member, Policy]
"""A member with the number among all, and the policy."""

_TOO_MANY = "has more plans than can be listed; solve the squad with 'cpsat'"


def listed(asked: Sequence[Asked], gym: Gym, moments: Sequence[IntArray] | None) -> list[Menu]:
    """Return the menus of some members.

    Raises
    ------
    InputError
        If a week contradicts itself, or has too many plans.
    """
    menus = []
    for number, member, policy in asked:
        check()
        program = priced_program(number, member, gym, policy)
        menu = menu_of(program, policy, gym, LONGEST, moments)
        if menu is None:
            raise InputError(f"athletes[{number}].week", member.id, _TOO_MANY, "too_large")
        menus.append(menu)
    return menus


def list_menus(
    asked: Iterable[Asked],
    gym: Gym,
    executor: Executor | None,
    moments: Sequence[IntArray] | None = None,
) -> Iterator[Menu]:
    """Yield the menu of each member in order; `moments` as in `menu_of`."""
    waiting = iter(asked)
    tasks = iter(lambda: tuple(islice(waiting, _LISTED)), ())
    if executor is None:
        for task in tasks:
            yield from listed(task, gym, moments)
        return
    for menus in _in_order(executor, (partial(listed, task, gym, moments) for task in tasks)):
        yield from menus


def asker(menus: PricedMenus, executor: Executor | None) -> Ask:
    """Return what says what athletes do at prices and a temperature."""
    if executor is None:
        return partial(_respond_here, _cut(menus))
    return partial(_respond_there, menus, executor, uuid4().hex)


def _respond_here(pieces: Sequence[PricedMenus], prices: IntArray, temperature: float) -> Response:
    return _total(respond(piece, prices, temperature) for piece in pieces)


def _respond_there(
    menus: PricedMenus, executor: Executor, run: str, prices: IntArray, temperature: float
) -> Response:
    parts = _parts(menus, min(_PART, max(_FEWEST, -(-len(menus) // _PARTS))))
    given = [(run, number, prices, temperature) for number in range(len(parts))]
    answers = list(_in_order(executor, (partial(priced_part, *one) for one in given)))
    lacking = [number for number, answer in enumerate(answers) if answer is None]
    tasks = (partial(priced_part, *given[n], _packed(menus.part(parts[n]))) for n in lacking)
    for number, answer in zip(lacking, _in_order(executor, tasks), strict=True):
        answers[number] = answer
    return _total(answers)


def _packed(part: PricedMenus) -> bytes:
    """Return what a worker needs of some athletes; their tiers are in the costs."""
    return pickle.dumps([attrs.evolve(one, tiers=one.tiers[:, :0]) for one in _cut(part)])


def _cut(menus: PricedMenus) -> list[PricedMenus]:
    """Return menus in pieces that are priced at once."""
    return [menus.part(piece) for piece in _parts(menus, _AT_ONCE)]


def _parts(menus: PricedMenus, size: int) -> list[slice]:
    count = len(menus)
    return [slice(low, min(low + size, count)) for low in range(0, count, size)]


def _total(answers: Iterable[Response]) -> Response:
    total: Response | None = None
    for answer in answers:
        check()
        total = answer if total is None else total + answer
    if total is None:
        raise ValueError("no athletes")  # a squad has one at least
    return total


_KEPT: dict[tuple[str, int], list[PricedMenus]] = {}


def priced_part(
    run: str, number: int, prices: IntArray, temperature: float, packed: bytes | None = None
) -> Response | None:
    """Return what the athletes of a part do, or None if this worker has to be given them first."""
    if packed is not None:
        for other in [key for key in list(_KEPT) if key[0] != run]:
            _KEPT.pop(other, None)
        _KEPT[run, number] = pickle.loads(packed)  # noqa: S301  # from the host of the call
    pieces = _KEPT.get((run, number))
    return None if pieces is None else _respond_here(pieces, prices, temperature)


def _in_order(executor: Executor, tasks: Iterable[Callable[[], Any]]) -> Iterator[Any]:
    """Yield the results of tasks in order, with some under way."""
    waiting, under_way = iter(tasks), deque[Future[Any]]()
    try:
        while True:
            for task in islice(waiting, _UNDER_WAY - len(under_way)):
                under_way.append(_submitted(executor, task))
            if not under_way:
                return
            while not under_way[0].done():
                check()
                wait([under_way[0]], _POLL, FIRST_COMPLETED)
            yield _result(under_way.popleft())
    finally:
        for future in under_way:
            future.cancel()


def _submitted(executor: Executor, task: Callable[[], Any]) -> Future[Any]:
    try:
        return executor.submit(_run, task, sizes(), uuid4().hex)
    except Exception as error:  # it is broken, shut down, or has lost its cluster
        raise WorkerError(f"the executor takes no more work: {error}") from error


def _run(task: Callable[[], Any], held: Sizes, _name: str) -> Any:
    """Do a task under the sizes of the call.

    The name tells it from others like it, whose results a cluster would use again.
    """
    with holding(held):
        return task()


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except StrengthfitError:
        raise
    except Exception as error:  # whatever ended the task or its worker
        raise WorkerError(f"a worker failed: {type(error).__name__}: {error}") from error
