"""How work is, asked of many and told of no one: the questions, the five answers, the quarters."""

from datetime import date, datetime

from bot.domain.options import Option
from bot.domain.text import Text


class Often(Option):
    """The five answers, the same at every question: the fuller the moon, the more often."""

    NEVER = "never", "🌑", Text("Never")
    RARELY = "rarely", "🌒", Text("Rarely")
    SOMETIMES = "sometimes", "🌓", Text("Sometimes")
    OFTEN = "often", "🌔", Text("Often")
    ALWAYS = "always", "🌕", Text("Always")


class WorkQuestion(Option):
    """What decent work is about, in eight questions; *always* is the good answer to each."""

    PAY = "work_pay", "💰", Text("Is your pay complete and on time?")
    HOURS = "work_hours", "🛌", Text("Do you get enough rest and days off?")
    SAFETY = "work_safety", "🦺", Text("Are you safe from accidents and harm at work?")
    RESPECT = "work_respect", "🤝", Text("Are you treated with respect at work?")
    LEAVE = "work_leave", "🚪", Text("Are you free to end this job if you want to?")
    PAPERS = "work_papers", "🛂", Text("Do you have your passport and papers in your own hands?")
    SPEAK = "work_speak", "💬", Text("Can you tell somebody at work when something is wrong?")
    OVERALL = "work_overall", "🧰", Text("All in all: is this good work for you?")


def quarter_of(now: datetime) -> date:
    """The first day of the three months in which this moment lies."""
    return date(now.year, (now.month - 1) // 3 * 3 + 1, 1)
