"""From a title to what it means: the engine over the tables of words.

Every word of the tables is found, longer ones first, and taken out of the text. The text is cut
into sessions (morning and evening) and these into pieces ("easy run", "core"). In its piece a word
counts by how much it proves and by the company it keeps. What is left is decided by hardness.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import attrs

from ...domain.run import KEY_RUN_KINDS, RunKind
from ...domain.strength import StrengthKind
from ...printable import one_line
from .additions import added
from .amounts import MOST_KM, MOST_MINUTES, Amount, What
from .folded import LONGEST, Folded, fold
from .meaning import Meaning
from .own_kinds import own_kind
from .pieces import (
    Half,
    Mark,
    Piece,
    find_marks,
    find_pieces,
    find_sessions,
    has_any,
    quoted,
    tone,
)
from .reasons import Reason
from .tables import (
    JOINS,
    OTHERS_RACES,
    RUN_HARDNESS,
    RUNNING,
    STRENGTH_HARDNESS,
    UNSAID_STRENGTH,
    WITH,
)
from .words import NO_WORDS, Words

_FIGURES: tuple[What, ...] = ("km", "minutes", "repetitions", "sets")
_PLAUSIBLE_KM = (2, 60)
"""A distance in it looks like a run though other words stand beside it. CONVENTION."""

_FASTEST = 2.75
"""Minutes for a km. A duration that would need a faster run is one of a part of it. CONVENTION."""

_FAINT = ("weak", "slight")
"""Grades of words that other things than training are called by as well."""

_NEITHER = ("neither", "private")
"""Owners of figures that say nothing of a run or of strength."""

_BEHIND = ("company", "place", "of")
"""Parts behind which any words may stand."""

_UNDONE = frozenset({"rest", "no_run", "called_off", "denied", "activity"})
_SPOKEN = _UNDONE | {"run", "strength", "care"}
"""Parts that speak of training, or of none."""

_SHOWN = 40
"""Characters of a category. CONVENTION."""

_DESCRIPTION = 2000
"""Characters of a description of which lines are made. CONVENTION."""

_SHORTEST = 10
"""Minutes. Beside repetitions a shorter duration is one of a part of the run. CONVENTION."""


@attrs.frozen
class _Reading:
    """What one text says, and whether the tables know all of its words."""

    meanings: tuple[Meaning, ...]
    km: float | None = None  # of all of its figures
    minutes: float | None = None
    silent: bool = False  # nothing in it speaks of training
    private: bool = False  # private words stand beside those of training
    understood: bool = False
    by_user: bool = False  # the user's own words stand in it

    @property
    def trains(self) -> bool:
        return self.meanings[0].item != "other"


def recognise(
    title: str,
    categories: Sequence[str] = (),
    description: str = "",
    words: Words = NO_WORDS,
) -> tuple[Meaning, ...]:
    """Return what a title means: one meaning, or several if it names several sessions.

    Nothing that looks like a run is taken for an easy one without a word that says so: if its kind
    is not said it is `known=False`, and counts as key. It is never an error.

    Parameters
    ----------
    title
        As it stands in the calendar or planner. Its first 300 characters are read.
    categories
        Tags beside it. They count if the title says nothing, or not which kind of run it is. If
        they, or the description, say that a gentle run is hard, it counts as key.
    description
        What stands below it. If neither of them says anything, its first line counts; if they do
        not say which kind of run it is, all of it. It makes a run easy only if every word of it is
        understood.
    words
        A user's own words, from `read_words`; they win over the tables.

    Examples
    --------
    >>> (meaning,) = recognise("Tempo 10 km")
    >>> meaning.kind, meaning.km, meaning.how
    ('tempo', 10.0, "'tempo'")
    >>> (meaning,) = recognise("Hill repeats 8x60 s")
    >>> meaning.kind, meaning.km, meaning.how
    ('hills', None, "'hill repeats'")
    >>> [(meaning.kind, meaning.half) for meaning in recognise("Recovery AM 5 LT PM 8")]
    [('recovery', 'am'), ('tempo', 'pm')]
    >>> (meaning,) = recognise("Morning run")
    >>> meaning.kind, meaning.is_key
    ('steady', True)
    >>> [meaning.item for meaning in recognise("Dentist")]
    ['other']
    """
    if (own := own_kind(title, words.own_kinds)) is not None:
        return (own,)
    first = _read(title, words)
    for category in categories:
        second = _read(category, words)
        place = f"in the category '{one_line(category[:_SHOWN])}'"
        if (first.silent or first.private) and second.trains:
            return _as_said(second.meanings, place, first)
        if refined := _refined(first, second, place) or _contradicted(first, second, place):
            return refined
    return _described(first, description, words) or first.meanings


def _described(first: _Reading, description: str, words: Words) -> tuple[Meaning, ...] | None:
    """Return what a description says that the title does not, or None if it says nothing new."""
    lines = [line.strip() for line in description[:_DESCRIPTION].splitlines() if line.strip()]
    second = _read((lines[0] if first.silent else "; ".join(lines)) if lines else "", words)
    if first.silent:
        clear = second.understood or all(meaning.known for meaning in second.meanings)
        trains = second.trains and clear
        return _as_said(second.meanings, "in the description", first) if trains else None
    place = "in the description"
    if second.understood or all(meaning.kind in KEY_RUN_KINDS for meaning in second.meanings):
        return _refined(first, second, place) or _contradicted(first, second, place)
    return _contradicted(first, second, place)


def _as_said(meanings: tuple[Meaning, ...], place: str, title: _Reading) -> tuple[Meaning, ...]:
    """Return what a category or a description says, with the amounts of the title."""
    km, minutes = title.km, title.minutes
    alone = len(meanings) == 1
    return tuple(
        attrs.evolve(
            meaning,
            how=f"{meaning.how} {place}",
            km=km if alone and meaning.item == "run" and km else meaning.km,
            minutes=minutes if alone and minutes else meaning.minutes,
        )
        for meaning in meanings
    )


def _refined(first: _Reading, second: _Reading, place: str) -> tuple[Meaning, ...] | None:
    """Return the title's meanings with the kind that another text says, or None if it says none."""
    kinds = {meaning.item: meaning for meaning in second.meanings if meaning.known}
    unsaid = [one for one in first.meanings if not one.known and one.item != "other"]
    if not second.trains or not any(meaning.item in kinds for meaning in unsaid):
        return None
    return tuple(
        attrs.evolve(
            meaning,
            kind=kinds[meaning.item].kind,
            known=True,
            how=f"{kinds[meaning.item].how} {place}",
            priority=kinds[meaning.item].priority,
        )
        if meaning in unsaid and meaning.item in kinds
        else meaning
        for meaning in first.meanings
    )


