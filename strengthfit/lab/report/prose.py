"""What the report says in words: how its numbers are to be read, and what they do not show."""

from ...program.tier_names import TIERS
from ..measures import PENALTY, SHIFT, SHIFTS
from .bootstrap import LEAST_FAMILIES, LEAST_INSTANCES, LEVEL, RESAMPLES
from .highlights import MOST
from .scaling import LEAST_SIZES

TITLE = "Strategies compared"

READ = f"""\
Only what the checker accepted counts. A run whose claim it rejected is a wrong claim and nothing
else: it found no plan and proved nothing here, whatever the strategy said.

- **runs** are one strategy on one instance with one seed. Each is one of: proven, plan only, no
  plan, wrong claim, refused, ended.
- A run that was made several times counts once, by the repeat of median time: a proof comes before
  none, a run that ended by itself before one that did not, then the shorter time, and of an even
  number it is the faster of the two in the middle. Its time, its plan and its trace are those of
  that one repeat; only a wrong claim in any repeat counts before it. Lists of wrong claims,
  failures and refusals are about every repeat.
- With several **seeds** counts and means are over all runs. In a ratio and for the virtual best a
  strategy has one time on each instance, the geometric mean over its seeds, where a run without a
  proof counts its limit; and it closed the instance if any of its runs did.
- **proven** are runs with a proof within the limit, of a best plan or of infeasibility. **plan
  only** are runs with an allowed plan and no proof. **no plan** ended well and had none, or said
  itself that its plan breaks a rule. A proof after the limit is none, and its run is plan only or
  no plan; but its instance is not among those that nobody closed.
- **certified** are those of the proven runs that a certificate goes with: rows of the program that
  add up to "nothing is better", or to "there is no plan", checked in whole numbers without a
  solver. So the strategy need not be believed. The certificate is the package's, or made after the
  run in a few seconds; a run without one is not wrong.
- **refused** means that the strategy said that the program is not for it. **ended** means stopped
  from outside by the clock, out of memory, or crashed.
- **time to proof** and **time to best** are shifted geometric means in seconds; a run that did not
  get there counts its limit. The second is the time until a run had a plan as good as the best
  known. A last plan that the run did not report before counts from the run's end, and so does what
  it reported later. In brackets: the least and the most of the same mean over single seeds, where
  they differ.
- There are two **shifts**. With {SHIFTS[0]:g} s every instance counts, those of a few milliseconds
  too. With {SHIFTS[1]:g} s only those count that a user waits for: 2 ms and 20 ms are nearly the
  same. The ten seconds that are usual for limits of ten minutes and more would be longer than some
  limits here, and make the mean nearly an arithmetic one.
- **families alike**: the same mean with each family weighing the same, however many instances it
  has. Published weeks are one family then, not as large a part of the mean as there are weeks.
- **PAR10** is the mean time to proof in seconds, where a run without a proof counts {PENALTY:g}
  times its limit.
- **primal integral** is the mean gap over the whole limit, in percent: 0 is the best known plan
  from the start, 100 is nothing at all. It and the time to best are over instances with a known
  plan.
- The **gap** is a convention. An objective is a list of numbers, one a tier, and the first that
  differs decides; the tiers of this library are {", ".join(TIERS)}. Each tier owns an equal share
  of the gap, the first the topmost, and within its share the gap is (v - b) / max(v, b), with v the
  value and b the best known. It puts plans in the right order. Its size means nothing else.
- The **virtual best** has on each instance the least time to proof of any strategy but heuristics:
  what a perfect choice of a strategy would give. It knows the answer before it chooses, so nobody
  can be as fast.
- **over instances** and **over families** are {LEVEL:g} % bootstrap intervals of a ratio
  (percentiles of {RESAMPLES:,} resamples, with a fixed seed): how far it would move if other
  instances had been drawn, or other families and then other instances of them: as many families
  as there are, from each as many instances as it has, and all of these weigh the same, or under
  "alike" the families do. Instances of one family resemble one another, so for what is said about
  other families take the second. "too few" stands in its place if fewer than {LEAST_INSTANCES}
  instances, or {LEAST_FAMILIES} families, took part. A ratio whose interval holds 1 may be chance.
  They say nothing of the noise of single times.
- **Profiles**: for each ratio on the axis, the share of instances that a strategy got done within
  that multiple of the time of the fastest run of any strategy. On the left: how often it is the
  fastest. On the right: how much it gets done at all.
- Numbers are **rounded** once, to three digits, from 1,000 on to ones. Means of seconds and of
  percents have no more than four decimals, so seconds end at a tenth of a millisecond.
- What each strategy came to on each instance is [a page of its own](instances.md), and for other
  programs [a table](instances.csv).

A heuristic proves nothing, so its time to proof and PAR10 say only that; compare it by the time to
best and by the primal integral. A refusal counts as a run without a proof: a strategy made for some
instances looks worse over all of them than in the families that it is made for."""

