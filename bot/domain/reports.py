"""A report's own life, apart from the organisations it was given to."""

from bot.domain.options import Option
from bot.domain.text import Text


class ReportStatus(Option):
    """Drafts are not here: a report begins when the worker sends it."""

    SUBMITTED = "submitted", "📨", Text("Sent")
    CLOSED = "closed", "📁", Text("Closed")
    WITHDRAWN = "withdrawn", "↩️", Text("Taken back by the worker")
