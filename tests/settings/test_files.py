"""Folders of settings: one laid over the other, and every broken file refused in a sentence."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SettingsUnusable, read_settings
from bot.settings.files import laid_over, leaves
from bot.settings.reading import CONFIG
from tests.settings.conftest import Lay, Read

Table = dict[str, Any]

LEAVES = st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
TABLES = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(LEAVES, lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
)


def refusal(read: Read, file: Path) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read()
    return str(refused.value).replace(str(file), "FILE")


def values(table: Table) -> list[tuple[tuple[str, ...], object]]:
    """Every value that is no table with something in it, and the way to it."""
    found = []
    for keys in leaves(table):
        value: Any = table
        for key in keys:
            value = value[key]
        found.append((keys, value))
    return found


def beside(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two ways is the beginning of the other."""
    return all(first == second for first, second in zip(one, other, strict=False))


@given(TABLES)
def test_nothing_laid_over_changes_nothing(lower: Table) -> None:
    assert laid_over({}, lower) == lower
    assert laid_over(lower, {}) == lower
    assert laid_over(lower, lower) == lower


@given(TABLES, TABLES)
def test_every_value_is_the_upper_one_or_else_the_lower_one(upper: Table, lower: Table) -> None:
    merged = laid_over(upper, lower)
    above, below = dict(values(upper)), dict(values(lower))

    assert all(value == above.get(keys, below.get(keys)) for keys, value in values(merged))
    assert {keys for keys, value in above.items() if value != {}} <= set(dict(values(merged)))


@given(TABLES, TABLES)
def test_a_value_is_lost_only_where_the_upper_file_sets_something_there(
    upper: Table, lower: Table
) -> None:
    kept = dict(values(laid_over(upper, lower)))
    lost = [keys for keys, _ in values(lower) if keys not in kept]

    assert all(any(beside(keys, each) for each, _ in values(upper)) for keys in lost)


def test_a_key_of_a_toml_file_is_overridden_and_the_others_stay(lay: Lay, read: Read) -> None:
    lay("default.toml", '[names]\ntitle = "Our diary"\n')

    names = read().content.names

    assert (names.title, names.icon) == ("Our diary", read_settings({}).content.names.icon)


def test_a_yaml_file_takes_the_place_of_the_other_whole(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "topics" / "pay.yaml").read_text()
    lay("topics/pay.yaml", ours.replace("title: My pay", "title: Our pay"))

    assert [each.title for each in read().content.topics if each.id == "pay"] == ["Our pay"]


def test_a_file_may_be_added(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "countries" / "QA.yaml").read_text()
    lay("countries/AA.yaml", ours.replace("code: QA", "code: AA"))

    assert set(read().content.countries) == {*read_settings({}).content.countries, "AA"}


def test_files_of_the_system_are_left_alone(lay: Lay, read: Read) -> None:
    lay(".hidden", "x")
    lay("..data/x.toml", "x")

    assert read().content == read_settings({}).content


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("defualt.toml", "did you mean default.toml?"),
        ("indicators.yml", "did you mean indicators.yaml?"),
        ("xyz", "there is clocks.toml, conventions.yaml, countries/*.yaml, crisis/*.yaml, "),
    ],
)
def test_a_file_that_nobody_knows_is_refused(
    lay: Lay, read: Read, upper: Path, name: str, advice: str
) -> None:
    lay(name, "")

    assert refusal(read, upper).startswith(f"FILE: {name} is unknown; {advice}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a = \xff", "FILE is not UTF-8 text; save it as UTF-8."),
        ("a = ", "FILE is no TOML; correct this: Invalid value (at end of document)"),
        ("[names]\n[names]\n", "FILE is no TOML; correct this: Cannot declare ('names',) twice "),
        ("a = " + "[" * 9_999, "FILE has brackets in brackets without end; correct it."),
        ("#" * 1_048_577, "FILE is larger than 1048576 bytes; make it smaller."),
    ],
)
def test_a_broken_toml_file_is_refused(
    lay: Lay, read: Read, content: str | bytes, sentence: str
) -> None:
    assert refusal(read, lay("default.toml", content)).startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a: \xff", "FILE is not UTF-8 text; save it as UTF-8."),
        ("a: [1", "FILE is no YAML; correct this: line "),
        ("a: 1\nb: 1\na: 2", "FILE is no YAML; correct this: line 3, column 1: a is there twice"),
        ("a: \x00", "FILE is no YAML; correct this: unacceptable character #x0000: "),
        (
            "a: !!python/name:os.system",
            "FILE is no YAML; correct this: line 1, column 4: could no",
        ),
        ("a: 2026-13-01", "FILE holds an impossible date; correct it: month must be in 1..12"),
        ("[" * 9_999, "FILE has brackets in brackets without end; correct it."),
        ("[" * 999_999, "FILE has brackets in brackets without end; correct it."),
        ("- " * 499_999, "FILE is no YAML; correct this: a line has more than 5000 characters"),
        ("- a", "FILE holds no table of settings; write lines of `key: value`."),
        ("", "FILE holds no table of settings; write lines of `key: value`."),
    ],
)
def test_a_broken_yaml_file_is_refused(
    lay: Lay, read: Read, content: str | bytes, sentence: str
) -> None:
    assert refusal(read, lay("indicators.yaml", content)).startswith(sentence)


def test_a_file_that_cannot_be_read_is_refused(lay: Lay, read: Read, upper: Path) -> None:
    (upper / "default.toml").symlink_to("/proc/self/mem")

    assert refusal(read, upper / "default.toml") == (
        "FILE cannot be read (Input/output error); let the one who runs Haki read it."
    )


def test_a_file_of_the_release_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnusable) as refused:
        read_settings({}, config=tmp_path)

    assert str(refused.value) == (
        f"{tmp_path}/default.toml is missing; take it from the release again."
    )
