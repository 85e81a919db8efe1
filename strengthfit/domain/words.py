"""What runs and strength sessions are called, wherever they are put into words."""

# Kinds that need the word "run" to be a noun: "the easy run", but "the intervals".
_ADJECTIVES = ("recovery", "easy", "steady", "progression", "medium_long", "race_pace", "long")


def kind_word(kind: str, priority: str | None) -> str:
    """Return a kind of run in words, with its priority if it is a race.

    Examples
    --------
    >>> kind_word("medium_long", "A"), kind_word("race", "A"), kind_word("race", "training")
    ('medium long', 'race (A)', 'race (training)')
    """
    if kind == "race":
        return f"race ({priority})"
    return kind if ":" in kind else kind.replace("_", " ")


def run_word(kind: str, priority: str | None) -> str:
    """Return a kind of run as a noun, with its priority if it is a race.

    Examples
    --------
    >>> run_word("medium_long", None), run_word("time_trial", None), run_word("race", "B")
    ('medium long run', 'time trial', 'race (B)')
    >>> run_word("acme:fartlek", None)
    'acme:fartlek run'
    """
    word = kind_word(kind, priority)
    return f"{word} run" if kind in _ADJECTIVES or ":" in kind else word


def labelled(kind: str, label: str | None) -> str:
    """Return a kind of strength with the label of its demand, if it has one.

    Examples
    --------
    >>> labelled("heavy", "A"), labelled("heavy", None)
    ('heavy A', 'heavy')
    """
    return kind if label is None else f"{kind} {label}"


def session_words(
    kind: str, dose: str, effort: str = "near_failure", label: str | None = None
) -> str:
    """Return a strength session in words: its kind, and dose and effort unless they are usual.

    Examples
    --------
    >>> session_words("heavy", "full"), session_words("circuit", "reduced", "to_failure", "A")
    ('heavy', 'circuit A, reduced, to failure')
    """
    return f"{labelled(kind, label)}{dose_words(dose)}{effort_words(effort)}"


def dose_words(dose: str) -> str:
    """Return what is said of a dose behind a session: nothing if it is the full one."""
    return "" if dose == "full" else f", {dose}"


def effort_words(effort: str) -> str:
    """Return what is said of an effort behind a session: nothing if it is near failure."""
    return "" if effort == "near_failure" else f", {effort.replace('_', ' ')}"


def counted(number: int, noun: str) -> str:
    """Return a number of things.

    Examples
    --------
    >>> counted(1, "session"), counted(0, "circuit session")
    ('1 session', '0 circuit sessions')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
