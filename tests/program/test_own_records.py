"""Rules and costs from outside: what they may return, and what is refused where."""

import sys
from collections.abc import Callable
from functools import cached_property
from typing import Any

import attrs
import numpy as np
import pytest

import strengthfit as sf
from strengthfit.physiology.parameters import parameters_of
from strengthfit.physiology.uncertainty import draw_parameters
from strengthfit.program import (
    Cost,
    Label,
    Rows,
    RuleContext,
    Term,
    WindowCost,
    forbid,
)
from strengthfit.program.choices import CHOICE_ARRAYS
from strengthfit.program.compile import rule_rows
from strengthfit.program.formats.instance_json import program_from_dict, program_to_dict
from strengthfit.program.sampled_costs import sampled_interference

from ..own_science import ACME, CLUB, DARK, POLICY, club_rows, dark_cost, dark_sampled

WEEK = sf.Week([sf.Run("Sun 08:00", "long")], strength=1)


def planned(**changes: Any) -> sf.Plan:
    """Plan with a changed rule or cost of the extension."""
    return sf.plan(WEEK, sf.Policy(extensions=[attrs.evolve(ACME, **changes)]))


def changed(record: Any, **changes: Any) -> Any:
    """Return a rule or a cost with changes that its types may forbid."""
    return attrs.evolve(record, **changes)


def rule(rows: Any) -> dict[str, Any]:
    return {"rules": [attrs.evolve(CLUB, rows=rows)]}


def term(cost: Any, **changes: Any) -> dict[str, Any]:
    return {"costs": [attrs.evolve(DARK, cost=cost, **changes)]}


def changed_rows(**changes: Any) -> Callable[[RuleContext], Rows]:
    return lambda context: attrs.evolve(club_rows(context), **changes)


def changed_cost(**changes: Any) -> Callable[[RuleContext], Cost]:
    return lambda context: attrs.evolve(dark_cost(context), **changes)


def mislabelled(context: RuleContext) -> Rows:
    return forbid(context.choices.start[None, :] >= 0, lambda: [Label("club", "Wed", "on Wed")])


def numbered(context: RuleContext) -> Rows:
    wrong: Any = {"hours": "many"}
    label = Label("acme:club_day", "Wed", "on Wed", numbers=wrong)
    return forbid(context.choices.start[None, :] >= 0, lambda: [label])


def failing(context: RuleContext) -> Rows:
    raise ZeroDivisionError("by nothing")


def windows(price: Any = 1.0, coefficient: int = 1) -> Callable[[RuleContext], WindowCost]:
    def cost(context: RuleContext) -> WindowCost:
        every = np.ones((1, len(context.choices)), dtype=np.int64)
        from strengthfit.program import weighted

        rows = weighted(
            coefficient * every,
            np.zeros(1, dtype=np.int64),
            lambda: [Label("acme:dark", "week", "in the week")],
        )
        return WindowCost(rows, price)

    return cost


def doubled(context: RuleContext) -> Cost:
    cost = dark_cost(context)
    return attrs.evolve(cost, choices=np.zeros_like(cost.choices))


