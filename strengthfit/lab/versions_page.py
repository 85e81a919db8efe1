"""The page on versions of a package that were compared, as Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..visible import visible
from .records import WITHOUT_OUTCOME, Record
from .report.consistency import disagreements
from .report.markdown import code, digits, interval, listed, table
from .versions import SLOW, Ratio, VersionRow, compare_versions, labelled, versions_of_runs

_INTRO = (
    "The same runs were made with each version, right after one another and taking turns at being "
    "first, each in a new process. The environments differ in this package, and in what it needs, "
    "alone; the library is the same to the byte. Claims are judged outside of them, by the checker "
    "and the certificates of the running library ({judge})."
)

_READ = (
    "- **proven**: runs with a checked proof within the limit; **lost** and **gained** are those "
    "that were proven with {first} and not with this version, and the other way round.",
    "- **CPU time**: seconds of the processor to a proof in those with {first}, as a geometric "
    "mean over instances that both proved, with a bootstrap interval over instances (95 %); below "
    f"1 is faster. Beside it the same over those of them that took {SLOW:g} s or more with one of "
    "the two.",
    "- **wrong claims**: runs whose claim the checker or a certificate rejects. **ended**: "
    "refused, out of time or memory, or crashed.",
)


def versions_page(records: Iterable[Record]) -> str:
    """Return the page. The same records give the same page, in whatever order they come.

    Raises an `InputError` if the records are not of at least two versions of one package.
    """
    records = sorted(records, key=lambda run: run.key)
    versions = versions_of_runs(records)
    package = versions[0].partition("==")[0]
    first = versions[0].partition("==")[2]
    rows = compare_versions(records)
    parts = [
        f"# Versions of {package}, compared",
        _INTRO.format(judge=_judge(records)),
        _facts(records),
        _table(rows, first),
        "\n".join(_READ).format(first=first),
        "## Proofs lost and gained",
        _moved(rows),
        "## Wrong claims",
        _wrong(records),
        "## Runs that ended without an answer",
        _ended(records),
        "## Versions that differ, of all that runs loaded",
        _packages(records, versions),
    ]
    return "\n\n".join(parts) + "\n"


def _judge(records: Sequence[Record]) -> str:
    """Return with what claims were judged."""
    found = {
        ", ".join(f"{name} {version}" for name, version in sorted(judge.items()))
        for run in records
        if (judge := run.run.get("judged_with"))
    }
    return "; ".join(sorted(found)) or "unknown"


def _facts(records: Sequence[Record]) -> str:
    """Return on what, and by what command, the runs were made."""
    commands = sorted({str(run.run["command"]) for run in records if run.run.get("command")})
    shown = "\n".join(visible(command).replace("```", "'''") for command in commands)
    rows = []
    for name in ("machine", "cpu", "python", "commit", "date"):
        found = sorted({str(run.run[name]) for run in records if run.run.get(name)})
        if found:
            rows.append([name, ", ".join(map(code, found))])
    limits = sorted({run.limit for run in records})
    rows.append(["seconds for each solve", ", ".join(f"{limit:g}" for limit in limits)])
    rows.append(["instances", str(len({run.instance for run in records}))])
    loads = [run.load for run in records if run.load is not None]
    if loads:
        rows.append(["load average", interval(f"{min(loads):.1f}", f"{max(loads):.1f}")])
    facts = table(["", ""], rows, left=2)
    return f"```sh\n{shown}\n```\n\n{facts}" if shown else facts


def _table(rows: Sequence[VersionRow], first: str) -> str:
    head = (
        *("strategy", "version", "runs", "proven", "lost", "gained"),
        *(f"CPU time, {first} = 1", f"from {SLOW:g} s on", "wrong claims", "ended"),
    )
    cells = [
        (
            *(code(row.strategy), row.environment.partition("==")[2]),
            *(str(row.runs), str(row.proven), str(len(row.lost)), str(len(row.gained))),
            *(ratio(row.cpu), ratio(row.slow_cpu)),
            *(f"**{count}**" if count else "0" for count in (row.wrong, row.ended)),
        )
        for row in rows
    ]
    return table(head, cells, left=2)


def ratio(value: Ratio | None) -> str:
    """Return a ratio with its interval and how many instances it is over.

    Examples
    --------
    >>> ratio(Ratio(0.9, None, 3)), ratio(None)
    ('0.9 (n = 3)', '-')
    """
    if value is None:
        return "-"
    inside = f"n = {value.instances}"
    if value.interval is not None:
        inside = f"{interval(digits(value.interval.low), digits(value.interval.high))}, {inside}"
    return f"{digits(value.mean)} ({inside})"


def _moved(rows: Sequence[VersionRow]) -> str:
    lines = [
        f"- {code(row.strategy)} with {row.environment.partition('==')[2]} {what} "
        + listed((_named(*one) for one in ones), most=30)
        for row in rows
        for what, ones in (("lost", row.lost), ("gained", row.gained))
        if ones
    ]
    return "\n".join(lines) or "None: each version proved what the oldest did, and no more."


def _named(instance: str, seed: int) -> str:
    return code(instance) + (f" (seed {seed})" if seed else "")


def _wrong(records: Sequence[Record]) -> str:
    lines = [
        f"- {code(run.strategy)} with {run.environment.partition('==')[2]} on "
        f"{_named(run.instance, run.seed)}: {'; '.join(map(code, run.problems))}"
        for run in records
        if run.problems
    ]
    lines += [
        f"- {code(one.instance)}: the plan {one.plan} of {', '.join(map(code, one.found_by))} "
        f"contradicts {'; '.join(map(code, one.claims))}"
        for one in disagreements(labelled(records))
    ]
    certified = sum(run.proven and run.certified for run in records)
    proven = sum(run.proven for run in records)
    note = f"{certified} of the {proven} claims of a proof have a certificate that was checked."
    return f"{chr(10).join(lines) or 'None.'}\n\n{note}"


def _ended(records: Sequence[Record]) -> str:
    found = Counter(
        (run.strategy, run.environment, run.status, run.message)
        for run in records
        if run.status in WITHOUT_OUTCOME and not run.problems
    )
    lines = [
        f"- {code(strategy)} with {environment.partition('==')[2]}, {count} runs: {status}, "
        + code(message)
        for (strategy, environment, status, message), count in sorted(found.items())
    ]
    return "\n".join(lines) or "None."


def _packages(records: Sequence[Record], versions: Sequence[str]) -> str:
    """Return the packages that runs had in more than one version."""
    found: dict[str, dict[str, set[str]]] = {}
    for run in records:
        for package, version in run.run.get("versions", {}).items():
            found.setdefault(package, {}).setdefault(run.environment, set()).add(version)
    rows = [
        [code(package), *(", ".join(sorted(by.get(each, ()))) or "-" for each in versions)]
        for package, by in sorted(found.items())
        if len(set().union(*by.values())) > 1
    ]
    head = ["package", *(each.partition("==")[2] for each in versions)]
    return table(head, rows, left=len(head))
