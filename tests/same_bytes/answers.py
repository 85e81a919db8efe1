"""What is compared: digests of the answers to real weeks, made by a process of its own.

python -m tests.same_bytes.answers PLANS --out FILE [--weeks 500] [--how serial] [--strategy NAME]

It needs nothing but what strengthfit itself needs, so that it runs with any version of that.
"""

import argparse
import decimal
import functools
import gc
import hashlib
import json
import locale
import multiprocessing
import os
import random
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import numpy as np

import strengthfit as sf
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import read_corpus, to_json

Question = tuple[sf.Week, str]
Digests = dict[str, str]

_MORE = 10
"""Of one week in so many further verbs are asked, which cost more than plans."""

_THREADS = 4
PACKAGES = ("attrs", "cattrs", "numpy", "ortools")


def questions(folder: Path, count: int) -> list[Question]:
    """Return weeks from all over a folder of published plans, under one preset after another."""
    corpora = [read_corpus(path) for path in sorted(folder.glob("*.json"))]
    places = [(corpus, number) for corpus in corpora for number in range(1, len(corpus) + 1)]
    chosen = [places[index * len(places) // count] for index in range(min(count, len(places)))]
    presets = list(PRESETS)
    return [
        (corpus.week(number), presets[index % len(presets)])
        for index, (corpus, number) in enumerate(chosen)
    ]


def digests(plan: sf.Plan, strategy: str, more: bool) -> Digests:
    """Return digests of what a plan is written as, by name, and of further answers."""
    week, policy = plan.week, plan.policy
    assert isinstance(week, sf.Week)
    texts: dict[str, Callable[[], str]] = {
        "JSON": lambda: to_json(plan),
        "text": lambda: str(plan),
        "HTML": plan._repr_html_,
    }
    if more:
        texts |= {
            "explain": lambda: to_json(sf.explain(plan)),
            "alternatives": lambda: to_json(sf.alternatives(week, 3, policy=policy)),
            "frontier": lambda: to_json(sf.frontier(week, policy=policy)),
            "diagnose": lambda: to_json(sf.diagnose(week, policy)),
            "robustness": lambda: to_json(sf.robustness(plan, 50)),
        }
    return {
        name: hashlib.sha256(text().encode("utf-8", "surrogatepass")).hexdigest()
        for name, text in texts.items()
    }


def answer(item: tuple[int, Question], strategy: str) -> Digests:
    """Return the digests of one week."""
    number, (week, preset) = item
    return digests(sf.plan(week, preset, strategy), strategy, number % _MORE == 0)


def by_plan_many(asked: list[Question], strategy: str, method: str | None) -> Iterator[Digests]:
    """Plan with `plan_many`, on processes that are started in some way, or its own."""
    for preset in PRESETS:
        weeks = [(str(number), week) for number, (week, own) in enumerate(asked) if own == preset]
        if method is None:
            results = sf.plan_many(weeks, preset, strategy, workers=2, ordered=True)
        else:
            context = multiprocessing.get_context(method)
            pool = ProcessPoolExecutor(2, mp_context=context)
            results = sf.plan_many(weeks, preset, strategy, executor=pool, ordered=True)
        for result in results:
            assert result.plan is not None, str(result)
            yield {"number": str(result.id)} | digests(
                result.plan, strategy, int(result.id) % _MORE == 0
            )


def _in_order(found: Iterable[Digests]) -> list[Digests]:
    ordered = sorted(found, key=lambda one: int(one["number"]))
    return [{name: text for name, text in one.items() if name != "number"} for one in ordered]


def _in_a_thread(work: Callable[[], list[Digests]]) -> list[Digests]:
    """Run in a thread that is not the main one, with a small stack."""
    found: list[list[Digests]] = []
    threading.stack_size(1 << 20)
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def host_with_settings_of_its_own() -> None:
    """Change all that a host may: none of it is for a plan to depend on."""
    decimal.getcontext().prec = 3
    np.seterr(all="raise")
    np.set_printoptions(precision=1, threshold=3)
    np.random.seed(3)  # the old generator is what some hosts seed
    random.seed(3)
    sys.setswitchinterval(1e-6)
    sys.setrecursionlimit(400)
    gc.disable()


WAYS = ("serial", "backwards", "thread", "threads", "own", "spawn", "fork", "forkserver", "host")


def answers(asked: list[Question], how: str, strategy: str) -> list[Digests]:
    """Return the digests of all weeks, planned in some way."""
    ask = functools.partial(answer, strategy=strategy)
    numbered = list(enumerate(asked))
    if how == "backwards":  # what was planned before is in no plan
        return [ask(item) for item in numbered[::-1]][::-1]
    if how == "thread":
        return _in_a_thread(lambda: [ask(item) for item in numbered])
    if how == "threads":
        with ThreadPoolExecutor(_THREADS) as pool:
            return list(pool.map(ask, numbered))
    if how in ("own", "spawn", "fork", "forkserver"):
        return _in_order(by_plan_many(asked, strategy, None if how == "own" else how))
    if how == "host":
        host_with_settings_of_its_own()
    return [ask(item) for item in numbered]


def main() -> None:
    """Answer, and write a line for each week below one on the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.same_bytes.answers")
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weeks", type=int, default=500)
    parser.add_argument("--how", choices=WAYS, default="serial")
    parser.add_argument("--strategy", default="cpsat")
    given = parser.parse_args()
    locale.setlocale(locale.LC_ALL, "")  # as programs do that speak their user's language
    found = answers(questions(given.plans, given.weeks), given.how, given.strategy)
    process = {
        "python": sys.version.split()[0],
        "versions": {name: version(name) for name in PACKAGES},
        "locale": locale.setlocale(locale.LC_ALL),
        "hash": hash("strengthfit"),
        "optimize": sys.flags.optimize,
        "folder": os.getcwd(),
    }
    lines = [json.dumps(line) for line in (process, *found)]
    given.out.write_text("\n".join(lines) + "\n", "ascii")


if __name__ == "__main__":
    main()
