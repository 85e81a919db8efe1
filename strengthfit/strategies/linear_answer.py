"""What a solver of linear programs says; here, as whoever reads it need not load a solver."""

import attrs

from ..physiology.fatigue import FloatArray


@attrs.frozen(eq=False)
class LinearAnswer:
    """What columns come to, and what a unit more of each row's bound would cost: 0 or less."""

    values: FloatArray
    duals: FloatArray
