"""The studies behind the numbers of the interference model.

Each entry is one row of the reading list. No paper was read in full: ``READ`` means that the
finding was seen in an abstract or an excerpt, ``MEMORY`` that known literature was not checked.
Inside a text, "(not checked)" marks the part before it that nobody looked up.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

__all__ = ["CITATIONS", "Citation"]


@frozen
class Citation:
    """One study, and what it found: its row in the reading list, such as ``"A1"``, and a text.

    The digital object identifier stands if it was seen. `read` is ``"READ"`` if an abstract or
    excerpt was read, ``"MEMORY"`` if nothing was checked.
    """

    id: str
    text: str
    doi: str | None = None
    read: str = field(default="READ", validator=in_(("READ", "MEMORY")))


CITATIONS: dict[str, Citation] = {
    citation.id: citation
    for citation in (
        # Strength before running
        Citation(
            "A1",
            "Palmer & Sleivert 2001, Running economy is impaired following a single bout of "
            "resistance exercise, J Sci Med Sport (journal not checked). 9 well-trained runners "
            "used to lifting, 50 min heavy, low volume, whole body: oxygen cost of running "
            "+2.6 % after 1 h, +1.6 % after 8 h, no significant change after 24 h.",
        ),
        Citation(
            "A2",
            "Doma & Deakin 2013, Appl Physiol Nutr Metab 38:651. 14 men, strength and running "
            "6 h apart: next day's time to exhaustion 29 % shorter when strength came first, "
            "18 % when the run came first (percentages from the reported means); oxygen cost "
            "up 6 to 10 % with strength first, hardly changed with the run first.",
        ),
        Citation(
            "A3",
            "Doma & Deakin 2014, Eur J Sport Sci. 15 athletes, 6 h after slow eccentric "
            "sessions: time to exhaustion fell after high-intensity whole-body and lower-body "
            "work, not after low-intensity work; economy did not change.",
        ),
        Citation(
            "A4",
            "Doma & Deakin 2015, Res Q Exerc Sport 86(4):387-396. Strength every other day with "
            "daily running for 6 days: moderate to large falls in time to exhaustion and "
            "maximal force, small rises in oxygen cost and effort; fatigue adds up.",
            "10.1080/02701367.2015.1053104",
        ),
        Citation(
            "A5",
            "Doma et al. 2015, Eur J Appl Physiol 115(8):1789-1799. 14 untrained men, leg "
            "strength at 6RM twice, a week apart: easy-pace running worse up to 24 h both times, "
            "although muscle damage and soreness were lower the second time.",
            "10.1007/s00421-015-3159-z",
        ),
        Citation(
            "A6",
            "Doma et al. 2017, Appl Physiol Nutr Metab 42(9):978-985. 12 untrained men, three "
            "6RM sessions: at the third, submaximal running was 1.9 % and maximal running 9.8 % "
            "better than before, yet still 12 to 20 % below baseline after 24 to 48 h.",
            "10.1139/apnm-2017-0214",
        ),
        Citation(
            "A9",
            "Marcora & Bosio 2007, Scand J Med Sci Sports 17:662-671. 30 moderately trained "
            "runners, 100 drop jumps they were not used to: 4 % less in a 30-min time trial "
            "48 h later, through perceived effort; economy unchanged.",
            "10.1111/j.1600-0838.2006.00627.x",
        ),
        Citation(
            "A10",
            "Burt et al. 2013, Eur J Appl Physiol 113:285-293. 9 men, 100 squats at 80 % of body "
            "mass: economy at 90 % of VO2max worse by 4 to 5 %. Measured at 24 to 48 h, and "
            "milder at a second session (not checked).",
            "10.1007/s00421-012-2437-2",
        ),
        Citation(
            "A11",
            "Scott; Paschalis; Vassilis, as listed in the table of a review: economy at 55 to "
            "75 % of VO2max did not change after eccentric or resistance work.",
        ),
        Citation(
            "A12",
            "Assumpcao et al. (authors not checked) 2013, review, PMC3575608: strength work "
            "harms economy only at high intensity, about 90 % of VO2max; downhill running does "
            "so from 65 % up.",
        ),
        Citation(
            "A13",
            "Chen, Nosaka & Tu 2007, J Sports Sci 25(1):55-63. 10 people, 30 min downhill: oxygen "
            "cost 4 to 7 % higher from the first hours to day 3, knee strength 7 to 21 % lower.",
        ),
        Citation(
            "A14",
            "Chen et al. 2009, J Sports Sci 27(11):1137-1144. 15 untrained people: economy worse "
            "at 80 and 90 % of VO2max on days 2 and 5, not at 70 %.",
        ),
        Citation(
            "A15",
            "Khassetarash et al. 2021, J Sport Health Sci. Downhill running twice, three weeks "
            "apart: less soreness, muscle damage and loss of force the second time.",
        ),
        # Running before strength
        Citation(
            "A20",
            "Sporer & Wenger 2003, J Strength Cond Res 17(4):638-644. 16 people after cycling, "
            "intervals or continuous alike: fewer leg-press repetitions at 4 and 8 h, normal "
            "at 24 h; bench press unaffected. Sizes about -25 % and -9 % (not checked).",
        ),
        # Benefit and dose
        Citation(
            "A30",
            "Blagrove, Howatson & Hayes 2018, Sports Med 48(5):1117-1149. Review of 24 studies: "
            "economy generally better by 2 to 8 %, 1.5 to 10 km times tended to improve. Advice "
            "of two or three sessions a week (not checked).",
            "10.1007/s40279-017-0835-7",
        ),
        Citation(
            "A31",
            "Eihara et al. 2022, Sports Med Open 8:138. Review of 22 studies: effect on economy "
            "g = -0.32 for heavy against -0.13 for plyometric work, on time trials -0.24 against "
            "-0.17; the printed interval of the heavy time-trial effect is inconsistent.",
            "10.1186/s40798-022-00511-1",
        ),
        Citation(
            "A36",
            "Randomised trial 2025, Med Sci Sports Exerc. 28 well-trained men, maximal strength "
            "and plyometrics twice a week for 10 weeks: economy at 90 min -2.1 % against +0.6 %, "
            "time to exhaustion after 90 min +35 % against -8 %.",
        ),
        Citation(
            "A37",
            "Ronnestad, Nymark & Raastad 2011, J Strength Cond Res 25(10):2653-2660. Footballers, "
            "two groups of 7: one session a week held strength and sprint for 12 weeks, one in two "
            "weeks lost both.",
            "10.1519/JSC.0b013e31822dcd96",
        ),
        Citation(
            "A38",
            "Spiering et al. 2021, J Strength Cond Res 35(5):1449-1458. Review: strength held for "
            "up to 32 weeks on one session a week and one set per exercise, if the load is kept; "
            "too few data on athletes.",
            "10.1519/JSC.0000000000003964",
        ),
        # Load
        Citation(
            "A51",
            "Day et al. 2004, J Strength Cond Res 18(2):353-358. Session RPE is reliable for "
            "lifting (ICC 0.88); 90 % of 1RM felt harder than 70 and 50 %. About 6.9, 5.2 and "
            "3.3 (not checked).",
        ),
        Citation(
            "A52",
            "Kraft et al. 2014, J Strength Cond Res 28(7):2042-2046. Equal volume: session RPE "
            "5.7 for 3x6 at 80 % of 1RM, 4.3 for 2x12 at 60 %.",
        ),
        Citation(
            "A55",
            "Frandsen et al. 2025, Br J Sports Med 59(17):1203-1210. 5205 runners, 588 071 "
            "sessions: more injuries after a run longer than the longest of the last 30 "
            "days (hazard ratio 1.64 at 10 to 30 % more, 1.52 at 30 to 100 %, 2.28 beyond), and "
            "none after a rise from week to week. Observational; it says nothing about strength.",
            "10.1136/bjsports-2024-109380",
        ),
    )
}
