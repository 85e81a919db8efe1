"""All that a person reads: text, HTML, and figures, whose functions are handed on when used."""

from typing import TYPE_CHECKING, Any

from ..late_import import late_import

if TYPE_CHECKING:
    from .figures import (
        draw_block,
        draw_frontier,
        draw_profile,
        draw_robustness,
        draw_squad,
        draw_week,
    )

__all__ = [
    "draw_block",
    "draw_frontier",
    "draw_profile",
    "draw_robustness",
    "draw_squad",
    "draw_week",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(late_import(f"{__name__}.figures"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
