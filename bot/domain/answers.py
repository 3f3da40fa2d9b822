"""What a worker can answer: yes and no, about whom, age, work, time, wishes, who may see it."""

from enum import StrEnum

from bot.domain.options import Option
from bot.domain.text import Text


class Answer(StrEnum):
    """An answer to one question.  Neither a skip nor not knowing is ever a no, or a yes."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
    UNKNOWN = "unknown"


class Concerned(Option):
    """Whom a report is about."""

    ME = "me", "🙂", Text("Me")
    OTHER = "other", "👤", Text("Somebody else, 18 or older")
    CHILD = "child", "🧒", Text("A child, or somebody who may be under 18")
    SEVERAL = "several", "👥", Text("Several of us")
    UNSAID = "unsaid", "🤐", Text("I do not want to say")


class Knows(Option):
    """Whether somebody else, whom a report is about, knows of it."""

    AGREES = "agrees", "✅", Text("They know and agree")
    DISAGREES = "disagrees", "❌", Text("They know, but do not agree")
    NO = "no", "🙈", Text("They do not know of it")
    NOT_SAFE = "not_safe", "⚠️", Text("It is not safe to ask them")
    UNSAID = "unsaid", "🤐", Text("I do not want to say")


class Danger(Option):
    YES = "yes", "🆘", Text("Yes, I am in danger now")
    NO = "no", "✅", Text("No, I am not in danger now")
    UNSAID = "unsaid", "🤐", Text("I do not want to say")


class Caseworker(Option):
    """Whom somebody would rather write with; nobody can promise it."""

    WOMAN = "woman", "👩", Text("Woman, if possible")
    MAN = "man", "👨", Text("Man, if possible")
    ANY = "any", "👥", Text("It does not matter")


class AgeBand(Option):
    """Never a date of birth: who is protected as a child, who may be one, who is grown."""

    UNDER_15 = "under_15", "🧒", Text("I am under 15")
    FROM_15_TO_17 = "15_17", "🧑", Text("I am 15, 16 or 17")
    UNDER_18 = "under_18", "👶", Text("I am under 18")  # where no more than that is known
    FROM_18 = "18_plus", "👤", Text("I am 18 or older")
    UNSAID = "unsaid", "🤐", Text("I do not want to say")


class Sector(Option):
    DOMESTIC_WORK = "domestic_work", "🍳", Text("Work in a home")
    CONSTRUCTION = "construction", "🏗️", Text("Building and construction")
    MANUFACTURING = "manufacturing", "🏭", Text("Factory or garments")
    AGRICULTURE = "agriculture", "🌾", Text("Farm or plantation")
    HOSPITALITY = "hospitality", "🍽️", Text("Hotel, restaurant, cleaning, shop")
    PLATFORM = "platform", "🛵", Text("Delivery or driving")
    FISHING = "fishing", "🎣", Text("Fishing")
    MINING = "mining", "⛏️", Text("Mine or quarry")
    BRICK_KILNS = "brick_kilns", "🧱", Text("Brick kiln")
    OTHER = "other", "🔧", Text("Other work")


class Duration(Option):
    """How long it has been so."""

    UNDER_1_MONTH = "under_1_month", "🌱", Text("Less than 1 month")
    UNDER_6_MONTHS = "1_6_months", "🗓️", Text("1 to 6 months")
    UNDER_1_YEAR = "6_12_months", "📆", Text("6 to 12 months")
    UNDER_3_YEARS = "1_3_years", "⌛", Text("1 to 3 years")
    FROM_3_YEARS = "over_3_years", "🕰️", Text("More than 3 years")
    UNSAID = "unsaid", "🤐", Text("I do not want to say")


class Wish(Option):
    MONEY = "money", "💰", Text("Get my money")
    PASSPORT = "passport", "🛂", Text("Get my passport back")
    CHANGE_JOB = "change_job", "🔄", Text("Change my job")
    GO_HOME = "go_home", "✈️", Text("Go home")
    DOCTOR = "doctor", "🩺", Text("See a doctor")
    SAFETY = "safety", "🛟", Text("Be safe")
    COUNTED = "counted", "📊", Text("Only be counted")


class MaySee(Option):
    """Whom the worker allows to read the report."""

    NGO = "ngo", "🤝", Text("An organisation that helps workers")
    UNION = "union", "✊", Text("A trade union")
    BOTH = "both", "👥", Text("Both: an organisation or a union")
