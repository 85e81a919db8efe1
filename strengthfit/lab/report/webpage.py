"""The report's Markdown as one HTML page: figures inside, no scripts, nothing from elsewhere."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ...errors import MissingExtraError
from ...show.figures.style import GRID, INK, PAPER

_ZOOM = 1.3

_STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1c; --soft: #5a5a60;
  --rule: #d4d4d5; --shade: #f3f3f5; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #17181b; --ink: #e6e6e8; --soft: #a2a2aa; --rule: #3c3d42; --shade: #222328; }
}
body { background: var(--paper); color: var(--ink); max-width: 68rem; margin: 2rem auto;
  padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
p, ul { max-width: 48rem; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--rule); padding-bottom: 0.2rem; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 0.8rem;
  font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.4rem; border-bottom: 1px solid var(--rule); text-align: left;
  vertical-align: top; }
th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
tbody tr:nth-child(even) { background: var(--shade); }
code { font-family: ui-monospace, monospace; font-size: 0.95em; }
p > svg { display: block; max-width: 100%; height: auto; margin: 1rem 0; }
svg * { stroke-linejoin: round; stroke-linecap: butt; }
"""


def html_page(markdown: str, title: str, figures: Mapping[str, str]) -> str:
    """Return a page that shows Markdown, with each image replaced by its drawing.

    A link to a Markdown file beside it leads to the page of that name, `report.md` to
    `report.html`. Raw HTML in the Markdown is shown, not obeyed. `figures` has the SVG of each
    image by the name that the Markdown gives its file.

    Examples
    --------
    >>> page = html_page("# A & B", "A & B", {})
    >>> "<title>A &amp; B</title>" in page, "<h1>A &amp; B</h1>" in page
    (True, True)
    """
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise MissingExtraError("the report", "bench") from None

    def image(tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
        return inlined(str(tokens[index].attrs["src"]), tokens[index].content, figures)

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.renderer.rules["image"] = image  # type: ignore[attr-defined]  # its protocol omits it
    body = re.sub(r'href="(\w+)\.md"', r'href="\1.html"', reader.render(markdown))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{body}</body>\n</html>\n"
    )


def _on_screen(size: re.Match[str]) -> str:
    """Return a width that is easier to read on a screen; the height follows from the drawing."""
    return f'width="{_ZOOM * float(size[1]):.0f}pt"'


def inlined(file: str, words: str, figures: Mapping[str, str]) -> str:
    """Return a figure's SVG as part of a page: own names, the page's colours, and words for it."""
    svg = figures[file]
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<style.*?</style>|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'width="([\d.]+)pt" height="[\d.]+pt"', _on_screen, svg, count=1)
    # two drawings in one page must not share names, or one shows parts of the other
    prefix = re.sub(r"\W", "-", file) + "-"
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}", svg)
    for colour, variable in ((INK, "--ink"), (PAPER, "--paper"), (GRID, "--rule")):
        svg = svg.replace(colour, f"var({variable})")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(words)}" ', 1)
