"""The studies behind the numbers of the interference model.

Each entry is one row of the reading list. No paper was read in full. ``ABSTRACT`` means that the
finding was seen in the abstract, ``EXCERPT`` that another part of the paper was seen too or
instead, such as a table. ``SECOND_HAND`` means that it was quoted by somebody else and not seen in
the paper, ``MEMORY`` that known literature was not checked. Inside a text, "(not checked)" marks
the part before it that nobody looked up, and "(second hand)" one that somebody else quotes.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

__all__ = ["CITATIONS", "Citation"]


@frozen
class Citation:
    """One study, and what it found: its row in the reading list, such as ``"A1"``, and a text.

    The digital object identifier stands if it was seen. `read` is what was read: ``"ABSTRACT"``,
    ``"EXCERPT"``, ``"SECOND_HAND"`` or ``"MEMORY"``.
    """

    id: str
    text: str
    doi: str | None = None
    read: str = field(
        default="ABSTRACT", validator=in_(("ABSTRACT", "EXCERPT", "SECOND_HAND", "MEMORY"))
    )


CITATIONS: dict[str, Citation] = {
    citation.id: citation
    for citation in (
        # Strength before running
        Citation(
            "A1",
            "Palmer & Sleivert 2001, J Sci Med Sport 4(4):447-459 (pages second hand). 9 "
            "well-trained runners used to lifting, 50 min heavy, low volume, whole body: oxygen "
            "cost of running +2.6 % after 1 h, +1.6 % after 8 h, no significant change after 24 h. "
            "Both speeds were below the lactate threshold, so this is not an interval run.",
        ),
        Citation(
            "A2",
            "Doma & Deakin 2013, Appl Physiol Nutr Metab 38:651. 14 men, strength and running "
            "6 h apart: next day's time to exhaustion 29 % shorter when strength came first, "
            "18 % when the run came first (percentages from the reported means); oxygen cost "
            "up 6 to 10 % with strength first, hardly changed with the run first. The day before "
            "also held a run up to 110 % of the ventilatory threshold, so the loss is not "
            "strength's alone; 6 h was the design and was compared with nothing.",
            "10.1139/apnm-2012-0362",
            "EXCERPT",
        ),
        Citation(
            "A3",
            "Doma & Deakin 2014, Eur J Sport Sci 14(2):107-115 (pages second hand). 15 trained "
            "and moderately trained male runners, 6 h after slow eccentric sessions: time to "
            "exhaustion fell after high-intensity whole-body and lower-body work, not after "
            "low-intensity work (sets of 20); economy did not change.",
            "10.1080/17461391.2012.726653",
            "EXCERPT",
        ),
        Citation(
            "A4",
            "Doma & Deakin 2015, Res Q Exerc Sport 86(4):387-396. Strength every other day with "
            "daily running for 6 days: moderate to large falls in time to exhaustion and "
            "maximal force, small rises in oxygen cost and effort; fatigue adds up. 16 men and "
            "8 women in two groups; 12 did both.",
            "10.1080/02701367.2015.1053104",
        ),
        Citation(
            "A5",
            "Doma et al. 2015, Eur J Appl Physiol 115(8):1789-1799. 14 resistance-untrained men, "
            "leg strength at 6RM twice, a week apart: easy-pace running worse up to 24 h both "
            "times, although muscle damage and soreness were lower the second time.",
            "10.1007/s00421-015-3159-z",
        ),
        Citation(
            "A6",
            "Doma et al. 2017, Appl Physiol Nutr Metab 42(9):978-985. 12 resistance-untrained "
            "men, three 6RM sessions: at the third, submaximal running was 1.9 % and maximal "
            "running 9.8 % better than before; maximal running still stayed 12 to 20 % below "
            "baseline after 24 to 48 h.",
            "10.1139/apnm-2017-0214",
        ),
        Citation(
            "A9",
            "Marcora & Bosio 2007, Scand J Med Sci Sports 17:662-671. 24 men and 6 women, "
            "moderately trained runners, half of them controls, 100 drop jumps they were not used "
            "to: 4 % less in a 30-min time trial 48 h later, through perceived effort; economy "
            "unchanged.",
            "10.1111/j.1600-0838.2006.00627.x",
        ),
        Citation(
            "A10",
            "Burt et al. 2013, Eur J Appl Physiol 113:285-293. 9 men, 100 squats at 80 % of body "
            "mass: oxygen cost of running up by 4 to 5 % (seen in a review's table, PMC3575608, "
            "as at 90 % of VO2max). At 24 to 48 h and at the lactate turn point, and absent at a "
            "second session (not checked).",
            "10.1007/s00421-012-2437-2",
            "EXCERPT",
        ),
        Citation(
            "A11",
            "Paschalis et al. 2008, J Strength Cond Res 22(4):1222-1227. 24 men, 120 eccentric "
            "knee extensions: economy at 2.2 and 3.3 m/s unchanged 48 h later. An isokinetic "
            "machine, not lifting.",
        ),
        Citation(
            "A12",
            "Assumpcao, Lima, Oliveira, Greco & Denadai 2013, Sci World J 2013:189149, a review: "
            "strength work harms economy only at high intensity, about 90 % of VO2max; downhill "
            "running does so from 65 % up.",
            "10.1155/2013/189149",
        ),
        Citation(
            "A13",
            "Chen, Nosaka & Tu 2007, J Sports Sci 25(1):55-63. 10 young men, 30 min downhill: "
            "oxygen cost 4 to 7 % higher at 65, 75 and 85 % of VO2peak, immediately and to day 3, "
            "knee strength 7 to 21 % lower. A run and not strength, so for strength an "
            "extrapolation; it speaks against sparing easy runs in the unaccustomed.",
        ),
        Citation(
            "A14",
            "Chen, Nosaka, Lin, Chen & Wu 2009, J Sports Sci 27(11):1137-1144. 15 untrained young "
            "men after downhill running: economy worse at 80 and 90 % of VO2max on days 2 and 5, "
            "not at 70 %.",
            "10.1080/02640410903062027",
        ),
        Citation(
            "A15",
            "Khassetarash et al. 2021, J Sport Health Sci 11(3):319-329 in 2022 (pages not "
            "checked). 10 men, downhill running twice, three weeks apart: less soreness, muscle "
            "damage and loss of force the second time.",
            read="EXCERPT",
        ),
        Citation(
            "A60",
            "Marcello, Greer & Greer 2017, J Strength Cond Res 31(9):2432-2437. 8 male collegiate "
            "runners, squats, deadlifts and lunges 3x5 at 85 % with jumps: oxygen cost +4.5 % at "
            "60 % of VO2peak straight after. No change at 80 %, and none at 24 h (not checked).",
        ),
        Citation(
            "A61",
            "Burt, Doma & Connor 2023, Sci Sports 38(7):647-662, a meta-analysis of running after "
            "muscle damage. Below 75 % of VO2max oxygen cost is unchanged at 24 h and worse at "
            "48 h, above 75 % worse at both; maximal running impaired to 48 h in three studies.",
            "10.1016/j.scispo.2022.04.003",
        ),
        Citation(
            "A62",
            "Doma et al. 2019, Sports Med Open 5:21. 10 resistance-untrained men, one 6RM leg "
            "session: running at 70 % of the ventilatory threshold costs more at 24 and 48 h, "
            "effects of 0.50 to 0.84.",
            "10.1186/s40798-019-0195-y",
        ),
        Citation(
            "A66",
            "Bartolomei et al. 2017, Eur J Appl Physiol 117:1287. 12 trained men, 8x10 against "
            "8x3: after 8x10 force was still down at 72 h, after 8x3 it did not change. -23.6 % "
            "at 30 min and -11 % at 72 h (second hand).",
            "10.1007/s00421-017-3598-9",
        ),
        Citation(
            "A67",
            "Thomas et al. 2018, Med Sci Sports Exerc 50:2526. 10 athletes, squats 10x5 at 80 %, "
            "jumps 10x5, or sprints: fatigue gone by 72 h after squats and sprints, by 48 h after "
            "jumps.",
            "10.1249/MSS.0000000000001733",
        ),
        Citation(
            "A65",
            "Pareja-Blanco et al. 2019, Sports 7:59. 17 men, squats at 60 or 80 % with 20 or 40 % "
            "loss of velocity: jumps down to 24 h after both sessions at 60 %, not after 80 % "
            "with 20 % loss.",
            "10.3390/sports7030059",
        ),
        Citation(
            "A70",
            "Tong et al. 2014, J Sports Sci Med 13:244. 9 male runners, core muscles tired "
            "straight before a run at 85 % of VO2max: capacity for intense running reduced; the "
            "size is not in the abstract.",
        ),
        Citation(
            "A71",
            "Paschalis et al. 2005, Int J Sports Med 26:827. 10 men, 120 eccentric knee "
            "extensions: economy unchanged from 24 to 96 h. At 55 and 75 % of VO2max (second "
            "hand).",
            "10.1055/s-2005-837461",
        ),
        Citation(
            "A72",
            "Scott et al. 2003, J Strength Cond Res 17 (journal not checked), as a row of a "
            "review's table (PMC3575608). 8 men and 8 women, squats, lunges and other leg work: "
            "economy at 70 % of VO2max unchanged.",
            read="SECOND_HAND",
        ),
        Citation(
            "A73",
            "Hinckson & Hopkins 2005, Med Sci Sports Exerc 37:696. 8 runners to exhaustion in 2, "
            "4 and 8 min: errors of 9, 13 and 16 % in time to exhaustion equal 1.0 to 2.6 % of "
            "time-trial time. Factors of 3.5 to 16 by duration and model; about 7 to 11 at five to "
            "six minutes.",
        ),
        # How near to failure, how new, and how soreness goes
        Citation(
            "A63",
            "Gonzalez-Badillo et al. 2016, Int J Sports Med 37:295. 9 men, squat and bench at "
            "80 %: 3 sets of 4 of 8 possible repetitions, jumps recovered at 6 h; 3 sets of 8, to "
            "failure, still down at 48 h.",
            "10.1055/s-0035-1564254",
        ),
        Citation(
            "A64",
            "Moran-Navarro et al. 2017, Eur J Appl Physiol 117:2387. 10 trained men at equal "
            "volume: 3x10 of 10 possible delays recovery by 24 to 48 h against 6x5 of 10.",
            "10.1007/s00421-017-3725-7",
        ),
        Citation(
            "A68",
            "Tufano et al. 2012, J Strength Cond Res 26(10):2777-2782. 26 women, 60 eccentric "
            "knee extensions: soreness above that before of 2.5, 2.2, 1.5 and 0.7 at 24, 48, 72 "
            "and 96 h (differences of the reported means).",
            "10.1519/JSC.0b013e3182651c06",
        ),
        Citation(
            "A69",
            "Byrnes et al. 1985, J Appl Physiol 59:710. Downhill running twice: soreness peaked at "
            "42 h; the first run protected after 3 and 6 weeks, not after 9.",
        ),
        # Running before strength
        Citation(
            "A20",
            "Sporer & Wenger 2003, J Strength Cond Res 17(4):638-644. 16 male athletes, 4 sets at "
            "about 75 % after cycling, intervals or continuous alike: fewer leg-press repetitions "
            "at 4 and 8 h, normal at 24 h; bench press unaffected. About -25 % at 4 h (second "
            "hand); about -9 % at 8 h (not checked).",
            "10.1519/1533-4287(2003)017<0638:EOAEOS>2.0.CO;2",
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
            "-0.17; the interval of the heavy time-trial effect is printed as -1.04 to -0.55, "
            "which does not hold the effect.",
            "10.1186/s40798-022-00511-1",
        ),
        Citation(
            "A32",
            "Llanos-Lagos et al. 2024, Sports Med 54(4):895-932, and 54:1801 "
            "(10.1007/s40279-024-02018-z), meta-analyses. Economy: high loads -0.266, combined "
            "-0.426, plyometrics only up to 12 km/h, submaximal loads (40 to 79 %) and isometrics "
            "none; performance: high loads -0.469, combined -1.035.",
            "10.1007/s40279-023-01978-y",
            "SECOND_HAND",
        ),
        Citation(
            "A34",
            "Denadai et al. 2017, Sports Med 47:545-554, a meta-analysis of economy: -4.83 % after "
            "explosive and -3.65 % after heavy work.",
            read="SECOND_HAND",
        ),
        Citation(
            "A36",
            "Zanini, Folland, Wu & Blagrove 2025, Med Sci Sports Exerc, a randomised trial. 28 "
            "well-trained men, maximal strength and plyometrics twice a week for 10 weeks: economy "
            "at 90 min -2.1 % against +0.6 %, time to exhaustion after 90 min +35 % against -8 %.",
            "10.1249/MSS.0000000000003685",
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
            "older people needed two sessions and two or three sets for size; too few data on "
            "athletes.",
            "10.1519/JSC.0000000000003964",
        ),
        Citation(
            "A74",
            "Ralston et al. 2017, Sports Med 47:2585, a meta-analysis of weekly sets: effect on "
            "strength 0.82 with at most 5 sets and 1.01 with at least 10 (difference 0.18, 0.06 to "
            "0.30). Strength, not economy.",
        ),
        Citation(
            "A75",
            "Patoz et al. 2025, Sports Biomech. 31 runners, 8 weeks of plyometric or dynamic "
            "body-weight training: economy better by 2.1 %, no difference between the two; no "
            "control group.",
            "10.1080/14763141.2023.2200403",
        ),
        Citation(
            "A76",
            "Barenie et al. 2020, Int J Exerc Sci 13(7):1770-1782. 15 runners, two weeks of squats "
            "3x15-24 at 60 %: 5 km time unchanged; no control group.",
            "10.70252/PDMX2564",
        ),
        Citation(
            "A77",
            "Costello et al. 2020 (title and journal not checked). After a half marathon jumps "
            "were mostly back by 48 h.",
            read="SECOND_HAND",
        ),
        # Load
        Citation(
            "A51",
            "Day et al. 2004, J Strength Cond Res 18(2):353-358. Session RPE is reliable for "
            "lifting (ICC 0.88); 90 % of 1RM felt harder than 70 and 50 %. About 6.9, 5.2 and "
            "3.3 (not checked). One set each, and four of five lifts were of the upper body.",
            "10.1519/R-13113.1",
        ),
        Citation(
            "A52",
            "Kraft et al. 2014, J Strength Cond Res 28(7):2042-2046. Equal volume: session RPE "
            "5.7 for 3x6 at 80 % of 1RM, 4.3 for 2x12 at 60 %. All six lifts were of the upper "
            "body.",
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
