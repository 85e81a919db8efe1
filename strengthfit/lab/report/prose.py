"""What the report says in words: how its numbers are to be read, and what they do not show."""

from ...program.tier_names import TIERS
from ..measures import PENALTY, SHIFT

TITLE = "Strategies compared"

READ = f"""\
Only what the checker accepted counts. A run whose claim it rejected is a wrong claim and nothing
else: it found no plan and proved nothing here, whatever the strategy said.

- **runs** are one strategy on one instance with one seed. Each is one of: proven, plan only, no
  plan, wrong claim, refused, ended.
- A run that was made several times counts once, by the repeat of median time: a proof comes before
  none, then the shorter time. Its time, its plan and its trace are those of that one repeat; only a
  wrong claim in any repeat counts before it. Lists of wrong claims, failures and refusals are about
  every repeat.
- **proven** are runs with a proof within the limit, of a best plan or of infeasibility. **plan
  only** are runs with an allowed plan and no proof. **no plan** ended well and had none, or said
  itself that its plan breaks a rule.
- **certified** are those of the proven runs that a certificate goes with: rows of the program that
  add up to "nothing is better", or to "there is no plan", checked in whole numbers without a
  solver. So the strategy need not be believed. The certificate is the package's, or made after the
  run in a few seconds; a run without one is not wrong.
- **refused** means that the strategy said that the program is not for it. **ended** means stopped
  from outside by the clock, out of memory, or crashed.
- **time to proof** and **time to best** are shifted geometric means in seconds, with a shift of
  {SHIFT:g} s; a run that did not get there counts its limit. The second is the time until a run had
  a plan as good as the best known. In brackets: the least and the most of the same mean over single
  seeds, where they differ.
- **PAR10** is the mean time to proof in seconds, where a run without a proof counts {PENALTY:g}
  times its limit.
- **primal integral** is the mean gap over the whole limit, in percent: 0 is the best known plan
  from the start, 100 is nothing at all. It and the time to best are over instances with a known
  plan.
- The **gap** is a convention. An objective is a list of numbers, one a tier, and the first that
  differs decides; the tiers of this library are {", ".join(TIERS)}. Each tier owns an equal share
  of the gap, the first the topmost, and within its share the gap is (v - b) / max(v, b), with v the
  value and b the best known. It puts plans in the right order. Its size means nothing else.
- **Profiles**: for each ratio on the axis, the share of instances that a strategy got done within
  that multiple of the time of the fastest run of any strategy. On the left: how often it is the
  fastest. On the right: how much it gets done at all.

A heuristic proves nothing, so its time to proof and PAR10 say only that; compare it by the time to
best and by the primal integral. A refusal counts as a run without a proof: a strategy made for some
instances looks worse over all of them than in the families that it is made for."""

NOT_SHOWN = """\
- Other instances, other machines, other limits. The instances are generated or few, and a mean over
  them weighs families by their number of instances, not by their use.
- Significance. There are no tests of it here; small differences between rows are noise until more
  seeds and more instances say otherwise.
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
- Shifted geometric mean: T. Achterberg, Constraint Integer Programming, thesis, TU Berlin (2007)"""

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
    f"Time to proof and time to best are geometric means with a shift of {SHIFT:g} s, so that "
    f"times far below {SHIFT:g} s hardly count in them; the ratios under Speed have no shift."
)

FAMILIES = (
    "Runs that were proven within the limit, and runs with a plan but no proof; what is blank "
    "is neither. Wrong claims are drawn from the right.\n\n"
    "![Shares of runs proven and with a plan, by family](families.svg)"
)
