"""Features belong to the program that was run, or there are none."""

import attrs

from strengthfit.lab.instances import instance
from strengthfit.lab.looks import looks
from strengthfit.program.formats import digest
from strengthfit.strategies.features import features

from .test_measures import blank


def test_features_are_those_of_the_program_that_was_run() -> None:
    made = instance("weeks-0")
    run = attrs.evolve(blank("weeks-0"), digest=digest(made.program), choices=630, rows=38)
    size = {"program_choices": 630.0, "program_rows": 38.0}
    assert looks([run]) == {"weeks-0": {**size, **features(made.program)}}
    for other in (
        attrs.evolve(run, digest="of before"),
        attrs.evolve(run, instance="acme-3"),
        attrs.evolve(run, instance="file-mine"),
        attrs.evolve(run, instance="plans-boston-1"),
    ):
        assert looks([other]) == {other.instance: size}