NOT_SHOWN = """\
- Other instances, other machines, other limits. The instances are generated or few. A mean over
  them weighs families by their number of instances, or all alike, and neither is by their use.
- Significance of differences between means. Intervals stand beside the ratios alone, and of twenty
  of these one or so misses by chance; small differences between rows are noise until more seeds and
  more instances say otherwise.
- When plans were found. The last plan of a run is checked, but the times of the plans before it,
  and what they were worth, are the strategy's own word. One that claims more than the checked plan
  is not believed.
- That a proof without a certificate is right. The checker sees that plan, objective and bound fit
  together. That nothing better exists is the solver's word then, until another one agrees (see
  disagreements).
- How far a strategy could be tuned for these instances."""

SOURCES = """\
- Primal integral: T. Berthold, Operations Research Letters 41 (2013), doi 10.1016/j.orl.2013.08.007
- Performance profiles: E. D. Dolan and J. J. Moré, Mathematical Programming 91 (2002), doi
  10.1007/s101070100263
- PAR10: B. Bischl and others, Artificial Intelligence (2016), arXiv 1506.02465
- Virtual best: B. Bischl and others, as above. Marginal contribution: L. Xu, F. Hutter, H. H. Hoos
  and K. Leyton-Brown, Theory and Applications of Satisfiability Testing (2012), doi
  10.1007/978-3-642-31612-8_18
- Bootstrap intervals: B. Efron and R. J. Tibshirani, An introduction to the bootstrap (1993), doi
  10.1201/9780429246593. Over families: C. A. Field and A. H. Welsh, Journal of the Royal
  Statistical Society B 69 (2007), doi 10.1111/j.1467-9868.2007.00593.x
- Shifted geometric mean: T. Achterberg, Constraint Integer Programming, thesis, TU Berlin (2007)"""

CURVES = f"""\
In figures with curves at most {MOST} strategies of a kind have a colour, dashes and a marker of
their own, and their name at the end; the others are thin and grey. First come those of the library
and from outside, by their share of proven runs, and with the same share the faster one; then the
laboratory's variants of CP-SAT. Of heuristics it is those with the least primal integral. The same
strategies stand out in all figures."""

PROFILES = """\
Time to a checked proof. Heuristics that proved nothing are not drawn; they would lie on the axis:

![Performance profiles of the time to proof](profile-proof.svg)

Time to a plan as good as the best known, on instances with a known plan:

![Performance profiles of the time to the best known plan](profile-best.svg)"""

GAP = (
    "The mean over runs of the gap to the best known plan, on instances with one; lower and "
    "further left is better. A run counts 100 % until its first plan. The axis begins at a "
    "tenth of a millisecond.\n\n"
    "![Mean gap of each strategy over time](gap.svg)"
)

SHIFTED = (
    f"Time to proof is a geometric mean with a shift of {SHIFT:g} s, so that times far below "
    f"{SHIFT:g} s hardly count in it; the ratios under Speed have no shift."
)

MEANS = (
    "Means in seconds, and of the primal integral in percent. Times to proof and to the best known "
    "plan are geometric means with the shift that stands in the head of the column, so that times "
    'far below it hardly count; the ratios under Speed have no shift. "families alike" is the same '
    "mean with each family weighing the same."
)

TOO_FEW = "too few"

VIRTUAL = f"""\
It has the least time to a checked proof of any strategy but heuristics; `auto`, which chooses among
others, counts as a strategy too, where it ran. **closed**, **alone**, **first**: instances that a
strategy closed, that no other closed, and where it was the fastest; strategies with the very same
time share an instance equally, so that these add up to all that were closed. **ratio**: its time
over that of the virtual best, as a geometric mean without a shift over the instances that the
virtual best closed; a run without a proof counts its limit, so the true ratio is no smaller.
**without it**: the marginal contribution, which is how many instances nobody else closed, and by
how much longer the geometric mean, with a shift of {SHIFT:g} s, of the virtual best of the others
is. Of two strategies that do nearly the same neither contributes much, however good they are."""

SPEED = """\
How many times as fast as REFERENCE a proof was had: the geometric mean, over the instances that
both proved in every run, of the time of REFERENCE over the time of the strategy. Above 1 is faster.
It says nothing of instances that one of the two did not close."""

SCALING = """\
Time to proof against the number of choices, both on logarithmic axes, in families that grow. Each
point stands for the instances within one doubling of size: both numbers are geometric means over
them, where a run without a proof counts its limit, so a point on the dashed line has no proof at
all. Instances of one size differ in more than size, so curves need not rise. Heuristics are left
out.

![Time to proof against the number of choices, by family](scaling.svg)"""

NOT_GROWING = (
    f"No family here has instances in {LEAST_SIZES} or more doublings of size, so there is no "
    "figure."
)

FAMILIES = (
    "Runs that were proven within the limit, and runs with a plan but no proof; what is blank "
    "is neither. Wrong claims are drawn from the right.\n\n"
    "![Shares of runs proven and with a plan, by family](families.svg)"
)
