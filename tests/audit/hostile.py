"""Words that would run, reach or leave something if a reader took them for more than words."""

import json
import random
import re
from typing import Any

MARK = "zqx7"
"""Stands in each word, so that it is known again wherever it comes out."""

WORDS = (
    f"../../../../etc/{MARK}",
    f"/etc/{MARK}",
    f"Europe/../../../etc/{MARK}",
    f"C:\\{MARK}",
    f"\\\\127.0.0.1\\{MARK}",
    f"file:///etc/{MARK}",
    f"http://127.0.0.1:9/{MARK}",
    f"__import__('os').system('{MARK}')",
    f"cpsat(seed=__import__('{MARK}'))",
    f"{MARK}:run",
    f"os:system{MARK}",
    f"strengthfit.lab.worker:work{MARK}",
    f"{{0.__class__.__init__.__globals__}}{MARK}",
    f"%(name)s%n%s{MARK}",
    f"${{jndi:ldap://127.0.0.1/{MARK}}}",
    f"$(touch {MARK})`touch {MARK}`;touch {MARK}|touch {MARK}",
    f"!!python/object/apply:os.system ['{MARK}']",
    f"cos\nsystem\n(S'{MARK}'\ntR.",
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/{MARK}">]><x>&e;</x>',
    f"<script>{MARK}()</script>",
    f"=cmd|' /C {MARK}'!A0",
    f"{MARK}.py",
    f"{MARK}\x00.toml",
    f"CON{MARK}",
)


def spoilt(content: bytes, ending: str, number: int) -> bytes:
    """Return a good file with one of its words replaced, another one for each number."""
    draw = random.Random(f"{ending} {number}")  # noqa: S311  # nothing secret
    word = WORDS[number % len(WORDS)]
    text = content.decode("utf-8", "replace")
    if ending in (".json", ".jsonl"):
        return "\n".join(_in_json(line, word, draw) for line in _pieces(text, ending)).encode()
    if ending == ".ics":
        return _in_place(text, r"(?<=[:=])[^:;=\r\n]+(?=[:;\r\n])", word, draw)
    if ending == ".csv":
        return _in_place(text, r"[^,;\t\r\n]+", json.dumps(word), draw)
    if ending == ".toml":
        return _in_place(text, r'"[^"\n]*"', json.dumps(word), draw)
    return _in_place(text, r"\S+", word, draw)


def _pieces(text: str, ending: str) -> list[str]:
    return list(filter(None, text.splitlines())) if ending == ".jsonl" else [text]


def _in_place(text: str, pattern: str, word: str, draw: random.Random) -> bytes:
    found = list(re.finditer(pattern, text))
    if not found:
        return word.encode()
    one = draw.choice(found)
    return (text[: one.start()] + word + text[one.end() :]).encode("utf-8", "replace")


def _in_json(text: str, word: str, draw: random.Random) -> str:
    data = json.loads(text)
    places = list(_places(data))
    if not places:
        return json.dumps(word)
    holder, key, is_name = draw.choice(places)
    if is_name:
        holder[word] = holder.pop(key)
    else:
        holder[key] = word
    return json.dumps(data)


def _places(data: Any) -> list[tuple[Any, Any, bool]]:
    """Return each text of JSON, and each name of a field: what it is in, where, and if a name."""
    found: list[tuple[Any, Any, bool]] = []
    if not isinstance(data, dict | list):
        return found
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        if isinstance(value, str):
            found.append((data, key, False))
        if isinstance(data, dict) and len(found) % 3 == 0:
            found.append((data, key, True))
        found += _places(value)
    return found
