"""A tea shop that can be talked to over the web chat: real services, on a real database."""

from collections.abc import Mapping
from dataclasses import replace

from aiohttp import web

from bot.app.chance import SystemChance, now
from bot.channels.webchat.parts import CHANNEL, Webchat
from bot.channels.webchat.site import add_webchat
from bot.domain.content import Names
from bot.domain.messages import Address, Button, Outgoing
from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.said import Done
from bot.engine.vocabulary import END, Ask, Choice, Decide, Flow
from bot.i18n import Catalogs
from bot.privacy.server import ServerKeys
from bot.services.conversations import Conversations, Setting
from bot.services.dead_letters import DeadLetters
from bot.services.delivery import LATE_AFTER, Delivery, Parcel
from bot.services.effects import Asked, Effect, Effects
from bot.services.incoming_files import IncomingFiles
from bot.services.late import Late
from bot.services.places import Places
from bot.services.ports import Clock
from bot.services.rendering import Rendering
from bot.storage.database import Database, Work
from bot.storage.outbox import NewMessage
from tests.engine.teashop import LANGUAGE, PLAN

NAMES = Names(title="Tea", icon="🍵", greeting=Text("Hello."), leave_to="https://weather.test/")
POISON = "a word that no try gets through"

_LANGUAGE = Ask(
    name="language",
    text=Text("Language?"),
    choices=(Choice("en", "", Text("English")), Choice("ar", "", Text("العربية"))),
    then=END,
    kind="language",
)
_START = Flow(
    name="start",
    steps=(
        Decide(name="known", by="language.known", to={"yes": END, "no": "language"}),
        _LANGUAGE,
    ),
)
SHOP = replace(
    PLAN,
    flows=(
        _START,
        Flow(name=LANGUAGE.name, steps=(_LANGUAGE,)),
        *(flow for flow in PLAN.flows if flow.name not in {"start", "language"}),
    ),
)
ARABIC = {"What now?": "ماذا الآن؟", "Send": "إرسال", "Write here": "اكتب هنا", "Exit": "خروج"}
WORDS = Catalogs({"ar": ARABIC}, {"en": "ltr", "ar": "rtl"})


class Kiosk:
    """One deployment, and what it does for people who come by."""

    def __init__(
        self,
        database: Database,
        *,
        plan: Plan = SHOP,
        catalogs: Catalogs = WORDS,
        names: Names = NAMES,
        effects: Mapping[str, Effect] | None = None,
    ) -> None:
        self.database, self.chance = database, SystemChance()
        self._names, self._catalogs = names, catalogs
        keys = ServerKeys.new()
        self.places = Places(keys)
        self.delivery = Delivery(database, {}, now)
        self.learnt: list[str] = []
        made_so = effects or {"order.submit": _taken, "word.learn": self._learnt}
        book = Book(plan)
        self.files = IncomingFiles(
            database=database,
            book=book,
            places=self.places,
            keys=keys,
            clock=now,
            chance=self.chance,
        )
        self.conversations = Conversations(
            Setting(
                database=database,
                book=book,
                rendering=Rendering(catalogs),
                places=self.places,
                effects=Effects(made_so, plan.effects),
                delivery=self.delivery,
                dead_letters=DeadLetters(database, keys, now, self.chance),
                late=Late(self.places, self.delivery.pushes, LATE_AFTER, instance=1),
                clock=now,
                chance=self.chance,
                instance=1,
            )
        )

    def app(
        self, *, public_url: str = "", longest_wait: float = 5.0, clock: Clock = now
    ) -> web.Application:
        app = web.Application()
        add_webchat(
            app,
            Webchat(
                conversations=self.conversations,
                files=self.files,
                names=self._names,
                catalogs=self._catalogs,
                clock=clock,
                chance=self.chance,
                public_url=public_url,
                longest_wait=longest_wait,
            ),
        )
        return app

    async def tells(self, token: str, text: str) -> int:
        """Something comes by itself, as a notice does; the id of its message."""
        outgoing = Outgoing(text, "en", "ltr", turn=0, rows=((Button("/talk", "Open"),),))
        async with self.database.transaction() as work:
            address = Address(CHANNEL, token)
            row = await work.conversations.by_address(CHANNEL, self.places.chat_hash(address))
            assert row is not None
            payload = self.places.payload(row.id, outgoing)
            new = NewMessage(row.id, CHANNEL, "bulk", 1, payload)
            (id_,) = await work.outbox.add([new], now())
        self.delivery.hand_over([Parcel(id_, row.id, CHANNEL, token, outgoing)])
        return id_

    async def _learnt(self, _: Work, asked: Asked) -> Done:
        word = asked.known.one("word")
        if word == POISON:
            raise ValueError(word)
        self.learnt.append(word)
        return Done("learnt")


async def _taken(_: Work, __: Asked) -> Done:
    return Done("taken", {"number": "12"})
