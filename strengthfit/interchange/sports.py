"""Sports of planners: which of them are runs and which strength, and of which kind an item is.

The sport says what it is, and title, tags and description say of which kind. A run whose kind they
do not say counts as key.
"""

from collections.abc import Iterable, Sequence

import attrs

from ..domain.run import RunKind
from ..domain.strength import StrengthKind
from ..errors import InputError
from .titles import NO_WORDS, Meaning, Words, recognise

RUN_SPORTS = ("run", "trailrun", "virtualrun")
"""Sports of Strava, and types of intervals.icu, that are running, in lower case."""

STRENGTH_SPORTS = {
    "weighttraining": StrengthKind.HEAVY,
    "crossfit": StrengthKind.HEAVY,
    "highintensityintervaltraining": StrengthKind.PLYOMETRIC,
}
"""Those that are strength, and of which kind if the texts do not say it.

CONVENTION: the kind that asks for the most room of those that it may be.
"""

OPEN_SPORTS = ("", "workout", "other")
"""Those that do not say what it is: the texts do."""


def run_meanings(
    title: str,
    tags: Sequence[str] = (),
    description: str = "",
    *,
    why: str,
    words: Words = NO_WORDS,
) -> tuple[Meaning, ...]:
    """Return what a planner's run means by its texts: at least one run, whatever they say.

    Parameters
    ----------
    title, tags, description, words
        As for `recognise`.
    why
        What says that it is a run, such as "type Run".

    Examples
    --------
    >>> [meaning.kind for meaning in run_meanings("Tempo 10 km", why="type Run")]
    ['tempo']
    >>> (unknown,) = run_meanings("Tuesday", why="type Run")
    >>> unknown.kind, unknown.is_key, unknown.how
    ('steady', True, 'type Run, and its kind is not said')
    """
    found = recognise(title, tags, description, words)
    if any(meaning.item == "run" for meaning in found):
        return tuple(meaning for meaning in found if meaning.item != "other")
    how = f"{why}, and its kind is not said"
    return (
        Meaning(
            "run",
            RunKind.STEADY,
            how,
            known=False,
            km=_first(meaning.km for meaning in found),
            minutes=_first(meaning.minutes for meaning in found),
        ),
    )


def first_run(meanings: Iterable[Meaning]) -> Meaning:
    """Return the first run of what `run_meanings` found, beside which there may be strength.

    Examples
    --------
    >>> first_run(run_meanings("Tempo 10 km", why="type Run")).kind
    'tempo'
    """
    return next(meaning for meaning in meanings if meaning.item == "run")


def strength_meanings(
    title: str,
    tags: Sequence[str] = (),
    description: str = "",
    *,
    why: str,
    kind: StrengthKind = StrengthKind.HEAVY,
    words: Words = NO_WORDS,
) -> tuple[Meaning, ...]:
    """Return what a planner's strength session means by its texts: strength, whatever they say.

    If they do not say of which kind it is, it is `kind`. CONVENTION: heavy, which asks for the most
    room.

    Examples
    --------
    >>> [meaning.kind for meaning in strength_meanings("Core", why="type WeightTraining")]
    ['core']
    >>> (unknown,) = strength_meanings("Gym with Jo", why="type WeightTraining")
    >>> unknown.item, unknown.known
    ('strength', False)
    """
    found = recognise(title, tags, description, words)
    strength = tuple(meaning for meaning in found if meaning.item == "strength")
    if strength:
        return strength
    how = f"{why}, and its kind is not said: {kind}"
    minutes = _first(meaning.minutes for meaning in found)
    return (Meaning("strength", kind, how, known=False, minutes=minutes),)


def left_out(why: str) -> tuple[Meaning, ...]:
    """Return the meaning of what is neither a run nor strength.

    Examples
    --------
    >>> left_out("type Ride")[0].item
    'other'
    """
    return (Meaning("other", None, why),)


def measured(
    meanings: Sequence[Meaning],
    minutes: float | None,
    km: float | None,
    where: tuple[str, str] = ("minutes", "km"),
) -> tuple[Meaning, ...]:
    """Return meanings with the length and the distance of the item that they are of.

    These are those of the one session that it is; what is too short is left out. Of several each
    has what the title says of it, and a run that is the only one among them the distance; their
    minutes are shared later.

    Parameters
    ----------
    meanings
    minutes, km
        As far as the item says so.
    where
        The fields that say so.

    Raises
    ------
    InputError
        If a session is longer than there are.

    Examples
    --------
    >>> measured(run_meanings("Tempo", why="type Run"), 50, 10.5)[0].km
    10.5
    >>> measured(run_meanings("Tempo", why="type Run"), 0.5, None)[0].item
    'other'
    """
    if len(meanings) != 1 or meanings[0].item == "other":
        return _with_distance(meanings, km)
    (meaning,) = meanings
    least, most = _LENGTHS[meaning.item]
    if minutes is not None and minutes > most:
        accepted = f"minutes is too long: {meaning.item} is at most {most} minutes"
        raise InputError(where[0], minutes, accepted, "out_of_range")
    if minutes is not None and minutes < least:
        return left_out(f"{meaning.how}, shorter than {least} min")
    if meaning.item == "run" and km is not None and km >= _KM[0]:
        if km > _KM[1]:
            raise InputError(
                where[1], km, f"km is too far: a run has at most {_KM[1]} km", "out_of_range"
            )
        meaning = attrs.evolve(meaning, km=km)
    return (meaning if minutes is None else attrs.evolve(meaning, minutes=minutes),)


def _with_distance(meanings: Sequence[Meaning], km: float | None) -> tuple[Meaning, ...]:
    """Return several sessions of one item: its distance is that of the run, if only one is."""
    runs = [meaning for meaning in meanings if meaning.item == "run"]
    if not runs or km is None or km < _KM[0]:
        return tuple(meanings)
    if len(runs) == 1 and km <= _KM[1]:
        return tuple(attrs.evolve(one, km=km) if one in runs else one for one in meanings)
    why = "cannot be right" if km > _KM[1] else f"is of {len(runs)} runs together"
    return tuple(
        attrs.evolve(one, how=f"{one.how}; {km:g} km {why} and is left out")
        if one in runs and one.km is None
        else one
        for one in meanings
    )


_LENGTHS = {"run": (1, 1440), "strength": (5, 240)}
_KM = 0.1, 200
"""What `Run` and `Session` hold: lengths in minutes, and distances."""


def _first(values: Iterable[float | None]) -> float | None:
    return next((value for value in values if value is not None), None)
