"""A later edition of the standard for stations: one of every kind of difference that an edition can make."""

import shutil
from pathlib import Path

from inspect_app.settings import default_checklists

FIRST = "2013-01-24"
CHANGES = (
    # Another limit, with the title that says it.
    ("area_min: {number: 50,", "area_min: {number: 80,"),
    (
        "title: {zh: 办公服务用房不少于 50 平方米, en: At least 50 m² of floor area}",
        "title: {zh: 办公服务用房不少于 80 平方米, en: At least 80 m² of floor area}",
    ),
    # An item with its fact in place of another.
    ("  unified_sign:\n", "  signpost:\n"),
    (
        "label: {zh: 统一标识标牌, en: Uniform city sign}",
        "label: {zh: 路口指示牌, en: Signpost at the corner}",
    ),
    ("id: premises.sign\n", "id: premises.signpost\n"),
    (
        "title: {zh: 安装全市统一的标识标牌, en: The uniform city sign is up}",
        "title: {zh: 路口设有指示牌, en: There is a signpost at the corner}",
    ),
    ("rule: {is_true: unified_sign}", "rule: {is_true: signpost}"),
    # Another clause and obligation.
    (
        "id: outdoor.board\n        clause: 二(一)4\n        obligation: mandatory",
        "id: outdoor.board\n        clause: 二(一)9\n        obligation: conditional",
    ),
    # Measured that was graded, and the reverse; one item reads a fact more.
    (
        "en: See leaflets and records; ask visitors.}\n        rule: {graded: judgements}",
        "en: See leaflets and records; ask visitors.}\n        rule: {is_true: outdoor_board}",
    ),
    ("rule: {is_true: independent_office}", "rule: {graded: judgements}"),
    (
        "rule: {is_true: street_front}",
        "rule: {all_of: [{is_true: street_front}, {is_true: independent_office}]}",
    ),
    # A fact of another type, and one more choice.
    (
        "  video_software:\n    type: bool\n    section: premises\n",
        "  video_software:\n    type: int\n    section: premises\n    unit: {zh: 套, en: sets}\n",
    ),
    (
        "            - is_true: video_software",
        "            - at_least: {fact: video_software, value: video_computers_min}",
    ),
    (
        "      reading_room: {zh: 职工书屋,",
        "      nursing_room: {zh: 母婴室, en: nursing room}\n      reading_room: {zh: 职工书屋,",
    ),
    ("weight: {value: 20,", "weight: {value: 21,"),
    ("weight: {value: 20,", "weight: {value: 19,"),
)


def write_next_edition(folder: Path, edition: str) -> Path:
    """The project's checklists in `folder`, with the next edition of the standard, in force from that day."""
    shutil.copytree(default_checklists(), folder, dirs_exist_ok=True)
    text = (folder / "station-2013" / "standard.yaml").read_text("utf-8").replace(FIRST, edition)
    for before, after in CHANGES:
        assert before in text, before
        text = text.replace(before, after, 1)
    (folder / "station-2013" / f"standard@{edition}.yaml").write_text(text, "utf-8")
    return folder
