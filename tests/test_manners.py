"""A good guest: after any call the host's process is as it was, in every respect that hosts use.

What a call leaves alone is looked at in child processes, which begin with nothing loaded.
"""

import copy
import functools
import inspect
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import strengthfit as sf

from .longer import mostly_longer

posix = pytest.mark.skipif(os.name != "posix", reason="reads /proc, or forks")

ALL_VERBS = """
import strengthfit as sf

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]
WEEK = sf.Week(RUNS, strength=2, available=["Tue 12:00-21:00", "Fri 12:00-21:00"])

def use_every_verb():
    plan = sf.plan(WEEK)
    for strategy in ("auto", "dynamic", "exhaustive", "greedy", "highs", "scip"):
        sf.plan(WEEK, strategy=strategy)
    str(plan), repr(plan), plan._repr_html_()
    session = sf.Session("Tue 18:00", "heavy")
    print_nothing = [
        sf.audit(WEEK, [session]),
        sf.explain(plan),
        sf.why_not(plan, "Wed 18:00"),
        sf.diagnose(sf.Week(RUNS, strength=3, available=["Fri"])),
        sf.respond(WEEK),
        sf.replan(plan, WEEK, "Wed"),
        sf.alternatives(WEEK, 2),
        sf.frontier(WEEK),
        sf.compare_presets(WEEK),
        sf.robustness(WEEK, draws=20),
        sf.robust_plan(WEEK, draws=20),
        sf.sweep(WEEK, "rest_day", [0.2, 0.4]),
        sf.learn_recovery([]),
        sf.certify(plan.program, plan.outcome),
        sf.read_week("examples/marathon_week.toml"),
        sf.plan_squad({"Ann": WEEK, "Bo": WEEK}, sf.Gym(places=1), sf.Coach(half_hours=2)),
    ]
    for value in print_nothing:
        str(value)
    for wrong in (lambda: sf.Run("Thurs 25:00", "easy"), lambda: sf.plan(3)):
        try:
            wrong()
        except sf.InputError:
            pass
"""

STATE = """
import os, sys, threading

def state():
    import decimal, gc, locale, logging, multiprocessing, random, signal, warnings
    import numpy
    return {
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "streams": [id(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)],
        "hooks": [sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook],
        "logging": (
            logging.root.level, list(logging.root.handlers), logging.root.manager.disable,
            logging.getLogger("strengthfit").level, logging.getLogger("strengthfit").handlers,
        ),
        "warnings": (list(warnings.filters), warnings.showwarning),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "path": list(sys.path),
        "locale": [locale.setlocale(part) for part in (locale.LC_CTYPE, locale.LC_NUMERIC)],
        "random": (random.getstate(), repr(numpy.random.get_state())),
        "floats": (numpy.geterr(), numpy.get_printoptions(), str(decimal.getcontext())),
        "threads": [thread.name for thread in threading.enumerate()],
        "switching": (sys.getswitchinterval(), sys.getrecursionlimit()),
        "garbage": (gc.isenabled(), gc.get_threshold()),
        "processes": multiprocessing.get_start_method(allow_none=True),
        "files": sorted(os.listdir("/proc/self/fd")),
        "threads of the system": len(os.listdir("/proc/self/task")),
        "temporary": sorted(os.listdir(os.environ["TMPDIR"])),
    }
"""


def _run(code: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "TMPDIR": str(folder), **environment},
    )


LOADED = """
import matplotlib.pyplot, scipy.stats, highspy, pyscipopt, numpy.random, logging
import ortools.sat.python.cp_model
"""
"""What the verbs load is loaded before: an import of another package may set what it likes."""


@posix
def test_after_every_verb_the_process_is_as_it_was(tmp_path: Path) -> None:
    """In the main thread, then in another; nothing is printed, and a warning would be an error."""
    code = f"""
{LOADED}{ALL_VERBS}{STATE}
import time, warnings
warnings.simplefilter("error")

def use_in_a_thread():
    worker = threading.Thread(target=use_every_verb)
    worker.start()
    worker.join()

for use in (use_every_verb, use_in_a_thread):
    before = state()
    use()
    ends = time.monotonic() + 20  # the system may take a moment to end what has returned
    while (after := state()) != before and time.monotonic() < ends:
        time.sleep(0.05)
    print({{name: after[name] for name, value in before.items() if after[name] != value}})
"""
    done = _run(code, tmp_path)
    assert (done.stdout, done.stderr) == ("{}\n{}\n", "")


@posix
def test_after_plan_many_the_process_is_as_it_was(tmp_path: Path) -> None:
    """Here multiprocessing is loaded before, and its resource tracker runs, with its own pipe."""
    code = f"""
import multiprocessing.resource_tracker
import strengthfit as sf
{STATE}
import time
sf.plan(sf.Week([]), strategy="greedy")
multiprocessing.resource_tracker.ensure_running()
before = state()
for _ in range(2):
    assert [each.id for each in sf.plan_many([sf.Week([])] * 3, strategy="greedy", workers=1)]
ends = time.monotonic() + 20
while (after := state()) != before and time.monotonic() < ends:
    time.sleep(0.05)
print({{name: after[name] for name, value in before.items() if after[name] != value}})
print(multiprocessing.active_children())
multiprocessing.set_start_method("fork")
"""
    done = _run(code, tmp_path)
    assert (done.stdout, done.stderr) == ("{}\n[]\n", "")


