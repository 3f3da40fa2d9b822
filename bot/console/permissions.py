"""Who may do what in the console: one table, from role to permissions."""

from collections.abc import Mapping
from enum import Enum, auto

from bot.services.members import Role


class May(Enum):
    """What one may do to reach a route; every route names one."""

    ANYBODY = auto()
    SIGN_OUT = auto()
    SEE_QUEUE = auto()
    SEE_CASE = auto()
    TAKE = auto()
    ANSWER = auto()
    CLOSE = auto()
    ASSESS = auto()
    SEE_UPDATES = auto()
    WRITE_UPDATES = auto()
    CHECK_UPDATES = auto()
    SEE_SURVEY = auto()
    SEE_PEOPLE = auto()
    INVITE = auto()


WORKING_CASES = frozenset(
    {May.SIGN_OUT, May.SEE_QUEUE, May.SEE_CASE, May.TAKE, May.ANSWER, May.CLOSE, May.ASSESS}
)
WORKING_UPDATES = frozenset(
    {May.SIGN_OUT, May.SEE_UPDATES, May.WRITE_UPDATES, May.CHECK_UPDATES, May.SEE_SURVEY}
)

ALLOWED: Mapping[Role, frozenset[May]] = {
    Role.CASEWORKER: WORKING_CASES,
    Role.COORDINATOR: WORKING_CASES | WORKING_UPDATES | {May.SEE_PEOPLE, May.INVITE},
    Role.ANALYST: frozenset({May.SIGN_OUT, May.SEE_QUEUE, May.SEE_SURVEY}),
    Role.ORGANISER: WORKING_UPDATES,
}


def allowed(role: Role, may: May) -> bool:
    return may is May.ANYBODY or may in ALLOWED[role]
