"""No repr and no message of an error gives away a key or what was said."""

import random
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator

import pytest

from bot.privacy import passwords, sessions
from bot.privacy.invitations import Invitation
from bot.privacy.pairs import PublicKey, SecretKey, open_with, seal_to, unwrap, wrap
from bot.privacy.receipts import Receipt, lock_with_receipt, unlock_with_receipt
from bot.privacy.sealed import CannotOpen, Where, key_named
from bot.privacy.server import ServerKeys
from tests.privacy.cast import CHEAP, HERE, repeatable

RAW = bytes(range(65, 97))
WORD = "CANARY-word"
KEYS = ServerKeys.new(lambda _: RAW)
OTHERS = ServerKeys.new(repeatable(9))
SECRET = SecretKey(RAW)
BEN = SecretKey(bytes(32))
RECEIPT = Receipt.new(random.Random(1).randrange)
WRONG = Receipt.new(random.Random(2).randrange)
INVITATION = Invitation.new(repeatable(1))
ELSEWHERE = Where("reports", "story", "row-2")


def shapes(secret: bytes) -> Iterator[str]:
    """A secret as a careless line would show it."""
    yield repr(secret)[2:-1]
    yield secret.hex()
    yield b64encode(secret).decode().rstrip("=")


@pytest.mark.parametrize(
    ("thing", "secret"),
    [
        (KEYS, RAW),
        (KEYS.rotated(), RAW),
        (KEYS, KEYS._versions[0].sealing),
        (KEYS, KEYS._versions[0].hashing),
        (KEYS, KEYS._versions[0].peppering),
        (SECRET, RAW),
        (INVITATION, repeatable(1)(16)),
        (INVITATION, INVITATION.code.encode()),
        (INVITATION.key, INVITATION.key.raw),
        (RECEIPT, RECEIPT.digits.encode()),
        (RECEIPT, RECEIPT.secret.encode()),
    ],
)
def test_no_repr_shows_a_secret(thing: object, secret: bytes) -> None:
    for shape in shapes(secret):
        assert shape not in repr(thing)
        assert shape not in str(thing)
        assert shape not in f"{[thing]}"


@pytest.mark.parametrize(
    "refused",
    [
        lambda: KEYS.open(KEYS.seal(WORD.encode(), HERE), ELSEWHERE),
        lambda: OTHERS.open(KEYS.seal(WORD.encode(), HERE), HERE),
        lambda: open_with(SECRET, seal_to(SECRET.public, WORD.encode(), HERE), ELSEWHERE),
        lambda: unwrap(wrap(SECRET, BEN.public, HERE), BEN, ELSEWHERE),
        lambda: key_named(WORD.encode()),
        lambda: PublicKey(RAW + RAW),
        lambda: SecretKey(RAW + RAW),
        lambda: seal_to(PublicKey(bytes(32)), WORD.encode(), HERE),
        lambda: ServerKeys.parse(WORD),
        lambda: ServerKeys.parse(KEYS.dump() + KEYS.dump()),
        lambda: ServerKeys.parse(KEYS.dump().replace(KEYS.fingerprint(), OTHERS.fingerprint())),
        lambda: ServerKeys.parse(KEYS.dump()[:-2]),
        lambda: passwords.lock(SECRET, WORD * 200, HERE),
        lambda: passwords.unlock(passwords.lock(SECRET, "other", HERE, CHEAP), WORD, HERE),
        lambda: sessions.unlock(sessions.lock(SECRET, RAW, HERE), RAW, ELSEWHERE),
        lambda: sessions.from_cookie(WORD),
        lambda: Receipt.read(WORD),
        lambda: Receipt.read(RECEIPT.digits[:-1]),
        lambda: unlock_with_receipt(
            lock_with_receipt(SECRET, RECEIPT, KEYS, HERE, CHEAP), WRONG, KEYS, HERE
        ),
        lambda: Invitation.read(WORD),
        lambda: Invitation.read(INVITATION.code[:-1] + "!"),
    ],
)
def test_no_refusal_tells_what_was_said_or_typed(refused: Callable[[], object]) -> None:
    with pytest.raises((CannotOpen, ValueError)) as refusal:
        refused()

    said = "".join(traceback.format_exception_only(refusal.value))
    chain = f"{refusal.value!r} {refusal.value.__cause__!r} {said}"
    secrets = (WORD.encode(), RAW, RECEIPT.digits[:-1].encode(), INVITATION.code[:-1].encode())
    for shape in (shape for secret in secrets for shape in shapes(secret)):
        assert shape not in chain
    assert said.strip().endswith(".")
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None
