"""All flows of this folder, and the names that they use."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from bot import flows
from bot.domain.content import Content
from bot.engine.alarms import Alarm
from bot.engine.book import Plan
from bot.engine.lexicon import Lexicon
from bot.flows.fills import fills
from bot.flows.meanings import MEANINGS
from bot.flows.phrases import PHRASES
from bot.flows.rules import in_danger, rules, says
from bot.flows.uses import uses

EFFECTS = {
    "partners.look": ("some", "none"),
    "partners.special": ("some", "none"),
    "report.submit": ("sent", "sent_in_danger", "no_partner", "no_country", "no_special"),
    "report.count": ("counted", "no_partner", "no_country"),
    "report.read": ("none", "waiting", "answered", "ended", "closed", "asks"),
    "report.judge": ("kept", "reopened", "nobody", "gone"),
    "report.correct": ("added", "ended"),
    "report.find": ("found", "untold", "not_found", "too_many_tries"),
    "report.tell": ("told", "not_told", "quiet", "never"),
    "report.add": ("added", "full", "ended"),
    "report.turn": ("next", "only"),
    "report.withdraw": ("withdrawn", "another", "none"),
    "report.withdraw_all": ("withdrawn", "none"),
    "clock.look": ("looked",),
    "chat.stop": ("stopped",),
    "chat.resume": ("resumed",),
    "chat.look": ("report", "none"),
    "chat.erase": ("erased",),
    "hours.choose": ("kept",),
    "updates.look": ("none", "some", "member"),
    "updates.offer": ("next", "over", "nobody", "had"),
    "updates.join": ("joined",),
    "updates.read": ("some", "none"),
    "updates.leave": ("left", "more", "none"),
    "updates.leave_all": ("left",),
    "later.set": ("set", "off", "never", "quiet", "no_way"),
    "share.offer": ("some", "none"),
    "share.having": ("some", "none"),
    "share.give": ("given", "gone"),
    "share.stop": ("stopped", "gone"),
    "share.silence": ("silent", "gone"),
    "group.look": ("none", "works", "not_here"),
    "group.begin": ("begun", "not_so_many", "gone"),
    "group.end": ("ended", "gone"),
    "group.find": ("found", "already", "not_found", "too_many_tries"),
    "group.able": ("able", "not_able", "gone"),
    "group.submit": ("sent", "sent_in_danger", "not_able", "gone"),
    "checkin.set": ("set", "off", "never", "quiet", "no_way"),
    "timers.end": ("ended",),
    "survey.look": ("open", "before", "nobody"),
    "survey.count": ("counted", "nothing", "before"),
    "survey.remind": ("set", "off", "never", "quiet", "no_way"),
    "diary.look": ("there", "none"),
    "diary.begin": ("begun",),
    "diary.find": ("found", "not_found", "too_many_tries"),
    "diary.worked": ("kept", "full", "gone"),
    "diary.off": ("kept", "full", "gone"),
    "diary.hours": ("kept", "full", "gone", "too_long"),
    "diary.paid": ("kept", "full", "gone"),
    "diary.trouble": ("kept", "full", "gone"),
    "diary.turn": ("turned", "not_a_day", "gone"),
    "diary.week": ("some", "none", "gone"),
    "diary.older": ("some", "none", "gone"),
    "diary.add_up": ("one", "several", "none", "gone"),
    "diary.paper": ("all", "letter", "none", "gone"),
    "diary.remind": ("set", "off", "never", "quiet", "no_way", "gone"),
    "diary.delete": ("day", "all", "gone"),
}

# After these something is out of the person's hands: they come right after a word to do so.
SENDS = (
    *("report.submit", "report.count", "group.submit"),
    "report.add",
    "report.correct",
    "report.judge",
    "report.withdraw",
    "report.withdraw_all",
    "chat.erase",
    "diary.delete",
    "survey.count",
    "share.give",
    "share.stop",
    "share.silence",
)


def plan(content: Content) -> Plan:
    """Every file of this folder that has a `flow` is a conversation; its COMMAND calls it."""
    modules, ears = _modules(), content.dangers.listening()
    return Plan(
        flows=[module.flow(content) for module in modules.values()],
        rules=rules(content),
        says=says(content),
        fills=fills(content),
        effects=EFFECTS,
        commands={
            module.COMMAND: name for name, module in modules.items() if hasattr(module, "COMMAND")
        },
        phrases=PHRASES,
        sends=SENDS,
        uses=uses(content),
        meanings=MEANINGS,
        lexicon=Lexicon(content.words, content.search),
        urgent=in_danger,
        alarm=Alarm(ears.heard, content.help_now.says(), ears.language_of),
    )


def _modules() -> dict[str, ModuleType]:
    """The files that are flows, by name; the name of a flow is that of its file."""
    names = sorted(module.name for module in iter_modules(flows.__path__))
    modules = {name: import_module(f"{flows.__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "flow")}