_OF_OTHER_DAYS = (RunKind.RACE, RunKind.LONG)
"""Kinds that a category or a description of any run may name: "Marathon", "before the long run"."""


def _contradicted(first: _Reading, second: _Reading, place: str) -> tuple[Meaning, ...] | None:
    """Return the title's meanings with its gentle run as key, if another text says a hard one.

    None if it does not, or the title has a hard run too, or the user's own words made it gentle.
    """
    runs = [one for one in first.meanings if one.item == "run"]
    hard = [
        one
        for one in second.meanings
        if one.item == "run"
        and one.known
        and one.kind in KEY_RUN_KINDS
        and one.kind not in _OF_OTHER_DAYS
    ]
    if not hard or first.by_user or any(one.is_key or one.kind in KEY_RUN_KINDS for one in runs):
        return None
    if all(
        one.kind == RunKind.INTERVALS for one in hard
    ):  # "10 x 100 m", of which it says the same
        runs = [one for one in runs if one.kind != RunKind.STRIDES]
    if not runs:
        return None
    said = f"but {hard[0].how} {place}, so it counts as key"
    return tuple(
        attrs.evolve(one, kind=RunKind.STEADY, known=False, how=f"{one.how}, {said}")
        if one in runs
        else one
        for one in first.meanings
    )