ROWS = "Policy.extensions[0].rules[0]"
COST = "Policy.extensions[0].costs[0]"
WHOLE = np.zeros(1, dtype=np.int64)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rules": [attrs.evolve(DARK, name="acme:x")]}, f"{ROWS}: Term("),
        ({"costs": [attrs.evolve(CLUB, name="acme:x")]}, f"{COST}: Rule("),
        ({"rules": [attrs.evolve(CLUB, price=-1)]}, f"{ROWS}.price: -1 is not a number from 0"),
        ({"rules": [attrs.evolve(CLUB, meaning="")]}, f"{ROWS}.meaning: '' is not a line of text"),
        (rule(None), f"{ROWS}.rows: None is not a function of a RuleContext"),
        (rule(lambda context: None), f"{ROWS}.rows: None did not return Rows"),
        (rule(lambda context: 1), f"{ROWS}.rows: 1 did not return Rows"),
        (rule(failing), f"{ROWS}.rows: 'failing' raised ZeroDivisionError: by nothing"),
        (rule(mislabelled), "is not a Label of 'acme:club_day' with a cause and a text"),
        (rule(numbered), "are not numbers by their unit"),
        (rule(changed_rows(labeller=list)), "'labels' are not a list of 1 Label"),
        (rule(changed_rows(bounds=np.zeros(1))), "'rows' are not arrays of whole numbers"),
        (rule(changed_rows(bounds=WHOLE + 10**9)), "'rows' have a number beyond 1000000"),
        (rule(changed_rows(columns=WHOLE - 1)), "'rows' do not own the entries"),
        (rule(changed_rows(indptr=WHOLE)), "'rows' do not own the entries that there are"),
        (
            rule(lambda context: attrs.evolve(club_rows(context), columns=_all_last(context))),
            "'columns' are not indices of choices",
        ),
        (term(lambda context: None), f"{COST}.cost: None did not return a Cost"),
        (term(changed_cost(values=np.zeros(3))), "'entries' are not three arrays of one length"),
        (term(changed_cost(labeller=list)), "'labels' are not a list of 1 Label"),
        (
            term(lambda context: _valued(context, -1.0)),
            f"{COST}.cost: 'values' are not numbers from 0 to 100",
        ),
        (term(lambda context: _valued(context, float("nan"))), "'values' are not numbers from 0"),
        (term(doubled), "have one pair of cause and choice twice"),
        (term(changed_cost(count=0)), "'causes' are not indices from 0 to -1"),
        (
            term(dark_cost, tier="strength"),
            f"{COST}.tier: 'strength' is not a tier for costs from outside",
        ),
        (term(dark_cost, unit="km"), f"{COST}.unit: 'km' is not '%', in which the costs"),
        (term(dark_cost, tier=["interference"]), f"{COST}.tier: ['interference'] is not a tier"),
        (term(dark_cost, word=""), f"{COST}.word: '' is not a line of text"),
        (term(dark_cost, decimals=-1), f"{COST}.decimals: -1 is not a whole number"),
        (
            term(windows(), tier="habit", unit="session"),
            f"{COST}.tier: 'habit' is not a tier for costs from outside",
        ),
        (term(windows()), f"{COST}.cost.tier: 'interference' is for a Cost"),
        (
            term(windows(0.5), tier="preference", unit="min", sampled=None),
            f"{COST}.cost: 0.5 is not a price: a whole number",
        ),
        (
            term(windows(coefficient=2), tier="preference", unit="min", sampled=None),
            "'coefficients' are above 1",
        ),
    ],
)
def test_rubbish_is_refused_with_its_path(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(sf.InputError) as caught:
        planned(**changes)
    assert message in str(caught.value)
    assert str(caught.value).startswith("Policy.extensions[0]")


def _all_last(context: RuleContext) -> Any:
    columns = club_rows(context).columns
    return columns + len(context.choices)


def _valued(context: RuleContext, value: float) -> Cost:
    cost = dark_cost(context)
    return attrs.evolve(cost, values=np.full(len(cost.values), value))


def test_an_error_of_theirs_is_the_cause_and_one_of_ours_passes() -> None:
    with pytest.raises(sf.InputError) as caught:
        planned(**rule(failing))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)

    def ours(context: RuleContext) -> Rows:
        raise sf.InputError("my.path", 1, "is not mine")

    with pytest.raises(sf.InputError, match=r"^my\.path: 1 is not mine$"):
        planned(**rule(ours))


