"""How many titles of calendars and planners are understood, and which are mistaken for what.

    python -m benchmarks.titles PLANS [--real TITLES] --out benchmarks/results/titles.md

Two sets, and a third from outside. One is made from published plans: every run and every day of
rest gets a title in each of several manners of writing, from its kind and its distance, so it is as
large as the plans are and no more varied than the manners. The other was written by hand, as
runners write in calendars, with private events and traps among them, before the tables were, and
more of it later, before they were mended again; a part of either is kept back from tuning.

TITLES is a folder of the plans from which PLANS were derived, as the public project
nanreh/calendar-hack has them in `public/plans/json`, with the titles that their authors wrote. They
are counted, and not kept.
"""

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from benchmarks.machine import describe
from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.interchange import read_corpus
from strengthfit.interchange.titles import Meaning, recognise
from strengthfit.interchange.titles.amounts import KM_PER_MILE

WRITTEN = Path(__file__).parents[1] / "tests" / "data" / "titles"
UNSAID = "?"
FIRST = {
    "tuned.tsv": ("107 of 300", "283 of 300"),
    "kept_back.tsv": ("36 of 110", "99 of 110"),
    "tuned_later.tsv": ("not counted", "157 of 330"),
    "kept_back_later.tsv": ("not counted", "38 of 55"),
}
"""What was right with names of kinds alone, and with the tables before they were mended on it."""


@attrs.frozen
class Title:
    """A title and what is right for it.

    Parameters
    ----------
    text
    right
        "run:tempo", "run:?" if the kind is not said, "other"; several in their order. "@am" or
        "@pm" says the half of the day.
    km, minutes
        For each of them; None if unsaid.
    manner
        Of writing.
    """

    text: str
    right: tuple[str, ...]
    km: tuple[float | None, ...]
    minutes: tuple[float | None, ...]
    manner: str = ""

    @property
    def has_key(self) -> bool:
        """Whether a key run is in it, or one that counts as key."""
        return any(_is_key(right) for right in self.right)


def _is_key(label: str) -> bool:
    item, _, kind = label.partition("@")[0].partition(":")
    return item == "run" and (kind == UNSAID or kind in KEY_RUN_KINDS)


# Titles made from plans.

NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "easy": ("Easy run", "Easy", "General aerobic", "Easy jog", "Recovery run", "Base run"),
        "medium_long": ("Medium-long run", "Medium long", "Mid-long run", "MLR"),
        "long": ("Long run", "Long slow distance", "Sunday long run", "Long", "LR"),
        "tempo": ("Tempo run", "Lactate threshold", "Threshold", "Tempo", "Cruise intervals", "LT"),
        "intervals": ("VO2max", "Speedwork", "Intervals", "Track session", "Fartlek", "V̇O₂ max"),
        "race": ("Race", "Tune-up race", "Race day", "B race", "Trail race"),
        "cross": ("Cross training", "Bike", "Swim", "Cross-train", "Elliptical"),
        "rest": ("Rest", "Rest day", "Off", "Day off", "Rest or cross-train"),
    },
    "de": {
        "easy": ("Lockerer Dauerlauf", "GA1", "Regenerationslauf", "Ruhiger Dauerlauf"),
        "medium_long": ("Mittellanger Lauf",),
        "long": ("Langer Lauf", "Langer Dauerlauf", "LaLa"),
        "tempo": ("Tempodauerlauf", "Schwellenlauf", "TDL", "Tempolauf"),
        "intervals": ("Intervalle", "Intervalltraining", "Fahrtspiel", "Bahntraining"),
        "race": ("Wettkampf", "Volkslauf", "Testwettkampf als Wettkampf"),
        "cross": ("Radfahren", "Schwimmen", "Crosstraining"),
        "rest": ("Ruhetag", "Laufpause", "Trainingsfrei"),
    },
    "fr": {
        "easy": ("Footing", "Footing facile", "Endurance fondamentale", "EF"),
        "medium_long": ("Medium long run",),
        "long": ("Sortie longue", "SL"),
        "tempo": ("Seuil", "Séance seuil", "Allure seuil"),
        "intervals": ("Fractionné", "VMA", "Séance piste"),
        "race": ("Course", "Corrida"),
        "cross": ("Vélo", "Natation"),
        "rest": ("Repos", "Jour de repos"),
    },
    "es": {
        "easy": ("Rodaje suave", "Rodaje", "Carrera continua", "Trote"),
        "medium_long": ("Medium long run",),
        "long": ("Tirada larga", "Rodaje largo"),
        "tempo": ("Ritmo umbral", "Umbral", "Ritmo controlado"),
        "intervals": ("Series", "Intervalos", "Cambios de ritmo", "Fartlek"),
        "race": ("Carrera popular", "Competición"),
        "cross": ("Bici", "Natación"),
        "rest": ("Descanso", "Día de descanso"),
    },
}
"""What planners of four languages call a kind."""

