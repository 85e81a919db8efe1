"""What runners, coaches and planners call their sessions, and what is meant by it."""

from .meaning import Meaning
from .recognise import recognise
from .words import NO_WORDS, Word, Words, parse_words, read_words

__all__ = ["NO_WORDS", "Meaning", "Word", "Words", "parse_words", "read_words", "recognise"]
