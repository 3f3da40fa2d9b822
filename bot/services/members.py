"""Members of organisations, and why somebody is none (yet)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.passwords import Weakness
from bot.privacy.pairs import SecretKey
from bot.storage.database import Scope


class Role(StrEnum):
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    ORGANISER = "organiser"


class NotInvited(Exception):
    """This invitation is not known, was used, or is too old: ask for a new one."""


class NameTaken(Exception):
    """Somebody signs in under this name already: choose another."""


class NameUnusable(Exception):
    """A name needs 2 to 40 characters."""


class PasswordTooWeak(Exception):
    """The password is one that is guessed first: take a few words that do not belong together."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(self.__doc__)
        self.weakness = weakness


class PasswordUnusable(Exception):
    """The password is too long: at most a thousand characters."""


class WrongNameOrPassword(Exception):
    """The name or the password is wrong."""


class SignedOut(Exception):
    """Nobody is signed in with this cookie."""


class TooManyTries(Exception):
    """Too many wrong passwords: wait a while."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(self.__doc__)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation is for."""

    organisation: str
    role: Role


@dataclass(frozen=True, slots=True)
class Caseworker:
    """Someone who is signed in, with the keys of their organisation for this request only."""

    member_id: UUID
    organisation_id: UUID
    name: str
    organisation: str
    role: Role
    session: bytes = field(repr=False)
    keys: Mapping[str, SecretKey] = field(repr=False)

    @property
    def scope(self) -> Scope:
        return Scope(self.organisation_id, self.member_id)
