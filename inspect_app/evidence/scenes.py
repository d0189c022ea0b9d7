"""The scenes of the drawn demonstration pictures: simple shapes, arranged a little differently each time."""

from collections.abc import Callable

from .canvas import Canvas

_RED, _WOOD, _STEEL, _GLASS, _INK = "#b3261e", "#9a6b3f", "#8b949e", "#b9d4e4", "#333333"
_WALLS = ("#d9cdb8", "#c9d3cf", "#d8d2de", "#cdd6e0", "#e0d3c3", "#c8c8c2")
_SKIES = ("#bcd7ea", "#d5dde2", "#e9d9bf", "#a9c6de")


def _street(canvas: Canvas) -> None:
    wall = canvas.rng.choice(_WALLS)
    canvas.box(0, 0, 100, 30, canvas.rng.choice(_SKIES))
    canvas.box(0, 18, 100, 80, wall)
    canvas.box(0, 80, 100, 100, "#9b9b97")
    canvas.box(0, 79, 100, 82, "#c3beb2")


def _room(canvas: Canvas) -> None:
    canvas.box(0, 0, 100, 68, canvas.rng.choice(_WALLS))
    canvas.box(0, 68, 100, 100, canvas.rng.choice(("#b99b77", "#a8a49c", "#c2b59f")))
    canvas.box(0, 67, 100, 69, "#7d7364")


def _front(canvas: Canvas) -> None:
    _street(canvas)
    door = canvas.rng.uniform(38, 54)
    sill = canvas.rng.uniform(60, 67)
    for left in (5, 21, 66, 82):
        canvas.box(left, 42, left + 12, sill, _GLASS, _INK)
        canvas.line(left + 6, 42, left + 6, sill)
    canvas.box(door, 44, door + 12, 80, _GLASS, _INK)
    canvas.line(door + 6, 44, door + 6, 80)
    for step in range(3):
        canvas.box(door - 2 - step, 80 + step * 2, door + 14 + step, 82 + step * 2, "#b7b2a6", "#8f8a7e")


def _premises_front(canvas: Canvas) -> None:
    _front(canvas)
    canvas.box(14, 22, 86, 36, _RED, "#7c1710")
    canvas.text(50, 29, "工会服务站", 9, "#ffe9a8")


def _sign_board(canvas: Canvas) -> None:
    canvas.box(0, 0, 100, 100, canvas.rng.choice(_WALLS))
    for row in range(0, 100, 8):
        canvas.line(0, row, 100, row, "#b4a78f", 1)
    left = canvas.rng.uniform(14, 24)
    canvas.box(left + 1, 21, left + 65, 71, "#8d8676")
    canvas.box(left, 19, left + 64, 69, "#f3ead2", "#b08d3e")
    canvas.disc(left + 32, 32, 8, _RED)
    canvas.text(left + 32, 32, "工", 9, "#ffe9a8")
    canvas.text(left + 32, 50, "工会服务站", 11, _RED)
    canvas.text(left + 32, 62, "服务职工 · 就在身边", 4.5, _INK)


def _outdoor_board(canvas: Canvas) -> None:
    _street(canvas)
    left = canvas.rng.uniform(10, 22)
    for post in (left + 3, left + 65):
        canvas.box(post, 24, post + 2, 88, _STEEL)
    canvas.box(left, 24, left + 70, 72, "#5f6b74")
    canvas.box(left + 1.5, 26, left + 68.5, 34, _RED)
    canvas.text(left + 35, 30, "宣 传 栏", 6, "#ffffff")
    for panel in range(4):
        x = left + 2.5 + panel * 16.8
        canvas.box(x, 36, x + 15, 70, canvas.rng.choice(("#ffffff", "#fdf6e3", "#eef5ee")))
        canvas.box(x + 2, 38, x + 13, 48, canvas.rng.choice((_GLASS, "#e8b4a0", "#c7dca7")))
        canvas.lines(x + 2, 52, x + 13, 6, 3)


def _office(canvas: Canvas) -> None:
    _room(canvas)
    window = canvas.rng.uniform(6, 60)
    canvas.box(window, 14, window + 28, 46, _GLASS, "#ffffff")
    canvas.line(window + 14, 14, window + 14, 46, "#ffffff", 5)
    table = canvas.rng.uniform(14, 36)
    canvas.box(table, 62, table + 52, 66, _WOOD)
    for leg in (table + 2, table + 48):
        canvas.box(leg, 66, leg + 2, 88, "#6e4a29")
    for chair in (table + 6, table + 20, table + 34):
        canvas.box(chair, 70, chair + 10, 76, "#4a6a8a")
        canvas.line(chair + 1, 76, chair + 1, 92)
        canvas.line(chair + 9, 76, chair + 9, 92)


