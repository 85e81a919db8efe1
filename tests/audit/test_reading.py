"""Reading runs nothing, starts nothing, and opens no file but the one it is given."""

import os
import subprocess
import sys

import pytest

from ..longer import mostly_longer
from .hostile import MARK, WORDS, spoilt
from .readers import readers

READERS = readers()


@pytest.mark.parametrize("inputs", mostly_longer([6, 300]))
def test_reading_does_nothing_but_read(inputs: int) -> None:
    assert _output("-m", "tests.audit.watched", str(inputs)) == "\n"


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".ics", ".csv", ".toml", ""])
def test_words_are_put_into_files(ending: str) -> None:
    target = next(READERS[name] for name in READERS if READERS[name].ending == ending)
    made = {spoilt(target.corpus[0], ending, number) for number in range(len(WORDS))}
    assert len(made) > len(WORDS) / 2
    assert all(MARK.encode() in content for content in made)


DONE = {
    "compile": f"eval('1 + 1  # {MARK}')",
    "open": "open('/etc/hostname').close()",
    "open to write": "open(str(path) + '.more', 'w').close()",
    "os.mkdir": "path.parent.joinpath('folder').mkdir()",
    "socket": "__import__('socket').socket().close()",
    "subprocess.Popen": "__import__('subprocess').run(['true'])",
    "os.listdir": "__import__('os').listdir(path.parent)",
    "pickle.find_class": "__import__('pickle').loads(b'cos\\nsystem\\n.')",
}
"""What reading must never do, by the event that says so."""


@pytest.mark.skipif(os.name != "posix", reason="runs `true`, and reads a file of the system's")
def test_what_reading_must_not_do_is_heard() -> None:
    functions = "\n".join(
        f"def read{number}(path):\n    if b'{MARK}' in path.read_bytes():\n        {code}\n"
        f"targets['{name}'] = Target('.txt', (b'good',), read{number})\n"
        for number, (name, code) in enumerate(DONE.items())
    )
    code = (
        "from tests.audit.watched import watched\nfrom tests.fuzz.targets import Target\n"
        f"targets = {{}}\n{functions}print('\\n'.join(watched(targets, 3)))"
    )
    done = _output("-c", code)
    for name in DONE:
        event = name.partition(" ")[0]
        assert any(line.startswith(f"{name}: {event}") for line in done.splitlines()), done


def _output(*arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
