"""What each document says: one frozen sheet a kind, made by the workflow and kept beside the PDF.

A sheet is complete or it is not made: a missing or blank value raises DocumentError naming its field.
Texts are Chinese and printed as they stand; money is whole fen; times carry their zone.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar

from inspect_app.documents import canonical
from inspect_app.documents.errors import DocumentError
from inspect_app.documents.labels import named
from inspect_app.documents.wording import VERDICTS

KINDS: dict[str, type["Sheet"]] = {}
SITE_KINDS = ("station", "workers_home")


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition of a programme as it was judged.

    `facts` are readable, such as "完工日期：2013年9月30日"; `verdict` is a code of wording.VERDICTS.
    """

    title: str
    clause: str
    facts: tuple[str, ...]
    explanation: str
    verdict: str

    def __post_init__(self) -> None:
        canonical.check_fields(self, "condition.")
        _one_of("condition.verdict", self.verdict, tuple(VERDICTS))


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who took a step of the decision, and when."""

    name: str
    at: datetime

    def __post_init__(self) -> None:
        canonical.check_fields(self, "approval.")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One entry of an issued decision that read `before` and now reads `after`."""

    label: str
    before: str
    after: str

    def __post_init__(self) -> None:
        canonical.check_fields(self, "change.")


@dataclass(frozen=True, kw_only=True)
class Shortcoming:
    """One item to put right: what was found on site, and why that falls short of the clause."""

    title: str
    clause: str
    found: str
    reason: str

    def __post_init__(self) -> None:
        canonical.check_fields(self, "item.")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every document carries. `number` is the full reference, such as "京工补字〔2013〕17号"."""

    kind: ClassVar[str]
    title: ClassVar[str]

    number: str
    issuer_name: str
    site_name: str
    site_code: str
    district_name: str
    verify_url: str
    demo_note: str | None = None

    def __post_init__(self) -> None:
        canonical.check_fields(self)
        if not self.verify_url.startswith(("https://", "http://")):
            raise _refused("verify_url", "应为完整网址", "must be a full address")

    def to_content(self) -> dict[str, Any]:
        """The sheet as JSON values, with its kind."""
        return {"kind": self.kind, **canonical.encode(self)}

    def to_json(self) -> str:
        """The canonical text of this sheet: equal sheets give equal text."""
        return canonical.dumps(self.to_content())

    @property
    def sha256(self) -> str:
        """Hex digest of the canonical text in UTF-8."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """The sheet whose `to_content` this is, of this class or one below it. Raises DocumentError."""
        sheet_class = KINDS.get(str(content.get("kind")))
        if sheet_class is None or not issubclass(sheet_class, cls):
            raise _refused("kind", "不是这种文书的底稿", f"is not a {cls.__name__}")
        values = {name: value for name, value in content.items() if name != "kind"}
        sheet: Self = canonical.decode(sheet_class, values, "")
        return sheet

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The sheet `to_json` wrote, of this class or one below it. Raises DocumentError."""
        return cls.from_content(_parse(text))


SheetClass = TypeVar("SheetClass", bound=type[Sheet])


def _document(kind: str, title: str) -> Callable[[SheetClass], SheetClass]:
    """Register a sheet under its kind, which is also the name of its folder; a kind is never reused."""

    def register(cls: SheetClass) -> SheetClass:
        cls.kind, cls.title = kind, title
        KINDS[kind] = cls
        return cls

    return register


@dataclass(frozen=True, kw_only=True)
class Letter(Sheet):
    """A letter in the form of an official document: addressed, dated, copied."""

    addressee: str
    issued_on: date
    copied_to: tuple[str, ...] = ()
    street_union_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionLetter(Letter):
    """A decision on a subsidy under `programme_title`, whose rule is `clause`.

    `signature_png` is the signatory's handwritten name as a PNG file; without it the name is printed.
    """

    programme_title: str
    clause: str
    proposer: Approval
    reviewer: Approval
    signatory: Approval
    conditions: tuple[Condition, ...]
    signature_png: bytes | None = None


