"""A frozen sheet in, the PDF of its document out."""

import base64
import functools
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inspect_app.documents import wording
from inspect_app.documents.errors import DocumentError
from inspect_app.documents.labels import named
from inspect_app.documents.qr import qr_data_uri
from inspect_app.documents.sheets import Sheet
from inspect_app.documents.typesetting import missing_characters, typeset

_FOLDER = Path(__file__).parent


def render(sheet: Sheet) -> bytes:
    """The document of `sheet` as PDF; equal sheets give equal bytes.

    Raises DocumentError when a character has no glyph in the fonts, or anything else cannot be drawn.
    """
    _refuse_undrawable(sheet.to_content(), "")
    page = _templates().get_template(f"{sheet.kind}/page.html")
    html = page.render(sheet=sheet, qr=qr_data_uri(sheet.verify_url))
    return typeset(
        html, title=f"{sheet.title} {sheet.number}", author=sheet.issuer_name, subject=sheet.site_name
    )


def _refuse_undrawable(content: Any, place: str) -> None:
    if isinstance(content, dict):
        for name, value in content.items():
            _refuse_undrawable(value, f"{place}.{name}" if place else name)
    elif isinstance(content, list):
        for number, value in enumerate(content, start=1):
            _refuse_undrawable(value, f"{place}[{number}]")
    elif isinstance(content, str):
        _refuse_missing(content, place)


def _refuse_missing(text: str, place: str) -> None:
    missing = missing_characters(text)
    if missing:
        char, code = missing[0], f"U+{ord(missing[0]):04X}"
        raise DocumentError(
            f"{named(place)}中的“{char}”（{code}）不在文书字体内，无法印出。请核对用字，或改用拼音并注明。",
            f"{place} holds {char!r} ({code}), which the document fonts lack. Check the character.",
        )


@functools.cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    environment.filters.update(
        # People read and type the address as it is spoken, not its percent signs.
        legible=unquote,
        amount=wording.amount_in_figures,
        amount_in_words=wording.amount_in_words,
        day=wording.chinese_date,
        moment=wording.chinese_time,
        count=wording.chinese_count,
        verdict=wording.VERDICTS.__getitem__,
        png=_png_data_uri,
    )
    return environment


def _png_data_uri(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
