"""Numbers of every script are the same numbers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numerals import western

ETHIOPIC_ONES, ETHIOPIC_TENS = "፩፪፫፬፭፮፯፰፱", "፲፳፴፵፶፷፸፹፺"
SINHALA_ONES, SINHALA_TENS = "𑇡𑇢𑇣𑇤𑇥𑇦𑇧𑇨𑇩", "𑇪𑇫𑇬𑇭𑇮𑇯𑇰𑇱𑇲"
TAMIL = "௦௧௨௩௪௫௬௭௮௯"

DECIMAL = {
    "Latin": "0123456789",
    "Devanagari": "०१२३४५६७८९",
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Persian and Urdu": "۰۱۲۳۴۵۶۷۸۹",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Gurmukhi": "੦੧੨੩੪੫੬੭੮੯",
    "Gujarati": "૦૧૨૩૪૫૬૭૮૯",
    "Telugu": "౦౧౨౩౪౫౬౭౮౯",
    "Kannada": "೦೧೨೩೪೫೬೭೮೯",
    "Malayalam": "൦൧൨൩൪൫൬൭൮൯",
    "Burmese": "၀၁၂၃၄၅၆၇၈၉",
    "Shan": "႐႑႒႓႔႕႖႗႘႙",
    "Khmer": "០១២៣៤៥៦៧៨៩",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "Lao": "໐໑໒໓໔໕໖໗໘໙",
    "Tamil": TAMIL,
    "Sinhala": "෦෧෨෩෪෫෬෭෮෯",
    "full width": "０１２３４５６７８９",
    "raised": "⁰¹²³⁴⁵⁶⁷⁸⁹",
}


@given(st.integers(min_value=0), st.sampled_from(sorted(DECIMAL)))
def test_a_number_is_the_same_in_every_script(number: int, script: str) -> None:
    assert western(_written(number, DECIMAL[script])) == str(number)


@pytest.mark.parametrize("digits", DECIMAL.values(), ids=DECIMAL)
def test_noughts_at_the_beginning_stay(digits: str) -> None:
    assert western(digits[0] * 2) == "00"
    assert western(digits[0] + digits[7]) == "07"


@given(st.integers(1, 99_999_999))
def test_an_ethiopic_number_adds_its_signs(number: int) -> None:
    assert western(_ethiopic(number)) == str(number)


@given(st.integers(1, 9_999))
def test_a_tamil_number_multiplies_its_signs(number: int) -> None:
    assert western(_tamil(number)) == str(number)


@given(st.integers(1, 999))
def test_an_old_sinhala_number_adds_its_signs(number: int) -> None:
    hundreds, rest = divmod(number, 100)
    signs = f"{SINHALA_ONES[hundreds - 1]}𑇳" if hundreds else ""

    assert western(signs + _tens_and_ones(rest, SINHALA_TENS, SINHALA_ONES)) == str(number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("፲", "10"),
        ("፳፩", "21"),
        ("፩፻፳፫", "123"),
        ("፻፼", "1000000"),
        ("፩፪", "12"),
        ("௰", "10"),
        ("௨௰", "20"),
        ("௱", "100"),
        ("௧௦", "10"),
        ("൰൧", "11"),
        ("1️⃣", "1"),
        ("2\u20e3", "2"),
        ("0️⃣0️⃣", "00"),
        ("🔟", "10"),
        ("③", "3"),
        ("❸", "3"),
        ("⑩", "10"),
        ("⓪", "0"),
        ("Ⅲ", "3"),
        ("\u2067\u200f٢\u2069", "2"),
    ],
)
def test_signs_make_numbers(written: str, number: str) -> None:
    assert western(written) == number


def test_what_stands_in_a_circle_stands_by_itself() -> None:
    assert western("①③").split() == ["1", "3"]


@pytest.mark.parametrize("text", ["½", "൵", "tea", "चिया", "一", ""])
def test_what_is_no_whole_number_stays(text: str) -> None:
    assert western(text) == text


def test_a_number_stays_in_its_sentence() -> None:
    assert western("मेरो तलब ९०० हो") == "मेरो तलब 900 हो"


@given(st.text())
def test_all_digits_are_western_and_it_is_done_once(text: str) -> None:
    once = western(text)

    assert western(once) == once
    assert not any(c not in "0123456789" and unicodedata.category(c) == "Nd" for c in once)


def _written(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _tens_and_ones(number: int, tens: str, ones: str) -> str:
    ten, one = divmod(number, 10)
    return (tens[ten - 1] if ten else "") + (ones[one - 1] if one else "")


def _ethiopic(number: int) -> str:
    """Groups of two digits from the end, with ፻ and ፼ in turn between them."""
    high, low = divmod(number, 10_000)
    hundreds, rest = divmod(low, 100)
    tens, ones = ETHIOPIC_TENS, ETHIOPIC_ONES
    signs = f"{_ethiopic(high)}፼" if high else ""
    if hundreds:
        signs += f"{_tens_and_ones(hundreds, tens, ones) if hundreds > 1 else ''}፻"
    return signs + _tens_and_ones(rest, tens, ones)


def _tamil(number: int) -> str:
    signs = ""
    for value, sign in ((1000, "௲"), (100, "௱"), (10, "௰")):
        times, number = divmod(number, value)
        signs += (TAMIL[times] if times > 1 else "") + (sign if times else "")
    return signs + (TAMIL[number] if number else "")