def test_a_form_for_draws_is_checked_too() -> None:
    def lost(total: Any, context: Any, draws: Any, choices: Any) -> None:
        total -= 1

    def failed(total: Any, context: Any, draws: Any, choices: Any) -> None:
        raise IndexError("there is none")

    def other(total: Any, context: Any, draws: Any, choices: Any) -> None:
        dark_sampled(total, context, draws, choices)
        total[:] = total.mean(axis=0)  # right in all, and wrong for each choice

    def infinite(total: Any, context: Any, draws: Any, choices: Any) -> None:
        total[:] = np.inf

    def greedy(total: Any, context: Any, draws: Any, choices: Any) -> None:
        dark_sampled(total, context, draws, choices)
        choices[:] = 0

    for sampled, message in (
        (lost, "is less than nothing"),
        (failed, "raised IndexError"),
        (other, "is not what the cost gives for the values in force"),
        (infinite, "or not a number"),
        (greedy, "raised ValueError: assignment destination is read-only"),
    ):
        plan = planned(**term(dark_cost, sampled=sampled))
        with pytest.raises(sf.InputError, match=message) as caught:
            sf.robustness(plan, draws=5)
        assert caught.value.where == f"{COST}.sampled"


@pytest.mark.parametrize("accustomed", [True, False])
def test_under_many_draws_costs_are_those_of_a_program_made_anew(accustomed: bool) -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "acme:fartlek"), sf.Run("Sun 08:00", "long")],
        strength=[sf.Demand("acme:nordic", effort="to_failure"), sf.Demand("heavy")],
        athlete=sf.Athlete(accustomed=accustomed),
        repeats=True,
    )
    policy = attrs.evolve(POLICY, grid=150, way_in_weeks=0)
    program = sf.formulate(week, policy)
    draws = draw_parameters(3, 5, parameters_of(policy))
    every = np.arange(len(program.choices))
    sampled = sampled_interference(program, policy, draws, every)
    for draw in range(3):
        set_so = attrs.evolve(policy, evidence=draws.evidence(draw))
        anew = sf.formulate(week, set_so)
        total = sum(
            part.by_choice(len(every))
            for (_, tier, _), part in zip(anew.cost_terms, anew.cost_parts, strict=True)
            if tier == "interference"
        )
        assert sampled[:, draw] == pytest.approx(total, abs=1e-6)


def test_the_word_of_a_rule_is_short() -> None:
    with pytest.raises(sf.InputError, match=r"Rule.word: 'club evening' is not a word of 1 to 8"):
        attrs.evolve(CLUB, word="club evening")


def test_a_key_kind_like_one_that_is_not_is_as_sensitive_as_one_made_key() -> None:
    def sensitivity(*evidence: sf.Parameter) -> float:
        kind = sf.OwnRunKind("lab:test", "easy", key=True)
        lab = sf.Extension("lab", run_kinds=[kind], evidence=evidence)
        week = sf.Week([sf.Run("Tue 07:00", "lab:test")])
        (run,) = sf.formulate(week, sf.Policy(extensions=[lab])).horizon.runs
        assert (run.key, run.importance) == (True, 1.0)
        return run.sensitivity

    (made,) = sf.formulate(sf.Week([sf.Run("Tue 07:00", "easy", key=True)])).horizon.runs
    assert sensitivity() == made.sensitivity == 0.8
    own = sf.Parameter("sensitivity", "lab:test", 0.5, 0.4, 0.6, "share", "a lab of ours")
    assert sensitivity(own) == 0.5


def test_a_window_cost_counts_in_its_tier() -> None:
    for price in (40.0, np.int64(40)):
        costs = term(windows(price), tier="preference", unit="min", sampled=None)
        plan = planned(**costs)
        assert len(plan.placements) == 1
        assert dict(plan.score.terms)["acme:dark"] == 40
        assert dict(plan.score.tiers)["preference"] >= 40


def test_a_preference_is_in_minutes() -> None:
    def minutes(context: RuleContext) -> Cost:
        cost = dark_cost(context)
        return attrs.evolve(cost, values=np.full(len(cost.values), 600.0))

    early = planned(**term(minutes, tier="preference", unit="min", sampled=None))
    assert all(one.start % 1440 < 18 * 60 for one in early.placements)


