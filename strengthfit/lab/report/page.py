"""The report on a comparison of strategies: one page, as Markdown and as HTML, with figures."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ...errors import FileError, InputError
from ...text_file import write_text
from ..measures import Best, best_known
from ..records import Record, write_line
from ..repeats import median_repeats
from ..strategies import in_order, kind_of
from . import lists, tables
from .aggregate import Profile, mean_gaps, performance_profiles, standings
from .clocks import clocks_table
from .consistency import by_instance, disagreements, open_instances
from .data import runs_table
from .figures import WIDTH, family_figure, gap_figure, profile_figure, save
from .prose import FAMILIES, GAP, NOT_SHOWN, PROFILES, READ, SOURCES, TITLE
from .webpage import html_page

_STEPS = 400  # of the curves of gaps

_FIRST = 0.0001
"""Seconds at which the curves of gaps begin: before any plan."""


def write_report(
    records: Iterable[Record],
    folder: Path,
    best: Best | None = None,
    reference: str = "cpsat",
    width_mm: float = WIDTH,
) -> Path:
    """Write `report.md`, `report.html` and the figures, as SVG and PNG, into a folder.

    The same records give the same page, byte for byte, in whatever order they come. Figures need
    the extra `bench`.

    Parameters
    ----------
    folder
        Made if it is not there.
    best
        Objectives known from elsewhere, by instance.
    reference
        The strategy that the speed of the others is compared with.
    width_mm
        Of the figures.

    Returns
    -------
    Path
        Of the HTML page.

    Raises
    ------
    InputError
        If there is no record, or one instance stands for two programs.
    FileError
        If the folder cannot be written.
    MissingExtraError
        If matplotlib or markdown-it-py is not installed.

    Examples
    --------
    >>> import tempfile
    >>> write_report([], Path(tempfile.gettempdir()))
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: records: [] has no run; give at least one
    """
    ordered = ordered_runs(records)
    known = best_known(ordered, best)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        figures = _figures(median_repeats(ordered), known, folder, width_mm)
    except OSError as error:
        raise FileError(str(folder), [f"cannot be written: {error}"], "unreadable") from None
    text = report_markdown(ordered, best, reference)
    write_text(text, folder / "report.md")
    write_text(html_page(text, TITLE, figures), folder / "report.html")
    return folder / "report.html"


def report_markdown(
    records: Iterable[Record], best: Best | None = None, reference: str = "cpsat"
) -> str:
    """Return the report's text, which names its figures as files beside it.

    Parameters are those of `write_report`.
    """
    ordered = ordered_runs(records)
    known = best_known(ordered, best)
    shown = median_repeats(ordered)
    runs, every_run = runs_table(shown, known), runs_table(ordered, known)
    sections = {
        "What was run": f"{lists.what_was_run(ordered)}\n\n{lists.given_list(ordered, best)}",
        "How to read this": READ,
        "What it does not show": NOT_SHOWN,
        "All instances": tables.whole_table(runs),
        "Profiles": PROFILES,
        "Gap over time": GAP,
        "Speed": tables.speed_table(runs, reference),
        "Clocks": clocks_table(shown),
        "By family": f"{FAMILIES}\n\n{tables.family_tables(runs)}",
        "Disagreements": lists.disagreement_list(disagreements(ordered, best)),
        "Wrong claims": lists.wrong_claims(every_run),
        "Crashed or stopped": lists.ended_runs(every_run),
        "Refused": lists.refusals(every_run),
        "Instances that nobody closed": lists.open_list(open_instances(ordered, known)),
        "Sources": SOURCES,
    }
    parts = [f"## {heading}\n\n{body}" for heading, body in sections.items()]
    return "\n\n".join([f"# {TITLE}", *parts]) + "\n"


def ordered_runs(records: Iterable[Record]) -> list[Record]:
    """Return runs in the order in which a report sees them, whatever order they come in.

    Raises an `InputError` if there is none, or if one instance stands for two programs.
    """
    ordered = sorted(records, key=lambda record: (record.key, write_line(record)))
    if not ordered:
        raise InputError("records", ordered, "has no run; give at least one", "missing")
    for instance, some in by_instance(ordered).items():
        digests = sorted({record.digest for record in some if record.digest})  # "": died too soon
        if len(digests) > 1:
            accepted = f"stands for {len(digests)} programs, {digests}; give the runs of one"
            raise InputError("records.instance", instance, accepted, "contradiction")
    return ordered


def _figures(
    records: Sequence[Record], best: Best, folder: Path, width_mm: float
) -> dict[str, str]:
    """Write all figures, and return the SVG of each by the name of its file."""
    runs = runs_table(records, best)
    strategies = in_order(runs["strategy"])
    to_best = performance_profiles(runs[runs["planned"]], "best")
    times = np.geomspace(_FIRST, max(2 * _FIRST, runs["limit"].max()), _STEPS).tolist()
    gaps = mean_gaps(records, best, times)
    nothing, unknown = Profile((), ()), np.full(len(times), np.nan)
    drawn = {
        "profile-proof": profile_figure(_profiles_to_proof(runs), width_mm, strategies),
        "profile-best": profile_figure(
            {name: to_best.get(name, nothing) for name in strategies}, width_mm
        ),
        "gap": gap_figure(times, {name: gaps.get(name, unknown) for name in strategies}, width_mm),
        "families": family_figure(
            {str(family): standings(some) for family, some in runs.groupby("family")}, width_mm
        ),
    }
    return {f"{name}.svg": save(figure, name, folder) for name, figure in drawn.items()}


def _profiles_to_proof(runs: pd.DataFrame) -> dict[str, Profile]:
    """Return the profiles to proof, without the heuristics that proved nothing, as they must."""
    profiles = performance_profiles(runs, "proof")
    kept = {
        name: profile
        for name, profile in profiles.items()
        if profile.x or kind_of(name) != "heuristic"
    }
    return kept or profiles
