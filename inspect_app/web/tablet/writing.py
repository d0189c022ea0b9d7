"""What the tablet sends, one entry a request. Each may be repeated, in any number."""

from typing import Any

from flask import request

from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import reads_only
from inspect_app.web.office import settings
from inspect_app.web.tablet import bodies, taking
from inspect_app.web.tablet.blueprint import blueprint
from inspect_app.web.tablet.refusals import refused, too_large
from inspect_app.web.tablet.taking import Held
from inspect_app.workflow.errors import Text

_NO_FILE = Text(
    "没有收到照片或签名的文件，可能没有传完整。请重试；仍不行请重新拍摄或签名。",
    "The file of the photograph or signature did not arrive in full. Try again; if that fails, take it anew.",
)

# The views begin the transaction that writes themselves, when everything has arrived.


@blueprint.put("/visits/<inspection_id>/answers/<visit_item_id>")
@reads_only
@allow(Role.INSPECTOR)
def answer(inspection_id: str, visit_item_id: str) -> Held:
    return taking.take_answer(find_own_inspection(inspection_id), visit_item_id, _body())


@blueprint.put("/visits/<inspection_id>/photographs/<visit_photograph_id>")
@reads_only
@allow(Role.INSPECTOR)
def photograph(inspection_id: str, visit_photograph_id: str) -> Held:
    inspection, content = find_own_inspection(inspection_id), _file()
    return taking.take_photograph(inspection, visit_photograph_id, _part("capture"), content)


@blueprint.put("/visits/<inspection_id>/photographs/<visit_photograph_id>/drawing")
@reads_only
@allow(Role.INSPECTOR)
def drawing(inspection_id: str, visit_photograph_id: str) -> Held:
    return taking.take_drawing(find_own_inspection(inspection_id), visit_photograph_id, _body())


@blueprint.put("/visits/<inspection_id>/photographs/<visit_photograph_id>/withdrawal")
@reads_only
@allow(Role.INSPECTOR)
def withdrawal(inspection_id: str, visit_photograph_id: str) -> Held:
    return taking.take_withdrawal(find_own_inspection(inspection_id), visit_photograph_id, _body())


@blueprint.put("/visits/<inspection_id>/signatures/<signature_id>")
@reads_only
@allow(Role.INSPECTOR)
def signature(inspection_id: str, signature_id: str) -> Held:
    inspection, content = find_own_inspection(inspection_id), _file()
    return taking.take_signature(inspection, signature_id, _part("signature"), content)


@blueprint.put("/visits/<inspection_id>/end")
@reads_only
@allow(Role.INSPECTOR)
def end(inspection_id: str) -> Held:
    return taking.take_end(find_own_inspection(inspection_id), _body())


def _body() -> Any:
    return bodies.parsed(request.get_data(cache=False))


def _part(name: str) -> Any:
    """The JSON beside a file."""
    return bodies.parsed(request.form.get(name, "").encode("utf-8", "surrogatepass"))


def _file() -> bytes:
    """The bytes of the file. Raises TabletError when it did not arrive or is larger than it may be."""
    sent = request.files.get("file")
    if sent is None:
        raise refused("no_file", _NO_FILE)
    most = settings().max_upload_mb * bodies.MEGABYTE
    content = sent.read(most + 1)
    if len(content) > most:
        raise too_large()
    return content
