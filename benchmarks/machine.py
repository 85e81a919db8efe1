"""What a result was made on and with."""

import os
import platform
from importlib.metadata import version


def describe() -> str:
    """Return one line on the machine and the versions that matter."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("ortools", "numpy", "attrs"))
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}, strengthfit {version('strengthfit')}."
    )
