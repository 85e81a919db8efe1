"""The structure of a page, whatever its words are."""

from html.parser import HTMLParser


class _Tags(HTMLParser):
    """Every tag of a page, with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment",))


def tags(text: str) -> list[tuple[str, ...]]:
    """Return every tag of a page in order, with the names of its attributes."""
    reader = _Tags()
    reader.feed(text)
    reader.close()
    return reader.found
