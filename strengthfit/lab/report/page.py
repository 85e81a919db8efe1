"""The report on a comparison of strategies: one page, as Markdown and as HTML, with figures."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from ...errors import FileError
from ...text_file import write_text
from ...visible import visible
from ..measures import Best
from ..records import Record
from ..strategies import in_order, kind_of
from . import instances, lists, prose, ratios, tables
from .aggregate import Profile, mean_gaps, performance_profiles
from .clocks import clocks_table
from .consistency import disagreements, open_instances
from .figures import WIDTH, family_figure, gap_figure, growth_figure, profile_figure, save
from .prose import TITLE
from .study import Study, study
from .webpage import html_page

_Drawn = TypeVar("_Drawn")

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
    """Write the report into a folder, as `report.md` and `report.html`.

    The figures are beside it, as SVG and PNG, and what each strategy came to on each instance, as
    `instances.md`, `instances.html` and `instances.csv`. The same
    records give the same files, byte for byte, in whatever order they come. Figures need the extra
    `bench`.

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
    found = study(records, best)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        figures = _figures(found, folder, width_mm)
    except OSError as error:
        raise FileError(str(folder), [f"cannot be written: {error}"], "unreadable") from None
    rows = instances.instance_rows(found.runs, found.best)
    each = instances.instances_markdown(rows)
    text = _markdown(found, reference)
    for name, written in {
        "instances.md": each,
        "instances.html": html_page(each, instances.TITLE, {}),
        "instances.csv": instances.instances_csv(rows),
        "report.md": text,
        "report.html": html_page(text, TITLE, figures),
    }.items():
        write_text(written, folder / name)
    return folder / "report.html"


def report_markdown(
    records: Iterable[Record], best: Best | None = None, reference: str = "cpsat"
) -> str:
    """Return the report's text, which names its figures as files beside it.

    Parameters are those of `write_report`.
    """
    return _markdown(study(records, best), reference)


def _markdown(found: Study, reference: str) -> str:
    curves = f"{prose.CURVES}\n\n{lists.curve_list(found.highlights)}"
    sections = {
        "What was run": f"{lists.what_was_run(found.records)}\n\n"
        f"{lists.given_list(found.records, found.given)}",
        "How to read this": prose.READ,
        "What it does not show": prose.NOT_SHOWN,
        "All instances": tables.whole_tables(found.rows, found.virtual),
        "Virtual best": ratios.virtual_best_table(found.virtual),
        "Profiles": f"{curves}\n\n{prose.PROFILES}",
        "Gap over time": prose.GAP,
        "Speed": ratios.speed_tables(found.runs, reference),
        "Scaling": prose.SCALING if found.growth else prose.NOT_GROWING,
        "Clocks": clocks_table(found.shown),
        "By family": f"{prose.FAMILIES}\n\n{tables.family_tables(found.by_family)}",
        "Disagreements": lists.disagreement_list(disagreements(found.records, found.given)),
        "Wrong claims": lists.wrong_claims(found.every_run),
        "Crashed or stopped": lists.ended_runs(found.every_run),
        "Refused": lists.refusals(found.every_run),
        "Instances that nobody closed": lists.open_list(open_instances(found.records, found.best)),
        "Sources": prose.SOURCES,
    }
    parts = [f"## {heading}\n\n{body}" for heading, body in sections.items()]
    return "\n\n".join([f"# {TITLE}", *parts]) + "\n"


def _figures(found: Study, folder: Path, width_mm: float) -> dict[str, str]:
    """Write all figures, and return the SVG of each by the name of its file."""
    runs, shown = found.runs, found.highlights
    strategies = in_order(runs["strategy"])
    to_best = performance_profiles(runs[runs["planned"]], "best")
    times = np.geomspace(_FIRST, max(2 * _FIRST, runs["limit"].max()), _STEPS).tolist()
    gaps = mean_gaps(found.shown, found.best, times)
    nothing, unknown = Profile((), ()), np.full(len(times), np.nan)
    drawn = {
        "profile-proof": profile_figure(_profiles_to_proof(runs), width_mm, shown),
        "profile-best": profile_figure(
            {name: to_best.get(name, nothing) for name in strategies}, width_mm, shown
        ),
        "gap": gap_figure(
            times, {name: gaps.get(name, unknown) for name in strategies}, width_mm, shown
        ),
        "families": family_figure(_titled(found.by_family), width_mm),
    }
    if found.growth:
        growth = _titled(found.growth)
        drawn["scaling"] = growth_figure(growth, runs["limit"].max(), width_mm, shown)
    return {f"{name}.svg": save(figure, name, folder) for name, figure in drawn.items()}


def _titled(families: Mapping[str, _Drawn]) -> dict[str, _Drawn]:
    """Return what is drawn of each family, by a name that can stand above a drawing."""
    return {visible(family): drawn for family, drawn in families.items()}


def _profiles_to_proof(runs: pd.DataFrame) -> dict[str, Profile]:
    """Return the profiles to proof, without the heuristics that proved nothing, as they must."""
    profiles = performance_profiles(runs, "proof")
    kept = {
        name: profile
        for name, profile in profiles.items()
        if profile.x or kind_of(name) != "heuristic"
    }
    return kept or profiles
