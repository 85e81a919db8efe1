"""The rows of all languages in the order in which they are looked for; the orders of hardness."""

from ...domain.run import RunKind
from ...domain.strength import StrengthKind
from . import english, other_languages
from .rows import Row

BEFORE_AMOUNTS: tuple[Row, ...] = (
    *other_languages.IGNORED,
    *english.IGNORED,
    *other_languages.BEFORE_AMOUNTS,
    *english.BEFORE_AMOUNTS,
)
"""Looked for before distances, times and repetitions."""

AFTER_AMOUNTS: tuple[Row, ...] = (
    *other_languages.NOT_RUNS,
    *english.NOT_RUNS,
    *other_languages.RUNS,
    *english.RUNS,
    *other_languages.STRENGTH,
    *english.STRENGTH,
    *other_languages.GENERIC,
    *english.GENERIC,
    *other_languages.OTHERS,
    *english.OTHERS,
    *other_languages.GLUE,
    *english.GLUE,
)
"""Looked for after them."""

TONE: tuple[Row, ...] = (
    *other_languages.GENTLE,
    *english.GENTLE,
    *other_languages.HARD,
    *english.HARD,
)
"""Looked for in a title that says a gentle kind, whatever else its words say."""

RUNNING: tuple[Row, ...] = (*other_languages.RUNNING, *english.RUNNING)
"""Looked for in the words for a run that stand beside another activity."""

OTHERS_RACES: tuple[Row, ...] = (*english.OTHERS_RACES, *other_languages.OTHERS_RACES)
"""Looked for beside a race: by them it is somebody else's."""

JOINS: tuple[str, ...] = (*english.JOINS, *other_languages.JOINS)
"""Words that join two parts of a title."""

ORS: tuple[str, ...] = (*english.ORS, *other_languages.ORS)
"""Words that offer one of two parts."""

THEN: tuple[str, ...] = (*english.THEN, *other_languages.THEN)
"""Words behind which a title goes on with another part."""

WITH: tuple[str, ...] = (*english.WITH, *other_languages.WITH)
"""Words that add one thing to another."""

RUN_HARDNESS = (
    RunKind.RACE,
    RunKind.TIME_TRIAL,
    RunKind.INTERVALS,
    RunKind.HILLS,
    RunKind.LONG,
    RunKind.RACE_PACE,
    RunKind.TEMPO,
    RunKind.MEDIUM_LONG,
    RunKind.PROGRESSION,
    RunKind.STEADY,
    RunKind.STRIDES,
    RunKind.EASY,
    RunKind.RECOVERY,
)
"""Hardest first: a title that names two kinds of one run is the harder.

It is the order of the evidence: what a kind is worth (`importance`), then how much it suffers from
strength (`sensitivity`), then its session-RPE. Long runs are the exception: they stand before race
pace and tempo, because a long run with a part at race pace costs the strength after it as a long
run does (`strength_recovery_hours`), and rules for the day of long runs hold for it. CONVENTION.
"""

STRENGTH_HARDNESS = (
    StrengthKind.HEAVY,
    StrengthKind.PLYOMETRIC,
    StrengthKind.HYPERTROPHY,
    StrengthKind.CIRCUIT,
    StrengthKind.UPPER,
    StrengthKind.CORE,
)
"""The kind that keeps most away from it first. CONVENTION."""

UNSAID_STRENGTH = StrengthKind.HEAVY
"""What "gym" alone is taken for: the kind after which the most rest is planned. CONVENTION."""
