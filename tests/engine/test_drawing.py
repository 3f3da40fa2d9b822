"""A flow is drawn whole: every step, every way, what is kept and what leaves."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from bot.domain.messages import Direction
from bot.domain.text import Text
from bot.engine.drawing.charts import page
from bot.engine.drawing.measures import width, wrapped
from bot.engine.drawing.prints import HEIGHT, MARGIN, WIDTH, Paper, printed
from bot.engine.drawing.sheets import Box, Way, boxes
from bot.engine.faults import Declared
from bot.engine.vocabulary import END, AnyStep, Flow
from tests.engine.faulty import ASKED, CONSENT, DECLARED, SEND, SUBMIT, flow
from tests.engine.teashop import ORDER, PLAN

SVG = "{http://www.w3.org/2000/svg}"
ODD = Text('Say "no" <here> & #1; then stop.')


def drawn(*steps: AnyStep, declared: Declared = DECLARED) -> tuple[Box, ...]:
    whole = flow(*steps, draft=True)
    return boxes(whole, [whole], declared, str)


def order() -> dict[str, Box]:
    return {box.name: box for box in boxes(ORDER, PLAN.flows, PLAN.declared, str)}


def test_every_step_has_a_number_in_the_order_in_which_it_is_written() -> None:
    assert [(box.number, box.name) for box in order().values()] == [
        (number, step.name) for number, step in enumerate(ORDER.steps, start=1)
    ]


def test_every_way_leads_to_a_number_or_to_an_end() -> None:
    known = order()

    assert known["waiting"].ways == (Way("yes", 2), Way("no", 4))
    assert known["hungry"].ways == (Way("Any answer", 5), Way("7 ⏭️ Skip", 5))
    assert known["send"].ways == (
        Way("1 ✅ Yes", 13),
        Way("2 ❌ No", 12),
        Way("3 💬 Talk first", 11),
    )
    assert known["thanks"].ways == (Way("", None, "The end"),)
    assert known["not_now"].ways == (Way("", None, "The end; the draft waits"),)
    assert known["resume"].ways == (
        Way("With a draft: where it was left", None),
        Way("Otherwise", 4),
    )


def test_choices_have_the_digit_of_their_page() -> None:
    assert order()["teas"].choices[5:8] == (
        "6 🍃 Ginger tea",
        "1 🍃 Ginger tea with milk",
        "2 🍃 Milk tea",
    )


def test_a_condition_is_told_in_the_words_of_the_answer() -> None:
    assert order()["sugar"].notes[0] == (
        "Only if 5 was answered with “4 🍃 Mint tea” + 5 was not answered with “2 🍃 Black tea”."
    )


def test_what_is_kept_and_what_leaves_is_told() -> None:
    consent, asked, send, submit = drawn(CONSENT, replace(ASKED, then="send"), SEND, SUBMIT)

    assert consent.notes == ("Consent: only after a yes here is an answer kept.",)
    assert asked.notes == ("The answer is kept, and is a part of what is sent.",)
    assert send.notes == ("Nothing leaves before this answer.",)
    assert submit.notes == (
        "Here this leaves the chat: the answers to 2.",
        "After “sent” nothing before it can be undone with Back.",
    )
    assert order()["note"].notes == (
        "The answer is kept in this chat until the conversation ends.",
    )


def test_what_a_rule_or_an_effect_means_is_told_where_it_is_known() -> None:
    (box,) = drawn(replace(SUBMIT, effect="some.effect", to={"good": END, "bad": END}, seals=()))

    assert box.text == "some.effect"
    assert boxes(ORDER, PLAN.flows, PLAN.declared, str)[0].text == "draft.waiting"


# the chart ---------------------------------------------------------------------------------------


def test_the_chart_has_a_node_for_each_step_and_an_arrow_for_each_way() -> None:
    chart = page(ORDER, PLAN.flows, PLAN.declared).partition("```mermaid\n")[2].partition("```")[0]

    assert len(re.findall(r"^  s\d+[\[({]", chart, re.MULTILINE)) == len(ORDER.steps)
    assert '  s10 -->|"1 ✅ Yes"| s13\n' in chart
    assert '  s4 -->|"Any answer / 7 ⏭️ Skip"| s5\n' in chart
    assert "  s14 --> e1\n" in chart
    nodes = {*re.findall(r"^  (\w+)[\[({]", chart, re.MULTILINE)}
    assert {*re.findall(r" (\w+)$", chart.partition("classDef")[0], re.MULTILINE)} <= {
        *nodes,
        "TD",
    }


def test_the_page_has_every_step_in_full_with_links() -> None:
    whole = page(ORDER, PLAN.flows, PLAN.declared)

    assert "## 10 `send`\n" in whole
    assert "> Order {order}?\n" in whole
    assert "- 1 ✅ Yes → [13 `submit`](#13-submit)\n" in whole


def test_what_mermaid_and_xml_would_take_for_their_own_is_written_otherwise() -> None:
    odd = flow(replace(ASKED, text=ODD))
    chart = page(odd, [odd], DECLARED)

    assert "Say #quot;no#quot; #lt;here#gt; & #35;1;" in chart.replace("<br/>", " ")
    assert "".join(ET.fromstring(printed(drawn(*odd.steps), paper())).itertext()).count("<here>")


# the sheets --------------------------------------------------------------------------------------


def paper(direction: Direction = "ltr") -> Paper:
    return Paper("order", "xx", direction, str)


def long_flow() -> Flow:
    steps = [
        replace(ASKED, name=f"step_{number}", text=Text("Is it so? " * number), then=END)
        for number in range(1, 40)
    ]
    return flow(*steps)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_everything_is_on_the_sheets_and_no_box_is_cut_in_two(direction: Direction) -> None:
    whole = long_flow()
    svg = ET.fromstring(printed(boxes(whole, [whole], DECLARED, str), paper(direction)))
    _, _, wide, high = map(float, svg.attrib["viewBox"].split())
    rects = [rect.attrib for rect in svg.iter(f"{SVG}rect")][1:]
    tops = [(float(each["y"]), float(each["height"])) for each in rects if "rx" in each]

    assert (wide, high % HEIGHT) == (WIDTH, 0)
    assert len(tops) == len(whole.steps)
    assert all(int(y // HEIGHT) == int((y + height) // HEIGHT) for y, height in tops)
    assert all(y + height <= below for (y, height), (below, _) in pairwise(tops))
    for text in svg.iter(f"{SVG}text"):
        assert MARGIN <= float(text.attrib["x"]) <= WIDTH - MARGIN
        assert 0 < float(text.attrib["y"]) < high


def test_what_is_read_from_the_right_begins_there() -> None:
    (left, right) = (printed(drawn(ASKED), paper(each)) for each in ("ltr", "rtl"))

    assert '<text x="26"' in left
    assert "direction" not in left
    assert '<text x="184"' in right
    assert right.count("<text") == right.count('direction="rtl"')
    assert "← " in right


def test_each_sheet_says_which_it_is() -> None:
    whole = long_flow()
    svg = printed(boxes(whole, [whole], DECLARED, str), paper())
    count = int(float(re.findall(r'viewBox="0 0 210 (\d+)"', svg)[0]) / HEIGHT)

    assert count > 1
    assert [f"Page {n} of {count}" in svg for n in range(1, count + 1)] == [True] * count


@pytest.mark.parametrize("text", ["Is it so?", "यो ठीक हो?", "هل هذا صحيح؟", "🆘 Help me now"])
def test_lines_are_broken_at_words_and_fit(text: str) -> None:
    lines = wrapped(" ".join([text] * 12), 3.6, 60)

    assert len(lines) > 1
    assert " ".join(lines) == " ".join([text] * 12)
    assert all(width(line, 3.6) <= 60 for line in lines)


def test_a_word_that_is_too_long_stands_alone_and_marks_take_no_room() -> None:
    assert wrapped("a " + "m" * 100, 3.6, 60) == ["a", "m" * 100]
    assert width("कु", 1) == width("क", 1)
