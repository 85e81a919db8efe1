"""What is known of the hard instances, and how long CP-SAT takes: one table, in three bands.

    strengthfit bench --names NAMES --strategies cpsat --seconds 60 --out HARD
    python -m benchmarks.hard_instances benchmarks/results/strategies/records.jsonl.gz \
        HARD/records.jsonl [--out benchmarks/results/hard_instances.md]

NAMES are those that CP-SAT did not close in the kept run of all strategies: what it closed there
needs no longer limit. Times are those of the run of `cpsat` with the longest limit. What is known
is the package's (`python -m benchmarks.known_optima` finds it), or a proof in any of the records.
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
    """One instance: CP-SAT's run, what the package knows, and who else closed it."""

    run: Record
    fact: Known | None
    others: tuple[str, ...]

    @property
    def band(self) -> str:
        """Which of the bands it is in."""
        if not _closed(self.run):
            return BANDS[2]
        return BANDS[0] if self.run.seconds <= SOON else BANDS[1]

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        shipped = self.fact is not None and self.fact.closed
        return not (_closed(self.run) or shipped or self.others)


def rows(records: Iterable[Record]) -> list[Row]:
    """Return a row for each instance of the families, in the order of the records."""
    runs: dict[str, list[Record]] = {}
    for record in records:
        if record.family in FAMILIES:
            runs.setdefault(record.instance, []).append(record)
    found = []
    for name, own in runs.items():
        mine = [run for run in own if run.strategy == "cpsat"]
        if mine:
            longest = max(mine, key=lambda run: run.limit)
            others = sorted({run.strategy for run in own if _closed(run)} - {"cpsat"})
            found.append(Row(longest, known(name, longest.digest), tuple(others)))
    return found


def _closed(run: Record) -> bool:
    return run.proven and run.seconds <= run.limit


def line(row: Row) -> str:
    """Return the line of one instance."""
    run, fact = row.run, row.fact
    objective = fact.objective if fact else run.objective
    bound = fact.bound if fact else run.bound
    closed = not row.open
    status = fact.status if fact and fact.closed else run.status if _closed(run) else "open"
    if closed and status == "open":
        status = "optimal"
    seconds = f"{run.seconds:.3g}" if _closed(run) else "-"
    proof = _proof(row) if closed else "-"
    values = ["-" if each is None else " ".join(map(str, each)) for each in (objective, bound)]
    best, least = values if not closed else (values[0], values[0])
    return (
        f"| {run.instance} | {run.choices:,} | {run.rows:,} | {status} | {best} | {least} "
        f"| {seconds} | {proof} |"
    )


def _proof(row: Row) -> str:
    """Return what stands behind a closed row: a certificate, or those who proved it."""
    fact = row.fact
    if fact is not None and fact.certified:
        return "certificate"
    who = {fact.proven_by, fact.checked_by} if fact is not None else set()
    if _closed(row.run):
        who.add("cpsat")
    proven = sorted({each for each in who if each} | set(row.others))
    return ", ".join(f"`{each}`" for each in proven)


def page(found: Sequence[Row], command: str) -> str:
    """Return the page."""
    limit = max(row.run.limit for row in found)
    counts = {band: sum(row.band == band for row in found) for band in BANDS}
    lines = [
        "# Hard instances",
        "",
        f"`{command}`",
        "",
        f"{describe()} CP-SAT with one worker on one core: {limit:g} s for each instance that it "
        "did not close in the kept run of all strategies.",
        "",
        f"Of {len(found)} instances CP-SAT closes {counts[BANDS[0]]} within {SOON:g} s, "
        f"{counts[BANDS[1]]} more within {limit:g} s, and {counts[BANDS[2]]} not; "
        f"{sum(row.open for row in found)} are open: no strategy has closed them in any kept run, "
        "nor the search for the package's bounds.",
        "",
        "Objective and bound are by tier. A closed row with a certificate can be checked by "
        "anyone, without a solver; one without names who proved it, each by itself.",
    ]
    for band in BANDS:
        lines += [
            "",
            f"## {band[0].upper()}{band[1:]}",
            "",
            "| instance | choices | rows | status | best | bound | CP-SAT, s | proof |",
            "|---|---:|---:|---|---|---|---:|---|",
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
