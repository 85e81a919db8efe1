"""One athlete of a squad."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..domain.arguments import as_week_or_block
from ..domain.block import Block, week_days, weeks_of
from ..domain.checks import listed, number, text, to_whole
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError, raise_all

_MEMBERS = "is not a list of Member; write e.g. [Member('Ann', Week([...]))], or {'Ann': Week([])}"


def _check_week(_member: Any, _attribute: Any, value: Any) -> None:
    if not isinstance(value, Week | Block):
        accepted = "is not a Week or a Block; write e.g. Week([Run('Tue 07:00', 'easy')])"
        raise InputError("Member.week", value, accepted, "wrong_type")
    as_week_or_block(value)


def _check_policy(_member: Any, _attribute: Any, value: Any) -> None:
    if value is not None and not isinstance(value, Policy):
        accepted = "is not a Policy; write e.g. Policy.preset('separate_days')"
        raise InputError("Member.policy", value, accepted, "wrong_type")


@attrs.frozen
class Member:
    """An athlete of a squad: an id, and the week or block that is planned.

    Parameters
    ----------
    id : str
        Who it is; each of a squad has another.
    week : Week or Block
        As for `plan`. All of a squad have weeks of as many days that begin on the same day.
    policy : Policy, optional
        One of the athlete's own; by default the squad's.
    priority : int
        Athletes of a higher one come first: no other's plan may make theirs worse. With
        "worst_first" it is their losses that come first.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> from strengthfit.domain import Run
    >>> Member("Ann", Week([Run("Tue 07:00", "intervals")], strength=1)).priority
    0
    """

    id: str = attrs.field(validator=text())
    week: Week | Block = attrs.field(validator=_check_week)
    policy: Policy | None = attrs.field(default=None, validator=_check_policy, repr=False)
    priority: int = attrs.field(
        default=0, converter=to_whole, validator=number(0, 9, "priority", whole=True)
    )


def as_members(value: Iterable[Member] | Mapping[str, Week | Block]) -> tuple[Member, ...]:
    """Return the members of a squad, or refuse what is none, or does not go together.

    Examples
    --------
    >>> [member.id for member in as_members({"Ann": Week([]), "Bo": Week([])})]
    ['Ann', 'Bo']
    """
    if isinstance(value, Mapping):
        return as_members([Member(name, week) for name, week in value.items()])
    members = listed("athletes", value, _MEMBERS)
    if not members:
        raise InputError("athletes", [], "holds nobody; give one Member or more", "missing")
    raise_all(
        InputError(f"athletes[{index}]", one, "is not a Member", "wrong_type")
        for index, one in enumerate(members)
        if not isinstance(one, Member)
    )
    raise_all(_unlike(members))
    return members


def _unlike(members: tuple[Member, ...]) -> Iterable[InputError]:
    """Yield what does not go together with the athletes before."""
    seen = set[str]()
    for index, member in enumerate(members):
        path = f"athletes[{index}]"
        if member.id in seen:
            yield InputError(f"{path}.id", member.id, "is another athlete's id too", "duplicate")
        seen.add(member.id)
        yield from of_other_days(f"{path}.week", member, members[0], "the first athlete's")


def of_other_days(path: str, member: Member, other: Member, whose: str) -> Iterable[InputError]:
    """Yield that a member's week is not of the days of another's, if so; `whose` is that one's."""
    if _span(member) != _span(other):
        accepted = f"differs from {whose} in its days, weeks, first day or repeating"
        yield InputError(path, _words(member), accepted, "contradiction")


def _span(member: Member) -> tuple[object, ...]:
    week = member.week
    return week_days(week), len(weeks_of(week)), week.start, week.first_weekday, week.repeats


def _words(member: Member) -> str:
    days, weeks, start, weekday, repeats = _span(member)
    when = f"from {start}" if start else f"from weekday {weekday}"
    return f"{weeks} week{'s' if weeks != 1 else ''} of {days} days {when}, repeats={repeats}"
