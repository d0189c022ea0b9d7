"""Every verdict explains itself in both languages: value, threshold, margin, clause."""

from decimal import Decimal

import pytest

from inspect_app.policy import FactDeclaration, FactType, Programme, Standard, Text, Verdict
from inspect_app.policy.rules import Band, Settled
from inspect_app.policy.text import difference

Facts = dict[str, object]
WORKER: Facts = {"role": "social_worker", "city_hours": 10}


@pytest.mark.parametrize(
    ("item", "changes", "words"),
    [
        ("premises.area", {"floor_area_m2": Decimal("49.99")}, ["49.99 平方米", "不少于 50", "少 0.01"]),
        ("premises.area", {"floor_area_m2": 50}, ["50 平方米", "恰好相等"]),
        ("premises.area", {"floor_area_m2": Decimal("62.50")}, ["62.5 平方米", "多 12.5 平方米"]),
        ("equipment.office", {"equipment": ["telephone"]}, ["缺 5 项", "复印机、打印机、数码相机、文件柜"]),
        ("equipment.computers", {"networked_computers": 3}, ["3 台", "专职工会社会工作者人数", "少 2 台"]),
        ("walls.displays", {"wall_displays": ["duties"]}, ["人员分工、工作制度、工作进度"]),
        ("staff.count", {"member_count": 1999}, ["1,999 人", "少 1 人", "不少于 3 人", "多 2 人"]),
        ("training.city", {"staff": [WORKER | {"name": "李强"}]}, ["李强 10 学时（少 14 学时）", "24 学时"]),
        ("training.city", {"staff": [WORKER]}, ["第 1 人 10 学时"]),
        ("mechanism.linkage_day", {"linkage_months": ["2013-02"]}, ["缺 2 个月：2013-01、2013-03"]),
        ("funds.service_share", {"direct_service_spending_fen": 2_099_999}, ["69.99%", "少 0.01 元"]),
        ("duties.1", {"judgements": {"duties.1": 1}}, ["1 分（差）", "2 分及以上为符合"]),
    ],
)  # fmt: skip
def test_value_threshold_and_margin_are_in_the_sentence(
    station: Standard, complete: Facts, item: str, changes: Facts, words: list[str]
) -> None:
    result = station.assess(complete | changes).items[item]
    for word in words:
        assert word in result.explanation.zh
    assert result.explanation.zh.endswith(f"依据：京工发〔2013〕6号 {result.clause}。")
    assert result.explanation.en.endswith(f"Basis: Jing Gong Fa [2013] No. 6, {result.clause}.")


def test_amounts_read_in_yuan_however_the_whole_number_of_fen_is_written() -> None:
    cost = FactDeclaration("cost_fen", FactType.FEN, Text("费用", "Cost"))
    assert cost.quantity(2_000_050) == Text("20,000.50 元", "20,000.50 yuan")
    assert cost.quantity(Decimal("2000050.00")) == cost.quantity(2_000_050)


def test_of_exactly_one_the_english_unit_is_no_plural() -> None:
    computers = FactDeclaration("computers", FactType.INT, Text("电脑", "Computers"), Text("台", "computers"))
    assert [computers.quantity(number).en for number in (0, 1, 11)] == [
        "0 computers",
        "1 computer",
        "11 computers",
    ]
    assert computers.quantity(1).zh == "1 台"


def test_the_nearest_end_of_a_class_is_found_exactly() -> None:
    text = Text("", "")
    band = Band("middle", text, Settled(Verdict.MET, text), low=10, high=20)
    assert band.nearest_end(difference(15, Decimal("-1e-40"))) == 20
    assert band.nearest_end(15) == 10


def test_no_english_sentence_holds_a_chinese_word_but_the_clause(station: Standard, complete: Facts) -> None:
    for facts in ({}, complete, complete | {"floor_area_m2": 30, "equipment": [], "months_due": []}):
        nameless = {name: value for name, value in facts.items() if name != "staff"}
        for result in station.assess(nameless).items.values():
            sentence = result.explanation.en.replace(result.clause, "")
            assert not [character for character in sentence if "\u4e00" <= character <= "\u9fff"]


def test_money_and_days_are_written_for_people(exterior: Programme) -> None:
    facts = {"retained_funds_fen": 49_999_999, "completed_on": "2014-01-01"}
    conditions = exterior.decide(facts).conditions
    assert "499,999.99 元（与 500,000 元的界限相比少 0.01 元）" in conditions["funds"].explanation.zh
    assert "晚 1 天" in conditions["completed_2013"].explanation.zh


def test_every_label_is_there_in_both_languages(station: Standard) -> None:
    for declared in station.facts.values():
        assert declared.label.zh
        assert declared.help is not None
        assert all(label.zh and label.en for label in declared.codes.values())
        assert declared.type in ("bool", "codes", "months", "records", "fen", "judgements") or declared.unit
    for item in station.items.values():
        assert item.guidance is not None
