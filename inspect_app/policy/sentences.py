"""The sentences that explain a verdict: all wording of the rules, in one place.

A standard's JSON carries them, so that the offline tablet explains itself in the very same words. A name that
has been used keeps its meaning and its parts: a tablet may hold the sentences of an older release.
"""

from collections.abc import Iterable
from enum import Enum, unique

from inspect_app.policy.text import Text


class Template(Enum):
    """Texts with named parts in braces, by name."""

    def __call__(self, **parts: Text | str | int) -> Text:
        """The text with its parts filled in; a part that is a `Text` in the language of its sentence."""
        zh, en = self.value
        return Text(
            zh.format(**{name: part.zh if isinstance(part, Text) else part for name, part in parts.items()}),
            en.format(**{name: part.en if isinstance(part, Text) else part for name, part in parts.items()}),
        )

    @classmethod
    def to_json(cls) -> dict[str, dict[str, str]]:
        """All templates by name, as plain JSON."""
        return {each.name.lower(): each.value._asdict() for each in cls}


@unique
class Sentence(Template):
    """What rules say; of each kind of rule the parts first, then the sentence."""

    EXPLANATION = Text("{finding}{basis}。", "{finding} {basis}.")
    UNKNOWN = Text("尚未提供“{facts}”，不能判定。", "“{facts}” is not given yet, so this cannot be decided.")
    QUANTITY = Text("{number} {unit}", "{number} {unit}")
    YUAN = Text("{amount} 元", "{amount} yuan")
    COMMA = Text("、", ", ")
    SEMICOLON = Text("；", "; ")

    YES = Text("是", "yes")
    NO = Text("否", "no")
    AS_REQUIRED = Text("符合要求", "as required")
    NOT_AS_REQUIRED = Text("不符合要求", "not as required")
    ANSWER = Text("{label}：{answer}，{result}。", "{label}: {answer}, {result}.")
    CODE = Text("{label}：{found}，要求为“{wanted}”。", "{label}: {found}; required: {wanted}.")

    EXACTLY_EQUAL = Text("恰好相等", "exactly equal")
    ABOVE = Text("多 {margin}", "{margin} above")
    BELOW = Text("少 {margin}", "{margin} below")
    AT_LEAST = Text("不少于", "at least")
    AT_MOST = Text("不超过", "at most")
    LESS_THAN = Text("少于", "less than")
    LIMIT = Text("要求{wording} {limit}", "required: {wording} {limit}")
    OTHER_AS_LIMIT = Text("要求{wording}{other}（{limit}）", "required: {wording} {other} ({limit})")
    COMPARED = Text("{label} {found}，{wanted}，{margin}。", "{label}: {found}; {wanted}; {margin}.")
    ANY_VALUE = Text("{wanted}，“{label}”无论多少都符合。", "{wanted}; met whatever “{label}” is.")

    NO_WHOLE = Text("{whole}为 {zero}，不适用。", "{whole}: {zero}; nothing to measure.")
    SHARE = Text(
        "{part} {found}，占{whole}（{total}）的 {share}%，要求不低于 {percent}%（{needed}），{margin}。",
        "{part}: {found}, {share}% of {whole} ({total}); required: at least {percent}% ({needed}); {margin}.",
    )

    EARLY = Text("早 {days} 天", "{days} days early")
    LATE = Text("晚 {days} 天", "{days} days late")
    IN_TIME = Text("在期限内", "within the period")
    PERIOD = Text(
        "{label} {day}，要求在 {first} 至 {last} 之间，{margin}。",
        "{label}: {day}; required: from {first} to {last}; {margin}.",
    )

    ALL_THERE = Text("{label}：{total} 项齐备。", "{label}: all {total} are there.")
    SOME_MISSING = Text(
        "{label}：应有 {total} 项，缺 {count} 项：{names}。", "{label}: {count} of {total} missing: {names}."
    )
    SOME_THERE = Text("{label}：有{names}。", "{label}: {names}.")
    NONE_THERE = Text("{label}：{names}均没有。", "{label}: none of {names}.")
    NONE_DUE = Text("{due}为空，不适用。", "{due}: none, so nothing is due.")
    ALL_MONTHS = Text("{label}：应有的 {total} 个月都有。", "{label}: all {total} months due are there.")
    MONTHS_MISSING = Text(
        "{label}：应有 {total} 个月，缺 {count} 个月：{names}。",
        "{label}: {count} of {total} months missing: {names}.",
    )

    ENTRY = Text("第 {number} 人", "entry {number}")
    ENTRY_VALUE = Text("{name} {found}（{margin}）", "{name} {found} ({margin})")
    EVERY_LIMIT = Text("{who}的{label}要求不少于 {limit}", "{label} of {who}: at least {limit} required")
    EVERY_NONE = Text("没有{who}，不适用。", "There are no {who}, so this sets nothing.")
    EVERY_FAILED = Text("{wanted}；未达到：{people}。", "{wanted}; not reached by {people}.")
    EVERY_OPEN = Text(
        "{wanted}；资料不全，尚不能判定：{people}。", "{wanted}; not enough is known of {people}."
    )
    EVERY_REACHED = Text(
        "{wanted}；{count} 人全部达到，最低 {lowest}，{margin}。",
        "{wanted}; reached by all {count}, lowest {lowest}, {margin}.",
    )

    NOT_GRADED = Text("检查员尚未评定。", "The inspector has not graded this yet.")
    GRADED_OUT = Text("检查员评为不适用。", "The inspector marked this as not applicable.")
    GRADED = Text(
        "检查员评为 {grade} 分（{label}），{lowest} 分及以上为符合。",
        "Graded {grade} ({label}) by the inspector; {lowest} and more is met.",
    )

    IN_CLASS = Text(
        "{label} {found}（与 {limit}的界限相比{margin}），适用“{reading}”：",
        "{label}: {found} (limit {limit}, {margin}), so “{reading}” applies:",
    )
    ANY_CLASS = Text("无论“{label}”是多少，结论相同：", "The same whatever “{label}” is:")
    BOUNDARY = Text("{label}恰为 {value}", "{label} is exactly {value}")
    BOTH_AGREE = Text(
        "{boundary}，两种读法结论一致：{findings}", "{boundary}; both readings agree: {findings}"
    )
    BY_READING = Text("按“{reading}”为{verdict}", "by “{reading}” it is {verdict}")
    DISPUTED = Text(
        "{boundary}，可有两种读法：{readings}。须由市总工会裁定。",
        "{boundary}, which can be read in two ways: {readings}. The city union has to rule.",
    )
    RULED = Text(
        "{boundary}，{by}于 {day} 裁定适用“{reading}”（理由：{reason}）：",
        "{boundary}; {by} ruled on {day} that “{reading}” applies (reason: {reason}):",
    )


