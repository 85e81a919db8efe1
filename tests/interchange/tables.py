"""Tables as files give them: arbitrary ones, and ones that are nearly right."""

from typing import Any

from hypothesis import strategies as st

from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS

RARELY = st.sampled_from([False] * 23 + [True])

SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
    st.just(10**400),
    st.sampled_from(["Tue", "Tue 07:00", "easy", "heavy", "full", "A", "2026-11-23", "18:00", "x"]),
)

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
"""Whatever JSON and TOML can hold."""

DAYS = st.sampled_from(["Mon", "Tue am", "wed 18:00", "Thu 07:00", "Fri pm", "Sat", "Sun 8:00"])
DATED = st.sampled_from(["2026-11-24 07:00", "2026-11-26T18:30", "2026-11-25", "2026-11-28 pm"])
NUMBERS = st.integers(1, 60) | st.floats(1, 60)
HOURS = st.integers(0, 48)
SPANS = st.sampled_from(["Tue 17:00-20:00", "weekends", "daily", "Mon-Fri 06:00-21:00"])


def _table(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these fields, now and then one spoilt, and now and then one that does not exist."""
    spoilt = {name: _mostly(field) for name, field in fields.items()}
    stray = st.dictionaries(st.sampled_from(["", "x", "kinds", "knd", "a.b"]), ANYTHING, max_size=1)
    return st.builds(
        lambda known, extra, keep: {**known, **(extra if keep else {})},
        st.fixed_dictionaries({}, optional=spoilt),
        stray,
        RARELY,
    )


def _mostly(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return RARELY.flatmap(lambda spoil: ANYTHING if spoil else good)


def _with(table: st.SearchStrategy[dict[str, Any]], **fields: st.SearchStrategy[Any]) -> Any:
    """The table with these fields always there, unless they are spoilt."""
    needed = st.fixed_dictionaries({name: _mostly(field) for name, field in fields.items()})
    return st.builds(lambda rest, always: {**rest, **always}, table, needed)


RUN = _with(
    _table(
        minutes=NUMBERS,
        km=NUMBERS,
        key=st.booleans(),
        load=NUMBERS,
        id=st.text("abc", min_size=1, max_size=3),
        priority=st.sampled_from(["A", "B", "C", "training"]),
    ),
    when=DAYS | st.integers(0, 10079) | DATED,
    kind=st.sampled_from(RUN_KINDS),
)
DEMAND = _with(
    _table(count=st.integers(0, 2), minutes=st.integers(5, 60), dose=st.sampled_from(DOSES)),
    kind=st.sampled_from(STRENGTH_KINDS),
)
SESSION = _with(
    _table(minutes=st.integers(5, 60), dose=st.sampled_from(DOSES), keep=st.booleans()),
    when=DAYS,
    kind=st.sampled_from(STRENGTH_KINDS),
)
WINDOW = _with(
    _table(closed=st.booleans(), equipment=st.just(["weights"]), place=st.just("gym")), when=SPANS
)
POLICY = _table(
    preset=st.sampled_from(list(PRESETS)),
    name=st.just("mine"),
    grid=st.sampled_from([60, 90, 180]),
    day_start=st.sampled_from(["06:00", 300]),
    hours_after_key=HOURS,
    share_hard_days=st.booleans(),
    sessions_per_day=st.integers(1, 2),
    transition=st.integers(0, 60),
    rests=st.lists(
        _with(
            _table(kinds=st.lists(st.sampled_from(STRENGTH_KINDS), min_size=1)),
            days=st.integers(0, 3),
            runs=st.lists(st.sampled_from(RUN_KINDS), min_size=1),
        ),
        max_size=1,
    ),
    guards=st.lists(
        _table(
            days=st.integers(0, 2),
            hours=HOURS,
            kinds=st.lists(st.sampled_from(STRENGTH_KINDS), min_size=1),
            only_key=st.booleans(),
        ),
        max_size=2,
    ),
    spacings=st.lists(_with(_table(), kinds=st.just(["heavy", "core"]), hours=HOURS), max_size=2),
    evidence=st.sampled_from([{}, {"peak.heavy": 2.5, "fast_hours.core": 4}]),
    equipment=st.sampled_from([{}, {"heavy": ["weights"]}]),
)
WEEK = _with(
    _table(
        strength=st.integers(0, 2)
        | st.lists(DEMAND, max_size=2)
        | st.sampled_from(["two_short_heavy", "heavy_and_plyometric", "two_heavy"]),
        available=SPANS | st.lists(SPANS | WINDOW, max_size=2),
        start=st.just("2026-11-23") | st.dates(),
        before=st.lists(RUN | SESSION, max_size=2),
        after=st.lists(RUN | SESSION, max_size=2),
        repeats=st.booleans(),
        athlete=_table(recovery=NUMBERS.map(lambda n: n / 20), accustomed=st.booleans()),
        pins=st.lists(SESSION, max_size=1),
        forbidden=st.lists(SPANS | WINDOW, max_size=1),
        policy=POLICY,
    ),
    runs=st.lists(RUN, max_size=3),
)
"""Week files that are right in most places."""

CORPUS_RUN = _with(
    _table(km=NUMBERS), kind=st.sampled_from(["easy", "long", "race", "cross", "intervals"])
)
CORPUS_WEEK = st.lists(_mostly(st.lists(CORPUS_RUN, max_size=1)), min_size=7, max_size=7)
CORPUS = _with(
    _table(id=st.text(max_size=3), name=st.text(max_size=3), units=st.just("km")),
    weeks=st.lists(_mostly(CORPUS_WEEK), min_size=1, max_size=2),
)
"""Published plans that are right in most places."""
