"""Photographs as evidence: attached to an item, never deleted, near copies elsewhere noted."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from uuid import uuid4

from inspect_app.evidence import likeness
from inspect_app.evidence.photograph import Photograph as Picture
from inspect_app.evidence.photograph import read_photograph
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.records.photographs import (
    Photograph,
    PhotographRole,
    PhotographSource,
    photographs_in_bands,
    same_photograph,
)
from inspect_app.records.rectification import RectificationItem
from inspect_app.workflow import clock, editions, entered, history, moving, states
from inspect_app.workflow.acting import as_it_stands, begin, require_role
from inspect_app.workflow.errors import AlreadyDone, Invalid, Text
from inspect_app.workflow.facts import require_unreviewed
from inspect_app.workflow.findings import item_to_look_at, require_assigned
from inspect_app.workflow.office import Office
from inspect_app.workflow.shapes import read_shapes

# Copies that were resized or saved again differ in at most this many of 64 bits.
NEAR = 7
_ATTACH = Text("上传或撤下照片", "attach or withdraw photographs")
_CAPTION = Text("照片说明", "caption")


@dataclass(frozen=True)
class Capture:
    """What a tablet took down when the photograph was taken.

    `sha256` is of the bytes as they were kept there; `taken_at` is by our clock (`clock.corrected`), and
    `clock_offset_s` what the tablet's was off: ours minus its, in seconds. The position is in degrees WGS 84,
    the accuracy its radius in metres; None where unknown.
    """

    sha256: str
    taken_at: dt.datetime
    source: PhotographSource
    clock_offset_s: float
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None


def attach(
    office: Office,
    site: Site,
    item_id: str,
    content: bytes,
    role: PhotographRole,
    *,
    inspection: Inspection | None = None,
    rectification_item: RectificationItem | None = None,
    caption: str = "",
    id: str | None = None,
    capture: Capture | None = None,
    picture: Picture | None = None,
) -> Photograph:
    """Keep a photograph as evidence for an item: declared by the station, seen in a visit, before or after.

    Sending the same `id` with the same picture again answers the photograph that is there, also when it was
    withdrawn since or the visit has ended. `picture` is the content where it has been read already.
    Raises PhotographRefused, NotAllowed, WrongState, AlreadyDone for a picture this item shows already, and
    Invalid naming "item_id", "role", "caption", "id", or "sha256" when the bytes are not the capture's.
    """
    if capture is not None:
        require_whole(content, capture.sha256)
    sha256 = hashlib.sha256(content).hexdigest()
    there = _sent_before(office, site, item_id, sha256, id)
    if there is not None:
        return there
    picture = picture or read_photograph(content)
    caption = entered.within("caption", _CAPTION, caption, 200)
    # Another request may have brought it while this one was busy; it may even have ended the visit.
    history.lock(office.session)
    there = _sent_before(office, site, item_id, sha256, id)
    if there is not None:
        return there
    _require_may(office, site, item_id, role, inspection, rectification_item)
    if inspection is not None and role == PhotographRole.INSPECTION:
        _require_item(office, inspection, item_id)
    _require_new(office, site, item_id, sha256)
    photograph = _kept(office, site, item_id, content, picture, id or str(uuid4()))
    photograph.role, photograph.caption = role, caption
    photograph.inspection_id = None if inspection is None else inspection.id
    photograph.rectification_item_id = None if rectification_item is None else rectification_item.id
    if capture is not None and inspection is not None:
        _take_down(office, photograph, inspection, capture)
    office.session.add(photograph)
    office.session.flush()
    like = [each.id for each in near_copies(office, photograph)]
    _note(office, photograph, "photograph_attached", like=like)
    return photograph


def require_wanted(office: Office, inspection: Inspection, item_id: str) -> None:
    """What `attach` asks of the visit and the item, before anybody decodes and keeps a picture for them.

    No writer waits for it, so `attach` asks again. Raises NotAllowed, WrongState and Invalid("item_id").
    """
    states.check("inspection", "record", inspection)
    require_assigned(office, inspection)
    _require_item(office, inspection, item_id)


def require_whole(content: bytes, sha256: str) -> None:
    """Raises Invalid("sha256") unless these are the bytes that the tablet kept."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Invalid(
            "sha256",
            "文件没有完整传到服务器，将自动重新发送。",
            "The file did not arrive complete. It will be sent again.",
        )


def withdraw(office: Office, photograph: Photograph, why: str) -> None:
    """The photograph no longer counts; the file and this reason stay. The same people may as for `attach`."""
    role = PhotographRole(photograph.role)
    visit, ordered = photograph.inspection, photograph.rectification_item
    _require_may(office, photograph.site, photograph.item_id, role, visit, ordered)
    _require_standing(office, photograph)
    photograph.withdrawn_why = entered.reason(why, "why")
    photograph.withdrawn_at = office.at
    office.session.flush()
    _note(office, photograph, "photograph_withdrawn", why=photograph.withdrawn_why)


def draw(office: Office, photograph: Photograph, shapes: object, revision: str) -> None:
    """Lay these shapes over the photograph in place of what was drawn before; none takes the drawing away.

    A revision that came before changes nothing, even after newer ones. The same people may as for `attach`.
    Raises Invalid naming "shapes" or "revision", and AlreadyDone where the photograph is withdrawn.
    """
    drawing = read_shapes(shapes)
    entered.identifier("revision", revision)
    history.lock(office.session)
    if _drawn_before(office, photograph, revision):
        return
    visit, ordered = photograph.inspection, photograph.rectification_item
    role = PhotographRole(photograph.role)
    _require_may(office, photograph.site, photograph.item_id, role, visit, ordered)
    _require_standing(office, photograph)
    photograph.drawing, photograph.drawing_revision = drawing, revision
    office.session.flush()
    _note(office, photograph, "photograph_drawn", revision=revision, shapes=drawing)