def _reading_room(canvas: Canvas) -> None:
    _office(canvas)
    left = canvas.rng.choice((4, 74))
    canvas.box(left, 24, left + 22, 80, "#7b5330")
    for shelf in range(4):
        for book in range(9):
            x, y = left + 1.4 + book * 2.2, 27 + shelf * 13
            colour = canvas.rng.choice((_RED, "#2f5d8a", "#4d7a4a", "#c49a3a", "#ddd3bf"))
            canvas.box(x, y + canvas.rng.uniform(0, 3), x + 1.8, y + 10, colour)


def _equipment(canvas: Canvas) -> None:
    _room(canvas)
    canvas.box(8, 58, 92, 63, _WOOD)
    canvas.box(11, 63, 14, 92, "#6e4a29")
    canvas.box(86, 63, 89, 92, "#6e4a29")
    shift = canvas.rng.uniform(-4, 4)
    for left in (16 + shift, 40 + shift):
        canvas.box(left, 38, left + 18, 54, "#22272b", "#0f1214")
        canvas.box(left + 1, 39.5, left + 17, 52.5, canvas.rng.choice(("#6fa3c8", "#86b49a", "#c9d6df")))
        canvas.box(left + 7, 54, left + 11, 58, "#22272b")
    canvas.box(66 + shift, 46, 82 + shift, 58, "#e2e4e6", _STEEL)
    canvas.box(69 + shift, 42, 79 + shift, 46, "#ffffff", _STEEL)
    canvas.box(18, 66, 34, 94, _STEEL, "#5a626a")
    for drawer in (73, 80, 87):
        canvas.line(18, drawer, 34, drawer, "#5a626a")


def _wall_display(canvas: Canvas) -> None:
    _room(canvas)
    top = canvas.rng.uniform(14, 20)
    for place, title in enumerate(("工作职责", "人员分工", "工作制度", "工作进度", "基本情况")):
        left = 4 + place * 18.8
        canvas.box(left, top, left + 16.5, top + 42, "#ffffff", "#9aa7b1")
        canvas.box(left, top, left + 16.5, top + 7, canvas.rng.choice((_RED, "#2f5d8a")))
        canvas.text(left + 8.25, top + 3.5, title, 4, "#ffffff")
        canvas.lines(left + 2, top + 12, left + 14.5, 9, 3.2)
    bench = canvas.rng.uniform(10, 40)
    canvas.box(bench, 78, bench + 50, 81, _WOOD)
    for leg in (bench + 3, bench + 45):
        canvas.box(leg, 81, leg + 2, 92, "#6e4a29")


def _paper_record(canvas: Canvas) -> None:
    canvas.box(0, 0, 100, 100, canvas.rng.choice((_WOOD, "#7d8a92", "#a98b62")))
    left = canvas.rng.uniform(18, 30)
    canvas.box(left + 1, 9, left + 53, 81, "#5c4a33")
    canvas.box(left, 7, left + 52, 79, "#fffdf6")
    canvas.text(left + 26, 14, "工作台账", 6, _INK)
    for row in range(11):
        canvas.line(left + 4, 20 + row * 5, left + 48, 20 + row * 5, "#777777", 2)
    for column in (4, 14, 34, 48):
        canvas.line(left + column, 20, left + column, 70, "#777777", 2)
    for row in range(canvas.rng.randint(4, 9)):
        for start, end in ((5, 12), (15, 31), (35, 46)):
            canvas.lines(left + start, 22.8 + row * 5, left + end, 1, 5)


def _before(canvas: Canvas) -> None:
    _front(canvas)
    canvas.box(14, 22, 86, 36, "#a9a294", "#7d776b")
    for _ in range(14):
        canvas.disc(
            canvas.rng.uniform(16, 84), canvas.rng.uniform(24, 34), canvas.rng.uniform(0.6, 2), "#8d8676"
        )
    _placard(canvas, "整改前", "#a85b13")


def _after(canvas: Canvas) -> None:
    _premises_front(canvas)
    _placard(canvas, "整改后", "#2e7d4f")


def _placard(canvas: Canvas, words: str, colour: str) -> None:
    canvas.box(78, 69, 97, 78, colour)
    canvas.text(87.5, 73.5, words, 6, "#ffffff")


SCENES: dict[str, Callable[[Canvas], None]] = {
    "premises_front": _premises_front,
    "sign_board": _sign_board,
    "outdoor_board": _outdoor_board,
    "room": _office,
    "reading_room": _reading_room,
    "equipment": _equipment,
    "wall_display": _wall_display,
    "paper_record": _paper_record,
    "before": _before,
    "after": _after,
}
