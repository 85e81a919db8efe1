"""strengthfit places a runner's strength sessions in the training week.

Runs are given and fixed; strength fits around them, never before a hard day, with the least
interference, proven. A plan is not medical advice.

A name is imported when it is first used, so that `import strengthfit` loads neither numpy nor a
solver.
"""

from typing import TYPE_CHECKING, Any

from .late_import import late_import

if TYPE_CHECKING:
    from .diagnosis.audits import Audit, audit
    from .diagnosis.conflicts import Diagnosis, diagnose
    from .diagnosis.explanation import Explanation, explain
    from .diagnosis.start_reasons import Reason, why_not
    from .domain import (
        Athlete,
        Block,
        CheckIn,
        Demand,
        Extension,
        Guard,
        LoadSteps,
        OwnRunKind,
        OwnStrengthKind,
        Parameter,
        PhaseLevel,
        Policy,
        RaceLevel,
        Rest,
        Run,
        RunningLoad,
        Session,
        Spacing,
        Waiver,
        Week,
        Window,
    )
    from .errors import (
        CancelledError,
        FileError,
        InputError,
        MissingExtraError,
        OutOfTimeError,
        PinError,
        StrategyError,
        StrengthfitError,
        TooLargeError,
        WorkerError,
    )
    from .interchange.format import WeekFile
    from .interchange.week_file import read_week
    from .many.planner import plan_many
    from .physiology.recovery import Recovery, learn_recovery
    from .physiology.response import Prescription, respond
    from .planning.planner import plan
    from .planning.plans import Plan
    from .planning.replanning import replan
    from .planning.results import PlanResult
    from .planning.values import Placement
    from .program.compile import formulate
    from .program.program import Program
    from .proof.certificate import Certificate
    from .proof.prover import certify
    from .sizes import at_most
    from .squads.coach import Coach
    from .squads.gym import Gym
    from .squads.member import Member
    from .squads.planner import plan_squad
    from .squads.squad_plan import SquadPlan
    from .stopping import Progress
    from .strategies.asking import solve
    from .strategies.protocol import Limits, Outcome
    from .tradeoffs.alternative_plans import Alternatives, alternatives
    from .tradeoffs.frontiers import Frontier, frontier
    from .tradeoffs.preset_comparisons import PresetComparison, compare_presets
    from .tradeoffs.robust import Robustness, robustness
    from .tradeoffs.robust_plans import robust_plan
    from .tradeoffs.sweeps import Sweep, sweep

_HOMES = {
    "Alternatives": "tradeoffs.alternative_plans",
    "Athlete": "domain",
    "Audit": "diagnosis.audits",
    "Block": "domain",
    "CancelledError": "errors",
    "Certificate": "proof.certificate",
    "CheckIn": "domain",
    "Coach": "squads.coach",
    "Demand": "domain",
    "Diagnosis": "diagnosis.conflicts",
    "Explanation": "diagnosis.explanation",
    "Extension": "domain",
    "FileError": "errors",
    "Frontier": "tradeoffs.frontiers",
    "Guard": "domain",
    "Gym": "squads.gym",
    "InputError": "errors",
    "Limits": "strategies.protocol",
    "LoadSteps": "domain",
    "Member": "squads.member",
    "MissingExtraError": "errors",
    "OutOfTimeError": "errors",
    "Outcome": "strategies.protocol",
    "OwnRunKind": "domain",
    "OwnStrengthKind": "domain",
    "Parameter": "domain",
    "PinError": "errors",
    "PhaseLevel": "domain",
    "Placement": "planning.values",
    "Plan": "planning.plans",
    "PlanResult": "planning.results",
    "Policy": "domain",
    "Prescription": "physiology.response",
    "PresetComparison": "tradeoffs.preset_comparisons",
    "Program": "program.program",
    "Progress": "stopping",
    "RaceLevel": "domain",
    "Reason": "diagnosis.start_reasons",
    "Recovery": "physiology.recovery",
    "Rest": "domain",
    "Robustness": "tradeoffs.robust",
    "Run": "domain",
    "RunningLoad": "domain",
    "Session": "domain",
    "Spacing": "domain",
    "SquadPlan": "squads.squad_plan",
    "StrategyError": "errors",
    "StrengthfitError": "errors",
    "Sweep": "tradeoffs.sweeps",
    "TooLargeError": "errors",
    "Waiver": "domain",
    "Week": "domain",
    "WeekFile": "interchange.format",
    "Window": "domain",
    "WorkerError": "errors",
    "alternatives": "tradeoffs.alternative_plans",
    "at_most": "sizes",
    "audit": "diagnosis.audits",
    "certify": "proof.prover",
    "compare_presets": "tradeoffs.preset_comparisons",
    "diagnose": "diagnosis.conflicts",
    "explain": "diagnosis.explanation",
    "formulate": "program.compile",
    "frontier": "tradeoffs.frontiers",
    "learn_recovery": "physiology.recovery",
    "plan": "planning.planner",
    "plan_many": "many.planner",
    "plan_squad": "squads.planner",
    "read_week": "interchange.week_file",
    "replan": "planning.replanning",
    "respond": "physiology.response",
    "robust_plan": "tradeoffs.robust_plans",
    "robustness": "tradeoffs.robust",
    "solve": "strategies.asking",
    "sweep": "tradeoffs.sweeps",
    "why_not": "diagnosis.start_reasons",
}
"""The module of each public name."""

__all__ = [
    "Alternatives",
    "Athlete",
    "Audit",
    "Block",
    "CancelledError",
    "Certificate",
    "CheckIn",
    "Coach",
    "Demand",
    "Diagnosis",
    "Explanation",
    "Extension",
    "FileError",
    "Frontier",
    "Guard",
    "Gym",
    "InputError",
    "Limits",
    "LoadSteps",
    "Member",
    "MissingExtraError",
    "OutOfTimeError",
    "Outcome",
    "OwnRunKind",
    "OwnStrengthKind",
    "Parameter",
    "PhaseLevel",
    "PinError",
    "Placement",
    "Plan",
    "PlanResult",
    "Policy",
    "Prescription",
    "PresetComparison",
    "Program",
    "Progress",
    "RaceLevel",
    "Reason",
    "Recovery",
    "Rest",
    "Robustness",
    "Run",
    "RunningLoad",
    "Session",
    "Spacing",
    "SquadPlan",
    "StrategyError",
    "StrengthfitError",
    "Sweep",
    "TooLargeError",
    "Waiver",
    "Week",
    "WeekFile",
    "Window",
    "WorkerError",
    "alternatives",
    "at_most",
    "audit",
    "certify",
    "compare_presets",
    "diagnose",
    "explain",
    "formulate",
    "frontier",
    "learn_recovery",
    "plan",
    "plan_many",
    "plan_squad",
    "read_week",
    "replan",
    "respond",
    "robust_plan",
    "robustness",
    "solve",
    "sweep",
    "why_not",
]


if not TYPE_CHECKING:  # a type checker knows the names from above, and a slip of the pen by them

    def __getattr__(name: str) -> Any:
        """Import a public name from its module when it is first asked for."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(late_import(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
