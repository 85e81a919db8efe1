"""The kinds in force for a call: those of the house, and those that extensions bring."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import InputError, raise_all
from .extension import Extensions, OwnRunKind, OwnStrengthKind
from .own_names import is_own_name
from .run import KEY_RUN_KINDS, RUN_KINDS, AnyRunKind, Run, RunKind
from .strength import STRENGTH_KINDS, AnyStrengthKind, Demand, Session, StrengthKind
from .week import Week

MOST_KINDS = 40
"""Own kinds of strength, and of runs, in one policy. CONVENTION: each is a digit of a choice."""


def check_extensions(extensions: Extensions, path: str = "Policy.extensions") -> None:
    """Refuse two extensions of one name or for one number, and too many kinds to tell apart."""
    names = [extension.name for extension in extensions]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise InputError(f"{path}[{index}]", name, "stands in the list twice", "duplicate")
    rows: dict[str, str] = {}
    for index, extension in enumerate(extensions):
        for row in extension.evidence:
            other = rows.setdefault(row.key, extension.name)
            if other != extension.name:
                accepted = f"is brought by {other!r} too; leave one out"
                raise InputError(f"{path}[{index}].evidence", row.key, accepted, "duplicate")
    for field in ("strength_kinds", "run_kinds"):
        number = sum(len(getattr(extension, field)) for extension in extensions)
        if number > MOST_KINDS:
            raise InputError(path, number, f"is more {field} than {MOST_KINDS}", "too_large")


def own_strength_kinds(extensions: Extensions) -> tuple[OwnStrengthKind, ...]:
    """Return the kinds of strength that extensions bring."""
    return tuple(kind for extension in extensions for kind in extension.strength_kinds)


def own_run_kinds(extensions: Extensions) -> tuple[OwnRunKind, ...]:
    """Return the kinds of run that extensions bring."""
    return tuple(kind for extension in extensions for kind in extension.run_kinds)


def strength_kinds(extensions: Extensions) -> tuple[AnyStrengthKind, ...]:
    """Return the kinds of strength in force: those of the house, then those of extensions."""
    if not extensions:
        return STRENGTH_KINDS
    return (*STRENGTH_KINDS, *(kind.name for kind in own_strength_kinds(extensions)))


def run_kinds(extensions: Extensions) -> tuple[AnyRunKind, ...]:
    """Return the kinds of run in force: those of the house, then those of extensions."""
    if not extensions:
        return RUN_KINDS
    return (*RUN_KINDS, *(kind.name for kind in own_run_kinds(extensions)))


_STRENGTH_LIKE: Mapping[str, StrengthKind] = {kind: kind for kind in STRENGTH_KINDS}
_RUN_LIKE: Mapping[str, RunKind] = {kind: kind for kind in RUN_KINDS}


def strength_like(extensions: Extensions) -> Mapping[str, StrengthKind]:
    """Return by kind of strength the kind of the house whose rules hold for it.

    Examples
    --------
    >>> from .extension import Extension
    >>> acme = Extension("acme", strength_kinds=[OwnStrengthKind("acme:nordic", "heavy")])
    >>> strength_like((acme,))["acme:nordic"], strength_like((acme,))["core"]
    ('heavy', 'core')
    """
    if not extensions:
        return _STRENGTH_LIKE
    own = {str(kind.name): kind.like for kind in own_strength_kinds(extensions)}
    return {**_STRENGTH_LIKE, **own}


def run_like(extensions: Extensions) -> Mapping[str, RunKind]:
    """Return by kind of run the kind of the house whose rules hold for it."""
    if not extensions:
        return _RUN_LIKE
    return {**_RUN_LIKE, **{str(kind.name): kind.like for kind in own_run_kinds(extensions)}}


def key_run_kinds(extensions: Extensions) -> tuple[AnyRunKind, ...]:
    """Return the kinds of run whose quality matters unless a run says otherwise."""
    if not extensions:
        return KEY_RUN_KINDS
    return (*KEY_RUN_KINDS, *(kind.name for kind in own_run_kinds(extensions) if kind.is_key))


def sensitive_as_given(extensions: Extensions) -> tuple[AnyRunKind, ...]:
    """Return the key kinds whose own sensitivity stands; any other key run is as one made key.

    An own kind that is key, like one that is not, and brings no sensitivity, is as one made key.
    """
    if not extensions:
        return KEY_RUN_KINDS
    brought = {row.key for extension in extensions for row in extension.evidence}
    return (
        *KEY_RUN_KINDS,
        *(
            kind.name
            for kind in own_run_kinds(extensions)
            if kind.like in KEY_RUN_KINDS or f"sensitivity.{kind.name}" in brought
        ),
    )


def is_key_run(run: Run, extensions: Extensions) -> bool:
    """Whether a run's quality matters: as it says itself, else as its kind does."""
    return run.kind in key_run_kinds(extensions) if run.key is None else run.key


def check_kinds(week: Week, extensions: Extensions, path: str = "") -> None:
    """Refuse kinds of a week, or of the weeks before it, that no extension brings.

    `path` stands before the fields in the error.
    """
    raise_all(_unknown_in_week(week, extensions, path))


def _unknown_in_week(week: Week, extensions: Extensions, path: str) -> Iterator[InputError]:
    for name in ("runs", "strength", "before", "after", "pins", "habit"):
        yield from _unknown_in(getattr(week, name), extensions, f"{path}{name}")
    for index, past in enumerate(week.history):
        if isinstance(past, Week):
            yield from _unknown_in_week(past, extensions, f"{path}history[{index}].")


def check_items(items: Iterable[Run | Demand | Session], extensions: Extensions, path: str) -> None:
    """Refuse kinds of runs, demands or sessions that no extension brings."""
    raise_all(_unknown_in(items, extensions, path))


def _unknown_in(
    items: Iterable[Run | Demand | Session], extensions: Extensions, path: str
) -> Iterator[InputError]:
    for index, item in enumerate(items):
        if ":" in item.kind:
            what = "run" if isinstance(item, Run) else "strength"
            known = run_kinds(extensions) if what == "run" else strength_kinds(extensions)
            if item.kind not in known:
                yield unknown_kind(f"{path}[{index}].kind", item.kind, what, extensions)


def unknown_kind(path: str, kind: str, what: str, extensions: Extensions) -> InputError:
    """Return the error of a kind that no extension of a policy brings."""
    every = run_kinds(extensions) if what == "run" else strength_kinds(extensions)
    known = [name for name in every if is_own_name(name)]
    if known:
        has = f"they bring {', '.join(known)}"
    elif extensions:
        has = f"{', '.join(each.label for each in extensions)} brings none"
    else:
        has = "it has none; write Policy(extensions=[...])"
    accepted = f"is a kind of {what} that no extension of the policy brings: {has}"
    return InputError(path, kind, accepted, "unknown_name")


def check_named_kinds(row: Any, extensions: Extensions, path: str) -> None:
    """Refuse a row of a policy for kinds that no extension brings."""
    check_strength_kinds(row.kinds, extensions, f"{path}.kinds")
    known = run_kinds(extensions)
    for name in getattr(row, "runs", ()):
        if name not in known:
            raise unknown_kind(f"{path}.runs", name, "run", extensions)


def check_strength_kinds(names: Iterable[str], extensions: Extensions, path: str) -> None:
    """Refuse kinds of strength that no extension brings."""
    known = strength_kinds(extensions)
    for name in names:
        if name not in known:
            raise unknown_kind(path, name, "strength", extensions)
