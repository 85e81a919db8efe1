"""Runs as a scenario of ASlib: a folder from which a choice of strategies can be learnt.

The format is that of B. Bischl and others, ASlib: a benchmark library for algorithm selection,
Artificial Intelligence, 2016 (arXiv:1506.02465), as its repository coseal/aslib-spec describes it,
with the field `metainfo_algorithms` that newer readers ask for.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import FileError, InputError
from ..text_file import write_text
from .measures import proof_time
from .records import Record, ordered_runs
from .strategies import in_order, kind_of

Features = Mapping[str, Mapping[str, float]]
"""By instance, then by name."""

STEP = "features"
"""All features come from one step, which takes a program and nothing else."""

_RUN_STATES = ("ok", "timeout", "memout", "not_applicable", "crash", "other")
_STEP_STATES = ("ok", "timeout", "memout", "presolved", "crash", "other")
_ENDS = {"timeout": "timeout", "memory": "memout", "refused": "not_applicable", "crash": "crash"}
_UNQUOTED = re.compile(r"[a-zA-Z_]\w+", re.ASCII)
_WORDS_OF_YAML = {
    word
    for each in ("true", "false", "yes", "no", "on", "off", "null")
    for word in (each, each.title(), each.upper())
}
_QUOTED = re.compile(r"[^\w.:/+-]", re.ASCII)


def sizes(records: Iterable[Record]) -> dict[str, dict[str, float]]:
    """Return what records say of each instance: the numbers of choices and of rows.

    Examples
    --------
    >>> sizes([])
    {}
    """
    found: dict[str, dict[str, float]] = {}
    for record in records:
        known = found.setdefault(record.instance, {"choices": 0.0, "rows": 0.0})
        known["choices"] = max(known["choices"], float(record.choices))  # 0: it died too soon
        known["rows"] = max(known["rows"], float(record.rows))
    return found


def write_aslib(
    records: Iterable[Record],
    folder: Path,
    features: Features | None = None,
    name: str = "strengthfit",
) -> Path:
    """Write runs as a scenario of ASlib, whose performance is the time to a checked proof.

    Heuristics are left out. Each family is a fold, so that a choice is tried on families that it
    has not seen. The same records give the same files, in whatever order they come.

    Parameters
    ----------
    folder
        Made if it is not there.
    features
        Of each instance; by default `sizes`. What is missing, or not finite, is written as missing.
    name
        Of the scenario.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If there is no run but of heuristics, if limits differ, if a strategy has no run on an
        instance, if one instance stands for two programs, or if there is no feature.
    FileError
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> write_aslib([], Path(tempfile.gettempdir()))
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: records: [] has no run; give at least one
    """
    runs = _checked(records)
    given = sizes(runs) if features is None else features
    named = sorted({feature for one in given.values() for feature in one})
    if not named:
        raise InputError("features", given, "has no feature; give at least one", "missing")
    families = dict(sorted({run.instance: run.family for run in runs}.items()))
    known = {instance: _numbers(given.get(instance, {}), named) for instance in families}
    files = {
        "description.txt": _description(runs, named, name),
        "algorithm_runs.arff": _algorithm_runs(runs, name),
        "feature_values.arff": _feature_values(known, named, name),
        "feature_runstatus.arff": _feature_states(known, name),
        "cv.arff": _folds(families, name),
        "readme.txt": _readme(families),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), [f"cannot be written: {error}"], "unreadable") from None
    for file, text in files.items():
        write_text(text, folder / file)
    return folder


def _checked(records: Iterable[Record]) -> list[Record]:
    """Return the runs of a scenario in order, if they make one."""
    runs = [run for run in ordered_runs(records) if kind_of(run.strategy) != "heuristic"]
    if not runs:
        accepted = "has runs of heuristics alone, which prove nothing; give some of others"
        raise InputError("records", [], accepted, "missing")
    limits = sorted({run.limit for run in runs})
    if len(limits) > 1:
        accepted = "are several limits, and a scenario has one; give the runs with one of them"
        raise InputError("records.limit", limits, accepted, "contradiction")
    ran = {(run.instance, run.strategy) for run in runs}
    for strategy in in_order(run.strategy for run in runs):
        missing = sorted({run.instance for run in runs if (run.instance, strategy) not in ran})
        if missing:
            accepted = f"has no run of {strategy}; give the runs of each strategy on each instance"
            raise InputError("records.instance", missing[0], accepted, "missing")
    return runs


def _numbers(given: Mapping[str, float], named: Sequence[str]) -> list[float | None]:
    values = [given.get(feature) for feature in named]
    return [None if value is None or not math.isfinite(value) else value for value in values]


def _description(runs: Sequence[Record], named: Sequence[str], name: str) -> str:
    """Return the description, in YAML."""
    seeds: dict[str, set[int]] = {}
    for run in runs:
        seeds.setdefault(run.strategy, set()).add(run.seed)
    strategies = in_order(seeds)
    random = [strategy for strategy in strategies if len(seeds[strategy]) > 1]
    fixed = [strategy for strategy in strategies if strategy not in random]
    facts: dict[str, object] = {
        "scenario_id": name,
        "performance_measures": ["runtime"],
        "maximize": [False],
        "performance_type": ["runtime"],
        "algorithm_cutoff_time": runs[0].limit,
        "algorithm_cutoff_memory": "?",
        "features_cutoff_time": "?",
        "features_cutoff_memory": "?",
        "algorithms_deterministic": list(map(_plain, fixed)),
        "algorithms_stochastic": list(map(_plain, random)),
        "number_of_feature_steps": 1,
        "default_steps": [STEP],
        "features_deterministic": list(map(_plain, named)),
        "features_stochastic": [],
        "feature_steps": {STEP: {"provides": list(map(_plain, named))}},
        "metainfo_algorithms": {
            _plain(strategy): {"configuration": "", "deterministic": strategy in fixed}
            for strategy in strategies
        },
    }
    return "\n".join(_yaml(facts)) + "\n"


def _yaml(value: object, indent: str = "") -> Iterator[str]:
    """Yield the lines of a table in YAML, of which JSON's strings, numbers and truth are a part."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if isinstance(below, Mapping | list) and below:
                yield f"{indent}{_scalar(key)}:"
                yield from _yaml(below, f"{indent}  ")
            else:
                yield f"{indent}{_scalar(key)}: {_scalar(below)}"
    elif isinstance(value, list):
        yield from (f"{indent}- {_scalar(each)}" for each in value)


