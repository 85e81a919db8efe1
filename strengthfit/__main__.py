"""``python -m strengthfit`` is the command ``strengthfit``."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="strengthfit")
