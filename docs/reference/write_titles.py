"""Write the tables of ``titles.md`` anew from the tables of words; run it as a program."""

from collections.abc import Iterable
from pathlib import Path

from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.interchange.titles import english, tables
from strengthfit.interchange.titles.rows import Row

PAGE = Path(__file__).with_name("titles.md")
BEGIN, END = "<!-- written by write_titles.py: begin -->", "<!-- end -->"
OTHERS = {
    "activity": "another activity",
    "care": "care of the body",
    "rest": "rest",
    "no_run": "no run",
    "called_off": "called off",
    "denied": "a kind that is not run",
    "ignored": "a phrase that means something else",
    "about": "about a run, not one",
    "private": "private",
}
"""Parts that name neither a run nor strength, and what the page calls them."""

TONES = {"hard": "it counts as key", "gentle": "it stays easy"}
"""Parts by which an easy run is hard all the same, or is not."""

_ENGLISH = {
    id(row)
    for rows in vars(english).values()
    if isinstance(rows, tuple)
    for row in rows
    if isinstance(row, Row)
}


def understood() -> str:
    """Return the tables of titles by what they are taken for."""
    rows = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS)
    parts = ["## Runs, hardest first", *_head("kind", "key")]
    for run in tables.RUN_HARDNESS:
        key = "yes" if run in KEY_RUN_KINDS else "no"
        parts.append(_line(str(run), key, [row for row in rows if row.kind == run]))
    unsaid = [row for row in rows if row.part == "run" and row.kind is None]
    parts.append(_line("not said", "yes", unsaid))
    parts += ["", "## Strength, in the order in which one of two wins", *_head("kind")]
    for strength in tables.STRENGTH_HARDNESS:
        parts.append(_line(str(strength), None, [row for row in rows if row.kind == strength]))
    unsaid = [row for row in rows if row.part == "strength" and row.kind is None]
    parts.append(_line(f"not said: {tables.UNSAID_STRENGTH}", None, unsaid))
    parts += ["", "## Neither", *_head("what it is")]
    for part, name in OTHERS.items():
        parts.append(_line(name, None, [row for row in rows if row.part == part]))
    parts.append(_line("a race of somebody else", None, tables.OTHERS_RACES))
    parts += ["", "## Words beside an easy run", *_head("what becomes of it")]
    for part, name in TONES.items():
        parts.append(_line(name, None, [row for row in tables.TONE if row.part == part]))
    return "\n".join(parts)


def _head(*names: str) -> list[str]:
    columns = [*names, "English", "German, French, Spanish"]
    return ["", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def _line(name: str, key: str | None, rows: Iterable[Row]) -> str:
    ours, others = [], []
    for row in rows:
        (ours if id(row) in _ENGLISH else others).extend(row.examples)
    cells = [f"`{name}`" if " " not in name else name, *([key] if key else [])]
    return f"| {' | '.join([*cells, _titles(ours), _titles(others)])} |"


def _titles(titles: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(title.replace("|", "/") for title in titles))


def with_tables(text: str) -> str:
    """Return the page with its tables as the tables of words have them."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{understood()}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
