"""The beginning: a language, and before it nothing else."""

from bot.domain.content import Content
from bot.engine.vocabulary import END, Decide, Flow, Say
from bot.flows import languages


def flow(content: Content) -> Flow:
    return Flow(
        name="start",
        steps=(
            Decide(name="known", by="language.known", to={"yes": "greeting", "no": "language"}),
            languages.ask(content, then="checked"),
            Decide(
                name="checked",
                by="language.checked",
                to={"yes": "greeting", "no": "draft_translation"},
            ),
            languages.notice(then="greeting"),
            Say(name="greeting", text=content.names.greeting, then=END),
        ),
    )
