"""The command ``strengthfit``: a thin shell over the public functions.

Exit codes: 0 done, 1 no plan or rules broken, 2 bad input.
"""

import json
import sys
from pathlib import Path

from .errors import FileError, InputError, MissingExtraError, PinError, StrengthfitError

try:
    import click
except ImportError:  # the command is installed with the library; click comes with the extra
    sys.exit(str(MissingExtraError("the command line", "cli")))

from .api import plan as make_plan
from .domain import Policy, Week
from .domain.presets import PRESETS
from .interchange import parse_week, plan_to_dict
from .interchange.corpus import is_corpus, parse_corpus
from .interchange.text_file import read_table
from .results import Plan
from .strategies import STRATEGIES, Limits


class _BadInput(click.ClickException):
    """An error of the input, told in one message without a traceback."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="strengthfit")
def main() -> None:
    """Place strength sessions around the runs of a training week."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Policy; overrides the file's.")
@click.option("--strategy", type=click.Choice(list(STRATEGIES)), default="cpsat", show_default=True)
@click.option("--week", type=int, help="Week of a whole published plan, 1 for the first.")
@click.option("--seconds", type=float, help="Stop after so many seconds.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(
    file: Path,
    *,
    preset: str | None,
    strategy: str,
    week: int | None,
    seconds: float | None,
    as_json: bool,
) -> None:
    """Plan the week in FILE (TOML or JSON), or one week of a published plan."""
    try:
        given, policy = _read(file, week)
        limits = _limits(seconds)
        if preset is not None:
            policy = Policy.preset(preset)
        planned = _plan(file, given, policy, strategy, limits)
        text = json.dumps(plan_to_dict(planned), indent=2) if as_json else str(planned)
    except StrengthfitError as error:
        raise _BadInput(str(error)) from None
    click.echo(text)
    if planned.status in ("unknown", "broken"):
        sys.exit(1)


def _limits(seconds: float | None) -> Limits:
    try:
        return Limits(seconds=seconds)
    except InputError as error:
        raise InputError("--seconds", error.value, error.accepted) from None


def _plan(file: Path, week: Week, policy: Policy, strategy: str, limits: Limits) -> Plan:
    """Plan, and name the file where its week contradicts itself."""
    try:
        return make_plan(week, policy, strategy, limits)
    except (InputError, PinError) as error:
        raise FileError(str(file), [str(error)]) from None


def _read(file: Path, number: int | None) -> tuple[Week, Policy]:
    data = read_table(file)
    if is_corpus(data):
        corpus = parse_corpus(data, str(file))
        if number is None:
            weeks = len(corpus)
            raise _BadInput(f"{file}: has {weeks} weeks; choose one with --week 1 to {weeks}")
        return corpus.week(number), Policy()
    if number is not None:
        raise _BadInput(f"{file}: is one week; --week is for plans of several")
    read = parse_week(data, str(file))
    return read.week, read.policy
