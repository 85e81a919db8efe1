"""Questions that the library answers, made of generated weeks."""

import json
from typing import Any

from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import WeekFile, to_json
from strengthfit.interchange.format import BlockFile

from ..generate import blocks, policies, weeks

Asked = tuple[str, dict[str, Any]]


def _data(value: object) -> Any:
    return json.loads(to_json(value))


def _file(week: sf.Week, policy: sf.Policy, sessions: tuple[sf.Session, ...] = ()) -> Any:
    return _data(WeekFile(week, policy, sessions))


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Return the name and the fields of a question, as JSON holds them."""
    policy = draw(policies(grid=120))
    name = draw(st.sampled_from(["plan", "block", "audit", "why_not", "diagnose", "replan"]))
    if name == "block":
        block = draw(blocks(most_weeks=2))
        return "plan", {"block": _data(BlockFile(block, policy))}
    week = draw(weeks(most=2))
    if name in ("plan", "diagnose"):
        return name, {"week": _file(week, policy)}
    planned = sf.plan(week, policy, strategy="auto")
    if name == "audit":
        sessions = tuple(
            sf.Session(one.start, one.kind, one.minutes, one.dose) for one in planned.placements
        )
        return name, {"week": _file(week, policy, sessions or (sf.Session(600, "core"),))}
    if name == "why_not" and any(demand.count for demand in week.strength):
        when = draw(st.sampled_from(["Mon 18:00", "Thu", 3000]))
        held = {"plan": _data(planned)} if draw(st.booleans()) else {"week": _file(week, policy)}
        return name, {**held, "when": when}
    return "replan", {
        "plan": _data(planned),
        "today": draw(st.sampled_from(["Wed", 2])),
        "missed": [],
    }