@unique
class Requirement(Template):
    """What rules ask for, whatever the facts are: editions are compared by it. A tablet needs none of it."""

    ANSWER = Text("{label}：应为“{wanted}”", "{label}: must be {wanted}")
    LIMIT = Text("{label}：{wording} {limit}", "{label}: {wording} {limit}")
    ALL = Text("{label}：须有{names}", "{label}: all of {names}")
    ANY = Text("{label}：至少有{names}之一", "{label}: at least one of {names}")
    MONTHS = Text("{label}：须有“{due}”中的每个月", "{label}: every month of “{due}”")
    SHARE = Text("{part}占{whole}的比例：不少于 {percent}%", "{part} in {whole}: at least {percent}%")
    PERIOD = Text("{label}：{first} 至 {last}", "{label}: from {first} to {last}")
    GRADE = Text("检查员评为 {lowest} 分及以上", "graded {lowest} or more by the inspector")
    SETTLED = Text("{verdict}：{text}", "{verdict}: {text}")
    CLASS = Text("{label} {ends}（{reading}）：{wanted}", "{label} {ends} ({reading}): {wanted}")


@unique
class Remedy(Template):
    """What to enter instead of a fact that cannot be accepted."""

    BOOL = Text("请填写 true 或 false；不清楚时不要填写此项", "Give true or false; leave it out when unknown")
    INT = Text("请填写整数；不清楚时不要填写此项", "Give a whole number; leave it out when unknown")
    NUMBER = Text("请填写数字；不清楚时不要填写此项", "Give a number; leave it out when unknown")
    LEAST = Text("请填写不小于 {minimum} 的数", "Give {minimum} or more")
    LARGEST = Text("请核对是否多写了数位", "Check whether digits were typed twice")
    DIGITS = Text("请不要超过 {most} 位", "Give at most {most} digits")
    DAY = Text("请按 YYYY-MM-DD 填写实际存在的日期", "Give a day that exists, as YYYY-MM-DD")
    MONTH = Text("请按 YYYY-MM 填写月份，如 2013-06", "Give months as YYYY-MM, such as 2013-06")
    TEXT = Text(
        "请填写不超过 {most} 字的文字；不清楚时不要填写此项",
        "Give a text of at most {most} characters; leave it out when unknown",
    )
    KNOWN = Text("可用的有：{words}", "Known are: {words}")
    LIST = Text("请填写列表；不清楚时不要填写此项", "Give a list; leave it out when unknown")
    ONCE = Text("请删去其中一处（已见于第 {entry} 项）", "Remove one (entry {entry} is the same)")
    RECORD = Text("每条记录应为一个对象", "Each record must be an object")
    GRADE = Text('请填写 1、2、3、4 或 "n/a"', 'Give 1, 2, 3, 4 or "n/a"')
    GRADES = Text("请按“项目编号：等级”填写", "Give grades by item id")
    FACTS = Text("请按“名称：值”填写", "Give the facts by name")


def listed(texts: Iterable[Text], separator: Sentence = Sentence.COMMA) -> Text:
    """Several labels as one list: 甲、乙 and "a, b"."""
    found, between = tuple(texts), separator.value
    return Text(between.zh.join(text.zh for text in found), between.en.join(text.en for text in found))


def listed_words(words: Iterable[str]) -> Text:
    """Several words that are the same in both languages, such as names or months, as one list."""
    return listed(Text(word, word) for word in words)
