"""What an earlier version wrote still opens: these bytes were written once, and never change."""

from bot.privacy import passwords, sessions
from bot.privacy.invitations import Invitation
from bot.privacy.pairs import SecretKey, open_with, unwrap
from bot.privacy.receipts import Receipt, unlock_with_receipt
from bot.privacy.server import ServerKeys
from tests.privacy.cast import HERE

ANA = SecretKey(bytes(range(32)))
BEN = SecretKey(bytes(range(1, 33)))
COOKIE = bytes(range(2, 34))

KEY_FILE = (
    "# the server key\n"
    "key 1 a8091680da7fa1a1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
)
RECEIPT = "1234 5678 9012 3456 7891"
INVITATION = "000G-40R4-0M30-E209-185G-R38E-1YRT"
SERVER = bytes.fromhex(
    "0101a8091680da7fa1a125f83858d7fcb8a8399d13bfb3df7ffe470c0b663b546828e7753e467410"
    "d7b915fb82d2dcb91be9a24091e48cc6fe"
)
BOX = bytes.fromhex(
    "0102b9539d7795e6d190c86ae87eb4ccfd389b0fb5d21413ce4ec345aa7525d48420398338e2654c"
    "ee7d5c9d05f51f7af66047790b819fe2074d7e24fa280d0d1990d9d52a19d8e3559baf6f9b55c61f"
    "91341a2c892cca3bb6974e38105d7fb4f0"
)
WRAPPED = bytes.fromhex(
    "0103b9539d7795e6d19086fa15943c780275640a3b4652c3aca0dbac66b8659f2c894416c5821136"
    "7e7e4ecafd170afcd1a99991d9e54c86cde869c5b92a338f40c55c21657cb17de25df74c8b6904ba"
    "b3755fca13f30cfe2f5843a3de70538a8acb7fbb670935e6072619f3e689665f92c4923884d42342"
    "4238"
)
PASSWORD = bytes.fromhex(
    "0104b9539d7795e6d19075fdb68e6706d79446744d672ef1b14f00000001000020003bd603fea973"
    "ba8eb48d4c7b402a4289eaef54a4a9638e1f0a065dc3d1ade76d027f4b08bf39272721c3ba9a5f5f"
    "a29acbc6cfd0b61e3110a7a82000fcca25dea22f22ee53f62141"
)
RECEIPT_LOCK = bytes.fromhex(
    "0105a8091680da7fa1a1b9539d7795e6d190a994194284a97f30f8bea8e54771f98f000000010000"
    "2000b01d7754f932ee3e4f618331af1c8e80e84e2108854616cddcd560da0ef60314f54449399bcb"
    "ad591eddb15502fd35375b4aa02c2fc68595aa2de0feca42d0f103c96a71d761fb8e"
)
SESSION = bytes.fromhex(
    "0106b9539d7795e6d19003c5bc506576c48ebd91302154e016175625a18a030b674be6063554200b"
    "8413afb18521b83fd9e9266e6c56e31f1f5eaa6ebf553880274d0f799b0ed41e9f6a0f75e881826a"
    "7161"
)
HASH = bytes.fromhex("a8091680da7fa1a1db02c6db4dcc09b9064ab18b660d51e5501299ab14163c21")
SESSION_ID = bytes.fromhex("731b1a0c20e428af54950491181cb4da5cfc2242a060dbfa540e82b9e3dad231")
INVITATION_LOOKUP = bytes.fromhex(
    "f97d763c5d8a930ca4f1fce380ad371fb9a330ccaa3a45ec1bab8ddc38766f46"
)
INVITATION_KEY_ID = "c8ca1cf57c6a8563"


def test_the_key_file_is_read() -> None:
    assert ServerKeys.parse(KEY_FILE).fingerprint() == "a8091680da7fa1a1"


def test_what_the_server_sealed_opens() -> None:
    assert ServerKeys.parse(KEY_FILE).open(SERVER, HERE) == b"a story"


def test_what_was_found_by_its_hash_is_found() -> None:
    assert ServerKeys.parse(KEY_FILE).hash("chat", "web:1") == HASH


def test_boxes_and_wrapped_keys_open() -> None:
    assert open_with(ANA, BOX, HERE) == b"a story"
    assert unwrap(WRAPPED, ANA, HERE).raw == BEN.raw


def test_passwords_and_sessions_open() -> None:
    assert passwords.unlock(PASSWORD, "word", HERE).raw == ANA.raw
    assert sessions.unlock(SESSION, COOKIE, HERE).raw == ANA.raw
    assert sessions.session_id(COOKIE) == SESSION_ID


def test_a_receipt_opens() -> None:
    receipt, keys = Receipt.read(RECEIPT), ServerKeys.parse(KEY_FILE)

    assert unlock_with_receipt(RECEIPT_LOCK, receipt, keys, HERE).raw == ANA.raw


def test_an_invitation_is_found_and_opens() -> None:
    invitation = Invitation.read(INVITATION)

    assert invitation.lookup == INVITATION_LOOKUP
    assert invitation.key.public.id == INVITATION_KEY_ID
