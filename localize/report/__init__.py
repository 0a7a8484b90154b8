"""The report: one self-contained page for each output, ``NAME.EXT.MARKET.html``.

In the order of work: ``model`` (what the page is made from), ``causes`` (findings joined by cause), ``answers`` (what a
person can answer to a cause), ``questions`` (both as data), ``tally`` (what was done), ``pictures`` (how it is distributed),
``selection`` (what fits on the page), ``verdict`` (can this be uploaded?), ``highlight`` (which words changed), ``payload``
(the listings, embedded safely), ``html`` (the page).
"""

from localize.report.html import write_report
from localize.report.model import FieldView, LeftOutView, ListingView, ReportData
from localize.report.questions import Question

__all__ = ["FieldView", "LeftOutView", "ListingView", "Question", "ReportData", "write_report"]
