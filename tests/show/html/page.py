"""A page as a browser sees it: its words, cells, tags and titles, with all that is open closed."""

from html.parser import HTMLParser

TAGS = {
    *("div", "style", "p", "ul", "li", "br"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


class Page(HTMLParser):
    """The cells by row, the tags, the titles, and whether all that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.titles: list[str] = []
        self.rows: list[list[str]] = []
        self.words = self.spaced = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]
        if tag != "br":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.words += data
        self.spaced += f" {data} "
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data
