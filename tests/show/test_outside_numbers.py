"""Numbers outside the bounds of the evidence are said of every answer that goes by them."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import strengthfit as sf

from ..own_science import ACME

BEYOND = "Outside the bounds of the evidence, by acme 2: peak.heavy."
WEEK = sf.Week([sf.Run("Wed 07:00", "easy"), sf.Run("Sun 08:00", "long")], strength=1)
SWEPT = ("peak.circuit", [1.0, 2.0])

ANSWERS: dict[str, Callable[[sf.Policy], Any]] = {
    "explain": lambda policy: sf.explain(sf.plan(WEEK, policy)),
    "audit": lambda policy: sf.audit(WEEK, [sf.Session("Wed 18:00", "circuit")], policy),
    "diagnose": lambda policy: sf.diagnose(WEEK, policy),
    "blocked": lambda policy: sf.diagnose(
        attrs.evolve(WEEK, available=["Sat 18:00-20:00"]), policy
    ),
    "frontier": lambda policy: sf.frontier(WEEK, policy=policy),
    "presets": lambda policy: sf.compare_presets(WEEK, policy),
    "robustness": lambda policy: sf.robustness(sf.plan(WEEK, policy), draws=5),
    "sweep": lambda policy: sf.sweep(WEEK, *SWEPT, policy=policy),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_says_which_numbers_lie_outside_the_bounds(name: str) -> None:
    within = attrs.evolve(ACME, evidence=[row for row in ACME.evidence if row.name != "peak"])
    for extensions, said in (([ACME], True), ([within], False), ([], False)):
        answer = ANSWERS[name](sf.Policy(extensions=extensions, grid=120))
        assert (BEYOND in " ".join(str(answer).split())) == said
        page = answer._repr_html_()
        assert (f"<p>{BEYOND}</p></div>" in page) == said
        assert page.endswith("</div>")
