"""What is known of the hard instances, and how long CP-SAT and SCIP take, in three bands.

    strengthfit bench --names NAMES --strategies cpsat --seconds 60 --out HARD
    strengthfit bench --names OPEN --strategies scip --seconds 60 --out SCIP
    python -m benchmarks.hard_instances benchmarks/results/strategies/records.jsonl.gz \
        HARD/records.jsonl SCIP/records.jsonl [--out benchmarks/results/hard_instances.md]

NAMES are those that CP-SAT did not close in the kept run of all strategies: what it closed there
needs no longer limit. OPEN are those that it does not close in the longer run either. Times are
those of the run with the longest limit. What is known is the package's (`python -m
benchmarks.known_optima` finds it), or what any of the records has.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from benchmarks.machine import describe
from strengthfit.lab.best_known import Known, known
from strengthfit.lab.records import Record, read_records

FAMILIES = ("coach", "mixed", "replanned", "cvar", "near", "squads")
SOON = 1.0
"""Seconds of CP-SAT up to which an instance is in the first band. CONVENTION."""

BANDS = ("up to a second", "up to the limit", "not closed by CP-SAT")


@attrs.frozen
class Row:
    """One instance: its runs without a wrong claim, and what the package knows of it."""

    runs: tuple[Record, ...]
    fact: Known | None

    def longest(self, strategy: str) -> Record | None:
        """Return a strategy's run with the longest limit."""
        mine = [run for run in self.runs if run.strategy == strategy]
        return max(mine, key=lambda run: run.limit, default=None)

    @property
    def proofs(self) -> list[Record]:
        """Runs that closed it."""
        return [run for run in self.runs if run.proven and run.seconds <= run.limit]

    @property
    def status(self) -> str:
        """Whether it is "optimal", "infeasible", "one proof" or "open".

        It is closed by a certificate, or by two strategies; `auto` runs one of the others.
        """
        if self.fact is not None and self.fact.closed:
            return self.fact.status
        provers = {run.strategy for run in self.proofs} - {"auto"}
        if len(provers) > 1:
            return self.proofs[0].status
        return "one proof" if self.proofs else "open"

    @property
    def objective(self) -> tuple[int, ...] | None:
        """That of the best plan of all."""
        plans = [run for run in self.runs if run.status in ("optimal", "feasible")]
        found = [run.objective for run in plans] + [self.fact.objective if self.fact else None]
        return min((each for each in found if each is not None), default=None)

    @property
    def bound(self) -> tuple[int, ...] | None:
        """What no plan is below: the highest bound of all."""
        if self.status != "open":
            return self.objective
        return max([run.bound for run in self.runs] + [self.fact.bound if self.fact else ()])

    @property
    def band(self) -> str:
        """Which of the bands it is in."""
        run = self.longest("cpsat")
        if run not in self.proofs:
            return BANDS[2]
        return BANDS[0] if run.seconds <= SOON else BANDS[1]


def rows(records: Iterable[Record]) -> list[Row]:
    """Return a row for each instance of the families, in the order of the records."""
    runs: dict[str, list[Record]] = {}
    for record in records:
        if record.family in FAMILIES and not record.problems:
            runs.setdefault(record.instance, []).append(record)
    found = [Row(tuple(own), known(name, own[0].digest)) for name, own in runs.items()]
    return [row for row in found if row.longest("cpsat") is not None]


def line(row: Row) -> str:
    """Return the line of one instance."""
    one, values = row.runs[0], (row.objective, row.bound)
    best, least = ("-" if each is None else " ".join(map(str, each)) for each in values)
    times = " | ".join(_seconds(row, strategy) for strategy in ("cpsat", "scip"))
    return (
        f"| {one.instance} | {one.choices:,} | {one.rows:,} | {row.status} | {best} | {least} "
        f"| {times} | {_proof(row)} |"
    )


def _seconds(row: Row, strategy: str) -> str:
    """Return how long a proof took, or how long there was none."""
    run = row.longest(strategy)
    if run is None or run.status == "refused":
        return "-"
    return f"{run.seconds:.3g}" if run in row.proofs else f"> {run.limit:g}"


def _proof(row: Row) -> str:
    """Return what stands behind a closed row: a certificate, or those who proved it."""
    fact = row.fact
    if fact is not None and fact.certified:
        return "certificate"
    who = {fact.proven_by, fact.checked_by} if fact is not None and fact.closed else set()
    proven = sorted({each for each in who if each} | {run.strategy for run in row.proofs})
    return ", ".join(f"`{each}`" for each in proven) or "-"


def page(found: Sequence[Row], command: str) -> str:
    """Return the page."""
    limit = max(run.limit for row in found for run in row.runs)
    counts = {band: sum(row.band == band for row in found) for band in BANDS}
    lines = [
        "# Hard instances",
        "",
        f"`{command}`",
        "",
        f"{describe()} Each strategy has one core. CP-SAT, with one worker, has {limit:g} s for "
        "each instance that it did not close in the kept run of all strategies, and SCIP has as "
        "long for those that CP-SAT does not close then.",
        "",
        f"Of {len(found)} instances CP-SAT closes {counts[BANDS[0]]} within {SOON:g} s, "
        f"{counts[BANDS[1]]} more within {limit:g} s, and {counts[BANDS[2]]} not; "
        f"{sum(row.status == 'open' for row in found)} are open: no strategy has closed them in "
        "any of these runs, nor the search for the package's bounds. "
        f"{sum(row.status == 'one proof' for row in found)} have one proof, which no other "
        "strategy has confirmed and no certificate goes with.",
        "",
        "Objective and bound are by tier. A closed row with a certificate can be checked by "
        "anyone, without a solver; one without names who proved it, each by itself. `>` is before "
        "the limit of a run without a proof.",
    ]
    for band in BANDS:
        lines += [
            "",
            f"## {band[0].upper()}{band[1:]}",
            "",
            "| instance | choices | rows | status | best | bound | CP-SAT, s | SCIP, s | proof |",
            "|---|---:|---:|---|---|---|---:|---:|---|",
            *(line(row) for row in found if row.band == band),
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read records and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/hard_instances.md"))
    arguments = parser.parse_args()
    records = [record for file in arguments.records for record in read_records(file)]
    files = " ".join(file.name for file in arguments.records)
    command = f"python -m benchmarks.hard_instances {files}"
    arguments.out.write_text(page(rows(records), command), encoding="utf-8")


if __name__ == "__main__":
    main()