@lru_cache(maxsize=4096)
def _read_folded(folded: Folded, words: Words) -> _Reading:
    marks = find_marks(folded, words)
    users = [mark for mark in marks if mark.user]
    if users and all(mark.part == "ignored" for mark in users):
        return _Reading((_other(Reason("ignored", quoted(folded, users))),))
    meanings: list[Meaning] = []
    reasons: list[Reason] = []
    for start, end, half in find_sessions(folded.text, marks):
        pieces = find_pieces(folded.text, start, end, marks)
        meanings += _as_before(meanings, pieces, _session(folded, pieces, half, reasons))
    parts = {mark.part for mark in marks}
    strange = bool(parts & {"private", "about", "ignored"})
    whole = find_pieces(folded.text, 0, len(folded.text), marks)
    unknown = any(piece.unknown for piece in whole)
    km, minutes = _size(whole)
    trains = bool(meanings)
    if not trains:
        meanings.append(_other(reasons[0] if reasons else Reason("unnamed")))
    return _Reading(
        tuple(meanings),
        km,
        minutes,
        silent=not (trains or strange or parts & _SPOKEN),
        private=not trains and strange and not parts & {"about", *_UNDONE},
        understood=not (unknown or strange),
        by_user=bool(users),
    )


def _as_before(before: list[Meaning], pieces: list[Piece], found: list[Meaning]) -> list[Meaning]:
    """Give a second session that is but a figure the kind of the first: "Recovery AM 6 PM 4 km"."""
    marks = [mark for piece in pieces for mark in piece.marks]
    sizes = [mark for mark in marks if mark.amount]
    plain = all(mark.amount or mark.part == "half" for mark in marks)
    figure = len(sizes) == 1 and plain and not any(piece.unknown for piece in pieces)
    runs = [meaning for meaning in before if meaning.item == "run"]
    if not figure or len(runs) != 1 or len(found) != 1 or found[0].known:
        return found
    first = runs[0]
    return [attrs.evolve(found[0], kind=first.kind, how=first.how, known=first.known)]


def _read(text: str, words: Words) -> _Reading:
    reading = _read_folded(fold(text), words)
    if len(text) <= LONGEST:
        return reading
    return attrs.evolve(
        reading, meanings=tuple(map(_cut_short, reading.meanings)), understood=False
    )


def _cut_short(meaning: Meaning) -> Meaning:
    """Return what is known of a run if its title is read in part: it may be harder further on."""
    if meaning.item != "run" or meaning.kind in KEY_RUN_KINDS or not meaning.known:
        return meaning
    how = f"{meaning.how}; the text goes on, so it counts as key"
    return attrs.evolve(meaning, kind=RunKind.STEADY, known=False, how=how)


def _other(reason: Reason) -> Meaning:
    off = reason.why == "called_off"
    return Meaning("other", None, reason.how, known=not reason.doubtful, is_off=off)


# Weighing words.


def _alive(folded: Folded, piece: Piece) -> list[Mark]:
    """Return the words of a piece for runs and strength that its company lets stand."""
    company, place = _first(piece, "company"), _first(piece, *_BEHIND)
    about = any(mark.start < company for mark in piece.having("about"))
    private = _is_private(piece)
    sized = bool(piece.amounts("km", "repetitions"))
    words = piece.having("run", "strength")
    if words and words[0].start > place and (about or private) and not sized:
        words = [mark for mark in words if mark.user]  # "dinner after the long run"
    stands = {
        "user": True,
        "sure": not about or sized,
        "likely": not about and (sized or not private),
    }
    alive = [
        mark
        for mark in words
        if stands.get(_grade(folded, mark), not about and _weak_stands(piece, mark, place))
    ]
    return _beside_others(folded, piece, alive)


def _first(piece: Piece, *parts: str) -> int:
    """Return where the first word of some parts stands; past the end if there is none."""
    return min((mark.start for mark in piece.having(*parts)), default=LONGEST)


def _is_private(piece: Piece) -> bool:
    """Whether a private word stands in a piece, but not as the company of a run."""
    company = _first(piece, "company")
    return any(mark.start < company for mark in piece.having("private"))


