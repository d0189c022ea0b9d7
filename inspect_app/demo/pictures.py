"""Which drawn scene stands for the photograph of an item."""

import datetime as dt
import random
import zlib
from pathlib import Path

from inspect_app.evidence.drawn import draw_scene

FONT = Path(__file__).parent.parent / "documents" / "fonts" / "NotoSansSC-Regular.ttf"

# By the first part of the item's id; what is not named here is shown as a paper record.
SCENES = {
    "premises": "premises_front",
    "equipment": "equipment",
    "rooms": "reading_room",
    "walls": "wall_display",
    "outdoor": "outdoor_board",
    "video": "equipment",
    "sign": "sign_board",
    "identity": "room",
    "rules": "wall_display",
    "projects": "outdoor_board",
}


def picture(item_id: str, title: str, site_name: str, at: dt.datetime, *, scene: str = "") -> bytes:
    """A drawn picture of an item at a site; one site's pictures of one item share their arrangement."""
    seed = zlib.crc32(f"{site_name}/{item_id}".encode())
    place = random.Random(zlib.crc32(site_name.encode()))  # noqa: S311 - variety, not secrecy
    return draw_scene(
        scene or SCENES.get(item_id.split(".")[0], "paper_record"),
        [site_name, title],
        font=FONT,
        seed=seed,
        size=(720, 540),
        at=at,
        latitude=round(39.9 + place.uniform(-0.2, 0.2), 5),
        longitude=round(116.4 + place.uniform(-0.3, 0.3), 5),
    )
