"""Generated names of people and employers. Any likeness to somebody real is chance."""

import random

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    *"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚",
    *("桂英", "建华", "建国", "玉兰", "秀珍", "志强", "海燕", "春梅", "晓东", "文博"),
    *("雅琴", "振华", "淑敏", "国庆", "立新", "红梅", "宝成", "少华", "佳宁", "思远"),
)
_TRADES = ("纺织", "印刷", "机电", "食品", "建材", "医药", "物流", "仪表", "电子", "服装", "客运", "商贸")


def person_name(rng: random.Random) -> str:
    return f"{rng.choice(_SURNAMES)}{rng.choice(_GIVEN)}"


def employer_name(rng: random.Random, place: str, ordinal: int) -> str:
    """A made-up employer whose name says that it is one."""
    return f"{place}示例{rng.choice(_TRADES)}{'一二三四五六七八九十'[ordinal % 10]}厂"