@posix
@pytest.mark.parametrize(
    "begun", mostly_longer(["sf.plan(WEEK)", "", "sf.plan(WEEK, strategy='highs')"])
)
def test_a_fork_plans_as_its_parent_does(begun: str, tmp_path: Path) -> None:
    """An alarm ends a fork that hangs, as one does that waits for threads it did not inherit."""
    code = f"""
import os, signal
{ALL_VERBS}
{begun}
child = os.fork()
if not child:
    signal.alarm(60)
    for strategy in ("cpsat", "auto", "highs", "dynamic"):
        sf.plan(WEEK, strategy=strategy)
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sf.plan(WEEK).status)
"""
    done = _run(code, tmp_path)
    assert (done.stdout, done.stderr) == ("7 optimal\n", "")


@pytest.mark.longer
@posix
def test_a_notebook_is_interrupted_and_goes_on() -> None:
    """The kernel's stop button sends SIGINT to it, and its next cell runs as if nothing was."""
    manager = pytest.importorskip("jupyter_client.manager")
    kernel, client = manager.start_new_kernel()
    printed: list[str] = []

    def hear(message: dict[str, dict[str, str]]) -> None:
        text = message["content"].get("text", "")
        printed.append(text)
        if text == "begun\n":
            threading.Timer(0.4, kernel.interrupt_kernel).start()

    def said(code: str) -> dict[str, str]:
        reply: dict[str, dict[str, str]] = client.execute_interactive(
            code, timeout=120, output_hook=hear
        )
        return reply["content"]

    try:
        long = "program = instance('coach-11').program; print('begun'); sf.solve(program)"
        first = said(
            "import strengthfit as sf; from strengthfit.lab.instances import instance\n"
            f"sf.plan(sf.Week([])); {long}"
        )
        assert (first["status"], first.get("ename")) == ("error", "KeyboardInterrupt")
        assert said("print(sf.plan(sf.Week([])).status)")["status"] == "ok"
        assert "optimal\n" in printed
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


@functools.cache
def _values() -> dict[str, object]:
    """Return a value of each public class, by its name, as constructors and verbs give them."""
    run = sf.Run("Tue 07:00", "intervals", minutes=60, extra={"shoe": ["red", 1]})
    session = sf.Session("Fri 18:00", "circuit")
    policy = sf.Policy(rests=[sf.Rest(1, runs=["long"])])
    week = sf.Week(
        [run, sf.Run("Sun 08:00", "long")],
        [sf.Demand("circuit", 2)],
        available=[sf.Window("Tue 12:00-21:00", place="gym"), "Fri"],
        start="2026-11-23",
        history=[sf.RunningLoad(km=40), sf.RunningLoad(km=42)],
        athlete=sf.Athlete(recovery=1.2),
    )
    assert week.available is not None
    own = sf.OwnStrengthKind("acme:nordic", like="heavy", curve=[[0, 0.6], [36, 1], [96, 0]])
    fartlek = sf.OwnRunKind("acme:fartlek", like="tempo")
    peak = sf.Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027")
    plan, program = sf.plan(week, policy), sf.formulate(week, policy)
    squad = sf.plan_squad([sf.Member("Ann", week, policy)], sf.Gym(places=1, open=["Tue", "Fri"]))
    found = (
        *(run, session, policy, week, plan, program, plan.placements[0], week.athlete),
        *(week.strength[0], week.available[0], week.history[0], policy.guards[0]),
        *(policy.rests[0], policy.spacings[0], policy.load_response[0], policy.phases[0]),
        *(policy.races[0], sf.Waiver("before_hard_day", "Tue 07:00 intervals")),
        *(sf.Block([week]), sf.Limits(seconds=3), sf.CheckIn(expected=0.8, soreness=4)),
        *(sf.solve(program), sf.audit(week, [session]), sf.explain(plan)),
        *(sf.why_not(plan, "Mon 18:00"), sf.diagnose(week), sf.respond(week), sf.frontier(week)),
        *(sf.compare_presets(week), sf.robustness(week, draws=20), sf.learn_recovery([])),
        *(sf.sweep(week, "rest_day", [0.2, 0.4]), sf.read_week("examples/marathon_week.toml")),
        *(own, fartlek, peak, sf.Extension("acme", strength_kinds=[own], evidence=[peak])),
        *(sf.alternatives(week, 2), sf.PlanResult(1, "Ada", plan), sf.Progress(1, 3, "weeks")),
        *(squad, squad.members[0], squad.gym, sf.Coach(half_hours=2)),
        sf.certify(program, sf.solve(program)),
    )
    return {type(value).__name__: value for value in found}


CLASSES = [
    name
    for name in sf.__all__
    if inspect.isclass(getattr(sf, name)) and not issubclass(getattr(sf, name), Exception)
]


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_value_is_pickled_copied_and_compared(name: str) -> None:
    value = _values()[name]
    sent = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes
    for other in (sent, copy.copy(value), copy.deepcopy(value)):
        assert type(other) is type(value)
        if name != "Program":  # arrays are compared one by one, in tests of programs
            assert other == value
    assert value != object()


@pytest.mark.parametrize("name", [name for name in CLASSES if name != "Program"])
def test_equal_values_have_equal_hashes_and_texts(name: str) -> None:
    value = _values()[name]
    other = copy.deepcopy(value)
    if name != "Alternatives":  # a list, so it has no hash
        assert hash(other) == hash(value)
    assert (str(other), repr(other)) == (str(value), repr(value))