PARTS = {
    "intervals": ("6 x 800 m", "5x1000", "10 \u00d7 400 m w/ 200 m jog", "4 x 1 mile @ 10K pace"),
    "tempo": ("20 min tempo", "3 x 10 min threshold", "4 mi LT", "2 x 15 min @ threshold"),
    "easy": ("", "8 x 100 m strides"),
    "long": ("last 8 km @ MP", "fast finish", ""),
}
"""What a longer title says of a kind besides its name."""

MANNERS = {
    "a feed with a runner": ("en", "🏃 {name} • {km}km"),
    "miles": ("en", "{name} {miles} mi"),
    "kilometres first": ("en", "{km} km {lower}"),
    "a name alone": ("en", "{name}"),
    "a week and a day": ("en", "W{week:02d}D{day} - {name} ({km} km)"),
    "its parts": ("en", "{name} {km} km: {parts}"),
    "German": ("de", "{name} {km} km"),
    "French": ("fr", "{name} {km} km"),
    "Spanish": ("es", "{name} {km} km"),
}


_WITH_PARTS = 9
"""Km. Shorter runs would not hold the parts."""


def made_titles(folder: Path) -> Iterator[Title]:
    """Yield the titles of every run and day of rest of the plans in a folder, in each manner."""
    count = 0
    for path in sorted(folder.glob("*.json")):
        for week, days in enumerate(read_corpus(path).weeks, start=1):
            for day, runs in enumerate(days, start=1):
                for kind, km in runs or [("rest", None)]:
                    count += 1
                    for manner in MANNERS:
                        yield _made(manner, kind, km, (week, day), count)


def _made(manner: str, kind: str, km: float | None, date: tuple[int, int], count: int) -> Title:
    language, form = MANNERS[manner]
    names = NAMES[language][kind]
    name = names[count % len(names)]
    parts = PARTS.get(kind, ("",))
    part = parts[count % len(parts)] if "{parts}" in form and (km or 0) > _WITH_PARTS else ""
    if km is None or kind in ("rest", "cross"):
        form = form.partition("{name}")[0] + "{name}" if "{name}" in form else "{lower}"
    written = round(km or 0, 1)
    miles = round(written / KM_PER_MILE, 1)
    text = form.format(
        name=name, lower=name.lower(), km=f"{written:g}", miles=f"{miles:g}", week=date[0],
        day=date[1], parts=part,
    )  # fmt: skip
    item = "other" if kind in ("rest", "cross") else f"run:{_right(kind, name, part)}"
    said = miles * KM_PER_MILE if "{miles}" in form else written if "{km}" in form else None
    return Title(text.rstrip(": "), (item,), (said,), (None,), manner)


def _right(kind: str, name: str, part: str) -> str:
    """Return the kind that a name says more exactly than the plan does."""
    if kind == "easy":
        if "strides" in part:
            return "strides"
        return "recovery" if name in ("Recovery run", "Regenerationslauf") else "easy"
    return kind


# Titles that the plans' authors wrote.

_DISTANCE = re.compile(r"\{(.*?)\}")


@attrs.frozen
class Real:
    """A title of a published plan, and the kinds that the plan's facts have for its day."""

    text: str
    facts: tuple[str, ...] | None

    @property
    def has_key(self) -> bool:
        """Whether a hard run is in the facts; they call a run long by its distance alone."""
        return any(kind in ("intervals", "tempo", "race") for kind in self.facts or ())


def real_titles(folder: Path, plans: Path) -> Iterator[Real]:
    """Yield every title of the plans of a folder, with distances in words."""
    for path in sorted(folder.glob("*.json")):
        facts = plans / path.name
        weeks = read_corpus(facts).weeks if facts.exists() else ()
        data = json.loads(path.read_text("utf-8"))
        unit = " mi" if data.get("units") == "mi" else " km"
        for week, days in enumerate(data["schedule"]):
            for day, workout in enumerate(days["workouts"]):
                text = _in_words(workout["title"], unit)
                runs = weeks[week][day] if week < len(weeks) else None
                yield Real(text, None if runs is None else tuple(kind for kind, _ in runs))


