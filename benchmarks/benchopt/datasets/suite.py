"""The instances of the library's suites, by name."""

from benchopt import BaseDataset

from strengthfit.lab.instances import instance, names


class Dataset(BaseDataset):  # type: ignore[misc]  # it has no types
    """An instance such as "dense-3"; without being told, those of the suite `quick`."""

    name = "suite"
    requirements = ["pip::strengthfit"]
    parameters = {"instance": names("quick")}
    test_parameters = {"instance": ["weeks-0"]}

    def get_data(self) -> dict[str, object]:
        """Return the instance's name and its program."""
        return {"instance": self.instance, "program": instance(self.instance).program}
