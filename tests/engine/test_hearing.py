"""What is heard: taps, digits of every script, labels and their beginnings, commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comparison import compared, plain
from bot.engine.hearing import LONGEST_WORDS, Chosen, Command, Stale, Unclear, Words
from bot.engine.place import Place
from bot.engine.vocabulary import Question
from bot.engine.ways import pages
from tests.engine.listening import (
    CHOICES,
    DANGER,
    ENGLISH,
    MANY,
    ONE,
    ONE_OR_NONE,
    SEVERAL,
    WORDS,
    heard,
)

DIGITS = {
    "Latin": "0123456789",
    "Devanagari": "०१२३४५६७८९",
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Persian and Urdu": "۰۱۲۳۴۵۶۷۸۹",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Burmese": "၀၁၂၃၄၅၆၇၈၉",
    "Khmer": "០១២៣៤៥៦៧៨៩",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "Lao": "໐໑໒໓໔໕໖໗໘໙",
    "Tamil": "௦௧௨௩௪௫௬௭௮௯",
    "Sinhala": "෦෧෨෩෪෫෬෭෮෯",
    "full width": "０１２３４５６７８９",
}


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_a_digit_of_any_script_chooses(digits: str) -> None:
    assert [heard(ONE, text=digits[n]) for n in range(1, 7)] == [
        Chosen((f"key{n}",)) for n in range(1, 7)
    ]


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_a_digit_of_any_script_goes_back_or_on_or_to_the_menu(digits: str) -> None:
    assert heard(ONE, text=digits[0]) == Command("/menu")
    assert heard(ONE_OR_NONE, text=digits[7]) == Command("/skip")
    assert heard(MANY, text=digits[7]) == Command("/done")
    assert heard(ONE, text=digits[8]) == Command("/more")
    assert heard(ONE, text=digits[9]) == Command("/back")


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_several_numbers_in_any_script_choose_several(digits: str) -> None:
    assert heard(MANY, text=f"{digits[1]}, {digits[3]}") == Chosen(("key1", "key3"))


@pytest.mark.parametrize("text", ["1 3", "1,3", "1،3", "1、3", "1 و 3", "1 & 3", "1+3", "3 1 3"])
def test_people_separate_numbers_in_many_ways(text: str) -> None:
    assert set(heard(MANY, text=text).keys) == {"key1", "key3"}  # type: ignore[union-attr]  # the test knows which kind it is


def test_several_numbers_answer_no_question_for_one() -> None:
    assert heard(ONE, text="1 2") == Unclear()


@pytest.mark.parametrize("text", ["77", "1 9", "12", "6 7"])
def test_a_number_that_is_not_on_the_screen_is_unclear(text: str) -> None:
    assert heard(MANY, Place(page=1), text=text) == Unclear()


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_the_number_of_a_report_is_seen_to_be_one_where_an_answer_is_to_be_chosen(
    digits: str,
) -> None:
    number = " - ".join([digits[1:5]] * 5)

    assert heard(ONE, text=number) == Unclear("receipt")
    assert heard(MANY, text=number) == Unclear("receipt")
    assert heard(ONE, text=number + digits[1]) != Unclear("receipt")
    assert heard(WORDS, text=number) == Words(number)


def test_seven_is_nothing_where_nothing_can_be_skipped() -> None:
    assert heard(ONE, text="7") == Unclear()


def test_eight_is_nothing_where_there_is_one_page() -> None:
    assert heard(ONE_OR_NONE, text="8") == Unclear()


def test_a_digit_counts_on_the_page_that_is_shown() -> None:
    assert heard(ONE, Place(page=1), text="1") == Chosen(("key7",))


def test_marks_of_direction_around_a_digit_do_not_matter() -> None:
    assert heard(ONE, text="\u2067\u200f٢\u2069") == Chosen(("key2",))


@pytest.mark.parametrize(
    "text", ["Black tea", "black TEA", "  Black tea. ", "☂️ Black tea", "2️⃣ Black", "blac"]
)
def test_a_label_or_its_clear_beginning_chooses(text: str) -> None:
    assert heard(ONE, text=text) == Chosen(("key2",))


def test_a_label_that_begins_another_means_itself() -> None:
    assert heard(ONE, text="ginger tea") == Chosen(("key3",))
    assert heard(ONE, text="No") == Chosen(("key6",))


@pytest.mark.parametrize("text", ["ging", "bl", "tea", "coffee", "!?", "no,no"])
def test_what_begins_two_labels_or_none_or_is_too_short_is_unclear(text: str) -> None:
    assert heard(ONE, text=text) == Unclear()


def test_a_label_is_heard_in_the_language_of_the_person() -> None:
    nepali = {"Mint": "पुदिना"}

    assert heard(ONE, speaks=nepali, text="पुदिना") == Chosen(("key5",))
    assert heard(ONE, speaks=nepali, text="Mint") == Unclear()


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert heard(ONE, speaks={"Mint": "Men\u0303the"}, text="ME\u00d1THE") == Chosen(("key5",))


def test_joiners_within_a_word_do_not_matter() -> None:
    assert heard(ONE, speaks={"Mint": "क्‍षण"}, text="क्षण") == Chosen(("key5",))


def test_a_label_on_another_page_is_heard_too() -> None:
    assert heard(ONE, text="no thanks") == Chosen(("key7",))


@pytest.mark.parametrize("text", ["2 🍵 Black tea", "२ 🍵 black", "2. Black tea"])
def test_a_whole_button_can_be_typed(text: str) -> None:
    assert heard(ONE, text=text) == Chosen(("key2",))


@pytest.mark.parametrize("text", ["2 🍵 Green tea", "3 Black tea", "2 coffee"])
def test_a_number_and_a_label_that_do_not_match_are_unclear(text: str) -> None:
    assert heard(ONE, text=text) == Unclear()


@pytest.mark.parametrize("question", [MANY, WORDS, SEVERAL], ids=["many", "words", "several"])
def test_the_ways_to_and_fro_are_heard_by_their_words(question: Question) -> None:
    assert heard(question, text="Back") == Command("/back")
    assert heard(question, text="0 🏠 Menu") == Command("/menu")


def test_done_is_heard_and_not_taken_for_a_part_of_the_story() -> None:
    assert heard(SEVERAL, text="done.") == Command("/done")
    assert heard(SEVERAL, speaks={"Done": "भयो"}, text="भयो") == Command("/done")
    assert heard(WORDS, text="Skip") == Command("/skip")
    assert heard(WORDS, text="Done") == Words("Done")
    assert heard(ONE, text="more answers") == Command("/more")


@pytest.mark.parametrize("text", ["00", "००", "٠٠", "0️⃣0️⃣", "Hide", "🧹 Hide", "/hide"])
def test_two_noughts_hide_in_every_script(text: str) -> None:
    for question in (ONE, WORDS, SEVERAL):
        assert heard(question, text=text) == Command("/hide")


@pytest.mark.parametrize("text", ["1️⃣", "①", "፩", "1."])
def test_a_digit_in_whatever_dress_chooses(text: str) -> None:
    assert heard(ONE, text=text) == Chosen(("key1",))
    assert heard(MANY, text=f"{text} ፪ ③") == Chosen(("key1", "key2", "key3"))


def test_a_label_with_a_number_is_heard_in_the_digits_of_its_language() -> None:
    nepali = {"Mint": "१५ पुदिना"}

    for text in ("१५ पुदिना", "15 पुदिना", "१5 पुदिना"):
        assert heard(ONE, speaks=nepali, text=text) == Chosen(("key5",))


def test_an_emoji_that_one_choice_has_chooses_it() -> None:
    assert heard(DANGER, ENGLISH, text="✋🏽") == Chosen(("stop",))
    assert heard(DANGER, ENGLISH, text="🔥") == Chosen(("yes",))
    assert heard(ONE, text="🍵") == Unclear()


def test_two_choices_with_one_label_are_unclear() -> None:
    same = {"Mint": "Tea", "No": "Tea"}

    assert heard(ONE, speaks=same, text="Tea") == Unclear()


@pytest.mark.parametrize("text", ["/HELP", "/help me", "/help@some_bot", " /help "])
def test_a_command_is_heard_however_it_is_written(text: str) -> None:
    assert heard(WORDS, text=text) == Command("/help")


@pytest.mark.parametrize("text", ["/etc/passwd is text", "/ they hit me", "//", "/5.30 pm"])
def test_what_only_begins_like_a_command_is_words(text: str) -> None:
    assert heard(WORDS, text=text) == Words(text)


def test_words_are_taken_as_they_are() -> None:
    assert heard(WORDS, text="  I work\nat night ") == Words("  I work\nat night ")


def test_words_can_be_ended_or_left_by_a_digit() -> None:
    assert heard(WORDS, text="7") == Command("/skip")
    assert heard(SEVERAL, text="7") == Command("/done")
    assert heard(WORDS, text="9") == Command("/back")
    assert heard(WORDS, text="8") == Words("8")


def test_too_many_words_are_too_long_however_many_messages_they_came_in() -> None:
    assert heard(WORDS, text="a" * LONGEST_WORDS) == Words("a" * LONGEST_WORDS)
    assert heard(WORDS, text="a" * (LONGEST_WORDS + 1)) == Unclear("long")
    written = Place(picked=("a" * LONGEST_WORDS,))
    assert heard(SEVERAL, written, text="b") == Unclear("long")


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_message_is_unclear(text: str) -> None:
    assert heard(WORDS, text=text) == Unclear()


def test_a_file_is_heard_as_one() -> None:
    assert heard(WORDS, media="voice", text="with words under it") == Unclear("media")


def test_nothing_at_all_asks_again() -> None:
    assert heard(ONE) == Command("/again")


def test_a_tap_chooses_its_key() -> None:
    assert heard(ONE, Place(turn=4), choice="key2", turn=4) == Chosen(("key2",))
    assert heard(ONE, Place(turn=4), choice="key2") == Chosen(("key2",))


def test_a_tap_on_a_question_that_has_passed_is_stale() -> None:
    assert heard(ONE, Place(turn=4), choice="key2", turn=3) == Stale()


@pytest.mark.parametrize("key", ["/back", "/skip", "/done", "/more"])
def test_a_second_tap_on_a_step_to_and_fro_is_stale(key: str) -> None:
    assert heard(ONE, Place(turn=4), choice=key, turn=3) == Stale()
    assert heard(ONE, Place(turn=4), choice=key, turn=4) == Command(key)


def test_the_menu_can_be_tapped_on_any_message() -> None:
    assert heard(ONE, Place(turn=4), choice="/menu", turn=1) == Command("/menu")


@pytest.mark.parametrize("key", ["key99", ""])
def test_a_key_that_the_question_does_not_have_is_unclear(key: str) -> None:
    assert heard(ONE, choice=key) == Unclear()


def test_without_a_question_only_commands_are_heard() -> None:
    assert heard(None, choice="key1") == Unclear()
    assert heard(None, text="hello") == Unclear()
    assert heard(None, text="7") == Unclear()
    assert heard(None, text="0") == Command("/menu")


def test_pages_hold_six() -> None:
    assert [len(page) for page in pages(CHOICES)] == [6, 1]
    assert pages(()) == []


@given(st.text())
def test_whatever_is_written_is_heard_as_something(text: str) -> None:
    for question in (ONE, MANY, WORDS, SEVERAL, None):
        assert heard(question, text=text) is not None


@given(st.text())
def test_plain_words_stay_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_what_is_compared_is_the_same_compared_again(text: str) -> None:
    assert compared(compared(text)) == compared(text)
