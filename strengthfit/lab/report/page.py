"""The report of a benchmark of strategies: one page, as Markdown and as HTML, with figures."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from ...errors import FileError, InputError
from ..measures import Best, best_known, best_time, proof_time
from ..records import Record, write_line
from ..strategies import in_order, kind_of
from . import lists, tables
from .aggregate import standings
from .consistency import by_instance, disagreements, open_instances
from .figures import WIDTH, family_figure, gap_figure, profile_figure
from .figures_style import save
from .profiles import FLOOR, Curve, mean_gaps, performance_profiles
from .prose import NOT_SHOWN, READ, SOURCES
from .webpage import html_page

TITLE = "Strategies compared"

_STEPS = 400


def write_report(
    records: Iterable[Record],
    folder: Path,
    best: Best | None = None,
    reference: str = "cpsat",
    width_mm: float = WIDTH,
) -> Path:
    """Write `report.md`, `report.html` and the figures, as SVG and PNG, into a folder.

    The same records give the same page, byte for byte, in whatever order they come.

    Parameters
    ----------
    records : iterable of Record
    folder : Path
        Made where it is not there.
    best : mapping of str to tuple of int or None, optional
        Objectives known from elsewhere, by instance.
    reference : str
        The strategy that the others' speed is told against.
    width_mm : float
        Of the figures.

    Returns
    -------
    Path
        Of the HTML page.

    Raises
    ------
    InputError
        Where there is no record, or one instance stands for two programs.
    FileError
        Where the folder cannot be written.
    MissingExtraError
        Where matplotlib or markdown-it-py is not installed.

    Examples
    --------
    >>> import tempfile
    >>> write_report([], Path(tempfile.gettempdir()))
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: records: [] has no run; give at least one
    """
    runs = _in_order(records)
    known = best_known(runs, best)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        figures = _figures(runs, known, folder, width_mm)
        text = report_markdown(runs, best, reference)
        page = html_page(text, TITLE, figures)
        for name, content in (("report.md", text), ("report.html", page)):
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileError(str(folder), [f"cannot be written: {error}"]) from None
    return folder / "report.html"


def report_markdown(
    records: Iterable[Record], best: Best | None = None, reference: str = "cpsat"
) -> str:
    """Return the report's text, which names its figures as files beside it.

    Parameters are those of `write_report`.
    """
    runs = _in_order(records)
    known = best_known(runs, best)
    sections = {
        "What was run": f"{lists.what_was_run(runs)}\n\n{lists.given_list(runs, best)}",
        "How to read this": READ,
        "What it does not show": NOT_SHOWN,
        "All instances": tables.whole_table(runs, known),
        "Profiles": _IMAGES["profiles"],
        "Gap over time": _IMAGES["gap"],
        "Speed": tables.speed_table(runs, reference),
        "By family": f"{_IMAGES['families']}\n\n{tables.family_tables(runs, known)}",
        "Disagreements": lists.disagreement_list(disagreements(runs, best)),
        "Wrong claims": lists.wrong_claims(runs),
        "Crashed or stopped": lists.ended_runs(runs),
        "Refused": lists.refusals(runs),
        "Instances that nobody closed": lists.open_list(open_instances(runs, known)),
        "Sources": SOURCES,
    }
    told = [f"## {heading}\n\n{body}" for heading, body in sections.items()]
    return "\n\n".join([f"# {TITLE}", *told]) + "\n"


_IMAGES: Mapping[str, str] = {
    "profiles": (
        "Time to a checked proof. Heuristics that proved nothing are not drawn; they would lie on "
        "the axis:\n\n"
        "![Performance profiles of the time to proof](profile-proof.svg)\n\n"
        "Time to a plan as good as the best known, on instances with a known plan:\n\n"
        "![Performance profiles of the time to the best known plan](profile-best.svg)"
    ),
    "gap": (
        "The mean over runs of the gap to the best known plan, on instances with one; lower and "
        "further left is better. A run counts 100 % until its first plan.\n\n"
        "![Mean gap of each strategy over time](gap.svg)"
    ),
    "families": (
        "Runs that were proven within the limit, and runs with a plan but no proof; what is blank "
        "is neither. Wrong claims are drawn from the right.\n\n"
        "![Shares of runs proven and with a plan, by family](families.svg)"
    ),
}


def _in_order(records: Iterable[Record]) -> list[Record]:
    runs = sorted(records, key=lambda record: (record.key, write_line(record)))
    if not runs:
        raise InputError("records", runs, "has no run; give at least one")
    for instance, some in by_instance(runs).items():
        digests = sorted({record.digest for record in some if record.digest})  # "": died too soon
        if len(digests) > 1:
            accepted = f"stands for {len(digests)} programs, {digests}; give the runs of one"
            raise InputError("records.instance", instance, accepted)
    return runs


def _provers(runs: Sequence[Record]) -> dict[str, Curve]:
    """Return the profiles to proof, without the heuristics that proved nothing, as they must."""
    curves = performance_profiles(runs, proof_time)
    kept = {
        name: curve for name, curve in curves.items() if curve.x or kind_of(name) != "heuristic"
    }
    return kept or curves


def _figures(runs: Sequence[Record], best: Best, folder: Path, width_mm: float) -> dict[str, str]:
    strategies = in_order(record.strategy for record in runs)
    planned = [record for record in runs if best[record.instance] is not None]
    to_best = performance_profiles(planned, lambda run: best_time(run, best[run.instance]))
    times = np.geomspace(FLOOR, max(2 * FLOOR, *(run.limit for run in runs)), _STEPS).tolist()
    gaps = mean_gaps(runs, best, times)
    families = {name: standings(some, best) for name, some in tables.by_family(runs).items()}
    nothing, unknown = Curve((), ()), np.full(len(times), np.nan)
    drawn = {
        "profile-proof": profile_figure(_provers(runs), width_mm, strategies),
        "profile-best": profile_figure(
            {name: to_best.get(name, nothing) for name in strategies}, width_mm
        ),
        "gap": gap_figure(times, {name: gaps.get(name, unknown) for name in strategies}, width_mm),
        "families": family_figure(families, width_mm),
    }
    return {f"{name}.svg": save(figure, name, folder) for name, figure in drawn.items()}
