"""ical.js, a reader of calendars that this project did not write, asked through Node.

It is found where Node looks for packages:

    npm install --prefix FOLDER ical.js && export NODE_PATH=FOLDER/node_modules
"""

import functools
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

READER = Path(__file__).with_name("ical_js_reader.cjs")


@functools.cache
def missing() -> str | None:
    """Return why ical.js cannot be asked, or None if it can."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    asked = subprocess.run([node, "-e", "require('ical.js')"], capture_output=True, check=False)
    return None if asked.returncode == 0 else "ical.js is not installed: see benchmarks/ical_js.py"


def read(texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Return the events of each of some calendars."""
    done = subprocess.run(
        [shutil.which("node") or "node", str(READER)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def version() -> str:
    """Return the version of ical.js."""
    code = (
        "const path = require('path');"
        "const at = path.join(path.dirname(require.resolve('ical.js')), '..', 'package.json');"
        "process.stdout.write(JSON.parse(require('fs').readFileSync(at, 'utf8')).version)"
    )
    node = shutil.which("node") or "node"
    return subprocess.run([node, "-e", code], capture_output=True, text=True, check=True).stdout
