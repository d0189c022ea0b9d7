"""Words and figures as Chinese official documents write them."""

from datetime import date, datetime

from inspect_app.documents.canonical import BEIJING
from inspect_app.documents.errors import DocumentError

VERDICTS = {
    "met": "符合",
    "not_met": "不符合",
    "needs_ruling": "待裁定",
    "undecided": "待核实",
    "not_applicable": "不适用",
}

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_LARGEST_YUAN = 10**12 - 1


def amount_in_words(fen: int) -> str:
    """Whole fen as the capital numerals of cheques: 2000000 -> 人民币贰万元整.

    Follows the usage of the 支付结算办法: 整 after yuan and jiao, 零 for skipped places, none after fen.
    Raises DocumentError for a negative amount and from one trillion yuan on.
    """
    yuan, rest = divmod(fen, 100)
    if fen < 0 or yuan > _LARGEST_YUAN:
        raise DocumentError(f"金额不能用大写表示：{fen} 分。", f"No capital numerals for {fen} fen.")
    jiao, cents = divmod(rest, 10)
    whole = _yuan_in_words(yuan) + "元" if yuan or not rest else ""
    return f"人民币{whole}{_fraction(jiao, cents, after_yuan=bool(whole))}"


def amount_in_figures(fen: int) -> str:
    """Whole fen as grouped yuan with two decimals: 2000000 -> 20,000.00."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}.{rest:02d}"


def chinese_date(day: date) -> str:
    """2013年11月2日: Arabic figures, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(moment: datetime) -> str:
    """2013年11月2日 09:05, in Beijing time."""
    local = moment.astimezone(BEIJING)
    return f"{chinese_date(local)} {local:%H:%M}"


def chinese_count(number: int) -> str:
    """1 -> 一, 12 -> 十二, 23 -> 二十三; the number of a heading, below one hundred."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def _fraction(jiao: int, cents: int, *, after_yuan: bool) -> str:
    if not jiao and not cents:
        return "整"
    if not cents:
        return f"{_DIGITS[jiao]}角整"
    if jiao:
        return f"{_DIGITS[jiao]}角{_DIGITS[cents]}分"
    return f"{'零' if after_yuan else ''}{_DIGITS[cents]}分"


def _yuan_in_words(yuan: int) -> str:
    if yuan == 0:
        return "零"
    words = ""
    skipped = False
    for power in range(len(str(yuan)) - 1, -1, -1):
        digit = yuan // 10**power % 10
        group, place = divmod(power, 4)
        if digit:
            words += ("零" if skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = digit == 0
        if place == 0 and yuan // 10**power % 10**4:
            words += _GROUPS[group]
    return words