def _in_words(title: str, unit: str) -> str:
    return _DISTANCE.sub(lambda found: found[1].partition(":")[0] + unit, title)


def real_part(titles: list[Real]) -> list[str]:
    """Return the page's part on these titles."""
    read = [(title, tuple(map(label, recognise(title.text)))) for title in titles]
    taken = Counter(_short(got) for _, got in read)
    keys = [(title, got) for title, got in read if title.has_key]
    lost = [got for title, got in keys if not any(map(_is_key, got))]
    return [
        "",
        "## Titles that the plans' authors wrote",
        "",
        f"The {len(titles):,} titles ({len({title.text for title in titles}):,} different ones) of",
        "all plans of nanreh/calendar-hack at commit ec89762, which are not part of this project.",
        "Nobody labelled them by hand. For the days of the 60 plans whose facts are at hand, the",
        f"facts have a race, tempo or intervals on {len(keys):,}; {len(keys) - len(lost):,} of",
        f"these count as key, {len(lost)} do not: {_counted(Counter(map(_short, lost)))}.",
        "",
        "| taken for | titles |",
        "|---|---|",
        *(f"| {name} | {number:,} |" for name, number in taken.most_common(24)),
        f"| others | {sum(number for _, number in taken.most_common()[24:]):,} |",
    ]


def _short(got: tuple[str, ...]) -> str:
    return " + ".join(one.partition("@")[0].replace("run:", "") for one in got)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.most_common()) or "none"


# Titles written by hand.


