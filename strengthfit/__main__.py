"""``python -m strengthfit`` is the command ``strengthfit``."""

from typing import NoReturn

from .ending import ended


def run() -> NoReturn:
    """Run the command, which ends cleanly from here on, also while it is still being loaded."""
    ended(_loaded)


def _loaded() -> int:
    from .cli import main

    return main.run()


if __name__ == "__main__":
    run()
