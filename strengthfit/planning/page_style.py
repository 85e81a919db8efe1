"""How values look as HTML in notebooks.

Colours are laid thinly over whatever is behind them, so that pages read in light and dark themes,
and no state is told by colour alone.
"""

STYLE = """<style>
.strengthfit table { color: inherit; font-size: 0.85em; margin: 0.6em 0;
  border-collapse: collapse; }
.strengthfit caption { text-align: left; padding: 0.3em 0; }
.strengthfit th, .strengthfit td { padding: 0.05em 0.6em; text-align: left; color: inherit;
  border: 1px solid rgba(128, 128, 128, 0.25); background: none; }
.strengthfit td.taken { background: rgba(40, 160, 80, 0.55); font-weight: bold; }
.strengthfit td.open { background: rgba(60, 130, 220, 0.22); }
.strengthfit td.blocked { opacity: 0.6; }
.strengthfit td.number { text-align: right; font-variant-numeric: tabular-nums; }
.strengthfit table.plan th, .strengthfit table.plan td { vertical-align: top;
  padding: 0.2em 0.6em; min-width: 4.5em; white-space: normal; }
.strengthfit table.plan td.number, .strengthfit table.plan tbody th { min-width: 0; }
.strengthfit table.week { table-layout: fixed; width: 100%; max-width: 76em; }
.strengthfit table.week th:first-child { width: 5em; }
.strengthfit td.why { font-size: 0.85em; font-style: italic; opacity: 0.75; }
.strengthfit .key { font-weight: bold; }
.strengthfit .run { font-weight: normal; }
</style>"""
"""Stands once before each value that is shown."""
