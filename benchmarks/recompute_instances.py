"""The lists of a report and its table of instances beside what the records give."""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks import recompute_measures as measures
from benchmarks.recompute_measures import Objective, Run
from benchmarks.recompute_pages import Figure, name_of, sections, tables, written
from benchmarks.recompute_tables import VIRTUAL, Study, virtual_runs


def list_figures(page: str, study: Study) -> Iterator[Figure]:
    """Yield what the lists at the end of a report count."""
    parts = sections(page)
    wrong = Counter(r["strategy"] for r in study.records if r["problems"])
    rows = (tables(parts["Wrong claims"]) or [[]])[0]
    told = Counter(name_of(row["strategy"]) for row in rows)
    for name in wrong.keys() | told.keys():
        yield Figure(f"wrong claims, {name}", str(told[name]), wrong[name])
    for heading, statuses, second in (
        ("Crashed or stopped", measures.STOPPED, "status"),
        ("Refused", ("refused",), "family"),
    ):
        column = "end" if second == "status" else "family"
        ends = Counter((r["strategy"], r[second]) for r in study.records if r["status"] in statuses)
        listed: Counter[tuple[str, str]] = Counter()
        for row in (tables(parts[heading]) or [[]])[0]:
            listed[name_of(row["strategy"]), row[column].strip("`")] += int(row["runs"])
        for key in ends.keys() | listed.keys():
            yield Figure(f"{heading.lower()}, {', '.join(key)}", str(listed[key]), ends[key])
    yield from _open_instances(parts["Instances that nobody closed"], study)
    rows = (tables(parts["Disagreements"]) or [[]])[0]
    yield Figure("disagreements", str(len(rows)), sum(map(_contradicted, _checked(study).items())))


def _checked(study: Study) -> dict[str, tuple[Objective | None, list[dict[str, Any]]]]:
    """Return the best known objective and the checked records of each instance."""
    return {
        instance: (study.best[instance], [record for record in some if not record["problems"]])
        for instance, some in records_of(study).items()
    }


def _contradicted(item: tuple[str, tuple[Objective | None, list[dict[str, Any]]]]) -> bool:
    """Return whether a plan of an instance is better than a claim says that any can be."""
    best, records = item[1]
    return best is not None and any(
        record["status"] == "infeasible" or tuple(record["bound"]) > best for record in records
    )


def _open_instances(text: str, study: Study) -> Iterator[Figure]:
    rows = (tables(text) or [[]])[0]
    told = {row["instance"].strip("`"): row for row in rows}
    expected = {
        instance: (best, max((tuple(r["bound"]) for r in records), default=()))
        for instance, (best, records) in _checked(study).items()
        if not any(map(measures.is_proof, records))
    }
    for instance in told.keys() | expected.keys():
        row = told.get(instance, {})
        for place, column in enumerate(("best known", "best bound")):
            value = written(expected[instance][place]) if instance in expected else "not listed"
            shown = row.get(column, "not listed").strip("`")
            yield Figure(f"open, {instance}, {column}", shown, value)


def instance_figures(page: str, study: Study) -> Iterator[Figure]:
    """Yield every figure of the table of instances, instances.md."""
    virtual, runs = virtual_runs(study), measures.by_instance(study.runs)
    records = records_of(study)
    rows = {row["instance"].strip("`"): row for row in (tables(page) or [[]])[0]}
    for instance in sorted(rows.keys() | runs.keys()):
        yield Figure(f"instances, {instance}", _there(instance in rows), _there(instance in runs))
    for instance in sorted(rows.keys() & runs.keys()):
        row, where = rows[instance], f"instances, {instance}"
        for column, value in _facts(records[instance], study).items():
            yield Figure(f"{where}, {column}", row[column].strip("`"), value)
        for column in list(row)[5:]:
            name = name_of(column)
            if name == VIRTUAL:
                yield Figure(f"{where}, {name}", row[column], virtual[instance].proof, "seconds")
            else:
                mine = [run for run in runs[instance] if run.strategy == name]
                yield from _cell(f"{where}, {name}", row[column], mine)