def near_copies(office: Office, photograph: Photograph) -> list[Photograph]:
    """Photographs of other sites that look like this one: a reason to look, never a verdict."""
    bands = (photograph.band0, photograph.band1, photograph.band2, photograph.band3)
    # At most seven bits apart, one of the four bands differs in at most one bit.
    near = [{band, *(band ^ 1 << bit for bit in range(16))} for band in bands]
    found = photographs_in_bands(office.session, near, photograph.site_id)
    return [each for each in found if likeness.distance(each.dhash, photograph.dhash) <= NEAR]


def _require_may(
    office: Office,
    site: Site,
    item_id: str,
    role: PhotographRole,
    inspection: Inspection | None,
    rectification_item: RectificationItem | None,
) -> None:
    """Whether the acting person may add or take away evidence of this role now; other writers wait."""
    if rectification_item is not None and role in (PhotographRole.BEFORE, PhotographRole.AFTER):
        order = rectification_item.order
        begin(office, "order", "put_item_right", order, order.application.site.node, None)
        fits = order.application.site is site and rectification_item.item_id == item_id
    elif inspection is not None and role == PhotographRole.INSPECTION:
        begin(office, "inspection", "record", inspection, inspection.application.site.node, None)
        require_assigned(office, inspection)
        fits = inspection.application.site is site
    else:
        _require_may_declare(office, site, role)
        fits = item_id in editions.standard_for(office, site).items
    if not fits:
        raise Invalid("item_id", f"这里没有项目“{item_id}”。", f"There is no item {item_id} here.")


def _require_item(office: Office, inspection: Inspection, item_id: str) -> None:
    with moving.explaining(office, inspection):
        item_to_look_at(office, inspection, item_id)


def _require_may_declare(office: Office, site: Site, role: PhotographRole) -> None:
    if role != PhotographRole.DECLARED:
        raise Invalid(
            "role",
            "检查照片须对应一次检查，整改照片须对应一个整改项目。",
            "A photograph of a visit needs its visit, one of a rectification its item.",
        )
    require_role(office, site.node, Role.STATION, act=_ATTACH)
    as_it_stands(office, site, None)
    require_unreviewed(office, site)


def _require_standing(office: Office, photograph: Photograph) -> None:
    office.session.refresh(photograph)
    if photograph.withdrawn_at is not None:
        raise AlreadyDone("这张照片已经撤下。", "This photograph has been withdrawn already.")


def _drawn_before(office: Office, photograph: Photograph, revision: str) -> bool:
    entries = history_of(office.session, "photograph", photograph.id)
    return any(each.act == "photograph_drawn" and each.detail["revision"] == revision for each in entries)


def _sent_before(office: Office, site: Site, item_id: str, sha256: str, id: str | None) -> Photograph | None:
    """The photograph that came before under this id. Raises AlreadyDone where the id is another's."""
    there = None if id is None else office.session.get(Photograph, entered.identifier("id", id))
    if there is not None and (there.site_id, there.item_id, there.sha256) != (site.id, item_id, sha256):
        raise AlreadyDone(
            "这个编号已经用于另一张照片，请重新拍摄或重新选择。", "This id belongs to another photograph."
        )
    return there


def _require_new(office: Office, site: Site, item_id: str, sha256: str) -> None:
    if same_photograph(office.session, site.id, item_id, sha256) is not None:
        raise AlreadyDone(
            "这个项目已经有这张照片，不必重复上传。", "This item has this very photograph already."
        )


def _take_down(office: Office, photograph: Photograph, inspection: Inspection, capture: Capture) -> None:
    photograph.taken_at = clock.plausible(office, inspection, capture.taken_at)
    photograph.clock_offset_s = capture.clock_offset_s
    photograph.source = PhotographSource(capture.source)
    photograph.latitude, photograph.longitude = capture.latitude, capture.longitude
    photograph.accuracy_m = capture.accuracy_m


def _kept(office: Office, site: Site, item_id: str, content: bytes, picture: Picture, id: str) -> Photograph:
    """The record, with original, display and thumbnail in the store."""
    band0, band1, band2, band3 = likeness.bands(picture.dhash)
    return Photograph(
        id=id,
        site=site,
        item_id=item_id,
        sha256=office.store.put(content),
        display_sha256=office.store.put(picture.display),
        thumbnail_sha256=office.store.put(picture.thumbnail),
        media_type=picture.media_type,
        size=len(content),
        width=picture.width,
        height=picture.height,
        camera_taken_at=_taken_at(picture),
        camera_latitude=picture.latitude,
        camera_longitude=picture.longitude,
        dhash=likeness.signed(picture.dhash),
        band0=band0,
        band1=band1,
        band2=band2,
        band3=band3,
        by=office.by,
        at=office.at,
    )


def _taken_at(picture: Picture) -> str | None:
    if picture.taken_at is None:
        return None
    zone = None if picture.utc_offset is None else dt.timezone(picture.utc_offset)
    return picture.taken_at.replace(tzinfo=zone).isoformat()


def _note(office: Office, photograph: Photograph, act: str, *, why: str = "", **detail: object) -> None:
    detail |= {"item": photograph.item_id, "role": photograph.role, "sha256": photograph.sha256}
    history.record(office, act, "photograph", photograph.id, site=photograph.site, why=why, detail=detail)
