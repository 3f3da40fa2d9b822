"""What stands on a drawing besides the words of the flow itself."""

from bot.domain.text import Text
from bot.engine.vocabulary import (
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Call,
    Decide,
    Do,
    Resume,
    Say,
)

QUESTION = Text("Question")
SEVERAL = Text("Question with several answers")
OWN_WORDS = Text("Question for own words")
SAID = Text("Is said")
PARTS = Text("The way parts")
SERVICE = Text("Is done by the service")
CALLED = Text("Another conversation")
DRAFT = Text("A draft is gone on with")

THE_END = Text("The end")
WAITS = Text("The end; the draft waits")
ANSWER = Text("Any answer")
WRITTEN = Text("What is written")
AS_IT_WAS = Text("With a draft: where it was left")
OTHERWISE = Text("Otherwise")
AFTERWARDS = Text("Afterwards")

LANGUAGE = Text("The answer is the language of the person.")
CONSENT = Text("Consent: only after a yes here is an answer kept.")
SEND = Text("Nothing leaves before this answer.")
IS_SENT = Text("The answer is kept, and is a part of what is sent.")
IS_KEPT = Text("The answer is kept in this chat until the conversation ends.")
LEAVES = Text("Here this leaves the chat: the answers to {steps}.")
FOR_GOOD = Text("What is done here is done for good.")
SEALED = Text("After {outcomes} nothing before it can be undone with Back.")
ONLY_IF = Text("Only if {conditions}.")
IS = Text("{question} was answered with “{answer}”")
IS_NOT = Text("{question} was not answered with “{answer}”")

CONVERSATION = Text("The conversation “{name}”")
PAGE = Text("Page {number} of {count}")


def kind(step: AnyStep) -> tuple[str, Text]:
    """How a step is drawn, and what it is called."""
    match step:
        case Ask():
            return "ask", QUESTION
        case AskMany():
            return "ask", SEVERAL
        case AskWords():
            return "ask", OWN_WORDS
        case Say():
            return "say", SAID
        case Decide():
            return "decide", PARTS
        case Do():
            return "do", SERVICE
        case Call():
            return "call", CALLED
        case Resume():
            return "call", DRAFT
