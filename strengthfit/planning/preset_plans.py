"""A week planned under each preset: what every school makes of the same runs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.presets import PRESETS
from ..domain.week import Week
from ..errors import InputError, OutOfTimeError, PinError
from ..program.tier_names import Tier
from ..stopping import is_over, report
from ..strategies.protocol import Limits, Strategy
from ..strategies.whole_call import part_of_limits, whole_call
from .planner import plan
from .plans import Plan

_FIELDS = sorted({field for changes in PRESETS.values() for field in changes})
"""The fields of `Policy` in which presets differ."""

Refused = dict[str, InputError | PinError]
"""Why presets refuse a week: a pin breaks one of their rules, or a waiver has nothing to waive."""


@attrs.frozen
class PresetFit:
    """How much of a week's strength fits under a preset.

    Parameters
    ----------
    preset : str
    placed, asked : int
        Sessions.
    strength : float
        Share of the asked benefit that is delivered, 0 to 1.
    """

    preset: str
    placed: int
    asked: int
    strength: float


def under_preset(policy: Policy, preset: str) -> Policy:
    """Return a policy with all in which presets differ as one preset has it; the rest stays.

    Examples
    --------
    >>> mine = under_preset(Policy(grid=15, hours_after_key=9), "hard_days_hard")
    >>> mine.name, mine.grid, mine.hours_after_key
    ('hard_days_hard', 15, 3.0)
    """
    school = Policy.preset(preset)
    fields = {field: getattr(school, field) for field in _FIELDS}
    return attrs.evolve(policy, name=school.name, **fields)


def plan_under_presets(
    week: Week | Block,
    policy: Policy,
    presets: Sequence[str],
    strategy: str | Strategy,
) -> tuple[dict[str, Plan], Refused]:
    """Return the plan under each preset, and the errors of those that refuse the week.

    Each takes an equal part of what is left of the call; one that is not reached is in neither.
    """
    plans: dict[str, Plan] = {}
    refused: Refused = {}
    for number, preset in enumerate(presets):
        if plans and is_over():
            break
        part = part_of_limits(len(presets) - number)
        try:
            plans[preset] = plan(week, under_preset(policy, preset), strategy, part)
        except (InputError, PinError) as error:
            refused[preset] = error
        except OutOfTimeError:
            break
        report(number + 1, len(presets), preset)
    return plans, refused


@attrs.frozen
class FullerPresets:
    """The presets under which more strength fits, the most first.

    Parameters
    ----------
    fits : tuple of PresetFit
    finished : bool
        Whether there are no others; limits may have left no time to see.
    """

    fits: tuple[PresetFit, ...]
    finished: bool


def fuller_presets(given: Plan, limits: Limits | None = None) -> tuple[PresetFit, ...]:
    """Return the presets under which more strength fits than a plan has, the most first.

    Each is planned exactly, all of them together within the limits if there are some.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    >>> full = sf.plan(sf.Week(runs, strength=2, repeats=True), "separate_days")
    >>> [(fit.preset, fit.placed, fit.asked) for fit in fuller_presets(full)]
    [('guards_by_kind', 2, 2)]
    """
    return look_for_fuller_presets(given, limits).fits


def look_for_fuller_presets(given: Plan, limits: Limits | None = None) -> FullerPresets:
    """Return the same, and whether the limits left time to look at them all."""
    policy = given.policy
    others = [
        preset
        for preset in PRESETS
        if attrs.evolve(under_preset(policy, preset), name=policy.name) != policy
    ]
    with whole_call(limits):
        plans, refused = plan_under_presets(given.week, policy, others, "cpsat")
    lost = _strength_lost(given)
    settled = all(
        preset in refused
        or (preset in plans and (_strength_lost(plans[preset]) < lost or _is_full(plans[preset])))
        for preset in others
    )
    fuller = [item for item in plans.items() if _strength_lost(item[1]) < lost]
    fuller.sort(key=lambda item: _strength_lost(item[1]))
    fits = tuple(
        PresetFit(
            preset, len(made.placements), len(made.placements) + len(made.skipped), made.strength
        )
        for preset, made in fuller
    )
    return FullerPresets(fits, settled)


def _is_full(made: Plan) -> bool:
    """Whether a plan has proven as much strength as fits."""
    objective = made.outcome.objective
    return objective is not None and objective[0] == made.outcome.bound[0]


def _strength_lost(given: Plan) -> int:
    return dict(given.score.tiers)[Tier.STRENGTH]
