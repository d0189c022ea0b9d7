"""What a browser makes of a page, and what every page of the product has to hold to."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache

import html5lib
from lxml import html
from lxml.html import FormElement, HtmlElement
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

LABELLED = (
    "//input[not(@type) or not(@type='hidden' or @type='submit' or @type='button')] | //select | //textarea"
)
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


class Page:
    """An answer of the application that is a page. Making one checks it; see `assert_valid`."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.path = response.request.path
        # Where a form goes that names no address.
        self.address = response.request.full_path.rstrip("?")
        self.source = response.get_data(as_text=True)
        self.tree: HtmlElement = html.document_fromstring(self.source)
        assert_valid(self)

    @cached_property
    def heading(self) -> str:
        return " ".join(self.tree.xpath("//h1")[0].text_content().split())

    @cached_property
    def text(self) -> str:
        """What is to be read in the page's own part, spaces squeezed."""
        (content,) = self.tree.xpath("//main") or [self.tree]
        return " ".join(content.text_content().split())

    def links(self) -> list[str]:
        return [str(address) for address in self.tree.xpath("//main//a/@href")]

    def form(self, action: str = "") -> FormElement:
        """The form whose address holds `action`; without one, the page's only form that is sent by POST."""
        forms = self.tree.xpath("//main//form[translate(@method, 'POST', 'post')='post']")
        fitting = [form for form in forms if action in (form.get("action") or self.address)]
        addresses = [form.get("action") or self.address for form in forms]
        assert len(fitting) == 1, f"{self.path}: {len(fitting)} forms for {action!r} among {addresses}"
        return fitting[0]

    def fields(self, action: str = "") -> MultiDict[str, object]:
        """What the browser would send of that form if nobody touched it."""
        return MultiDict(self.form(action).form_values())


def assert_valid(page: Page) -> None:
    """Parses without an error; title, one h1, language; ids once; controls labelled; references met."""
    where = page.path
    _assert_parses(_without_tokens(page))
    assert page.tree.get("lang"), f"{where}: <html> has no lang"
    assert (page.tree.findtext(".//title") or "").strip(" ·\n"), f"{where}: no title"
    assert len(page.tree.xpath("//h1")) == 1, f"{where}: {len(page.tree.xpath('//h1'))} h1 instead of one"
    ids = Counter(page.tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == [], f"{where}: ids used twice"
    labels = {label.get("for"): label.text_content().strip() for label in page.tree.xpath("//label[@for]")}
    unlabelled = [
        html.tostring(c, encoding="unicode")[:120] for c in page.tree.xpath(LABELLED) if not _label(c, labels)
    ]
    assert unlabelled == [], f"{where}: controls without a label"
    nameless = [
        html.tostring(b, encoding="unicode")[:120]
        for b in page.tree.xpath("//button | //a[@href]")
        if not _name(b)
    ]
    assert nameless == [], f"{where}: buttons or links without a name"
    pictures = page.tree.xpath("//img[not(@alt)]/@src")
    assert pictures == [], f"{where}: pictures without alt"
    references = {
        ref for name in REFERENCES for value in page.tree.xpath(f"//@{name}") for ref in value.split()
    }
    assert references <= set(ids), f"{where}: references to ids that are not there: {references - set(ids)}"
    scripts = page.tree.xpath("//script[not(@src)] | //@onclick | //@onchange | //@onsubmit | //style")
    assert scripts == [], (
        f"{where}: scripts and styles in the page are forbidden by its Content-Security-Policy"
    )


@lru_cache(maxsize=1000)
def _assert_parses(source: str) -> None:
    html5lib.HTMLParser(strict=True).parse(source)


def _without_tokens(page: Page) -> str:
    """The source as it is for everybody who is shown the same: a page that many tests open parses once."""
    source = page.source
    # Copies that a tablet keeps hold an empty one.
    for token in set(page.tree.xpath("//*[@name='csrf_token']/@value")) - {""}:
        source = source.replace(token, "token")
    return source


def _label(control: HtmlElement, labels: Mapping[str, str]) -> str:
    """What names a control: itself, the label around it, or one of `labels`, by the id they are for."""
    name = control.get("aria-label") or control.get("aria-labelledby")
    inside = "".join(label.text_content().strip() for label in control.iterancestors("label"))
    return name or inside or labels.get(control.get("id", ""), "")


def _name(element: HtmlElement) -> str:
    pictures = "".join(element.xpath(".//img/@alt"))
    return element.get("aria-label") or element.text_content().strip() or pictures
