"""Published plans as facts: weeks of days of runs, each a kind and perhaps a distance.

The form: ``{"id", "name", "units": "km", "weeks": [[day, ... 7], ...]}``, Monday first, each day a
list of ``{"kind", "km"?}``. A missing distance is unknown, not zero. ``cross`` is not a run: such a
day counts as a day without one.
"""

import os
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.checks import plain, unknown
from ..domain.clock import DAY, WEEK
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.strength import Demand
from ..domain.week import Week
from ..errors import Code, FileError, InputError, Problem
from .format import BlockFile, Chosen, Format, WeekFile
from .problems import unknown_field
from .table_file import read_table
from .week_file import has_several

NOT_A_RUN = ("cross",)
_MOST_WEEKS = 520
_MOST_RUNS = 3
_TEXTS = ("id", "name")
_FIELDS = {name: attrs.fields_dict(Run)[name] for name in ("kind", "km")}
_USUAL = 7 * 60  # the published days have no times: 07:00, the policy's usual time
_APART = 6 * 60  # and a second run of the day this much later

CorpusDay = tuple[tuple[str, float | None], ...]


@attrs.frozen
class Corpus:
    """A published plan: for each week, for each day, its runs as (kind, km or None).

    Parameters
    ----------
    id, name
        As the file has them.
    weeks
        Seven days a week, Monday first.
    """

    id: str
    name: str
    weeks: tuple[tuple[CorpusDay, ...], ...]

    def __len__(self) -> int:
        return len(self.weeks)

    def week(self, number: int, strength: int | str | list[Demand] = 2, history: int = 0) -> Week:
        """Return one week as a `Week`, with the week before it and the two after it as its edges.

        The last race, if it is in one of the plan's last two weeks, is taken for its goal (priority
        A), earlier ones for tune-ups (priority C). CONVENTION: the published form does not say.

        Parameters
        ----------
        number
            1 for the first.
        strength
            As in `Week`.
        history
            How many of the weeks before it to give as its history; they then count as running
            load.

        Raises
        ------
        InputError
            If the plan does not have such a week.

        Examples
        --------
        >>> corpus = Corpus("x", "one week", (((),) * 6 + ((("long", 20.0),),),))
        >>> [str(run.when) for run in corpus.week(1).runs]
        ['9060']
        """
        number = plain(number)
        if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= len(self):
            raise InputError(
                "week", number, f"is not a week of this plan; write 1 to {len(self)}", "outside"
            )
        index = number - 1
        return Week(
            runs=self._runs(index, 0),
            strength=strength,
            before=self._runs(index - 1, -1),
            after=[*self._runs(index + 1, 1), *self._runs(index + 2, 2)],
            history=[
                Week(self._runs(past, 0), strength)
                for past in range(max(0, index - history), index)
            ],
        )

    def block(self, strength: int | str | list[Demand] = 2) -> Block:
        """Return the whole plan as a `Block`, with its races as `week` takes them.

        Parameters
        ----------
        strength
            What is asked in every week, as in `Week`.

        Examples
        --------
        >>> len(Corpus("x", "two weeks", (((),) * 7, ((),) * 7)).block().weeks)
        2
        """
        return Block([Week(self._runs(index, 0), strength) for index in range(len(self))])

    def _runs(self, index: int, offset: int) -> list[Run]:
        if not 0 <= index < len(self):
            return []
        return [
            Run(
                offset * WEEK + day * DAY + _USUAL + nth * _APART,
                kind,
                km=km,
                priority="A" if (index, day) == self._goal() else "C",
            )
            for day, runs in enumerate(self.weeks[index])
            for nth, (kind, km) in enumerate(runs)
        ]

    def _goal(self) -> tuple[int, int] | None:
        """Return the week and the day of the last race, if it is in one of the last two weeks."""
        races = [
            (week, day)
            for week in range(max(0, len(self) - 2), len(self))
            for day, runs in enumerate(self.weeks[week])
            if any(kind == "race" for kind, _ in runs)
        ]
        return races[-1] if races else None


