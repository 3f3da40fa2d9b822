"""An invitation code is read as people type it, and gives a lookup and a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.invitations import Invitation, NotAnInvitation
from bot.privacy.pairs import new_pair, unwrap, wrap
from tests.privacy.cast import HERE, patient, repeatable

INVITATION = Invitation.new(repeatable(1))


@patient
@given(st.binary(min_size=16, max_size=16))
def test_a_code_gives_back_its_invitation(secret: bytes) -> None:
    invitation = Invitation.new(lambda count: secret[:count])

    assert Invitation.read(invitation.code) == invitation
    assert len(invitation.code.replace("-", "")) == 28


def test_a_code_has_no_letter_that_looks_like_another() -> None:
    letters = {letter for seed in range(200) for letter in Invitation.new(repeatable(seed)).code}

    assert letters == set("-0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_code_is_read_as_people_type_and_copy_it() -> None:
    code = INVITATION.code
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    lookalike = code.replace("0", "O").replace("1", "l")

    for typed in (
        code.lower(),
        code.replace("-", " "),
        f" \u2068{code}\u2069\n",
        arabic,
        lookalike,
    ):
        assert Invitation.read(typed) == INVITATION


def test_lookalikes_are_read_for_what_they_look_like() -> None:
    zeros = Invitation.new(bytes)

    assert "0000" in zeros.code
    assert Invitation.read(zeros.code.replace("0", "o")) == zeros


@pytest.mark.parametrize("typed", ["", "0000", INVITATION.code + "0", "U" * 28, "é" * 28])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(NotAnInvitation, match="28 letters and digits"):
        Invitation.read(typed)


def test_a_code_with_a_wrong_letter_is_told_from_one_that_is_gone() -> None:
    letters = INVITATION.code.replace("-", "")

    refused = 0
    for at, letter in enumerate(letters):
        try:
            Invitation.read(letters[:at] + ("0" if letter != "0" else "2") + letters[at + 1 :])
        except NotAnInvitation:
            refused += 1

    assert refused == len(letters)


def test_the_lookup_and_the_key_tell_nothing_of_each_other() -> None:
    other = Invitation.new(repeatable(2))

    assert len(INVITATION.lookup) == 32
    assert INVITATION.lookup == Invitation.read(INVITATION.code).lookup != other.lookup
    assert INVITATION.key.raw == Invitation.read(INVITATION.code).key.raw != other.key.raw
    assert INVITATION.lookup != INVITATION.key.raw


def test_the_first_sign_in_takes_over_the_organisations_key() -> None:
    organisation = new_pair()
    row = wrap(organisation, INVITATION.key.public, HERE)

    taken = unwrap(row, Invitation.read(INVITATION.code.lower()).key, HERE)

    assert taken.raw == organisation.raw
