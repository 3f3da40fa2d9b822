"""A conversation between two messages: what is known is what the log says."""

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.place import Entry, Frame, Known, Parked, Place

FRAME = Frame("order", "abc", "hungry")
KNOWN = Known({"one": "yes", "many": ("a", "b")}, {}, "en", parked=False)

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
frames = st.builds(Frame, texts, texts, texts, st.booleans(), st.tuples(texts))
values = texts | st.lists(texts).map(tuple)
entries = st.builds(Entry, st.tuples(frames), texts, values)
places = st.builds(
    Place,
    lang=texts,
    turn=st.integers(min_value=0, max_value=2**40),
    frames=st.lists(frames, max_size=3).map(tuple),
    log=st.lists(entries, max_size=3).map(tuple),
    picked=st.lists(texts, max_size=3).map(tuple),
    parked=st.none() | st.builds(Parked, st.tuples(frames), st.tuples(entries), st.tuples(texts)),
    kept=st.dictionaries(texts, st.tuples(texts)),
)


@given(places)
def test_a_place_is_kept_as_it_is(place: Place) -> None:
    assert Place.from_bytes(place.to_bytes()) == place


def test_the_last_answer_to_a_question_counts() -> None:
    place = Place(log=(Entry((FRAME,), "hungry", "yes"), Entry((FRAME,), "hungry", "no")))

    assert place.known.one("hungry") == "no"


def test_an_answer_is_one_or_many_and_never_the_other() -> None:
    assert (KNOWN.one("one"), KNOWN.many("one")) == ("yes", ())
    assert (KNOWN.one("many", "-"), KNOWN.many("many")) == ("-", ("a", "b"))
    assert (KNOWN.one("none", "-"), KNOWN.many("none")) == ("-", ())


def test_a_key_is_had_as_the_answer_or_among_the_answers() -> None:
    assert KNOWN.has("one", "yes")
    assert not KNOWN.has("one", "ye")
    assert KNOWN.has("many", "b")
    assert not KNOWN.has("none", "a")


def test_what_is_known_says_whether_a_draft_waits() -> None:
    assert not Place().known.parked
    assert Place(parked=Parked((), (), ())).known.parked