def test_own_rules_may_have_no_choices_at_all() -> None:
    empty = sf.plan(sf.Week([], strength=0), POLICY)
    assert empty.placements == ()
    program = sf.formulate(sf.Week([], strength=1), POLICY)
    context = RuleContext(program.horizon, POLICY, program.choices)
    assert {label.rule for label in rule_rows(context).labels} >= {"acme:club_day"}
    assert isinstance(DARK, Term)


def test_a_program_with_own_kinds_is_written_and_read() -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "acme:fartlek"), sf.Run("Sun 08:00", "long")],
        strength=[sf.Demand("acme:nordic"), sf.Demand("core")],
        before=[sf.Session("Sun 18:00", "acme:nordic")],
        habit=[sf.Session("Wed", "acme:nordic")],
        pins=[sf.Session("Fri 18:00", "acme:nordic", keep=True)],
        tired=True,
    )
    program = sf.formulate(week, POLICY)
    data = program_to_dict(program)
    assert data["kinds"][-1] == "acme:nordic"
    back = program_from_dict(data)
    assert program_to_dict(back) == data
    assert back.choices.kinds == program.choices.kinds
    assert back.horizon == program.horizon
    assert sf.solve(back).taken == sf.solve(program).taken
    assert back.cost_labels == program.cost_labels
    assert "kinds" not in program_to_dict(sf.formulate(WEEK))
    del data["kinds"]
    with pytest.raises(sf.FileError, match=r"choices.kind\[\d+\]: 6 is not a whole number from 0"):
        program_from_dict(data)


def test_many_own_kinds_have_keys_of_their_own() -> None:
    kinds = [sf.OwnStrengthKind(f"lab:k{number}", "circuit") for number in range(40)]
    lab = sf.Extension("lab", strength_kinds=kinds)
    week = sf.Week([], strength=[sf.Demand(kind.name) for kind in kinds[:12]])
    program = sf.formulate(week, sf.Policy(extensions=[lab], grid=360))
    assert len(set(program.tier_costs[-1].tolist())) == len(program.choices)
    one = sf.OwnStrengthKind("lab:k40", "circuit")
    with pytest.raises(sf.InputError, match="is more strength_kinds than 40"):
        sf.Policy(extensions=[attrs.evolve(lab, strength_kinds=[*kinds, one])])


# What code from outside is handed, it cannot change

ARRAYS = [
    *(f"choices.{name}" for name in CHOICE_ARRAYS),
    *("run_minutes", "run_days", "run_starts", "leg_work", "rides_along", "follows_run"),
    *("losses.run", "losses.choice", "losses.percent", "losses_before"),
]


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("of", ["rules", "costs"])
def test_nothing_that_others_read_can_be_written_into(name: str, of: str) -> None:
    def written(context: RuleContext) -> Any:
        found: Any = context
        for part in name.split("."):
            found = getattr(found, part)
        found[...] = 0
        return club_rows(context) if of == "rules" else dark_cost(context)

    with pytest.raises(sf.InputError, match=r"'written' raised ValueError: .*read-only") as caught:
        planned(**(rule(written) if of == "rules" else term(written)))
    assert caught.value.where.startswith(f"Policy.extensions[0].{of}[0]")


def test_all_arrays_of_a_context_are_among_those() -> None:
    program = sf.formulate(WEEK)
    context = RuleContext(program.horizon, sf.Policy(), program.choices)
    cached = {name for name, of in vars(RuleContext).items() if isinstance(of, cached_property)}
    others = {"parameters", "run_kinds", "_curves"}
    assert cached - others == {
        name.partition(".")[0] for name in ARRAYS if not name.startswith("choices")
    }
    assert program.choices.start.flags.writeable or not context.choices.start.flags.writeable


