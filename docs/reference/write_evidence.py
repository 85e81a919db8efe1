"""Write the tables of ``evidence.md`` anew from the code; run it as a program."""

from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from strengthfit.physiology.citations import CITATIONS
from strengthfit.physiology.evidence import EVIDENCE

PAGE = Path(__file__).with_name("evidence.md")
BEGIN, END = "<!-- written by write_evidence.py: begin -->", "<!-- end -->"


def parameter_tables() -> str:
    """Return one table for each parameter, a row for each subject."""
    parts = []
    for (name, unit), rows in groupby(EVIDENCE, key=lambda row: (row.name, row.unit)):
        lines = [
            f"### {name}",
            "",
            f"Unit: {unit}.",
            "",
            "| subject | value | low | high | source | note |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {row.subject} | {row.value:g} | {row.low:g} | {row.high:g} "
            f"| {', '.join(row.source)} | {row.note} |"
            for row in rows
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def reading_list() -> str:
    """Return the studies, a row each."""
    lines = ["| id | study and finding | doi | how it was read |", "|---|---|---|---|"]
    for citation in CITATIONS.values():
        lines.append(
            f"| {citation.id} | {citation.text} | {_link(citation.doi)} | {citation.read} |"
        )
    return "\n".join(lines)


def _link(doi: str | None) -> str:
    """Return an identifier as a link; old ones hold brackets, which Markdown would read."""
    return "" if doi is None else f"[{escape(doi)}](https://doi.org/{quote(doi)})"


def with_tables(text: str) -> str:
    """Return the page with its tables as the code has them."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    tables = f"## Parameters\n\n{parameter_tables()}\n\n## Reading list\n\n{reading_list()}"
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
