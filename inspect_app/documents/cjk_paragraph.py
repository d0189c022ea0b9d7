"""Gives xhtml2pdf's paragraphs the line breaker of `cjk_lines`.

With `-pdf-word-wrap: CJK` the stock breaker cuts numbers, starts lines with punctuation and drops <br>; and a
paragraph split between two pages is joined again with spaces, grows, and stops the whole document. `install`
replaces three places: how lines are broken, how a split paragraph goes on, and how a line is justified.
"""

import functools
from typing import Any

from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from xhtml2pdf import reportlab_paragraph
from xhtml2pdf.xhtml2pdf_reportlab import PmlParagraph

from inspect_app.documents.cjk_lines import MARKER, NEW_LINE, OBJECT, Span, break_lines

# A justified line is spread by at most this share of the type size a character; a shorter one stays ragged.
_WIDEST_SPREAD = 0.25
_REFERENCE_SIZE = 1000


def install() -> None:
    """Replace the three places; doing it again changes nothing."""
    if PmlParagraph.breakLinesCJK is _break_paragraph:
        return
    PmlParagraph.breakLinesCJK = _break_paragraph
    PmlParagraph._get_split_blParaFunc = _choose_rejoin
    reportlab_paragraph._justifyDrawParaLineX = functools.partial(
        _draw_justified, stock=reportlab_paragraph._justifyDrawParaLineX
    )


def _break_paragraph(paragraph: Any, widths: list[float]) -> Any:
    """The paragraph's lines, in the structure xhtml2pdf draws. A split-off first part keeps its lines."""
    if getattr(paragraph, "_splitpara", 0):
        return paragraph.blPara
    reportlab_paragraph._handleBulletWidth(paragraph.bulletText, paragraph.style, widths)
    glyphs = [glyph for frag in paragraph.frags for glyph in _glyphs(frag)]
    chars, advances, _ = zip(*glyphs, strict=True) if glyphs else ((), (), ())
    spans = break_lines(chars, advances, lambda line: widths[min(line, len(widths) - 1)])
    lines = [_line(glyphs, span, widths[min(number, len(widths) - 1)]) for number, span in enumerate(spans)]
    return reportlab_paragraph.ParaLines(kind=1, lines=lines)


def _glyphs(frag: Any) -> list[tuple[str, float, Any]]:
    """Characters, widths and their fragment; a line break, a picture or a marker is one entry."""
    drawn = getattr(frag, "cbDefn", None)
    if drawn is not None:
        width = getattr(drawn, "width", None) or 0
        return [(OBJECT if width else MARKER, width, frag)]
    if hasattr(frag, "lineBreak"):
        return [(NEW_LINE, 0, frag)]
    # A page number's text is a value filled in later, not a str.
    text = str(frag.text or "")
    return [(char, _width(char, frag.fontName) * frag.fontSize, frag) for char in text] or [(MARKER, 0, frag)]


@functools.lru_cache(maxsize=30_000)
def _width(char: str, font_name: str) -> float:
    width: float = stringWidth(char, font_name, _REFERENCE_SIZE) / _REFERENCE_SIZE
    return width


def _line(glyphs: list[tuple[str, float, Any]], span: Span, room: float) -> Any:
    shown = glyphs[span.start : span.end]
    # An empty line is as tall as the break that ends it.
    measured = shown or glyphs[span.start : span.start + 1]
    extents = [_extent(frag) for frag in {id(frag): frag for _, _, frag in measured}.values()]
    return reportlab_paragraph.FragLine(
        kind=1,
        extraSpace=room - sum(width for _, width, _ in shown),
        wordCount=1,
        words=_runs(shown),
        fontSize=max((size for size, _, _ in extents), default=0),
        ascent=max((ascent for _, ascent, _ in extents), default=0),
        descent=min((descent for _, _, descent in extents), default=0),
        lineBreak=span.forced,
        # What `_rejoin` and `_draw_justified` need to know of a line broken here.
        dropped=_runs(glyphs[span.end : span.resume]),
        characters=len(shown),
    )


def _extent(frag: Any) -> tuple[float, float, float]:
    """Type size, ascent and (negative) descent of a fragment."""
    picture = getattr(frag, "cbDefn", None)
    if picture is not None and getattr(picture, "width", None):
        descent, ascent = reportlab_paragraph.imgVRange(picture.height, picture.valign, frag.fontSize)
    else:
        ascent, descent = getAscentDescent(frag.fontName, frag.fontSize)
    return frag.fontSize, ascent, descent


def _runs(glyphs: list[tuple[str, float, Any]]) -> list[Any]:
    """Neighbouring characters of one fragment as one copy of it."""
    runs: list[Any] = []
    source = None
    for char, _, frag in glyphs:
        if frag is not source:
            runs.append(frag.clone())
            runs[-1].text = ""
            source = frag
        if char not in (OBJECT, MARKER, NEW_LINE):
            runs[-1].text += char
    return runs


def _choose_rejoin(paragraph: Any) -> Any:
    lines = paragraph.blPara.lines
    if lines and hasattr(lines[0], "dropped"):
        return _rejoin
    return reportlab_paragraph.Paragraph._get_split_blParaFunc(paragraph)


def _rejoin(broken: Any, start: int, stop: int) -> list[Any]:
    """The fragments of the lines [start, stop) with nothing added and nothing lost."""
    return [frag for line in broken.lines[start:stop] for frag in (*line.words, *line.dropped)]


def _draw_justified(text: Any, offset: float, line: Any, last: int = 0, *, stock: Any) -> None:
    """Justify a Chinese line by spreading its characters; words of other lines by spaces, as ever."""
    gaps = getattr(line, "characters", 0) - 1
    if gaps < 0:
        stock(text, offset, line, last)
        return
    spread = line.extraSpace / gaps if gaps else 0
    if last or line.lineBreak or spread > _WIDEST_SPREAD * line.fontSize:
        spread = 0
    reportlab_paragraph.setXPos(text, offset)
    text.setCharSpace(spread)
    reportlab_paragraph._putFragLine(offset, text, line)
    text.setCharSpace(0)
    reportlab_paragraph.setXPos(text, -offset)
