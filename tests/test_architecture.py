"""What ruff, mypy and import-linter cannot say of a file, read from the files themselves."""

import ast
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
NO_NOUN = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib"}
PURE = ("services", "storage", "flows", "i18n.py", "engine", "domain", "privacy")
CHANCE_AND_CLOCK = re.compile(
    r"(datetime\.)*(datetime|date)\.(now|utcnow|today|fromtimestamp)|time\.(time|time_ns)"
    r"|uuid\.uuid[1-8]|os\.(urandom|getrandom)|(random|secrets)(\..+)?"
)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[a-z, -]+\])?(?P<rest>.*)")
NOQA = re.compile(r"#\s*noqa(?P<codes>:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)?(?P<rest>.*)")
A_WORD = re.compile(r"\w{2,}")


def modules(*folders: str) -> dict[str, Path]:
    """Every module of these folders, by its path; an empty `__init__` says all there is to say."""
    found = (
        file
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.stat().st_size
    )
    return {str(file.relative_to(ROOT)): file for file in found}


EVERYWHERE = modules("bot", "tests", "scripts", "bench")
PROGRAM = modules("bot")
BELOW = {name: file for name, file in PROGRAM.items() if Path(name).parts[1] in PURE}


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def each_with(files: dict[str, Path], look: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """The files in which something is found, with what it is."""
    return {name: found for name, file in files.items() if (found := look(file))}


def long_functions(module: ast.AST) -> list[str]:
    return [
        f"{each.name}: {lines} lines"
        for each in ast.walk(module)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (each.end_lineno or 0) - each.lineno + 1) > LONGEST_FUNCTION
    ]


def first_words(module: ast.Module) -> str:
    """The first paragraph of the docstring, on one line."""
    return " ".join((ast.get_docstring(module) or "").partition("\n\n")[0].split())


def is_one_sentence(words: str) -> bool:
    return bool(re.fullmatch(r"\S.*[.?!]", words)) and not re.search(r"[.?!]\s+[A-Z]", words)


def forbidden_names(module: ast.AST) -> list[str]:
    """Names of clocks and of chance that are used, wherever they were imported from."""
    used = (ast.unparse(each) for each in ast.walk(module) if isinstance(each, ast.Attribute))
    return [name for name in (*imported(module), *used) if CHANCE_AND_CLOCK.fullmatch(name)]


def imported(module: ast.AST) -> Iterator[str]:
    for each in ast.walk(module):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            yield from (f"{each.module}.{alias.name}" for alias in each.names)


def comments(file: Path) -> Iterator[tuple[int, str]]:
    with tokenize.open(file) as lines:
        for token in tokenize.generate_tokens(lines.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def unreasoned(file: Path, mark: re.Pattern[str]) -> list[str]:
    """Marks without a code, and those with a reason neither beside them nor on the line above."""
    said = dict(comments(file))
    return [
        f"line {line}: {comment}"
        for line, comment in said.items()
        if (found := mark.search(comment))
        and not (found["codes"] and has_reason(found["rest"], said.get(line - 1, "")))
    ]


def has_reason(beside: str, above: str) -> bool:
    """Another mark is no reason."""
    return any(
        A_WORD.search(words) and not re.search(r"noqa|type:\s*ignore", words)
        for words in (beside, above)
    )


def test_a_file_can_be_read_in_one_go() -> None:
    lines = {name: len(file.read_text("utf-8").splitlines()) for name, file in EVERYWHERE.items()}

    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen() -> None:
    assert each_with(EVERYWHERE, lambda file: long_functions(tree(file))) == {}


def test_a_module_opens_with_one_sentence_that_says_what_it_is() -> None:
    opened = {name: first_words(tree(file)) for name, file in EVERYWHERE.items()}

    assert {name: words for name, words in opened.items() if not is_one_sentence(words)} == {}


def test_a_module_is_called_after_something() -> None:
    names = {name: {*Path(name).parent.parts, Path(name).stem} for name in EVERYWHERE}

    assert [name for name, parts in names.items() if parts & NO_NOUN] == []


def test_clock_and_chance_are_handed_in() -> None:
    assert each_with(BELOW, lambda file: forbidden_names(tree(file))) == {}


@pytest.mark.parametrize("mark", [IGNORE, NOQA], ids=["type: ignore", "noqa"])
def test_an_exception_to_a_rule_names_the_rule_and_the_reason(mark: re.Pattern[str]) -> None:
    assert each_with(EVERYWHERE, lambda file: unreasoned(file, mark)) == {}


def test_what_is_looked_at_is_there() -> None:
    assert {"bot/cli.py", "tests/test_architecture.py", "scripts/licences.py"} <= set(EVERYWHERE)
    assert {"bot/services/cases.py", "bot/privacy/pairs.py", "bot/i18n.py"} <= set(BELOW)
    assert "bot/app/chance.py" not in BELOW


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "import datetime as dt\nfrom datetime import date\ndate.today()",
        "from uuid import uuid4",
        "import uuid\nuuid.uuid7()",
        "import random",
        "from random import choice",
        "import secrets",
        "import os\nos.urandom(8)",
        "from os import urandom",
        "import time\ntime.time()",
    ],
)
def test_a_clock_or_chance_in_the_wrong_place_is_found(code: str) -> None:
    assert forbidden_names(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime, timedelta\ndatetime(2026, 1, 1)",
        "import time\ntime.monotonic()",
        "from uuid import UUID\nUUID(int=0)",
        "def made(random):\n    return random(8)",
    ],
)
def test_what_only_looks_like_it_is_let_through(code: str) -> None:
    assert forbidden_names(ast.parse(code)) == []


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("What it is.", True),
        ("What it is: this, that; and, as in v1.2, more.", True),
        ("", False),
        ("No full stop", False),
        ("This is one. This is another.", False),
    ],
)
def test_one_sentence_is_told_from_none_and_from_two(words: str, *, one: bool) -> None:
    assert is_one_sentence(words) is one


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        ("x = 1  # noqa: S101 - because it is so\n", True),
        ("# because it is so\nx = 1  # noqa: S101\n", True),
        ("x = 1  # noqa: S101\n", False),
        ("x = 1  # noqa\n", False),
        ("x = 1  # type: ignore[misc]  # a library's fault\n", True),
        ("x = 1  # type: ignore[misc]\n", False),
        ("x = 1  # type: ignore  # a library's fault\n", False),
        ("x = 1  # noqa: S101 - so\ny = 1  # noqa: S101\n", False),
    ],
)
def test_a_reason_is_looked_for_beside_and_above(tmp_path: Path, line: str, *, fine: bool) -> None:
    file = tmp_path / "odd.py"
    file.write_text(line, "utf-8")

    assert (not [*unreasoned(file, IGNORE), *unreasoned(file, NOQA)]) is fine


def test_a_long_function_is_found() -> None:
    body = "\n".join(["    pass"] * LONGEST_FUNCTION)

    assert long_functions(ast.parse(f"def long() -> None:\n{body}")) == ["long: 41 lines"]
