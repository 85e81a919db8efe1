"""Solvers that a user would otherwise pick, each modelling the same program in its own idiom.

They follow the strategies' protocol, and are benchmark code: no part of the library needs them.
"""

PEERS = {
    "cpmpy": "benchmarks.peers.cpmpy_peer:CpmpyPeer",
    "minizinc": "benchmarks.peers.minizinc_peer:MinizincPeer",
    "scipy": "benchmarks.peers.scipy_peer:ScipyPeer",
}
"""Where each peer's class is, by name; importing it loads no solver."""
