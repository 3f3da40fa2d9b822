"""What random people may do next, each as a kind and what it is done with."""

from hypothesis import strategies as st

DIGITS = ("0123456789", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩", "၀၁၂၃၄၅၆၇၈၉")
WAYS = (
    "/back",
    "/skip",
    "/done",
    "/more",
    "/clear",
    "/menu",
    "/meant",
    "/other",
    "/person",
    "/sos",
)
WORDS = (
    "hello",
    "yes",
    "no",
    "00",
    "88",
    "99",
    "stop",
    "English",
    "नेपाली",
    "العربية",
    "They lock the door and they beat me",
    "I want to die",
    "1 2 3",
    "9.",
    "Qatar",
    "qatr",
    "24 hours",
    "a\0b \ud83d \u202e",
    "x" * 5000,
)
KINDS = ("voice", "picture", "video", "document", "contact", "place", "other")

process = st.integers(0, 1)
number = st.integers(0, 9)
does = st.one_of(
    st.tuples(st.just("tap"), number),
    st.tuples(st.just("stale tap"), number),
    st.tuples(st.just("old tap"), number),
    st.tuples(st.just("digit"), st.tuples(number, st.integers(0, len(DIGITS) - 1))),
    st.tuples(st.just("way"), st.sampled_from(WAYS)),
    st.tuples(st.just("words"), st.one_of(st.sampled_from(WORDS), st.text(max_size=40))),
    st.tuples(st.just("command"), number),
    st.tuples(st.just("file"), st.sampled_from(KINDS)),
    st.tuples(st.just("edited"), st.sampled_from(WORDS)),
    st.tuples(st.just("receipt"), number),
    st.tuples(st.just("look"), number),
)