def test_what_was_returned_may_change_later_and_the_plan_does_not() -> None:
    kept: list[Any] = []

    def cost(context: RuleContext) -> Cost:
        for made in kept:
            made.values[:] = 50.0
        kept.append(dark_cost(context))
        return kept[-1]  # type: ignore[no-any-return]

    late = attrs.evolve(WEEK, available=["Tue 18:30-20:00"])
    policy = sf.Policy(extensions=[attrs.evolve(ACME, **term(cost, sampled=None))])
    program = sf.formulate(late, policy)
    before = program.costs.copy()
    sf.formulate(late, policy)
    assert (program.costs == before).all()


# Whatever a record returns, there is an answer or an error of the library


def _entries(causes: Any, values: Any = 0.1, **changes: Any) -> dict[str, Any]:
    def cost(context: RuleContext) -> Cost:
        return attrs.evolve(dark_cost(context), causes=causes, choices=causes, values=values)

    return term(cost, sampled=None, **changes)


def _row(coefficients: Any, bounds: Any) -> Any:
    def rows(context: RuleContext) -> Rows:
        made = club_rows(context)
        first = made.columns[:1]
        return Rows(np.array([0, 1]), first, coefficients, bounds, made.labeller)

    return rule(rows)


LEAST = np.array([np.iinfo(np.int64).min])
ONE, NONE = np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int64)