def written_titles(path: Path) -> Iterator[Title]:
    """Yield the titles of a table, with what is right for them."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Title(
                row["title"],
                tuple(row["meaning"].split(" + ")),
                tuple(_number(text) for text in row["km"].split("/")),
                tuple(_number(text) for text in row["minutes"].split("/")),
            )


def _number(text: str) -> float | None:
    if text == "-":
        return None
    return float(text[:-2]) * KM_PER_MILE if text.endswith("mi") else float(text)


# Judging.


def label(meaning: Meaning) -> str:
    """Return a meaning as the tables write it."""
    if meaning.item == "other":
        return "other"
    kind = meaning.kind if meaning.known else UNSAID
    half = f"@{meaning.half}" if meaning.half else ""
    return f"{meaning.item}:{kind}{half}"


@attrs.frozen
class Judged:
    """A title, and what was made of it."""

    title: Title
    meanings: tuple[Meaning, ...]

    @property
    def got(self) -> tuple[str, ...]:
        """What the title was taken for."""
        return tuple(label(meaning) for meaning in self.meanings)

    @property
    def kind_is_right(self) -> bool:
        """Whether all items, kinds and halves are right."""
        return self.got == self.title.right

    @property
    def is_right(self) -> bool:
        """Whether distances and durations are right as well."""
        return self.kind_is_right and all(
            _same(meaning.km, km, 0.06) and _same(meaning.minutes, minutes, 0.5)
            for meaning, km, minutes in zip(
                self.meanings, self.title.km, self.title.minutes, strict=True
            )
            if meaning.item != "other"
        )

    @property
    def loses_key(self) -> bool:
        """Whether fewer runs count as key than do."""
        return sum(map(_is_key, self.got)) < sum(map(_is_key, self.title.right))

    @property
    def invents_run(self) -> bool:
        """Whether something that is not a run is taken for one."""
        runs = any(got.startswith("run") for got in self.got)
        return runs and not any(right.startswith("run") for right in self.title.right)


def _same(one: float | None, other: float | None, near: float) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= near


def judge(titles: Iterable[Title]) -> list[Judged]:
    """Return what is made of titles."""
    return [Judged(title, recognise(title.text)) for title in titles]


# The page.


def page(
    made: list[Judged],
    written: dict[str, list[Judged]],
    per_second: float,
    real: Iterable[Real] = (),
) -> str:
    """Return the study's results."""
    lines = [
        "# Titles of calendars and planners",
        "",
        "Made by `python -m benchmarks.titles PLANS --real TITLES --out",
        "benchmarks/results/titles.md`. A title is right if every item, kind, half of the day,",
        "distance and duration in it is. A key run is lost if it is absent, or is taken for a kind",
        'that is not key. "?" is a run, or strength, whose kind is not said; such a run counts as',
        "key.",
        "",
        describe(),
        f"{per_second:,.0f} different titles a second of one core's time.",
        "",
        "## Titles written by hand",
        "",
        "| set | titles | right with names of kinds alone | before any mending on it | now right |"
        " kinds right | key runs lost | private events taken for runs |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, judged in written.items():
        lines.append(f"| {name} | {len(judged)} | {' | '.join(FIRST[name])} | {_row(judged)} |")
    lines += [
        "",
        "All were written by whoever wrote the tables, so other runners' titles will fare worse:",
        "the first two sets before the tables; the later two, of which half are private events",
        "with words of runners, before the tables were mended again. The tables were mended on",
        "the tuned sets, and those kept back were scored (but for one kind of title, mended after",
        "the last score of 45): their last columns are near to what other titles of that kind get.",
        "",
    ]
    both = [one for judged in written.values() for one in judged]
    lines += ["### What was taken for what", "", *_confusion(both)]
    lines += ["", "### What is not right", "", *_mistakes(both)]
    lines += [
        "",
        "## Titles made from the published plans",
        "",
        "Every run and every day of rest, in each manner of writing. Names and manners are ours,",
        "the kinds and distances are the plans'.",
        "",
        "| manner | titles | right | kinds right | key runs lost | others taken for runs |",
        "|---|---|---|---|---|---|",
    ]
    for manner in MANNERS:
        judged = [one for one in made if one.title.manner == manner]
        lines.append(f"| {manner} | {len(judged):,} | {_row(judged)} |")
    lines.append(f"| all | {len(made):,} | {_row(made)} |")
    lines += ["", "### What was taken for what", "", *_confusion(made)]
    lines += ["", "### What is not right", "", *_mistakes(made)]
    if titles := list(real):
        lines += real_part(titles)
    return "\n".join(lines) + "\n"


def _row(judged: list[Judged]) -> str:
    right = sum(one.is_right for one in judged)
    kinds = sum(one.kind_is_right for one in judged)
    lost = sum(one.loses_key for one in judged)
    invented = sum(one.invents_run for one in judged)
    return f"{_share(right, judged)} | {_share(kinds, judged)} | {lost} | {invented}"


def _share(number: int, judged: list[Judged]) -> str:
    return f"{number:,} ({100 * number / len(judged):.1f} %)"


def _confusion(judged: list[Judged]) -> list[str]:
    """Return how often what is right (rows) was taken for what, for titles of one meaning."""
    pairs = Counter(
        (one.title.right[0].partition("@")[0], one.got[0].partition("@")[0])
        for one in judged
        if len(one.got) == len(one.title.right) == 1
    )
    names = sorted({name for pair in pairs for name in pair})
    heads = [name.replace("strength:", "s:").replace("run:", "") for name in names]
    lines = ["| right \\ taken for | " + " | ".join(heads) + " |", "|---" * (len(names) + 1) + "|"]
    for name, head in zip(names, heads, strict=True):
        counts = (str(pairs[name, other] or "") for other in names)
        lines.append(f"| **{head}** | " + " | ".join(counts) + " |")
    rest = [one for one in judged if len(one.got) != 1 or len(one.title.right) != 1]
    if rest:
        right = sum(one.kind_is_right for one in rest)
        lines += ["", f"Of {len(rest)} with several meanings, kinds of {right} are right."]
    return lines


def _mistakes(judged: list[Judged], most: int = 40) -> list[str]:
    wrong = {one.title.text: one for one in judged if not one.is_right}
    if not wrong:
        return ["Nothing."]
    lines = ["| title | right | taken for |", "|---|---|---|"]
    for text, one in list(wrong.items())[:most]:
        right = " + ".join(one.title.right) + _sizes(one.title.km, one.title.minutes)
        got = " + ".join(one.got)
        got += _sizes([m.km for m in one.meanings], [m.minutes for m in one.meanings])
        lines.append(f"| {text.replace('|', '/')} | {right} | {got} |")
    if len(wrong) > most:
        lines.append(f"| and {len(wrong) - most} others | | |")
    return lines


def _sizes(kms: Iterable[float | None], minutes: Iterable[float | None]) -> str:
    sizes = [f"{km:.1f} km" for km in kms if km] + [f"{some:g} min" for some in minutes if some]
    return f" ({', '.join(sizes)})" if sizes else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    titles = list(made_titles(options.plans))
    started = time.process_time()
    made = judge(titles)
    per_second = len({title.text for title in titles}) / (time.process_time() - started)
    written = {name: judge(written_titles(WRITTEN / name)) for name in FIRST}
    real = real_titles(options.real, options.plans) if options.real else ()
    text = page(made, written, per_second, real)
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
