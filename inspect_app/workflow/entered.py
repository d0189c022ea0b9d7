"""Checks of single entries, in the words of the form."""

import re
from uuid import UUID

from inspect_app.policy.text import UNWRITABLE
from inspect_app.workflow.errors import Invalid, Text

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


def text(field: str, label: Text, value: str, limit: int) -> str:
    """`value` without surrounding spaces. Raises Invalid when nothing is left or it is too long."""
    entered = value.strip()
    if not entered:
        raise Invalid(field, f"请填写{label.zh}。", f"Enter the {label.en}.")
    return within(field, label, entered, limit)


def within(field: str, label: Text, value: str, limit: int) -> str:
    """`value` without surrounding spaces; it may be empty. Raises Invalid when it cannot be kept so."""
    entered = value.strip()
    if UNWRITABLE.search(entered):
        raise Invalid(
            field,
            f"{label.zh}含有无法保存的字符，请重新输入。",
            f"The {label.en} holds a character that cannot be kept. Type it again.",
        )
    if len(entered) > limit:
        raise Invalid(
            field,
            f"{label.zh}不能超过{limit}个字，现有{len(entered)}个字。",
            f"The {label.en} may have {limit} characters at most; it has {len(entered)}.",
        )
    return entered


def code(field: str, label: Text, value: str, limit: int) -> str:
    """A code of letters, digits, dots, hyphens and underscores. Raises Invalid."""
    entered = text(field, label, value, limit)
    if not is_code(entered):
        raise Invalid(
            field,
            f"{label.zh}“{entered}”只能由字母、数字和 . _ - 组成，且以字母或数字开头。",
            f"The {label.en} {entered} may hold letters, digits and . _ - and starts with a letter or digit.",
        )
    return entered


def is_code(value: str) -> bool:
    return _CODE.fullmatch(value) is not None


def email(field: str, value: str) -> str:
    """An address in lower case. Raises Invalid when it cannot be one."""
    label = Text("电子邮箱", "e-mail address")
    entered = text(field, label, value, 255).lower()
    if not _EMAIL.fullmatch(entered):
        raise Invalid(
            field,
            f"“{entered}”不是有效的电子邮箱，应类似 zhang@example.cn。",
            f"{entered} is not an e-mail address; it should look like zhang@example.cn.",
        )
    return entered


def identifier(field: str, value: str) -> str:
    """A UUID as devices make them: 36 characters in lower case. Raises Invalid."""
    try:
        if value == str(UUID(value)):
            return value
    except ValueError:
        pass
    raise Invalid(field, "编号格式不对，应为 UUID。", "This is not an id: it must be a UUID.")


def reason(value: str, field: str = "reason") -> str:
    """Why somebody does it. Raises Invalid when nothing is said."""
    return text(field, Text("理由", "reason"), value, 2000)
