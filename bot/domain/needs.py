"""What somebody looks for, when they ask who can help."""

from bot.domain.options import Option
from bot.domain.text import Text


class Need(Option):
    """What a service is there for; it may be several."""

    DANGER = "danger", "🆘", Text("Danger now")
    DOCTOR = "doctor", "🩺", Text("A doctor")
    TALK = "talk", "💙", Text("Somebody to talk to")
    SAFE_PLACE = "safe_place", "🛟", Text("To be safe somewhere")
    WORK = "work", "💵", Text("My pay, passport or contract")
    WORKERS = "workers", "🤝", Text("Help for workers")
