"""Named policies. Where coaches disagree the school is a preset; agreement proves nothing.

All numbers are CONVENTION unless a source is named. Where sessions lie was counted over weeks of
published plans with two circuits asked (benchmarks/results/coaching.md).

supporting (default)
    Strength is support: after runs, on lighter days, never on the day before a key run. The day of
    a key run may be shared, at least 6 h after it. Easy and rest days as places for strength are
    the school of CARA, the BAA and Hal Higdon. That some hours help: leg strength is reduced 4 and
    8 h after hard aerobic work and normal after 24 h (Sporer & Wenger 2003, JSCR 17:638-644), and
    3 h or more kept explosive strength better (Schumann et al 2022, 10.1007/s40279-021-01587-7).
    No study compares 6 h, with the run first, with another gap: the 6 is a choice. Two in
    three sessions lie on easy days, nearly all of these straight after the run, a fifth on rest
    days and a sixth on the day of a key run.
hard_days_hard
    Strength goes on the day of a key run, after it, where the rules leave such a day, so that easy
    days stay easy. RunnersConnect, McMillan and Jay Johnson argue for it. Easy and rest days have
    twice the usual price of a rest day, the load of the day none. As the day before a key run stays
    closed, four in ten sessions lie on the day of one, three in ten each on rest days and on
    easy days. At least 3 h (Schumann et al 2022,
    10.1007/s40279-021-01587-7, found less loss of explosive strength with such a gap).
separate_days
    Never strength and a key run on one day. In the review of Petre et al 2021
    (10.1007/s40279-021-01426-9) trained people gained less strength where both were one session
    than where they were two; that the two should be days apart is a step further. Three in
    four sessions lie on easy days, straight after the run, the others on rest days; fewer
    find a place than under the other presets.
guards_by_kind
    Hours instead of days before a key run, by kind of strength and of run: light work may precede
    a hard day, heavy work keeps longer guards. College coaches place light circuits the day
    before; the hours are the hard column of the table in the docs (no trial tests the cut-offs),
    and what lies between its hard and soft column is priced by the loss itself. Of circuits
    hardly one lies on the day of a key run: eight in ten are on easy days.
"""

from typing import Any

from .policy_rows import Guard
from .run import KEY_RUN_KINDS, RUN_KINDS, RunKind
from .strength import StrengthKind

_FAST = (RunKind.INTERVALS, RunKind.HILLS, RunKind.TIME_TRIAL)
# A run made key by hand ("key=True" on an easy run) is guarded like a tempo.
_OTHERS = tuple(kind for kind in RUN_KINDS if kind not in KEY_RUN_KINDS)
_TEMPO = (RunKind.TEMPO, RunKind.RACE_PACE, *_OTHERS)

# Hours between the end of strength and the start of the run: fast runs, tempo, long, race.
_GUARD_HOURS = {
    StrengthKind.HEAVY: (24, 24, 18, 72),
    StrengthKind.HYPERTROPHY: (48, 48, 36, 96),
    StrengthKind.PLYOMETRIC: (24, 18, 18, 72),
    StrengthKind.CIRCUIT: (6, 6, 6, 48),
    StrengthKind.UPPER: (0, 0, 0, 24),
    StrengthKind.CORE: (0, 0, 0, 12),
}


def _guards_by_kind() -> tuple[Guard, ...]:
    columns = (_FAST, _TEMPO, (RunKind.LONG,), (RunKind.RACE,))
    return tuple(
        Guard(hours=float(hours), kinds=(kind,), runs=runs)
        for kind, row in _GUARD_HOURS.items()
        for runs, hours in zip(columns, row, strict=True)
        if hours
    )


PRESETS: dict[str, dict[str, Any]] = {
    "supporting": {},
    "hard_days_hard": {
        "hours_after_key": 3.0,
        "load_of_day": 0.0,
        "long_run_day": 1.0,
        "second_trip": 0.0,
        "easy_day": 0.8,
        "rest_day": 0.8,
    },
    "separate_days": {"share_hard_days": False},
    "guards_by_kind": {"guards": _guards_by_kind()},
}
"""What each preset changes, as arguments of `Policy`; `Policy.preset` makes the policy."""
