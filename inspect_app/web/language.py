"""Chinese by default, English complete: which language a request speaks."""

import datetime as dt
from decimal import Decimal
from typing import Protocol

from flask import Flask, request
from flask_babel import Babel, format_date, get_locale
from flask_login import current_user
from markupsafe import Markup

from inspect_app.workflow.office import BEIJING

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "language"


class Bilingual(Protocol):
    """A text that carries both languages."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def init_app(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    app.config["BABEL_DEFAULT_TIMEZONE"] = BEIJING.key
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=chosen_language)
    app.add_template_filter(say)
    app.add_template_filter(day)
    app.add_template_filter(moment)
    app.add_template_filter(yuan)
    app.context_processor(lambda: {"language": language(), "languages": LANGUAGES})


def browser_language() -> str | None:
    """What was chosen in this browser, by whomever."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else None


def chosen_language() -> str:
    """The person's language, else the browser's, else Chinese."""
    return getattr(current_user, "locale", None) or browser_language() or "zh"


def language() -> str:
    return "en" if str(get_locale()) == "en" else "zh"


def say(text: Bilingual | None) -> str:
    """The text in the language of the request; nothing for None."""
    if text is None:
        return ""
    return text.en if language() == "en" else text.zh


def day(value: dt.date | None) -> str:
    """2013年11月20日, or 20 Nov 2013; of a moment its day in Beijing."""
    if value is None:
        return "—"
    if isinstance(value, dt.datetime):
        value = value.astimezone(BEIJING).date()
    if language() == "en":
        return str(format_date(value, "d MMM yyyy"))
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: dt.datetime | None) -> Markup:
    """Day and time in Beijing, as a <time> element."""
    if value is None:
        return Markup("—")
    local = value.astimezone(BEIJING)
    return Markup('<time datetime="{}">{} {}</time>').format(
        local.isoformat(), day(local.date()), f"{local:%H:%M}"
    )


def yuan(fen: int | None) -> str:
    """Fen as yuan with separators: 2000000 → 20,000 元 / CNY 20,000."""
    if fen is None:
        return "—"
    amount = f"{Decimal(fen) / 100:,.2f}".removesuffix(".00")
    return f"CNY {amount}" if language() == "en" else f"{amount} 元"
