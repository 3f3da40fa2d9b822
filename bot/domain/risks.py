"""How serious a report looks, so that the most serious is answered first."""

from bot.domain.options import Option
from bot.domain.text import Text


class Risk(Option):
    """From the least to the most serious."""

    LOW = "low", "⚪", Text("Low")
    MEDIUM = "medium", "🟡", Text("Medium")
    HIGH = "high", "🟠", Text("High")
    CRITICAL = "critical", "🔴", Text("Critical")

    @property
    def rank(self) -> int:
        """Its place from 0, so that risks can be compared and sorted."""
        return list(type(self)).index(self)
