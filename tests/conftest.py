"""Profiles: `default` is for continuous integration, `long` for a night. And the ids of cases."""

from pathlib import Path

from hypothesis import HealthCheck, settings

_SHOWN = 80

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "default", max_examples=2_000, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile("long", max_examples=100_000, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("default")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Keep from ids what may differ from one collection to the next, or can't be read.

    Bytes may hold a time (gzip writes one), a path the folder; pytest numbers what is then equal.
    """
    if isinstance(val, Path):
        return val.name
    if isinstance(val, bytes):
        return argname
    if isinstance(val, str) and (len(val) > _SHOWN or not val.isprintable()):
        return argname
    if isinstance(val, int) and abs(val) >= 10**_SHOWN:
        return argname
    return None
