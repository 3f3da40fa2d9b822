"""A card to keep: what to write down each day, since what is written down can be shown later."""

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Choice, Flow

_DONE = Choice("done", "👍", Text("Done"))


def flow(_: Content) -> Flow:
    return Flow(
        name="diary_card",
        steps=(
            Ask(
                name="each_day",
                text=Text(
                    "Write down each day:\n"
                    "📅 the date and the place\n"
                    "⏰ when you began, when you stopped, and your breaks\n"
                    "🧱 what you did, and who told you to\n"
                    "💰 what you were paid, and what was taken off\n"
                    "⚠️ what went wrong"
                ),
                choices=(Choice("next", "➡️", Text("Next")),),
                then="keep",
            ),
            Ask(
                name="keep",
                text=Text(
                    "Keep papers, receipts and messages, or pictures of them. Keep them where "
                    "nobody takes them from you. If it is not safe to write things down, do not."
                ),
                choices=(_DONE,),
                then=END,
            ),
        ),
    )
