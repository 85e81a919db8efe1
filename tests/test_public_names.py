"""The public surface: which names there are, what importing them loads, how they are told."""

import inspect
import pkgutil
import subprocess
import sys

import pytest

import strengthfit

from .longer import mostly_longer

NAMES = [
    "Alternatives",
    "Athlete",
    "Audit",
    "Block",
    "CancelledError",
    "Certificate",
    "CheckIn",
    "Coach",
    "Demand",
    "Diagnosis",
    "Explanation",
    "Extension",
    "FileError",
    "Frontier",
    "Guard",
    "Gym",
    "InputError",
    "Limits",
    "LoadSteps",
    "Member",
    "MissingExtraError",
    "OutOfTimeError",
    "Outcome",
    "OwnRunKind",
    "OwnStrengthKind",
    "Parameter",
    "PhaseLevel",
    "PinError",
    "Placement",
    "Plan",
    "PlanResult",
    "Policy",
    "Prescription",
    "PresetComparison",
    "Program",
    "Progress",
    "RaceLevel",
    "Reason",
    "Recovery",
    "Rest",
    "Robustness",
    "Run",
    "RunningLoad",
    "Session",
    "Spacing",
    "SquadPlan",
    "StrategyError",
    "StrengthfitError",
    "Sweep",
    "TooLargeError",
    "Waiver",
    "Week",
    "WeekFile",
    "Window",
    "WorkerError",
    "alternatives",
    "at_most",
    "audit",
    "certify",
    "compare_presets",
    "diagnose",
    "explain",
    "formulate",
    "frontier",
    "learn_recovery",
    "plan",
    "plan_many",
    "plan_squad",
    "read_week",
    "replan",
    "respond",
    "robust_plan",
    "robustness",
    "solve",
    "sweep",
    "why_not",
]

PLAIN_ERRORS = (
    "CancelledError",
    "OutOfTimeError",
    "PinError",
    "StrengthfitError",
    "TooLargeError",
    "WorkerError",
)
"""They take a message and nothing else, as every exception does."""

MODULES = [
    name for _, name, _ in pkgutil.walk_packages(strengthfit.__path__, prefix="strengthfit.")
]


def _python(script: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


def test_the_public_names_are_these() -> None:
    assert list(strengthfit.__all__) == NAMES
    assert all(hasattr(strengthfit, name) for name in NAMES)


def test_a_star_import_brings_them_all() -> None:
    space: dict[str, object] = {}
    exec("from strengthfit import *", space)  # noqa: S102  # the statement is the subject
    assert {name for name in space if not name.startswith("__")} == set(NAMES)


@pytest.mark.parametrize("package", ["strengthfit", *MODULES])
def test_no_module_hides_an_exported_function(package: str) -> None:
    """Where they share a name, importing the module replaces the function."""
    module = __import__(package, fromlist=["__all__"])
    exported = {n for n in getattr(module, "__all__", ()) if callable(getattr(module, n))}
    inside = {name.rpartition(".")[2] for name in MODULES if name.rpartition(".")[0] == package}
    assert not exported & inside


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_still_itself_after_every_module_was_imported(name: str) -> None:
    for module in MODULES:
        __import__(module)
    assert inspect.isclass(getattr(strengthfit, name)) or inspect.isfunction(
        getattr(strengthfit, name)
    )


@pytest.mark.parametrize("package", ["ortools", "pandas", "cattrs", "click", "numpy"])
def test_importing_the_library_does_not_load(package: str) -> None:
    done = _python(f"import sys, strengthfit; print({package!r} in sys.modules)")
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_describing_a_week_loads_no_solver_either() -> None:
    done = _python(
        "import sys, strengthfit as sf;"
        "sf.Week([sf.Run('Tue', 'easy')], available=['Sat']); sf.Policy.preset('separate_days');"
        "print(sorted({'ortools', 'pandas', 'cattrs', 'click', 'numpy'} & set(sys.modules)))"
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_documented_with_an_example(name: str) -> None:
    text = inspect.getdoc(getattr(strengthfit, name)) or ""
    assert text.splitlines()[0].endswith(".")
    assert "\nExamples\n--------\n>>> " in text


@pytest.mark.parametrize(
    "name",
    [name for name in NAMES if name not in PLAIN_ERRORS],
)
def test_every_argument_of_a_public_name_is_documented(name: str) -> None:
    thing = getattr(strengthfit, name)
    words = (inspect.getdoc(thing) or "").replace(",", " ").split()
    assert set(inspect.signature(thing).parameters) <= set(words)


def test_the_command_without_click_says_what_to_install() -> None:
    done = _python(
        "import sys; sys.modules['click'] = None; import strengthfit.cli; print('loaded')"
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "pip install 'strengthfit[cli]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_library_without_click_works() -> None:
    done = _python(
        "import sys; sys.modules['click'] = None; import strengthfit as sf;"
        "print(sf.plan(sf.Week([], strength=1)).status)"
    )
    assert (done.stdout, done.stderr) == ("optimal\n", "")


THREADS = """
import sys, threading
import strengthfit as sf
start = threading.Barrier(3)
found = []
def use(act):
    start.wait()
    try:
        act()
    except BaseException as error:
        found.append(repr(error))
def printed(): str(sf.plan(sf.Week([], strength=1)))
def shown(): sf.plan(sf.Week([], strength=1))._repr_html_()
def read(): sf.read_week('examples/marathon_week.toml'), sf.WeekFile, sf.explain, sf.Limits
threads = [threading.Thread(target=use, args=(act,)) for act in (printed, shown, read)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(found)
"""


@pytest.mark.parametrize("attempt", mostly_longer(range(4)))
def test_threads_may_use_the_library_first_at_the_same_time(attempt: int) -> None:
    done = _python(THREADS)
    assert (done.stdout, done.stderr) == ("[]\n", "")
