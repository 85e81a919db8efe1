"""Arguments that many verbs take, checked alike and refused in the same words."""

from ..errors import InputError
from .block import Block
from .policy import Policy
from .week import Week, check_dated


def as_policy(policy: Policy | str | None) -> Policy:
    """Return a policy, a preset by its name, or the preset ``supporting`` for None."""
    if isinstance(policy, Policy):
        return policy
    try:
        return Policy.preset("supporting" if policy is None else policy)
    except InputError as error:
        raise error.at("policy") from None


def as_week(week: Week) -> Week:
    """Return a week, or refuse what is not one, or has dates and does not say when it begins."""
    if not isinstance(week, Week):
        raise InputError(
            "week", week, "is not a Week; write e.g. Week([Run('Tue 07:00', 'easy')])", "wrong_type"
        )
    check_dated(week)
    return week


def as_week_or_block(week: Week | Block) -> Week | Block:
    """Return a week or a block, or refuse what is neither."""
    return week if isinstance(week, Block) else as_week(week)
