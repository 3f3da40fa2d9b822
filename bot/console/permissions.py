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


WORKING_CASES = frozenset(
    {May.SIGN_OUT, May.SEE_QUEUE, May.SEE_CASE, May.TAKE, May.ANSWER, May.CLOSE, May.ASSESS}
)

ALLOWED: Mapping[Role, frozenset[May]] = {
    Role.CASEWORKER: WORKING_CASES,
    Role.COORDINATOR: WORKING_CASES,
    Role.ANALYST: frozenset({May.SIGN_OUT, May.SEE_QUEUE}),
    Role.ORGANISER: frozenset({May.SIGN_OUT}),
}


def allowed(role: Role, may: May) -> bool:
    return may is May.ANYBODY or may in ALLOWED[role]
