"""Whether the interval of a learnt recovery factor holds the true one, on simulated athletes.

    python -m benchmarks.recovery [--out benchmarks/results/recovery.md]

Each athlete logs soreness and feel after runs that strength was expected to cost 0.1 to 2.0 % of
speed, drawn evenly. What they log follows the likelihood that `strengthfit.physiology.recovery`
states, so this checks the arithmetic, not whether people are like that.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from strengthfit import CheckIn
from strengthfit.physiology.recovery import (
    FEEL_FALL,
    FEEL_NOISE,
    FEEL_USUAL,
    PRIOR_WIDTH,
    SORENESS_NOISE,
    SORENESS_RISE,
    SORENESS_USUAL,
    learn_recovery,
)

ATHLETES = 1000
FIXED = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


def log(factor: float, number: int, random: np.random.Generator) -> list[CheckIn]:
    """Return what an athlete logs."""
    expected = random.uniform(0.1, 2.0, number)
    sore = SORENESS_USUAL + SORENESS_RISE * factor * expected
    feel = FEEL_USUAL - FEEL_FALL * factor * expected
    soreness = np.rint(sore + SORENESS_NOISE * random.standard_normal(number)).clip(0, 10)
    felt = np.rint(feel + FEEL_NOISE * random.standard_normal(number)).clip(1, 5)
    every = zip(expected.tolist(), soreness.tolist(), felt.tolist(), strict=True)
    return [CheckIn(*told) for told in every]


def row(name: str, factors: list[float], number: int, random: np.random.Generator) -> str:
    """Return coverage, width and error over athletes."""
    learnt = [learn_recovery(log(factor, number, random)) for factor in factors]
    ends = np.array([known.interval(0.9) for known in learnt])
    true = np.array(factors)
    covered = 100 * np.mean((ends[:, 0] <= true) & (true <= ends[:, 1]))
    error = np.mean([abs(known.mean - one) for known, one in zip(learnt, factors, strict=True)])
    mean = np.mean([known.mean for known in learnt])
    return (
        f"| {name} | {number} | {covered:.1f} | {np.mean(ends[:, 1] - ends[:, 0]):.2f} "
        f"| {mean:.2f} | {error:.2f} |"
    )


def report() -> str:
    """Return the tables as Markdown."""
    random = np.random.default_rng(20261124)
    drawn = np.exp(PRIOR_WIDTH * random.standard_normal(ATHLETES)).tolist()
    head = [
        "| factor | check-ins | 90 % interval holds it, % | mean width | mean estimate "
        "| mean error |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join(
        [
            f"Athletes drawn from the prior, {ATHLETES} in each row:",
            "",
            *head,
            *(row("drawn", drawn, number, random) for number in (4, 12, 24, 48)),
            "",
            f"Athletes of one known factor, {ATHLETES // 4} in each row. The prior expects factors "
            "near 1, so far from it the interval holds the factor less often until there are many "
            "check-ins:",
            "",
            *head,
            *(
                row(f"{factor:g}", [factor] * (ATHLETES // 4), number, random)
                for factor in FIXED
                for number in (12, 48)
            ),
        ]
    )


def main() -> None:
    """Simulate, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "python -m benchmarks.recovery"
    text = f"# Recovery learnt from check-ins\n\n`{command}`\n\n{describe()}\n\n{report()}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
