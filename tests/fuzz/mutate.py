"""From a good file to one with a few mistakes, the same ones for the same seed."""

import random
from collections.abc import Callable, Sequence

from .mutate_json import changed_values

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

_TOKENS = (
    *(b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b"'", b"\\", b"%", b"="),
    *(
        b"0",
        b"-1",
        b"1e999",
        b"nan",
        b"NaN",
        b"Infinity",
        b"99999999999999999999",
        b"0x" + b"f" * 40,
    ),
    *(b"null", b"true", b"[]", b"{}", b"[[[[[[[[", b"{" * 50, b"[" * 3000, b"1" * 5000),
    *(b"0001-01-01", b"9999-12-31", b"2026-02-30", b"24:00", b"25:61", b"T000000Z", b"00010101"),
    *("\u202e\u0000é🏃".encode(), "\U0001f3cb".encode(), b"../../etc", b"Europe", b"__class__"),
)


def mutated(seed: str, corpus: Sequence[bytes]) -> bytes:
    """Return a file of a corpus after one to eight changes, chosen by the seed.

    Half of the files of JSON stay JSON: values of theirs are changed, so that readers come further.

    Examples
    --------
    >>> mutated("a", [b"BEGIN:VEVENT"]) == mutated("a", [b"BEGIN:VEVENT"])
    True
    """
    draw = random.Random(seed)  # noqa: S311  # nothing secret
    content = draw.choice(corpus)
    changes = draw.choice((1, 1, 1, 2, 3, 5, 8))
    if content[:1] in (b"{", b"[") and draw.random() < 0.5:
        return changed_values(draw, content, changes)
    for _ in range(changes):
        content = draw.choice(_CHANGES)(draw, content, corpus)
    return content


def _place(draw: random.Random, content: bytes) -> int:
    return draw.randint(0, len(content))


def _flip(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    if not content:
        return content
    at = draw.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << draw.randrange(8)]) + content[at + 1 :]


def _insert(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    at = _place(draw, content)
    return content[:at] + draw.choice(_TOKENS) + content[at:]


def _replace_word(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Put a token in the place of what stands between two marks of punctuation."""
    marks = [at for at, byte in enumerate(content) if byte in b':,;="[]{}\n']
    if len(marks) < 2:
        return content
    first = draw.randrange(len(marks) - 1)
    return content[: marks[first] + 1] + draw.choice(_TOKENS) + content[marks[first + 1] :]


def _cut(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    low, high = sorted((_place(draw, content), _place(draw, content)))
    return content[:low] + content[min(high, low + draw.choice((1, 4, 40, 4000))) :]


def _double(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    low, high = sorted((_place(draw, content), _place(draw, content)))
    piece = content[low : min(high, low + 200)]
    return content[:high] + piece * draw.choice((1, 2, 30)) + content[high:]


def _lines(draw: random.Random, content: bytes, _corpus: Sequence[bytes]) -> bytes:
    """Leave out, double or swap whole lines."""
    lines = content.split(b"\n")
    first, second = draw.randrange(len(lines)), draw.randrange(len(lines))
    change = draw.randrange(3)
    if change == 0:
        del lines[first]
    elif change == 1:
        lines.insert(second, lines[first])
    else:
        lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _splice(draw: random.Random, content: bytes, corpus: Sequence[bytes]) -> bytes:
    """Go on with the rest of another file."""
    other = draw.choice(corpus)
    return content[: _place(draw, content)] + other[_place(draw, other) :]


_CHANGES: tuple[Change, ...] = (_flip, _insert, _replace_word, _cut, _double, _lines, _splice)