def read_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Read a published plan.

    Raises
    ------
    FileError
        With every problem of the file.
    """
    return parse_corpus(read_table(path), os.fspath(path))


def parse_corpus(data: Mapping[str, Any], source: str = "plan") -> Corpus:
    """Turn the table of a published plan into a `Corpus`; `source` names it in messages.

    A `FileError` is raised with every problem, each with its path and what is accepted.

    Examples
    --------
    >>> week = [[{"kind": "easy"}]] + [[]] * 6
    >>> parse_corpus({"id": "x", "units": "km", "weeks": [week]}).weeks[0][0]
    (('easy', None),)
    """
    problems: list[str] = []
    if not isinstance(data, Mapping):
        raise FileError(source, ["is not a table of fields at its top level"], "wrong_type")
    _check_names(data, (*_TEXTS, "units", "weeks"), "", problems)
    weeks, units = data.get("weeks"), data.get("units", "km")
    problems += [
        Problem.of(name, data[name], "is not text", "wrong_type")
        for name in _TEXTS
        if not isinstance(data.get(name, ""), str)
    ]
    if units != "km":
        problems.append(Problem.of("units", units, "is not accepted; convert to km", "unsupported"))
    if not isinstance(weeks, list) or not 0 < len(weeks) <= _MOST_WEEKS:
        problems.append(_not_a_list("weeks", weeks, f"1 to {_MOST_WEEKS} weeks"))
        raise FileError(source, problems)
    read = tuple(_week(week, f"weeks[{index}]", problems) for index, week in enumerate(weeks))
    if problems:
        raise FileError(source, problems)
    return Corpus(data.get("id", ""), data.get("name", ""), read)


def _week(week: Any, where: str, problems: list[str]) -> tuple[CorpusDay, ...]:
    if not isinstance(week, list) or len(week) != 7:
        problems.append(_not_a_list(where, week, "7 days, Monday first"))
        return ()
    return tuple(_day(day, f"{where}[{index}]", problems) for index, day in enumerate(week))


def _day(day: Any, where: str, problems: list[str]) -> CorpusDay:
    if not isinstance(day, list) or len(day) > _MOST_RUNS:
        problems.append(_not_a_list(where, day, f"at most {_MOST_RUNS} runs"))
        return ()
    for index, run in enumerate(day):
        _check_run(run, f"{where}[{index}]", problems)
    return () if problems else tuple((run["kind"], run.get("km")) for run in day if _is_run(run))


def _not_a_list(where: str, value: Any, what: str) -> Problem:
    code: Code = "out_of_range" if isinstance(value, list) else "wrong_type"
    return Problem.at(where, f"is not a list of {what}", code, value)


def _is_run(run: Mapping[str, Any]) -> bool:
    return run.get("kind") not in NOT_A_RUN


def _check_run(run: Any, where: str, problems: list[str]) -> None:
    if not isinstance(run, dict):
        accepted = "is not a run such as {'kind': 'easy', 'km': 8}"
        problems.append(Problem.of(where, run, accepted, "wrong_type"))
        return
    _check_names(run, tuple(_FIELDS), where, problems)
    for name, attribute in _FIELDS.items() if _is_run(run) else ():
        try:
            attribute.validator(None, attribute, run.get(name))  # type: ignore[misc]  # it has one
        except InputError as error:
            inner = f"{where}.{error.where}"
            problems.append(Problem.of(inner, error.value, error.accepted, error.code))


def _check_names(
    table: Mapping[str, Any], names: tuple[str, ...], where: str, problems: list[str]
) -> None:
    problems += [
        unknown_field(where, name, unknown(name, names, "a field here"))
        for name in table
        if name not in names
    ]


def _week_of_plan(source: str, table: dict[str, Any], chosen: Chosen) -> WeekFile:
    corpus = parse_corpus(table, source)
    return WeekFile(corpus.week(chosen.number or 0, history=chosen.history), Policy())


FORMAT = Format(
    name="a published plan",
    holds=has_several,
    week=_week_of_plan,
    block=lambda source, table, strength: BlockFile(
        parse_corpus(table, source).block(strength), Policy()
    ),
    chosen_by="number",
)
