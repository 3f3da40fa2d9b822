"""What is said in every flow, when an answer is not clear or comes too late."""

from bot.domain.text import Text
from bot.engine.book import Phrases

PHRASES = Phrases(
    unclear=Text(
        "Please choose an answer below. You can tap it, or write its number or its word."
    ),
    unclear_again=Text(
        "That did not work, and it is not your fault. Choose “A person” if you want one, write 7 "
        "to skip where you see Skip, or 0 for the menu."
    ),
    unread=Text(
        "Nobody has read what you wrote. To tell it to an organisation, choose “Report a problem” "
        "in the menu. Or choose an answer below: tap it, or write its number or its word."
    ),
    left_behind=Text(
        "What you wrote or sent there just now went to nobody. It is still there when you come "
        "back to that question."
    ),
    meant=Text("Did you mean: {answer}?"),
    found=Text("Did you mean this? Choose what fits, or “None of these”."),
    stale=Text("That answer was for an earlier question. This is the question now."),
    edited=Text(
        "You changed an earlier message. I read it only as it was at first: please write what you "
        "changed as a new message."
    ),
    media=Text(
        "I cannot take voice messages, pictures or files here. Please write, or choose an answer "
        "below."
    ),
    other=Text(
        "I cannot take a message of this kind. You can write here, or send a voice message, a "
        "picture, a video or a document."
    ),
    large=Text("This file is too large for me. Please send one of at most 20 MB."),
    many=Text(
        "This file was not added. One report can have at most 10 files, and together at most "
        "50 MB."
    ),
    lost=Text("Your file did not arrive here. Please send it again."),
    number=Text("I need a number here, for example 12."),
    date=Text(
        "I need a date here: the day, the month by its name, and the year. If you do not know the "
        "day, write the month and the year, or the year alone."
    ),
    money=Text("I need an amount here, and in which money, for example 50 NPR."),
    calendar=Text("I can only read dates of the western calendar. The year alone is enough."),
    currency=Text("In which money is that? Please write it with the amount, as in 50 NPR."),
    personal=Text(
        "I do not need a contact or a place, and I have not kept it. Please write, or choose an "
        "answer below."
    ),
    receipt=Text(
        "This looks like the number of a report or of a diary. To use it, go to the menu with 0, "
        "open “My report and answers” or “My work diary”, and choose “Use a number”."
    ),
    long=Text("This message is too long for me. Please send it in shorter parts."),
    kept=Text("I have added this. You can write more, or choose Done."),
    still_here=Text("What you wrote is still here:\n{words}"),
    files_here=Text("Files that you sent are still here: {count}."),
    deleted=Text("What you wrote here is deleted."),
    at_least_one=Text("Please choose at least one answer. Then choose Done."),
)