def _grade(folded: Folded, mark: Mark) -> str:
    """Return how much a word proves; as a possessive, such as "Hills' dinner", it may be a name."""
    after = folded.text[mark.end : mark.end + 2]
    a_name = after.startswith("'") and not folded.text.startswith("'", max(mark.start - 1, 0))
    a_name = a_name and (after == "'s" or folded.text[mark.end - 1] == "s")
    return "weak" if a_name and mark.grade in ("sure", "likely") else mark.grade


def _weak_stands(piece: Piece, mark: Mark, place: int) -> bool:
    """Whether a weak word stands among words of training, or behind none other and with a distance.

    What stands behind "with", "at" and the like is company, or a place, and may be any words.
    """
    sized = bool(piece.amounts("km", "minutes", "repetitions"))
    if mark.grade == "slight" and not sized:
        return False
    if _is_defined(piece, mark):
        place = _first(piece, "company", "place")
    private = _is_private(piece) if sized else piece.having("private")
    strange = any(start < place for start, _ in piece.unknown) or private
    if not strange and not piece.having("activity", "care", "ignored"):
        return True
    behind_others = any(start < mark.start for start, _ in piece.unknown)
    far = piece.amounts("km") and not piece.having("private", "activity", "ignored")
    return bool(far) and not behind_others


def _is_defined(piece: Piece, mark: Mark) -> bool:
    """Whether "of" right behind a word says what it is: "pista de hielo", but "semi de Lyon"."""
    a_race = mark.row is not None and mark.row.kind == RunKind.RACE
    return not a_race and any(0 < of.start - mark.end <= 1 for of in piece.having("of"))


def _beside_others(folded: Folded, piece: Piece, alive: list[Mark]) -> list[Mark]:
    """Drop what belongs to another activity, or to strength: "swim intervals", "easy gym"."""
    runs = [mark for mark in alive if mark.part == "run"]
    if piece.having("activity") and not any(
        mark.user or has_any(RUNNING, folded.text, mark.start, mark.end) for mark in runs
    ):
        return [mark for mark in alive if mark.part != "run"]
    lifts = len(runs) < len(alive) and not piece.amounts("km")
    if lifts and all(mark.grade in _FAINT for mark in runs):
        return [mark for mark in alive if mark.part != "run"]
    return alive


def _session(
    folded: Folded, pieces: list[Piece], half: Half | None, reasons: list[Reason]
) -> list[Meaning]:
    """Return the run and the strength of one session; say in `reasons` why there is neither."""
    off = [mark for piece in pieces for mark in piece.having("called_off")]
    pieces = [_with_owners_of_races(folded, one) for one in _not_called_off(folded, pieces)]
    if off:
        reasons.append(Reason("called_off", quoted(folded, off)))
    alive = [_alive(folded, piece) for piece in pieces]
    named = [mark for marks in alive for mark in marks]
    if _is_active(pieces) and all(_is_slight(mark) for mark in named):
        alive = [[] for _ in pieces]
    alive = _with_slight_strength(pieces, _with_weak_keys(pieces, alive))
    named = [mark for marks in alive for mark in marks]
    owners = _owners(pieces, alive)
    if any(piece.having("rest", "no_run", "activity", "care") for piece in pieces):
        named = [mark for mark in named if _has_letters(folded, mark)]
    runs = _users_first(mark for mark in named if mark.part == "run")
    lifts = _users_first(mark for mark in named if mark.part == "strength")
    bare = [] if any(mark.user for mark in runs) else _bare(pieces, owners, runs, lifts)
    optional = _offers_a_choice(folded, pieces)
    if not optional and (leading := _rest_that_leads(pieces, [*runs, *lifts, *bare])):
        lifts = [mark for mark in lifts if not _beside(pieces, leading, mark)]
        runs, bare = [], []
        reasons.append(Reason("no_run", quoted(folded, [leading])))
    meanings = []
    if runs or bare:
        share = _share(pieces, owners, "run", bool(lifts))
        meanings.append(_run(folded, runs, bare, share, _heard(pieces, alive)))
    if lifts:
        meanings.append(
            _lift(folded, lifts, _share(pieces, owners, "strength", bool(runs or bare)))
        )
    if not meanings:
        reasons += _reasons(folded, pieces)
    if len(meanings) == 2 and _lifts_first(folded, [*runs, *bare], lifts):
        meanings.reverse()
    return [
        attrs.evolve(
            meaning,
            half=half or meaning.half,
            how=f"{meaning.how}; optional, or one of several choices" if optional else meaning.how,
        )
        for meaning in meanings
    ]


