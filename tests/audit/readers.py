"""All readers: those that `tests.fuzz` feeds, and those of names of zones."""

from collections.abc import Mapping
from functools import cache, partial

from strengthfit.interchange.calendar_home import zone_of
from strengthfit.interchange.calendar_zone import to_zone
from strengthfit.many.result_file import read_results

from ..fuzz import corpora
from ..fuzz.targets import Target, targets
from ..lazily import Lazily


@cache
def readers() -> Mapping[str, Target]:
    """Return all readers by name, with good files for each.

    Results of many weeks are read alone here; the fuzz target goes on writing them.
    """
    known = targets()
    return Lazily(
        {
            **{name: partial(known.__getitem__, name) for name in known},
            "results of many weeks": lambda: Target(
                ".jsonl", corpora.result_files(), lambda path: list(read_results(path))
            ),
            "zone": lambda: Target("", (b"Europe/Berlin",), to_zone),
            "zone of a calendar": lambda: Target("", (b"Europe/Berlin",), zone_of),
        }
    )
