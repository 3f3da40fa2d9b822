"""What rules and effects mean, for whoever reads a drawing of a flow."""

from bot.domain.text import Text

MEANINGS = {
    "language.known": Text("Did the person choose a language before?"),
    "language.checked": Text("Was this translation checked by somebody who speaks the language?"),
    "language.reports": Text("Can a problem be reported in this language?"),
    "report.waiting": Text("Does a report wait that was begun and not sent?"),
    "report.several": Text("Does this chat have several reports?"),
    "report.kind": Text("Is this about somebody under 18, about danger, or neither?"),
    "report.about": Text("Whom is this report about, as far as that was said?"),
    "report.child": Text("Is it the one who writes who is under 18, another, or one of several?"),
    "costs.who_should_pay": Text("Who should pay for this, by the definition of the ILO?"),
    "rights.cards": Text("How many cards are there on this topic?"),
    "rights.country": Text("Did the person choose a country to read about before?"),
    "rights.laws": Text("How many cards are there of this country on this topic?"),
    "rights.conventions": Text("How many conventions are behind this topic?"),
    "who.country": Text("Did the person name a country before?"),
    "who.found": Text("How many services can be shown for this?"),
    "clock.look": Text("Look what time it is, to know what is open now."),
    "pay.money": Text("Are all amounts in one kind of money?"),
    "debt.money": Text("Are all amounts in one kind of money?"),
    "partners.look": Text("Look whether an organisation takes reports now."),
    "report.submit": Text("Seal the report and give it to an organisation that may read it."),
    "report.read": Text("Open the answers to the report of this chat."),
    "report.find": Text("Find the report with this number."),
    "report.add": Text("Add this to the report."),
    "report.turn": Text("Go on to another report of this chat."),
    "report.withdraw_all": Text(
        "Delete every report of this chat, and every key that opens them."
    ),
    "report.withdraw": Text("Delete the report, and every key that opens it."),
    "hours.choose": Text("Keep, sealed, when this chat may be written to."),
    "later.set": Text("Say hello to this chat after a while, or do not."),
    "chat.stop": Text("Write nothing more to this chat by ourselves."),
    "chat.resume": Text("Write to this chat again when there is something to read."),
    "chat.look": Text("Look whether a report was sent from this chat."),
    "chat.erase": Text("Delete everything that is kept of this chat."),
}
