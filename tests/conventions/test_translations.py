"""Chinese and English are both complete: every text has its English, and none stands outside gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tools import messages

ROOT = Path(__file__).parents[2]
WEB = ROOT / "inspect_app/web"
TEMPLATES = [path for path in sorted(WEB.rglob("templates/**/*")) if path.suffix in {".html", ".txt"}]
MODULES = sorted(WEB.rglob("*.py"))

REMEDY = "run `make messages` and translate what it lists in " + messages.CATALOGUE.as_posix()
# Characters and full-width punctuation; the full-width plus is a sign on buttons.
CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uff0a\uff0c-\uffef]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")

# English may name these: what the authenticator app shows, a certificate's number, the brackets of numbers.
NAMES = ("工会服务站", "京工站证字〔2013〕0001号", "〔〕")

# The one part of a template that gettext sees, and what a template keeps to itself.
TRANSLATED = re.compile(r"""(?:_|pgettext)\((?:\s*'[^']*'\s*,)?\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
# In templates: an example of a number, and parts of site names that the calendar leaves out.
DATA_IN_TEMPLATES = (
    'placeholder="京工站证字〔2013〕0001号"',
    "replace('工会服务站', '')",
    "replace('职工之家', '')",
)

# These carry both languages or hand their first argument to gettext.
SPOKEN = {"_", "_l", "gettext", "lazy_gettext", "pgettext", "lazy_pgettext", "Text", "Invalid"}
# In modules: names that authenticator apps and browsers show, sample rows of a table, the mark on letters of
# the demonstration, and what stands beside its English form.
DATA_IN_MODULES = {
    "accounts/configuration.py": {"工会服务站", "工会服务站规范化建设管理平台"},
    "admin/imports.py": {
        "东城区",
        "东华门街道",
        "东华门街道工会服务站",
        "服务站",
        "南河沿大街1号",
        "某某公司职工之家",
        "职工之家",
        "王府井大街2号",
    },
    "fields/base.py": {"。"},
    "fields/numbers.py": {"。", "元"},
    "fields/show.py": {"、"},
    "language.py": {"中文", "年", "月", "日", " 元"},
    "office.py": {"演示数据，不具效力"},
}


@pytest.fixture(scope="module")
def source() -> Catalog:
    return messages.extracted(ROOT)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return messages.kept(ROOT)


def keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    return {(each.context, _singular(each)) for each in catalog if each.id}


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each English text with the Chinese one it stands for, all forms of a plural."""
    for each in catalog:
        if not each.id or each.string is None:
            continue
        english = [each.string] if isinstance(each.string, str) else each.string
        yield from ((_singular(each), text) for text in english)


def test_the_catalogue_holds_every_text_of_the_pages(source: Catalog, english: Catalog) -> None:
    assert sorted(text for _context, text in keys(source) - keys(english)) == [], REMEDY


def test_the_catalogue_holds_no_text_that_pages_no_longer_use(source: Catalog, english: Catalog) -> None:
    assert sorted(text for _context, text in keys(english) - keys(source)) == [], REMEDY
    assert list(english.obsolete) == [], REMEDY


def test_every_text_has_its_english(english: Catalog) -> None:
    assert [_singular(each) for each in messages.untranslated(english)] == [], REMEDY


def test_both_languages_have_the_same_placeholders(english: Catalog) -> None:
    differing = [
        (chinese, text)
        for chinese, text in pairs(english)
        if sorted(PLACEHOLDER.findall(chinese)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert differing == []


def test_english_holds_no_chinese_but_names(english: Catalog) -> None:
    def without_names(text: str) -> str:
        for name in NAMES:
            text = text.replace(name, "")
        return text

    assert [text for _chinese, text in pairs(english) if CHINESE.search(without_names(text))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_says_nothing_outside_gettext(path: Path) -> None:
    rest = TRANSLATED.sub("", REMARK.sub("", path.read_text("utf-8")))
    for data in DATA_IN_TEMPLATES:
        rest = rest.replace(data, "")
    assert CHINESE.findall(rest) == [], "wrap it: {{ _('…') }}, punctuation between texts too: {{ _('：') }}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_module_of_the_web_says_nothing_outside_gettext(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    allowed = {id(each) for part in _spoken(tree) for each in ast.walk(part)}
    constants = [
        each for each in ast.walk(tree) if isinstance(each, ast.Constant) and id(each) not in allowed
    ]
    texts = {each.value for each in constants if isinstance(each.value, str) and CHINESE.search(each.value)}
    assert texts - DATA_IN_MODULES.get(path.relative_to(WEB).as_posix(), set()) == set(), 'wrap it: _("…")'


def _spoken(tree: ast.Module) -> Iterator[ast.AST]:
    """The parts of a module whose texts are translated, carry both languages, or are docstrings."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in SPOKEN:
            yield each
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
            yield each


def test_updating_the_catalogue_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / messages.CATALOGUE).parent.mkdir(parents=True)
    (tmp_path / messages.CATALOGUE).write_bytes((ROOT / messages.CATALOGUE).read_bytes())
    page = tmp_path / "inspect_app/web/page.html"
    page.parent.mkdir()
    page.write_text("{{ _('我的账户') }}{{ _('没有译过的话') }}", "utf-8")
    assert [each.id for each in messages.untranslated(messages.update(tmp_path))] == ["没有译过的话"]
    once = (tmp_path / messages.CATALOGUE).read_text("utf-8")
    assert 'msgstr "My account"' in once
    assert "退出" not in once
    messages.update(tmp_path)
    assert (tmp_path / messages.CATALOGUE).read_text("utf-8") == once
