"""HTML to PDF with embedded Chinese fonts: complete, or not at all.

xhtml2pdf reports a missing glyph, an unknown font or an unreadable picture as a log line and goes on; here
any of them stops the document. The same HTML gives the same bytes. One document at a time in a process, so
serve many with processes.
"""

import contextlib
import functools
import io
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus.doctemplate import LayoutError
from xhtml2pdf import default, pisa
from xhtml2pdf.config.resources import RenderLimitError, ResourceAccessPolicy

from inspect_app.documents import cjk_paragraph
from inspect_app.documents.errors import DocumentError

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("NotoSerifSC", "NotoSansSC")

# Everything a page shows is in its HTML; a document never fetches.
_NOTHING_FETCHED = ResourceAccessPolicy.server(allow_remote=False)
# Tags are styled by our own style sheets; the stock one takes longer to parse than a letter to set.
_DEFAULT_CSS = (Path(__file__).parent / "shared" / "default.css").read_text("utf-8")
_LOGGERS = ("xhtml2pdf", "reportlab", "svglib")

# ReportLab keeps fonts and settings in module globals, and so do we while listening to the loggers.
_one_at_a_time = threading.Lock()


def typeset(html: str, *, title: str, author: str, subject: str) -> bytes:
    """The PDF of a page of HTML. Raises DocumentError for anything that cannot be drawn as written."""
    with _one_at_a_time:
        _prepare()
        output = io.BytesIO()
        with _warnings_stop_the_document():
            _convert(html, output, {"title": title, "author": author, "subject": subject})
    return output.getvalue()


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that a family lacks in either weight, in order of appearance."""
    with _one_at_a_time:
        _prepare()
    return [char for char in dict.fromkeys(text) if char != "\n" and ord(char) not in _drawable()]


def _convert(html: str, output: io.BytesIO, meta: dict[str, str]) -> None:
    try:
        pisa.CreatePDF(
            html,
            dest=output,
            encoding="utf-8",
            default_css=_DEFAULT_CSS,
            context_meta=meta,
            resource_policy=_NOTHING_FETCHED,
        )
    except (LayoutError, RenderLimitError) as error:
        raise DocumentError(
            f"文书内容无法排版：{error}。请缩短过长的内容。",
            f"The document cannot be laid out: {error}. Shorten what is too long.",
        ) from error


@functools.cache
def _prepare() -> None:
    rl_config.invariant = 1
    # ASCII-85 would make the file a quarter larger and take most of the time.
    rl_config.useA85 = 0
    cjk_paragraph.install()
    for family in FAMILIES:
        _register(family)


def _register(family: str) -> None:
    """Make Regular and Bold known to ReportLab and to every xhtml2pdf context; italics stay upright."""
    key = family.lower()
    for bold, weight in enumerate(("Regular", "Bold")):
        face = f"{key}-{weight.lower()}"
        try:
            pdfmetrics.registerFont(TTFont(face, FONTS / f"{family}-{weight}.ttf", shapable=False))
        except (OSError, TTFError) as error:
            raise DocumentError(
                f"文书字体 {family}-{weight}.ttf 不能使用（{error}）。请重新安装，或运行 make build。",
                f"Font {family}-{weight}.ttf cannot be used ({error}). Install again, or run make build.",
            ) from error
        for italic in (0, 1):
            addMapping(key, bold, italic, face)
    default.DEFAULT_FONT[key] = key


@functools.cache
def _drawable() -> frozenset[int]:
    faces = [f"{family.lower()}-{weight}" for family in FAMILIES for weight in ("regular", "bold")]
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(face).face.charToGlyph) for face in faces))


class _Complaints(logging.Handler):
    """Collects what this thread's conversion complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextlib.contextmanager
def _warnings_stop_the_document() -> Iterator[None]:
    complaints = _Complaints()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(complaints)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(complaints)
    if complaints.messages:
        found = complaints.messages[0].strip()
        raise DocumentError(
            f"文书排版时发现问题，未予出文：{found}",
            f"The document was not issued, because typesetting it gave a warning: {found}",
        )