def _lifts_first(folded: Folded, runs: list[Mark], lifts: list[Mark]) -> bool:
    """Whether the strength of a session comes before its run: as they stand, but for "after"."""
    run, lift = (min(marks, key=lambda mark: mark.start) for marks in (runs, lifts))
    between = folded.text[min(run.end, lift.end) : max(run.start, lift.start)]
    return (lift.start < run.start) != bool(_AFTER.search(between))


_AFTER = re.compile(r"\b(?:after|nach|apres|tras|despues)\b")
"""Between two sessions: the second comes first."""


def _not_called_off(folded: Folded, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a session that are not called off.

    A word for that calls off all of it if it stands by itself, or behind or before a colon, a dash
    or a bracket, and else its own piece; but never what is done instead.
    """
    off = [piece for piece in pieces if piece.having("called_off")]
    all_of_it = any(
        _stands_apart(folded, piece, mark) for piece in off for mark in piece.having("called_off")
    )
    return [piece for piece in pieces if piece.having("instead") or not (all_of_it or piece in off)]


def _stands_apart(folded: Folded, piece: Piece, mark: Mark) -> bool:
    named = piece.having("run", "strength", "activity", "care")
    if not named and piece.having("private", "about"):
        return False  # "long run, brunch cancelled"
    before, after = folded.text[: mark.start].rstrip(), folded.text[mark.end :].lstrip()
    if before.endswith(tuple(":-([")) or after.startswith(tuple(":-)]")):
        return True
    others = piece.amounts(*_FIGURES) or any(start < mark.start for start, _ in piece.unknown)
    return not named and not others


def _with_owners_of_races(folded: Folded, piece: Piece) -> Piece:
    """Mark words of family, school, children or support beside a race: somebody else runs it.

    What stands behind "with" is company: "marathon with dad".
    """
    races = [mark for mark in piece.having("run") if mark.row and mark.row.kind == RunKind.RACE]
    if not races or any(mark.user for mark in races):
        return piece
    company = min(_first(piece, "company"), piece.end)
    found = [
        Mark(*match.span(), row)
        for row in OTHERS_RACES
        if (match := row.compiled.search(folded.text, piece.start, company))
    ]
    marks = sorted([*piece.marks, *found], key=lambda mark: mark.start)
    return attrs.evolve(piece, marks=tuple(marks))


def _is_active(pieces: list[Piece]) -> bool:
    return any(piece.having("activity") for piece in pieces)


def _is_slight(mark: Mark) -> bool:
    """Whether a word may as well speak of another activity in the title: "swim, easy"."""
    key = mark.row is not None and mark.row.kind in KEY_RUN_KINDS
    return mark.grade in _FAINT and not key


def _users_first(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks of the user's own words if there are any, else all."""
    listed = list(marks)
    return [mark for mark in listed if mark.user] or listed


def _with_weak_keys(pieces: list[Piece], alive: list[list[Mark]]) -> list[list[Mark]]:
    """Let words for key runs stand in a session that is surely a run, whatever is beside them.

    Better a run that counts as key for nothing than a key run that is taken for an easy one. So
    they stand wherever a run is named, and in each other piece that is not private.
    """
    runs = [mark for marks in alive for mark in marks if mark.part == "run"]
    surely = any(mark.grade not in _FAINT for mark in runs)
    return [
        [
            mark
            for mark in piece.having("run", "strength")
            if mark in marks or (mark.row and mark.row.kind in KEY_RUN_KINDS)
        ]
        if not piece.having("activity", "care")
        and (
            any(mark.part == "run" for mark in marks)
            or (surely and not piece.having("private", "about"))
        )
        else marks
        for piece, marks in zip(pieces, alive, strict=True)
    ]


def _with_slight_strength(pieces: list[Piece], alive: list[list[Mark]]) -> list[list[Mark]]:
    """Let a slight word for strength that is all of its piece stand beside a run: "bench + jog"."""
    if not any(mark.part == "run" for marks in alive for mark in marks):
        return alive
    return [
        piece.having("strength") if not marks and _is_plain(piece) else marks
        for piece, marks in zip(pieces, alive, strict=True)
    ]


def _is_plain(piece: Piece) -> bool:
    """Whether a piece holds nothing but words for strength, figures, and words that say nothing."""
    parts = ("amount", "strength", "glue", "half", "choice")
    return not piece.unknown and all(mark.part in parts for mark in piece.marks)


def _has_letters(folded: Folded, mark: Mark) -> bool:
    """Whether a mark is a word. An emoji of a runner says less than "rest" or "yoga" beside it."""
    return any(letter.isalpha() for letter in folded.text[mark.start : mark.end])


def _owners(pieces: list[Piece], alive: list[list[Mark]]) -> list[str]:
    """Return to what the figures of each piece belong: the run, the strength, or neither.

    Those behind another activity belong to it; those behind private words do not: "dinner, 6x800".
    """
    owners: list[str] = []
    for piece, marks in zip(pieces, alive, strict=True):
        parts = {mark.part for mark in marks}
        if "run" in parts:
            owners.append("run")
        elif "strength" in parts:
            owners.append("strength")
        elif piece.having("activity", "care"):
            owners.append("neither")
        elif piece.having("private", "about", "ignored"):
            owners.append("private")
        else:
            trained = [owner for owner in owners if owner != "private"]
            owners.append(trained[-1] if trained else "run")
    return owners


def _bare(
    pieces: list[Piece], owners: list[str], runs: list[Mark], lifts: list[Mark]
) -> list[Mark]:
    """Return figures that mean a run by themselves: repetitions, or nothing but a distance."""
    repeated, distances = [], []
    for piece, owner in zip(pieces, owners, strict=True):
        own = owner == "run" and not piece.having("strength")
        for mark in piece.marks:
            if mark.amount is None or owner in _NEITHER:
                continue
            sets = mark.amount.what == "sets" and runs and not lifts
            if mark.amount.running or (own and (sets or mark.amount.what == "repetitions")):
                repeated.append(mark)
            if own and mark.amount.what == "km" and _looks_like_a_run(piece, mark.amount):
                distances.append(mark)
    return repeated if repeated or runs else distances


def _looks_like_a_run(piece: Piece, amount: Amount) -> bool:
    least, most = _PLAUSIBLE_KM
    return not piece.unknown or least <= (amount.value or 0) <= most


def _offers_a_choice(folded: Folded, pieces: list[Piece]) -> bool:
    """Whether a title says "or", "optional" and the like, or has a stroke after "rest"."""
    return any(piece.having("choice") for piece in pieces) or any(
        folded.text.startswith(("/", " /"), mark.end)
        for piece in pieces
        for mark in piece.having("rest")
    )


def _rest_that_leads(pieces: list[Piece], others: list[Mark]) -> Mark | None:
    """Return the word for rest that stands before all training."""
    rests = [mark for piece in pieces for mark in piece.having("rest", "no_run")]
    if not rests or any(mark.start < rests[0].start or mark.user for mark in others):
        return None
    return rests[0]


def _beside(pieces: list[Piece], one: Mark, other: Mark) -> bool:
    return any(one in piece.marks and other in piece.marks for piece in pieces)


def _share(pieces: list[Piece], owners: list[str], owner: str, divided: bool) -> list[Piece]:
    """Return the pieces whose figures belong to the run, or to the strength."""
    if divided:
        return [piece for piece, own in zip(pieces, owners, strict=True) if own == owner]
    return [piece for piece, own in zip(pieces, owners, strict=True) if own not in _NEITHER]


def _heard(pieces: list[Piece], alive: list[list[Mark]]) -> list[Piece]:
    """Return the pieces in which a word for hard speaks of the run: not those of strength alone."""
    return [
        piece
        for piece, marks in zip(pieces, alive, strict=True)
        if any(mark.part == "run" for mark in marks)
        or not piece.having("strength", "activity", "care")
    ]


def _reasons(folded: Folded, pieces: list[Piece]) -> list[Reason]:
    """Say why there is neither a run nor strength in a session that speaks of them."""
    named = [mark for piece in pieces for mark in piece.having("run", "strength")]
    rest = [mark for piece in pieces for mark in piece.having("rest", "no_run")]
    others = [mark for piece in pieces for mark in piece.having("activity", "care")]
    if rest:
        return [Reason("no_run", quoted(folded, rest))]
    if others:
        doubtful = any(mark.grade in _FAINT for mark in others) and _goes_far(pieces)
        return [Reason("elsewhere", quoted(folded, others), doubtful)]
    if named:
        doubtful = any(_may_be_training(piece) for piece in pieces)
        return [Reason("unlike", quoted(folded, named), doubtful)]
    repeated = [
        mark for piece in pieces for mark in piece.marks if mark.amount and mark.amount.running
    ]
    return [Reason("unlike", quoted(folded, repeated), doubtful=True)] if repeated else []


def _goes_far(pieces: list[Piece]) -> bool:
    return any(piece.amounts("km") for piece in pieces)


def _may_be_training(piece: Piece) -> bool:
    """Whether a piece could be training all the same, or is clearly private.

    "Long lunch" is private; "tempo contract" and "long 12 km birthday" could be a run.
    """
    named = piece.having("run", "strength")
    faint = all(mark.grade in _FAINT for mark in named)
    private = _is_private(piece) or bool(piece.having("about"))
    sized = piece.amounts("km", "repetitions")
    return bool(named) and not (faint and private and not sized)


# Deciding.


def _run(
    folded: Folded, marks: list[Mark], bare: list[Mark], pieces: list[Piece], heard: list[Piece]
) -> Meaning:
    kinds = _kinds(marks, bare, pieces)
    km, minutes = _size(pieces)
    half = _half(pieces)
    unsaid = Meaning("run", RunKind.STEADY, "", known=False, km=km, minutes=minutes, half=half)
    if not kinds:
        how = f"{quoted(folded, [*marks, *bare])} looks like a run; {_UNSAID}"
        return attrs.evolve(unsaid, how=how)
    kind = min(kinds.values(), key=RUN_HARDNESS.index)
    how = quoted(folded, (mark for mark, said in kinds.items() if said == kind))
    if easier := [mark for mark, said in kinds.items() if said != kind]:
        how += f", harder than {quoted(folded, easier)}"
    if not any(mark.user for mark in marks) and (hard := _hard(folded, kinds, kind, heard)):
        return attrs.evolve(unsaid, how=f"{how} and {quoted(folded, hard)}: {_UNSAID}")
    if kind == RunKind.RACE and km is None:
        lengths = [mark.row.km for mark in marks if mark.row and mark.row.km]
        km = lengths[0] if lengths else None
    priority = _priority(marks) if kind == RunKind.RACE else None
    return Meaning("run", kind, how, km=km, minutes=minutes, half=half, priority=priority)


_UNSAID = "its kind is not said, so it counts as key"

_GENTLE = frozenset(
    {RunKind.EASY, RunKind.RECOVERY, RunKind.STEADY, RunKind.MEDIUM_LONG, RunKind.STRIDES}
)
"""Kinds that are not key, and of which a hard part is no part by their name."""


def _kinds(marks: list[Mark], bare: list[Mark], pieces: list[Piece]) -> dict[Mark, RunKind]:
    """Return what kind each word for a run says, and each figure that means one."""
    kinds: dict[Mark, RunKind] = {}
    for mark in marks:
        if mark.row and isinstance(mark.row.kind, RunKind):
            kinds[mark] = mark.row.kind
    for mark in bare:
        if mark.amount and mark.amount.what != "km" and not _is_explained(mark, marks, pieces):
            easy = bool(kinds) and mark.amount.short
            kinds[mark] = RunKind.STRIDES if easy else RunKind.INTERVALS
    return kinds


def _hard(
    folded: Folded, kinds: dict[Mark, RunKind], kind: RunKind, pieces: list[Piece]
) -> list[Mark]:
    """Return the words by which a gentle kind of run is hard all the same; strides may be fast."""
    if kind not in _GENTLE:
        return []
    strides = {mark for mark, said in kinds.items() if said == RunKind.STRIDES}
    heard = [piece for piece in pieces if strides.isdisjoint(piece.marks)]
    said = tone(folded.text, heard)
    return [mark for mark in said if mark.part == "hard"] or added(folded, heard, said)


def _is_explained(repeated: Mark, marks: list[Mark], pieces: list[Piece]) -> bool:
    """Whether a word says what repetitions are: "hills, 8x60 s"; "walk/jog" only in its piece."""
    beside = next((piece.marks for piece in pieces if repeated in piece.marks), ())
    return any(
        mark.row is not None
        and mark.row.explains
        and (mark.row.kind != RunKind.EASY or mark in beside)
        for mark in marks
    )


def _priority(marks: list[Mark]) -> str | None:
    """Return what a title says of a race's priority: a parkrun is training, a race is not."""
    races = [mark.row for mark in marks if mark.row and mark.row.kind == RunKind.RACE]
    said = {row.priority for row in races}
    for priority in ("A", "B", "C"):
        if priority in said:
            return priority
    return "training" if said == {"training"} else None


def _lift(folded: Folded, marks: list[Mark], pieces: list[Piece]) -> Meaning:
    _, minutes = _size(pieces)
    half = _half(pieces)
    kinds = {
        mark: mark.row.kind
        for mark in marks
        if mark.row and isinstance(mark.row.kind, StrengthKind)
    }
    if not kinds:
        how = f"{quoted(folded, marks)} is strength; its kind is not said, so it counts as "
        how += UNSAID_STRENGTH
        return Meaning("strength", UNSAID_STRENGTH, how, known=False, minutes=minutes, half=half)
    beside = [bare for bare in marks if bare not in kinds and _joined(folded, bare, kinds)]
    if beside:
        how = (
            f"{quoted(folded, beside)} beside {quoted(folded, kinds)}; counts as {UNSAID_STRENGTH}"
        )
        return Meaning("strength", UNSAID_STRENGTH, how, known=False, minutes=minutes, half=half)
    kind = min(kinds.values(), key=STRENGTH_HARDNESS.index)
    how = quoted(folded, (mark for mark, said in kinds.items() if said == kind))
    return Meaning("strength", kind, how, minutes=minutes, half=half)


_AND = re.compile(rf"\s*(?:[+&,/]|,? ?(?:{'|'.join((*JOINS, *WITH))}))\s*")


def _joined(folded: Folded, bare: Mark, others: Iterable[Mark]) -> bool:
    """Whether a word for any strength stands beside a kind of it, and is not just its name."""
    gaps = (folded.text[min(bare.end, one.end) : max(bare.start, one.start)] for one in others)
    return any(_AND.fullmatch(gap) for gap in gaps)


def _size(pieces: Iterable[Piece]) -> tuple[float | None, float | None]:
    """Return the distance and the duration: the largest of each, or with a warm-up their sum."""
    listed = list(pieces)
    amounts = [amount for piece in listed for amount in piece.amounts(*_FIGURES)]
    added = any(piece.having("warm_up") for piece in listed)
    sizes = []
    for what, most in (("km", MOST_KM), ("minutes", MOST_MINUTES)):
        values = [amount.value for amount in amounts if amount.what == what and amount.value]
        size = sum(values) if added else max(values, default=0)
        sizes.append(round(size, 3) if 0 < size <= most else None)
    km, minutes = sizes
    repeated = any(amount.what in ("repetitions", "sets") for amount in amounts)
    if minutes and minutes < max((km or 0) * _FASTEST, _SHORTEST if repeated else 0):
        minutes = None  # of a part: "tempo run 12 km: 20 min tempo", "8 x 2 min (1 min)"
    return km, minutes


def _half(pieces: list[Piece]) -> Half | None:
    return next((mark.half for piece in pieces for mark in piece.marks if mark.half), None)