def _there(there: bool) -> str:
    return "there" if there else "missing"


def records_of(study: Study) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in study.records:
        found[record["instance"]].append(record)
    return found


def _facts(records: list[dict[str, Any]], study: Study) -> dict[str, Any]:
    """Return what the table says of an instance itself."""
    sizes = {name: max(r[name] for r in records) for name in ("choices", "rows")}
    best = study.best[records[0]["instance"]]
    return {"family": records[0]["family"], **sizes, "best known": written(best)}


def _cell(where: str, cell: str, runs: list[Run]) -> Iterator[Figure]:
    proofs = [run.proof for run in runs if run.proof is not None]
    gaps = [run.gap for run in runs if run.gap is not None]
    first, *others = cell.split(", ")
    words = _ends(runs)
    if proofs:
        shown, _, count = first.partition(" (")
        yield Figure(where, shown, measures.geometric_mean(proofs), "seconds")
        every = len(proofs) == len(runs)
        yield Figure(f"{where}, runs", count, "" if every else f"{len(proofs)} of {len(runs)})")
    elif gaps and "late" not in words:
        percent = 100 * sum(gaps) / len(gaps)
        shown = first.removeprefix("gap ")
        if 0 < percent < 0.001:
            yield Figure(where, shown, "<0.001")
        else:
            yield Figure(where, shown, percent, "rounded")
    else:
        shown = ", ".join(sorted(word.strip("*") for word in cell.split(", ")))
        yield Figure(where, shown, ", ".join(sorted(words)) or "-")
        return
    if others or "wrong" in words:
        yield Figure(where, ", ".join(others), "**wrong**" if "wrong" in words else "")


def _ends(runs: list[Run]) -> set[str]:
    """Return how those of the runs ended that have no proof within the limit."""
    return {"late" if run.late else run.fate for run in runs if run.proof is None}


def csv_figures(text: str, study: Study) -> Iterator[Figure]:
    """Yield every figure of instances.csv, which is not rounded."""
    virtual, runs = virtual_runs(study), measures.by_instance(study.runs)
    records = records_of(study)
    for line in csv.DictReader(io.StringIO(text)):
        instance = line["instance"]
        where, facts = f"csv, {instance}", _facts(records[instance], study)
        best = json.loads(line["best_known"]) if line["best_known"] else None
        yield Figure(f"{where}, best known", written(best), facts["best known"])
        for column in ("family", "choices", "rows"):
            yield Figure(f"{where}, {column}", line[column], facts[column])
        yield _full(f"{where}, {VIRTUAL}", line["virtual_best"], virtual[instance].proof)
        for column in [name for name in line if name.endswith(" seconds")]:
            name = column.removesuffix(" seconds")
            mine = [run for run in runs[instance] if run.strategy == name]
            proofs = [run.proof for run in mine if run.proof is not None]
            gaps = [run.gap for run in mine if run.gap is not None]
            seconds = measures.geometric_mean(proofs) if proofs else None
            yield _full(f"{where}, {column}", line[column], seconds)
            gap = sum(gaps) / len(gaps) if gaps else None
            yield _full(f"{where}, {name} gap", line[f"{name} gap"], gap)
            words = line[f"{name} fate"].split("|")
            ends = "|".join(sorted("none" if word == "nothing" else word for word in words))
            yield Figure(f"{where}, {name} fate", ends, "|".join(sorted(_ends(mine))))


def _full(where: str, shown: str, value: float | None) -> Figure:
    if value is None or not shown:
        return Figure(where, shown, "" if value is None else value)
    same = abs(float(shown) - value) <= 1e-9 * abs(value) + 1e-12
    return Figure(where, shown, shown if same else value)


def known_objectives(text: str, records: Sequence[dict[str, Any]]) -> dict[str, Objective]:
    """Return the best objectives that were known before, of the very same programs."""
    known = json.loads(text)
    return {
        record["instance"]: tuple(fact["objective"])
        for record in records
        if (fact := known.get(record["instance"]))
        and fact["digest"] == record["digest"]
        and fact["objective"] is not None
    }
