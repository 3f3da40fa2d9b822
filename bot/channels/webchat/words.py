"""The page's own few words; all others come from the conversation."""

from bot.domain.text import Text
from bot.engine.hearing import Speak

WORDS = {
    "leave": Text("Exit"),
    "leave_how": Text("Another site opens at once. On a keyboard: Esc three times."),
    "leave_twice": Text("Press Esc two more times to exit."),
    "leave_once": Text("Press Esc one more time to exit."),
    "leave_moment": Text("One moment …"),
    "write": Text("Write here"),
    "send": Text("Send"),
    "file": Text("Send a file"),
    "file_too_large": Text("This file is too large. Please send one of at most 20 MB."),
    "paper": Text("Save the file"),
    "record": Text("Record your voice"),
    "stop": Text("Stop recording"),
    "listen": Text("Listen"),
    "pause": Text("Pause"),
    "send_voice": Text("Send it"),
    "discard": Text("Delete it"),
    "voice_on": Text("Recording. Speak where only people you trust can hear you."),
    "voice_longest": Text("One recording cannot be longer. Send it, then record more."),
    "voice_waits": Text("Your recording was not sent. Send it or delete it first."),
    "voice_denied": Text(
        "The microphone cannot be used. You can allow it in the browser, or send a file."
    ),
    "retry": Text("Try again"),
    "trying": Text("Not sent yet. Trying again …"),
    "refused": Text("This could not be sent. Please change it and try again."),
    "too_long": Text("This is too long to send at once. Please send it in shorter parts."),
}

UNAVAILABLE = Text(
    "This does not work at the moment. Nothing is lost. Please try again in a minute."
)
TOO_FAST = Text("That was a lot at once. Please wait a few seconds and try again.")
UNREADABLE = Text("The browser sent something that we cannot read. Please try again.")
FOREIGN = Text("This came from another page. Please go on here.")
NOWHERE = Text("There is no such page. Please go on here.")
GONE = Text("This file is not here any more. You can ask for it again in the chat.")
FAULT = Text("Something went wrong on our side. Please try again in a moment.")


def words(speak: Speak) -> dict[str, str]:
    return {name: speak(text) for name, text in WORDS.items()}