@_document("grant_letter", "补贴决定书")
@dataclass(frozen=True, kw_only=True)
class GrantLetter(DecisionLetter):
    """The subsidy is granted, on the ground of a certificate and an accepted construction."""

    amount_fen: int
    certificate_number: str
    completed_on: date
    accepted_on: date

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive("amount_fen", self.amount_fen)
        _not_empty("conditions", self.conditions)


@_document("project_grant_letter", "项目经费补贴决定书")
@dataclass(frozen=True, kw_only=True)
class ProjectGrantLetter(DecisionLetter):
    """Project funds are granted; no clause sets the amount, so `why` gives the reason for it."""

    amount_fen: int
    why: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive("amount_fen", self.amount_fen)
        _not_empty("conditions", self.conditions)


@_document("refusal_letter", "不予补贴决定书")
@dataclass(frozen=True, kw_only=True)
class RefusalLetter(DecisionLetter):
    """The subsidy is refused, for `reasons`."""

    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _not_empty("reasons", self.reasons)
        _not_empty("conditions", self.conditions)


@dataclass(frozen=True, kw_only=True)
class SupersedingLetter(DecisionLetter):
    """A decision that takes the place of an issued one; the old letter stays as it is."""

    supersedes_number: str
    supersedes_issued_on: date
    why: str
    amount_fen: int
    conditions: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive("amount_fen", self.amount_fen)


@_document("correction_letter", "更正决定书")
@dataclass(frozen=True, kw_only=True)
class CorrectionLetter(SupersedingLetter):
    """The old decision with `changes`; `amount_fen` is the subsidy as it stands now."""

    changes: tuple[Change, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _not_empty("changes", self.changes)


@_document("clawback_letter", "收回补贴决定书")
@dataclass(frozen=True, kw_only=True)
class ClawbackLetter(SupersedingLetter):
    """The old decision is withdrawn and `amount_fen` is to be returned, by `return_by` where a day is set."""

    return_by: date | None = None


@_document("revocation_letter", "撤销补贴决定书")
@dataclass(frozen=True, kw_only=True)
class RevocationLetter(SupersedingLetter):
    """The old decision is withdrawn before anything was paid; `amount_fen` will not be paid."""


@_document("certificate", "合格证书")
@dataclass(frozen=True, kw_only=True)
class Certificate(Sheet):
    """A site meets a standard. `score` is text as printed, such as "96.5"."""

    site_kind: str
    standard_title: str
    edition: str
    clause: str
    certified_on: date
    valid_until: date
    score: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _one_of("site_kind", self.site_kind, SITE_KINDS)
        if self.valid_until < self.certified_on:
            raise _refused("valid_until", "早于发证日期", "is before certified_on")


@_document("rectification_order", "整改通知书")
@dataclass(frozen=True, kw_only=True)
class RectificationOrder(Letter):
    """What an inspection found short of the standard, to be put right by `due_on`."""

    standard_title: str
    inspected_on: date
    inspectors: tuple[str, ...]
    items: tuple[Shortcoming, ...]
    due_on: date

    def __post_init__(self) -> None:
        super().__post_init__()
        _not_empty("inspectors", self.inspectors)
        _not_empty("items", self.items)
        if self.due_on < self.issued_on:
            raise _refused("due_on", "早于出文日期", "is before issued_on")


def _parse(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"底稿不是有效的 JSON：{error}。", f"The sheet is not JSON: {error}.") from None
    if not isinstance(content, dict):
        raise DocumentError("底稿应为一个 JSON 对象。", "The sheet must be a JSON object.")
    return content


def _positive(name: str, amount: int) -> None:
    if amount <= 0:
        raise _refused(name, "应大于零", "must be above zero")


def _not_empty(name: str, entries: tuple[object, ...]) -> None:
    if not entries:
        raise _refused(name, "至少要有一项", "needs at least one entry")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _refused(name, f"只能是 {'、'.join(allowed)}", f"must be one of {', '.join(allowed)}")


def _refused(name: str, zh: str, en: str) -> DocumentError:
    return DocumentError(f"文书内容有误：{named(name)}{zh}。", f"{name} {en}.")
