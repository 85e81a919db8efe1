"""The kept answers on disk: a folder for each case, a file for each answer."""

from pathlib import Path

from .forms import Answers

ANSWERS = Path(__file__).parent / "answers"


def read_answers(case: str) -> Answers:
    """Return what is kept for a case; nothing where nothing is."""
    return {
        path.name: path.read_bytes().decode("utf-8").removesuffix("\n")
        for path in sorted((ANSWERS / case).glob("*"))
    }


def write_answers(case: str, answers: Answers) -> None:
    """Keep these answers for a case, and no others."""
    folder = ANSWERS / case
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*"):
        if path.name not in answers:
            path.unlink()
    for name, text in answers.items():
        (folder / name).write_bytes(f"{text}\n".encode())


def kept_cases() -> set[str]:
    """Return the names of the folders."""
    return {path.name for path in ANSWERS.glob("*")}
