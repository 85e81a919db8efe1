"""The command with a signal at a moment that is the same each time.

    python child.py NOTES SIGNAL MOMENT ARGUMENTS...

NOTES is a folder, in which a file `sent` says that the signal was sent. MOMENT is ``calls:K``,
after K calls of Python functions; ``audit:EVENT:K``, at the K-th such event of the interpreter;
``line:K``, once so many lines of a long run were written; ``solve``, a moment after a solver that
takes longer was started; or ``count``, in which nothing is sent and the counts are written to a
file of that name. A Ctrl-C goes to the whole process group, as at a terminal.
"""

import json
import os
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

EVENTS = ("open", "tempfile.mkstemp", "os.chmod", "os.rename", "os.mkdir", "import")
INTO_SOLVE = 0.05


def main() -> None:
    notes, name, moment, *arguments = sys.argv[1:]
    number = getattr(signal, name)
    kind, _, rest = moment.partition(":")

    def send() -> None:
        Path(notes, "sent").touch()
        if number == signal.SIGINT:
            os.killpg(os.getpgrp(), number)
        else:
            os.kill(os.getpid(), number)

    sys.argv = ["strengthfit", *arguments]
    from strengthfit.__main__ import run

    if kind == "calls":
        _after_calls(int(rest), send)
    elif kind == "audit":
        event, _, place = rest.rpartition(":")
        _at_event(event, int(place), send)
    elif kind == "line":
        _after_lines(int(rest), send)
    elif kind == "solve":
        _into_a_solve(send)
    else:
        _count(Path(notes, "count"))
    run()


def _after_calls(number: int, send: Any) -> None:
    left = number

    def heard(_frame: Any, _event: str, _argument: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            sys.settrace(None)
            send()

    sys.settrace(heard)


def _at_event(event: str, number: int, send: Any) -> None:
    left, me = number, threading.main_thread()

    def heard(name: str, _arguments: Any) -> None:
        nonlocal left
        if name == event and threading.current_thread() is me:
            left -= 1
            if not left:
                send()

    sys.addaudithook(heard)


def _after_lines(number: int, send: Any) -> None:
    from strengthfit import text_file

    left, append = number, text_file.append_whole

    def appended(*given: Any) -> None:
        nonlocal left
        append(*given)
        left -= 1
        if not left:
            send()

    text_file.append_whole = appended  # type: ignore[assignment]


def _into_a_solve(send: Any) -> None:
    from strengthfit.strategies import interrupts

    solve, clock = interrupts.interruptible, threading.Timer(INTO_SOLVE, send)
    clock.daemon = True

    def solved(*given: Any) -> Any:
        if not clock.is_alive():
            clock.start()
        return solve(*given)

    interrupts.interruptible = solved  # type: ignore[assignment]


def _count(file: Path) -> None:
    events, calls, me = Counter[str](), 0, threading.main_thread()

    def audited(name: str, _arguments: Any) -> None:
        if name in EVENTS and threading.current_thread() is me:
            events[name] += 1

    def called(_frame: Any, _event: str, _argument: Any) -> None:
        nonlocal calls
        calls += 1

    def written() -> None:
        sys.settrace(None)
        counts = {"calls": calls, **events}
        file.write_text(json.dumps(counts))

    import atexit

    atexit.register(written)
    sys.addaudithook(audited)
    sys.settrace(called)


if __name__ == "__main__":
    main()
