"""What inspectors write most often. One tap puts a phrase into the note, where it is text like any other."""

from collections.abc import Mapping

from inspect_app.policy import Text

IN_ORDER = (
    Text("现场查看，情况属实。", "Seen on site; as stated."),
    Text("资料齐全，记录完整。", "Papers and records are complete."),
    Text("抽查记录，与实际相符。", "Records sampled; they match."),
)
FALLS_SHORT = (
    Text("未提供相关资料。", "No papers were shown."),
    Text("资料不全，须补充。", "Papers are incomplete and must be completed."),
    Text("有制度文本，未见执行记录。", "The rule is written down, but no record shows its use."),
    Text("记录未及时更新。", "Records are not kept up to date."),
    Text("已当场指出，站方承诺整改。", "Pointed out on site; the station will put it right."),
)
# More of them for the sections of a standard, by the section's id.
FALLS_SHORT_IN: Mapping[str, tuple[Text, ...]] = {
    "premises": (
        Text("设施已配备，但不能正常使用。", "Equipment is there but does not work."),
        Text("设施数量不足。", "There are too few."),
        Text("内容陈旧，与现状不符。", "What is displayed is out of date."),
    ),
    "facilities": (
        Text("设施已配备，但不能正常使用。", "Equipment is there but does not work."),
        Text("内容陈旧，与现状不符。", "What is displayed is out of date."),
    ),
    "team": (
        Text("培训学时证明与名册不一致。", "Proof of training does not match the roster."),
        Text("人员不在岗，未能核实。", "The person was away, so it could not be checked."),
    ),
    "duties": (Text("工作人员对业务不熟悉。", "The staff do not know the work well."),),
    "services": (Text("服务记录过少。", "There are few records of service."),),
}


def phrases(section: str, *, falls_short: bool) -> tuple[Text, ...]:
    """The phrases offered for an item, by how it stands."""
    if falls_short:
        return (*FALLS_SHORT_IN.get(section, ()), *FALLS_SHORT)
    return IN_ORDER
