"""The report on a comparison of strategies: from the records of its runs to one page."""

from .page import report_markdown, write_report

__all__ = ["report_markdown", "write_report"]
