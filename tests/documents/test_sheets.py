import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inspect_app import documents
from inspect_app.documents.errors import DocumentError
from inspect_app.documents.labels import FIELDS
from inspect_app.documents.sheets import (
    KINDS,
    Approval,
    Certificate,
    Change,
    Condition,
    GrantLetter,
    Letter,
    Sheet,
    Shortcoming,
)
from tests.documents.samples import ALL, CERTIFICATE, CORRECTION, GRANT, ORDER, REFUSAL


def test_every_kind_has_a_sample_and_a_folder_of_its_name():
    folder = Path(documents.__file__).parent
    assert {type(sheet) for sheet in ALL} == set(KINDS.values())
    for kind in KINDS:
        assert (folder / kind / "page.html").is_file()


@pytest.mark.parametrize("cls", [*KINDS.values(), Approval, Change, Condition, Shortcoming])
def test_every_entry_has_the_name_officials_call_it(cls):
    assert {field.name for field in fields(cls)} <= FIELDS.keys()


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.kind)
def test_a_sheet_survives_json_unchanged(sheet):
    text = sheet.to_json()
    again = Sheet.from_json(text)
    assert again == sheet
    assert again.to_json() == text
    assert again.sha256 == sheet.sha256
    assert Sheet.from_content(json.loads(text)) == sheet


def test_canonical_json_is_one_line_with_sorted_keys_and_readable_chinese():
    text = CERTIFICATE.to_json()
    keys = list(json.loads(text))
    assert keys == sorted(keys)
    assert "合格" not in text
    assert "朝阳区麦子店街道工会服务站" in text
    assert "\n" not in text
    assert '": ' not in text


def test_the_same_moment_in_another_zone_is_the_same_sheet():
    utc = replace(GRANT, proposer=Approval(name="赵敏", at=datetime(2013, 11, 14, 1, 30, tzinfo=UTC)))
    assert utc == GRANT
    assert utc.sha256 == GRANT.sha256


def test_a_message_tells_officials_what_is_missing_and_where():
    with pytest.raises(DocumentError) as refused:
        replace(GRANT, copied_to=("朝阳区总工会", " "))
    assert refused.value.zh == "文书缺少必填内容：抄送单位（copied_to[2]）。补齐后才能出文。"


def test_one_changed_value_changes_the_hash():
    assert replace(GRANT, amount_fen=2_000_001).sha256 != GRANT.sha256


def test_a_signature_picture_is_kept_byte_for_byte():
    signed = replace(GRANT, signature_png=bytes(range(256)))
    assert GrantLetter.from_json(signed.to_json()).signature_png == bytes(range(256))


@pytest.mark.parametrize("name", ["number", "site_name", "addressee", "certificate_number", "clause"])
@pytest.mark.parametrize("gap", [None, "", "  "])
def test_a_gap_shouts_the_name_of_its_field(name, gap):
    with pytest.raises(DocumentError) as refused:
        replace(GRANT, **{name: gap})
    assert name in refused.value.zh
    assert name in refused.value.en


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"amount_fen": 20_000.0}, "amount_fen"),
        ({"amount_fen": True}, "amount_fen"),
        ({"amount_fen": 0}, "amount_fen"),
        ({"issued_on": "2013-11-20"}, "issued_on"),
        ({"issued_on": datetime(2013, 11, 20, tzinfo=UTC)}, "issued_on"),
        ({"conditions": ()}, "conditions"),
        ({"conditions": list(GRANT.conditions)}, "conditions"),
        ({"copied_to": ("朝阳区总工会", "")}, "copied_to[2]"),
        ({"proposer": "赵敏"}, "proposer"),
        ({"verify_url": "gh.example.org"}, "verify_url"),
        ({"site_name": "服务站\x07"}, "site_name"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(changes, named):
    with pytest.raises(DocumentError, match=named.replace("[", r"\[")):
        replace(GRANT, **changes)


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(DocumentError, match=r"approval\.at"):
        Approval(name="赵敏", at=datetime(2013, 11, 14, 9, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("sheet", "changes", "named"),
    [
        (REFUSAL, {"reasons": ()}, "reasons"),
        (CORRECTION, {"changes": ()}, "changes"),
        (CORRECTION, {"why": None}, "why"),
        (ORDER, {"items": ()}, "items"),
        (ORDER, {"inspectors": ()}, "inspectors"),
        (ORDER, {"due_on": date(2013, 11, 19)}, "due_on"),
        (CERTIFICATE, {"valid_until": date(2013, 10, 27)}, "valid_until"),
        (CERTIFICATE, {"site_kind": "home"}, "site_kind"),
    ],
)
def test_what_a_kind_cannot_do_without_is_refused_by_name(sheet, changes, named):
    with pytest.raises(DocumentError, match=named):
        replace(sheet, **changes)


def test_an_unknown_verdict_is_refused():
    with pytest.raises(DocumentError, match="verdict"):
        replace(GRANT.conditions[0], verdict="yes")


def _content(**changes):
    return GRANT.to_content() | changes


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (_content(colour="red"), "colour"),
        (_content(issued_on="2013-02-30"), "issued_on"),
        (_content(signature_png="no base64!"), "signature_png"),
        (_content(conditions="met"), "conditions"),
        (_content(conditions=[{"title": "验收合格"}]), r"conditions\[1\]\.clause"),
        (_content(proposer=None), "proposer"),
        (_content(kind="poem"), "kind"),
        ({name: value for name, value in GRANT.to_content().items() if name != "number"}, "number"),
    ],
)
def test_reading_a_sheet_is_strict_and_names_the_place(content, named):
    with pytest.raises(DocumentError, match=named):
        Sheet.from_json(json.dumps(content))


@pytest.mark.parametrize("text", ["", "{", "[]", '"sheet"'])
def test_what_is_no_json_object_is_no_sheet(text):
    with pytest.raises(DocumentError):
        Sheet.from_json(text)


def test_a_class_reads_its_own_kinds_only():
    assert Letter.from_json(GRANT.to_json()) == GRANT
    with pytest.raises(DocumentError, match="Certificate"):
        Certificate.from_json(GRANT.to_json())
