"""The command ``strengthfit``: a thin shell over the public functions.

Exit codes: 0 done, 1 no plan or rules broken, 2 bad input. A signal ends it as it ends
any program: `strengthfit.ending`.
"""

import sys

from ..errors import MissingExtraError

try:
    import click as _click  # noqa: F401  # asked for first, to say how to install it
except ImportError:  # the command is installed with the library; click comes with the extra
    sys.exit(str(MissingExtraError("the command line", "cli")))

from .bench_command import bench
from .commands import main
from .file_commands import convert, init
from .many_command import plan_many
from .mcp_command import mcp
from .schema_command import schema
from .squad_command import squad
from .sweep_command import sweep
from .tradeoff_commands import alternatives, frontier, robustness
from .verify_command import verify

for command in (
    *(frontier, alternatives, robustness, sweep, plan_many, squad),
    *(verify, init, convert, schema, bench, mcp),
):
    main.add_command(command)

__all__ = ["main"]