def _scalar(value: object) -> str:
    if isinstance(value, str) and _UNQUOTED.fullmatch(value) and value not in _WORDS_OF_YAML:
        return value
    return json.dumps(value)


def _algorithm_runs(runs: Sequence[Record], name: str) -> str:
    """Return the runs, those of a strategy on an instance counted from 1."""
    counted: dict[tuple[str, str], int] = {}
    rows = []
    for run in runs:
        place = run.instance, run.strategy
        counted[place] = counted.get(place, 0) + 1
        proof = proof_time(run)
        seconds = min(run.seconds, run.limit) if proof is None else proof
        rows.append([run.instance, counted[place], run.strategy, seconds, _state(run)])
    columns = {"instance_id": "STRING", "repetition": "NUMERIC", "algorithm": "STRING"}
    columns |= {"runtime": "NUMERIC", "runstatus": _nominal(_RUN_STATES)}
    return _arff(f"ALGORITHM_RUNS_{name}", columns, rows)


def _state(run: Record) -> str:
    if proof_time(run) is not None:
        return "ok"
    if run.problems:
        return "other"
    return _ENDS.get(run.status, "timeout" if run.seconds >= run.limit else "other")


def _feature_values(
    known: Mapping[str, Sequence[float | None]], named: Sequence[str], name: str
) -> str:
    columns = {"instance_id": "STRING", "repetition": "NUMERIC"}
    columns |= dict.fromkeys(named, "NUMERIC")
    rows = [[instance, 1, *values] for instance, values in known.items()]
    return _arff(f"FEATURE_VALUES_{name}", columns, rows)


def _feature_states(known: Mapping[str, Sequence[float | None]], name: str) -> str:
    columns = {"instance_id": "STRING", "repetition": "NUMERIC", STEP: _nominal(_STEP_STATES)}
    rows = [
        [instance, 1, "other" if None in values else "ok"] for instance, values in known.items()
    ]
    return _arff(f"FEATURE_RUNSTATUS_{name}", columns, rows)


def _folds(families: Mapping[str, str], name: str) -> str:
    number = {family: place for place, family in enumerate(sorted(set(families.values())), 1)}
    columns = {"instance_id": "STRING", "repetition": "NUMERIC", "fold": "NUMERIC"}
    rows = [[instance, 1, number[family]] for instance, family in families.items()]
    return _arff(f"CV_{name}", columns, rows)


def _readme(families: Mapping[str, str]) -> str:
    named = map(_plain, sorted(set(families.values())))
    folds = "\n".join(f"  {number}: {family}" for number, family in enumerate(named, 1))
    return f"""\
Strategies of strengthfit on programs of strength sessions around running, in the format of ASlib.

Performance is the wall time in seconds to a proof, of a best plan or that there is none, that an
independent checker accepted within the limit. Heuristics, which prove nothing, are left out.
Runs with several seeds, and runs made several times, are repetitions; a strategy with several seeds
is listed as stochastic.

runstatus: "ok" is a proof in time; "not_applicable" a program that the strategy refused; "timeout",
"memout" and "crash" what they say; "other" a strategy that ended before its time without a proof,
or whose claim the checker rejected. Without a proof the runtime is that of the run, at most the
limit.

Features come from the program alone, in one step whose costs were not measured. A feature that is
missing was not known of that instance, whose step is "other" then.

cv.arff has a fold for each family of instances, so that a choice is tried on kinds that it has not
seen:
{folds}
"""


def _nominal(states: Iterable[str]) -> str:
    return f"{{{', '.join(states)}}}"


def _arff(relation: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"@RELATION {_word(relation)}", ""]
    lines += [f"@ATTRIBUTE {_word(name)} {kind}" for name, kind in columns.items()]
    lines += ["", "@DATA", *(",".join(map(_value, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if value is None:
        return "?"
    return _word(value) if isinstance(value, str) else repr(value)


def _word(text: str) -> str:
    r"""Return text as a word of ARFF, in quotes if it has other signs than names mostly have.

    Examples
    --------
    >>> print(_word("weeks-0"), _word("cpsat(seed=3)"), _word("a friend's"))
    weeks-0 'cpsat(seed=3)' 'a friend\'s'
    """
    text = _plain(text)
    if text and not _QUOTED.search(text):
        return text
    return "'{}'".format(text.replace("\\", "\\\\").replace("'", "\\'"))


def _plain(text: str) -> str:
    r"""Return text in ASCII, as the format asks for, with other signs and line ends written out.

    Examples
    --------
    >>> print(_plain("häufig"), _plain("a\n@DATA"))
    h\xe4ufig a\n@DATA
    """
    plain = text.isascii() and text.isprintable()
    return text if plain else text.encode("unicode_escape", "surrogatepass").decode("ascii")