def raising() -> list[Label]:
    raise OSError("no labels today")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (_entries(NONE, np.array([None])), "'entries' are not three arrays"),
        (_entries(NONE, np.array(["much"])), "'entries' are not three arrays"),
        (_entries(NONE, np.array([1j])), "'entries' are not three arrays"),
        (_entries(NONE, np.array([True])), "'entries' are not three arrays"),
        (_entries(NONE, np.array([0.1]), tier="preference"), f"{COST}.unit: '%' is not 'min'"),
        (term(changed_cost(count=True)), f"{COST}.cost: True is not the number of causes"),
        (term(changed_cost(count=1.0)), "1.0 is not the number of causes"),
        (term(changed_cost(labeller=raising)), "raised OSError: no labels today"),
        (term(changed_cost(labeller=5)), "raised TypeError: 'int' object is not callable"),
        (rule(changed_rows(labeller=raising)), f"{ROWS}.rows: 'lambda' raised OSError"),
        (rule(changed_rows(labeller=None)), f"{ROWS}.rows: 'lambda' raised TypeError"),
        (_row(LEAST, NONE), "'rows' have a number beyond 1000000"),
        (_row(ONE, LEAST), "'rows' have a number beyond 1000000"),
        (rule(lambda context: sys.exit(3)), "raised SystemExit: 3"),
        (term(dark_cost, decimals=0), f"{COST}.decimals: 0 is not a whole number from 2 to 6"),
        (term(dark_cost, decimals=True), f"{COST}.decimals: True is not a whole number"),
        (term(dark_cost, sampled=3), f"{COST}.sampled: 3 is not a function"),
        (
            term(dark_cost, tier="preference", unit="min"),
            f"{COST}.sampled: 'preference' is for the tier interference",
        ),
        (
            {"rules": [changed(CLUB, advice="miss {cause.__class__}")]},
            f"{ROWS}.advice: 'miss {{cause.__class__}}' is not a text in which",
        ),
        ({"rules": [changed(CLUB, advice="{} of it")]}, f"{ROWS}.advice"),
        ({"rules": [changed(CLUB, advice="miss {")]}, f"{ROWS}.advice"),
        ({"rules": [changed(CLUB, advice="{cause:d}")]}, f"{ROWS}.advice"),
        (
            {"rules": [changed(CLUB, measure="far")]},
            f"{ROWS}.measure: 'far' is not a function",
        ),
        (
            {"rules": [changed(CLUB, never_waived=("Wed",))]},
            f"{ROWS}.never_waived: 'Wed' is not a Label of 'acme:club_day'",
        ),
        ({"rules": [changed(CLUB, never_waived="Wed")]}, f"{ROWS}.never_waived: 'Wed' is not"),
        (
            {"rules": [changed(CLUB, never_waived=(Label("spacing", "48 h", "near"),))]},
            "is not a Label of 'acme:club_day'",
        ),
    ],
)
def test_whatever_is_returned_an_error_names_the_record(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(sf.InputError) as caught:
        planned(**changes)
    assert message.replace("'lambda'", "'<lambda>'") in str(caught.value)
    assert str(caught.value).startswith("Policy.extensions[0]")


@pytest.mark.parametrize("narrow", [np.int8, np.int16, np.int32])
def test_narrow_whole_numbers_are_taken_as_they_are(narrow: Any) -> None:
    """A key of a cause and a choice would not fit into so few bits."""

    def many(context: RuleContext) -> Cost:
        causes = np.arange(100, dtype=narrow)

        def labels() -> list[Label]:
            return [Label("acme:dark", f"{cause}", "in the dark") for cause in range(100)]

        return Cost(causes, causes.copy(), np.full(100, 0.1, dtype=np.float32), 100, labels)

    wide = planned(**term(many, sampled=None)).program
    assert wide.cost_parts[-1].causes.dtype == np.int64
    assert wide.cost_parts[-1].values == pytest.approx(0.1)


def test_what_a_measure_says_is_checked_when_it_is_asked() -> None:
    week = sf.Week(
        [sf.Run("Fri 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
        strength=1,
        available=["Wed 17:00-18:00"],
    )

    def way(measure: Any) -> Any:
        club = changed(CLUB, measure=measure)
        policy = sf.Policy(extensions=[attrs.evolve(ACME, rules=[club])])
        return sf.diagnose(week, policy).relaxations[0].text

    assert way(lambda horizon, label, sessions: "in the evening").endswith("(in the evening)")
    assert way(lambda horizon, label, sessions: "") == "miss the club on Wed"
    for measure, message in (
        (lambda horizon, label, sessions: 3, "measure: 3 is not a line of text"),
        (lambda horizon, label, sessions: 1 // 0, "measure: '<lambda>' raised ZeroDivisionError"),
    ):
        with pytest.raises(sf.InputError, match=message):
            way(measure)


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"word": word}, taken)
        for word, taken in {
            "*": False,
            "+0.10": False,
            "a:b": False,
            "a,b": False,
            "4 pm": False,
            "before": True,
            "Before": True,
            "past": True,
            "done": True,
            "late-ish": None,
            "day 2": None,
        }.items()
    ],
)
def test_words_of_rules_and_costs_stand_for_one_thing(
    changes: dict[str, str], taken: bool | None
) -> None:
    if taken is None:
        assert planned(rules=[changed(CLUB, **changes)]).placements
        return
    message = "stands for something else already" if taken else "is not a word of letters"
    with pytest.raises(sf.InputError, match=f"rules.0..word: .*{message}"):
        planned(rules=[changed(CLUB, **changes)])
    if not taken:
        with pytest.raises(sf.InputError, match=r"costs.0..word: .*is not a word of letters"):
            planned(costs=[changed(DARK, **changes)])


def test_two_records_do_not_share_a_word() -> None:
    for field, one in (("rules", CLUB), ("costs", DARK)):
        twice = [one, changed(one, name="acme:second")]
        with pytest.raises(sf.InputError, match=rf"{field}\[1\].word: '{one.word}' stands for"):
            planned(**{field: twice})
    with pytest.raises(sf.InputError, match=r"costs\[0\].word: 'tired legs' stands for"):
        planned(costs=[changed(DARK, word="tired legs")])


def test_a_price_may_be_a_number_of_numpy() -> None:
    assert planned(rules=[changed(CLUB, price=np.int64(2))]).placements
