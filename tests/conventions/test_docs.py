"""The documents keep up with the code: settings, commands, acts, links and pictures."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from inspect_app import settings
from inspect_app.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
READMES = ("README.md", "README.zh-CN.md")
OPERATIONS = ("docs/operations.md", "docs/operations.zh-CN.md")
GUIDES = ("station", "district", "inspector", "city", "administrator")

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
SETTING = re.compile(r"INSPECT_[A-Z_]+")
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"inspect-app ([a-z]+)|\bmake ([a-z]+)")
# What is printed bold is what stands on a page, like the name of a button.
ON_THE_PAGE = re.compile(r"\*\*([^*]*[\u4e00-\u9fff][^*]*?)…?\*\*")
ACT = re.compile(r"(?<![\w.])([a-z_]+)\(([^()]*)\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def names_of_settings() -> set[str]:
    return set(SETTING.findall(inspect.getsource(settings)))


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to no file of the repository or to no heading of it."""
    broken = []
    for link in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        there = target.is_relative_to(ROOT) and target.exists()
        if not there or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


def commands_of(text: str) -> set[str]:
    """The commands and the targets of make that are named in the code of a text."""
    return {command or target for code in CODE.findall(text) for command, target in COMMAND.findall(code)}


def words_of_the_pages() -> str:
    """What can stand on a page: templates, views, scripts, and names that workflow and policy give."""
    parts = ("inspect_app/web", "inspect_app/workflow", "inspect_app/tablet/src", "checklists")
    folders = (ROOT / name for name in parts)
    return "\n".join(
        path.read_text("utf-8")
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".py", ".ts", ".yaml")
    )


def documented_acts() -> list[tuple[str, str, list[str]]]:
    """(module, function, parameters) of each act that architecture.md lists."""
    block = re.search(r"### The acts.*?^```\n(.*?)^```", text_of("docs/architecture.md"), re.M | re.S)
    assert block is not None
    found, module = [], ""
    for line in block[1].splitlines():
        named = re.match(r"workflow/(\w+)\.py", line)
        module = named[1] if named else module
        for name, parameters in ACT.findall(line):
            given = [re.split(r"[=:]", each)[0].strip() for each in parameters.split(",")]
            found.append((module, name, [each for each in given if each not in ("", "*")]))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_of_a_page_exists(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_operations_explain_every_setting_and_no_other(name: str) -> None:
    assert set(SETTING.findall(text_of(name))) == names_of_settings()


def test_every_command_is_documented() -> None:
    written = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert [command for command in main.commands if f"inspect-app {command}" not in written] == []


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = (commands_of(text_of(name)) for name in READMES)
    assert english == chinese


def test_documents_name_no_command_that_does_not_exist() -> None:
    targets = re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    for page in PAGES:
        unknown = commands_of(page.read_text("utf-8")) - {*main.commands, *targets}
        assert unknown == set(), page.name


@pytest.mark.parametrize(("module", "name", "parameters"), documented_acts())
def test_an_act_of_the_architecture_is_called_so_in_the_code(
    module: str, name: str, parameters: list[str]
) -> None:
    act = getattr(import_module(f"inspect_app.workflow.{module}"), name)
    assert act.__module__ == f"inspect_app.workflow.{module}"
    assert [each for each in inspect.signature(act).parameters if each != "office"] == parameters


def test_every_record_of_a_decision_is_listed() -> None:
    listed = set(LINK.findall(text_of("docs/decisions/README.md")))
    assert {path.name for path in (DOCS / "decisions").glob("0*.md")} == listed


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_shows_the_same_pictures_in_both_languages(guide: str) -> None:
    chinese, english = (
        re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text_of(f"docs/{language}/{guide}.md"))
        for language in ("zh", "en")
    )
    assert chinese == english
    assert len(chinese) >= 1


def test_buttons_are_called_as_the_guides_call_them() -> None:
    words = words_of_the_pages()
    guides = [ROOT / name for name in READMES] + [*DOCS.glob("zh/*.md"), *DOCS.glob("en/*.md")]
    wrong = {
        page.relative_to(ROOT).as_posix(): missing
        for page in guides
        if (missing := [w for w in ON_THE_PAGE.findall(page.read_text("utf-8")) if w not in words])
    }
    assert wrong == {}


def test_pictures_are_used_and_small() -> None:
    shown = {
        (page.parent / link).resolve() for page in PAGES for link in LINK.findall(page.read_text("utf-8"))
    }
    pictures = list((DOCS / "images").iterdir())
    assert [path.name for path in pictures if path.resolve() not in shown] == []
    assert [path.name for path in pictures if path.stat().st_size > 150 * 1024] == []
