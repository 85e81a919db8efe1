"""Named sets of demands: what a week may ask for, in one word.

Where no source is named, counts and minutes are CONVENTION.

two_short_circuits (default)
    Two circuits: the gentlest choice, not the most effective. Loads of 40 to 79 % showed no effect
    on running economy (Llanos-Lagos et al 2024, 10.1007/s40279-023-01978-y), and high repetitions
    with low loads are called less effective (Alexander, Barton & Willy 2020, Br J Sports Med
    54:813). It needs no weights, is short, and costs the running least.
two_short_heavy
    Two heavy sessions of 30 minutes: two or three lifts for the legs, 2-3 sets of 4-6 repetitions
    at 80-85 %, 2-3 left in reserve. For those used to weights. Heavy work twice a week, not to
    failure, is what Blagrove et al 2018 (10.1007/s40279-017-0835-7) and Alexander, Barton & Willy
    2020 argue for; economy -0.266 (Llanos-Lagos et al 2024). Two or three in reserve lie on the
    edge of two efforts; near_failure is taken, the one that costs the runs more.
heavy_and_plyometric
    One short heavy session and one of jumps. Both kinds together did best for economy, -0.426
    (Llanos-Lagos et al 2024), and in trained men (Zanini, Folland, Wu & Blagrove 2025,
    10.1249/MSS.0000000000003685), who held both twice a week. One of each is a short form of that:
    CONVENTION. The model adds benefits session by session, and does not see what the two do
    together.
way_in
    Two light circuits, of 10 to 12 repetitions and far from failure, for the first weeks of those
    who are new to strength, before any heavy block (Blagrove 2022, in interviews).
"""

from .strength import Demand, Dose, Effort, StrengthKind

DEMAND_SETS: dict[str, tuple[Demand, ...]] = {
    "two_short_circuits": (Demand(StrengthKind.CIRCUIT, 2),),
    "two_short_heavy": (Demand(StrengthKind.HEAVY, 2, minutes=30),),
    "heavy_and_plyometric": (
        Demand(StrengthKind.HEAVY, 1, minutes=30),
        Demand(StrengthKind.PLYOMETRIC, 1),
    ),
    "way_in": (Demand(StrengthKind.CIRCUIT, 2, dose=Dose.REDUCED, effort=Effort.FAR_FROM_FAILURE),),
}
"""What each set asks for; `Week.strength` takes its name."""
