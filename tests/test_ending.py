"""How the command ends, in small processes: signals at awkward moments, and standard streams."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

START = """
import atexit, os, signal, sys, time
from strengthfit.ending import ended, keeping, undisturbed

def send(number=signal.SIGTERM):
    os.kill(os.getpid(), number)

def wait():
    while True:
        time.sleep(0.01)
"""


def ended(body: str, more: str = "", *, before: str = ":") -> "subprocess.CompletedProcess[str]":
    """Return how a command with such a body ends."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    code = f"{START}\ndef command():\n{lines}\n    return 0\n\nended(command)\n"
    return subprocess.run(
        ["/bin/sh", "-c", f'{before}; exec "$0" -c "$1" {more}', sys.executable, code],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.mark.parametrize(
    ("body", "stdout"),
    [
        ("send(); wait()", ""),
        (
            "with undisturbed():\n"
            "    send(); send()\n"
            "    with undisturbed():\n"
            "        time.sleep(0.01)\n"
            "    print('whole', flush=True)\n"
            "print('more')",
            "whole\n",
        ),
        (
            "try:\n"
            "    send(); wait()\n"
            "finally:\n"
            "    send(signal.SIGINT); send()\n"
            "    print('cleared away', flush=True)",
            "cleared away\n",
        ),
        (
            "class Gone:\n    def __del__(self):\n        send(); time.sleep(0.01)\nGone(); wait()",
            "",
        ),
        ("try:\n    send(); wait()\nexcept BaseException:\n    raise ImportError from None", ""),
        ("try:\n    send(); wait()\nexcept BaseException:\n    pass", ""),
        ("send()\nsys.exit(2)", ""),
        (
            "atexit.register(lambda: print('at the end', flush=True)); send(); wait()",
            "at the end\n",
        ),
    ],
    ids=[
        "at once",
        "in what is not disturbed",
        "twice",
        "in what clears away",
        "as another error",
        "passed over",
        "beside another end",
        "with what is done at the end",
    ],
)
def test_a_signal_ends_the_command_wherever_it_comes(body: str, stdout: str) -> None:
    done = ended(body)
    assert (done.returncode, done.stderr) == (-signal.SIGTERM, "Ended by SIGTERM.\n")
    assert done.stdout == stdout


def test_the_first_of_several_signals_counts_and_its_words_say_what_is_kept() -> None:
    done = ended("with keeping(lambda: 'three lines'):\n    send(signal.SIGINT); wait()")
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "Interrupted: three lines.\n")


def test_a_signal_that_the_caller_has_switched_off_stays_so() -> None:
    assert ended("send(signal.SIGHUP)").returncode == -signal.SIGHUP
    assert ended("send(signal.SIGHUP)", before="trap '' HUP").returncode == 0


def test_a_fault_of_ours_still_has_its_traceback() -> None:
    done = ended("1 / 0")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("more", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_no_file_takes_the_place_of_a_stream_that_is_closed(more: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    done = ended(
        f"with open({str(file)!r}, 'w') as file:\n"
        "    os.system('echo from a child 2>&1')\n"
        "    sys.stderr.write('words')\n"
        "    file.write(f'{file.fileno() > 2}')\n"
        "print('answer')",
        more,
    )
    assert (done.returncode, file.read_text()) == (2, "True")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_standard_output_is_said_once_however_much_is_printed() -> None:
    said = "Error: standard output: cannot be written: No space left on device\n"
    for text in ("'x'", "'x' * 100_000"):
        done = ended(f"print({text})", ">/dev/full")
        assert (done.returncode, done.stderr) == (2, said)
    done = ended("sys.stderr.write('x' * 100_000)\nprint('answer')", "2>/dev/full")
    assert (done.returncode, done.stdout) == (0, "answer\n")
