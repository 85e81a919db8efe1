"""The schools side by side: one week planned under each preset."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.own_kinds import run_like
from ..domain.policy import Policy
from ..domain.presets import PRESETS
from ..domain.run import RunKind
from ..domain.week import Week
from ..errors import OutOfTimeError
from ..planning.from_outcome import score_of
from ..planning.plans import Plan
from ..planning.preset_plans import plan_under_presets, under_preset
from ..planning.values import Placement
from ..printable import HtmlPrintable
from ..program.compile import compile_choices
from ..program.horizon import Horizon
from ..program.resolve import resolve_week
from ..stopping import Watch
from ..strategies.in_time import ready
from ..strategies.protocol import Limits, Strategy
from ..strategies.whole_call import whole_call

YARDSTICK = "supporting"
"""The preset that prices the sessions of all."""


@attrs.frozen
class PresetRow:
    """The plan under one preset, and on what days its sessions lie.

    Parameters
    ----------
    preset : str
    interference_as_supporting : float
        Interference of the same sessions as `supporting` prices it, in percent of speed.
    on_hard_days : int
        Sessions on the day of a key run.
    on_long_run_days : int
        Sessions on the day of a long run.
    on_rest_days : int
        Sessions on a day without runs.
    before_key_runs : int
        Sessions on the day before a key run, or before one on its own day.
    plan : Plan

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1, repeats=True)
    >>> row = sf.compare_presets(week)[1]
    >>> row.preset, row.plan.placements[0].when, row.on_hard_days, row.on_rest_days
    ('hard_days_hard', 'Tue 18:00', 1, 0)
    """

    preset: str
    interference_as_supporting: float
    on_hard_days: int
    on_long_run_days: int
    on_rest_days: int
    before_key_runs: int
    plan: Plan

    @property
    def strength(self) -> float:
        """Share of the asked benefit that is delivered, 0 to 1."""
        return self.plan.strength

    @property
    def interference(self) -> float:
        """What strength costs as the preset itself prices it, in percent of speed."""
        return self.plan.interference

    @property
    def placed(self) -> int:
        """How many sessions have a place."""
        return len(self.plan.placements)

    @property
    def skipped(self) -> int:
        """How many sessions have none."""
        return len(self.plan.skipped)


@attrs.frozen
class Refusal:
    """A preset under which a week cannot be planned at all.

    Parameters
    ----------
    preset : str
    reason : str
        Such as that a pinned session breaks one of its rules.
    """

    preset: str
    reason: str


@attrs.frozen
class PresetComparison(HtmlPrintable):
    """A week's plan under each preset, in the order of the presets. Printed, it is two tables.

    Parameters
    ----------
    rows : tuple of PresetRow
    refused : tuple of Refusal
        Presets that refuse the week: a pin breaks one of their rules, or a waiver waives nothing.
    not_reached : tuple of str
        Presets that limits left no time for.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> [(row.preset, row.plan.placements[0].when) for row in sf.compare_presets(week)][:2]
    [('supporting', 'Wed 18:00'), ('hard_days_hard', 'Tue 18:00')]
    """

    rows: tuple[PresetRow, ...]
    refused: tuple[Refusal, ...] = ()
    not_reached: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[PresetRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> PresetRow:
        return self.rows[index]


def compare_presets(
    week: Week | Block,
    policy: Policy | str | None = None,
    *,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> PresetComparison:
    """Plan a week once under each preset, and price all the plans alike.

    Each preset counts interference with prices of its own, so that the totals of two presets do not
    compare; beside its own each plan has the interference that `supporting` would count.

    Parameters
    ----------
    week : Week or Block
    policy : Policy or str, optional
        All numbers in which presets do not differ, such as the grid or the loss cap.
    strategy : str or Strategy
    limits : Limits, optional
        For all of it together: each plan may take an equal part of what is left.
    progress : callable, optional
        Called with a `Progress` after each preset.

    Returns
    -------
    PresetComparison
        A row for each preset; those that there was no time for are listed.

    Raises
    ------
    InputError
        If the week contradicts itself.
    PinError
        If every preset refuses a pinned session.
    OutOfTimeError
        If the limits leave no time for a single preset.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> kinds = {"Tue": "intervals", "Wed": "easy", "Thu": "tempo", "Fri": "easy", "Sun": "long"}
    >>> week = sf.Week([sf.Run(*run) for run in kinds.items()], strength=2, repeats=True)
    >>> [(row.preset, row.placed, row.on_hard_days) for row in sf.compare_presets(week)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('supporting', 2, 1), ('hard_days_hard', 2, 2), ('separate_days', 1, 0),
     ('guards_by_kind', 2, 0)]
    """
    week, policy = as_week_or_block(week), as_policy(policy)
    ready(strategy)
    with whole_call(limits, progress):
        plans, refused = plan_under_presets(week, policy, list(PRESETS), strategy)
        if len(refused) == len(PRESETS):
            raise next(iter(refused.values()))
        if not plans:
            raise OutOfTimeError("the limits ended before there was a plan; give more seconds")
        return PresetComparison(
            rows=tuple(_row(preset, plan) for preset, plan in plans.items()),
            refused=tuple(Refusal(preset, str(error)) for preset, error in refused.items()),
            not_reached=tuple(
                preset for preset in PRESETS if preset not in plans and preset not in refused
            ),
        )


def _row(preset: str, plan: Plan) -> PresetRow:
    horizon, placed = plan.program.horizon, plan.placements
    key_days = {run.day for run in horizon.runs if run.key}
    likes = run_like(plan.policy.extensions)
    long_days = {run.day for run in horizon.runs if likes[run.kind] == RunKind.LONG}
    run_days = {run.day for run in horizon.runs}
    return PresetRow(
        preset=preset,
        interference_as_supporting=_as_supporting(plan),
        on_hard_days=sum(session.day in key_days for session in placed),
        on_long_run_days=sum(session.day in long_days for session in placed),
        on_rest_days=sum(session.day not in run_days for session in placed),
        before_key_runs=sum(_before_key_run(horizon, session) for session in placed),
        plan=plan,
    )


def _as_supporting(plan: Plan) -> float:
    """Return the interference of a plan's sessions as another preset prices it, rules aside."""
    policy, program = under_preset(plan.policy, YARDSTICK), plan.program
    taken = program.choices.pick(program.mask(plan.outcome.taken))
    priced = compile_choices(resolve_week(plan.week, policy), policy, taken)
    return score_of(priced, priced.mask(range(len(taken)))).interference


def _before_key_run(horizon: Horizon, session: Placement) -> bool:
    """Whether a key run starts on the next day, or later on the session's own."""
    following = session.day + 1
    if horizon.circular:
        following %= horizon.days
    return any(
        run.day == following or (run.day == session.day and run.start > session.start)
        for run in horizon.runs
        if run.key
    )
