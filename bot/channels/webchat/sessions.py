"""Sessions: a random token in a cookie, by which a conversation is found again."""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.webchat.parts import CHANNEL, HOME, WEBCHAT, Webchat
from bot.domain.messages import Address

TOKEN_BYTES = 24
TOKEN = re.compile("[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Session:
    """`fresh` says that the browser does not know the token yet."""

    token: str = field(repr=False)
    fresh: bool

    @property
    def address(self) -> Address:
        return Address(CHANNEL, self.token)


def session_of(request: web.Request) -> Session:
    """The one that the browser came with, or a new one for `keep_session`."""
    if token := known_token(request):
        return Session(token, fresh=False)
    chance = request.app[WEBCHAT].chance
    return Session(urlsafe_b64encode(chance.bytes(TOKEN_BYTES)).decode(), fresh=True)


def known_token(request: web.Request) -> str:
    """Empty where there is none, or what there is was not made here."""
    token = request.cookies.get(_name(request.app[WEBCHAT]), "")
    return token if TOKEN.fullmatch(token) else ""


def keep_session(request: web.Request, response: web.StreamResponse, session: Session) -> None:
    """Until the browser is closed; a phone that is handed on tells nothing then."""
    if not session.fresh:
        return
    webchat = request.app[WEBCHAT]
    response.set_cookie(
        _name(webchat),
        session.token,
        path=HOME,
        httponly=True,
        samesite="Strict",
        secure=webchat.secure,
    )


def _name(webchat: Webchat) -> str:
    return "__Secure-chat" if webchat.secure else "chat"
