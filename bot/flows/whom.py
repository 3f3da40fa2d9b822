"""Whom a report is about, and how old they are: in words for each, before everything else."""

from collections.abc import Iterator

from bot.domain.answers import Concerned, Knows
from bot.domain.text import Text
from bot.engine.vocabulary import AnyStep, Ask, AskWords, Decide, Say, When
from bot.flows.choices import NO, YES, of
from bot.flows.concerned import ALL_ADULTS, CHILD_AGES, OWN_AGES, THEIR_AGES, WHOM
from bot.flows.danger import who_in_danger


def whom(*, mine: str, theirs: str) -> Ask:
    return Ask(
        name="whom",
        text=Text("Who is this report about?"),
        choices=WHOM,
        then={each.key: mine if each.key == Concerned.ME else theirs for each in WHOM},
    )


def age(*, then: str) -> Iterator[AnyStep]:
    """The band alone, of whom it is about.  Who chose somebody of 18 or older has said it."""
    yield Decide(
        name="whose_age",
        by="report.about",
        to={
            "me": "age",
            "other": then,
            "child": "child_age",
            "several": "youngest",
            "unsaid": "who_in_danger",
        },
    )
    yield Ask(name="age", text=Text("How old are you?"), choices=OWN_AGES, then=then)
    yield Ask(
        name="child_age",
        text=Text(
            "Thank you for telling us. If you send this, only an organisation that helps workers "
            "gets it, and one that protects children before any other.\n\nHow old is the child?"
        ),
        choices=CHILD_AGES,
        then=then,
    )
    yield Ask(
        name="youngest",
        text=Text("How old is the youngest of you?"),
        choices=THEIR_AGES,
        then=then,
        when=(When("whom", ALL_ADULTS, holds=False),),
    )
    yield who_in_danger(then=then)


def child(*, then: str, stopped: str) -> Iterator[AnyStep]:
    """Who is a child, or has one among them, is told who gets it; about another it was said."""
    yield Decide(
        name="which_child",
        by="report.child",
        to={"me": "child", "among": "child_among", "another": then},
    )
    yield Ask(
        name="child",
        text=Text(
            "Thank you for telling us. It is not your fault. If you send this, only an "
            "organisation that helps workers gets it, and one that protects children before any "
            "other.\n\nDo you want to go on?"
        ),
        choices=(YES, NO),
        then={"yes": then, "no": stopped},
    )
    yield Ask(
        name="child_among",
        text=Text(
            "Thank you for telling us. Because one of you is under 18 I ask little more, and only "
            "an organisation that helps workers gets it, one that protects children before any "
            "other. You can make another report about those who are 18 or older.\n\nDo you want "
            "to go on?"
        ),
        choices=(YES, NO),
        then={"yes": then, "no": stopped},
    )


def others(*, then: str) -> Iterator[AnyStep]:
    """Whether somebody else knows of it; of several, how many they are."""
    yield Ask(
        name="knows",
        text=Text(
            "If it is safe, ask this person before you send anything: it is about them. In the "
            "questions that follow, “you” and “I” mean this person. Do they know that you report "
            "this?"
        ),
        choices=tuple(each for each in of(Knows) if each.key != Knows.UNSAID),
        then="how_many",
        when=_only(Concerned.OTHER),
    )
    yield AskWords(
        name="how_many",
        text=Text(
            "How many of you are there? Write a number, like 12, or choose Skip. In the questions "
            "that follow, answer what is true for most of you."
        ),
        form="number",
        skip=True,
        then="others_join",
        when=_only(Concerned.SEVERAL, ALL_ADULTS),
    )
    yield Say(
        name="others_join",
        text=Text(
            "When this is sent, the others can each send a report of their own, with a number "
            "from you: look in “My report and answers” under “Who has it, and messages”."
        ),
        then=then,
        when=_only(Concerned.SEVERAL, ALL_ADULTS),
    )


def _only(*about: str) -> tuple[When, ...]:
    return tuple(When("whom", each.key, holds=False) for each in WHOM if each.key not in about)
