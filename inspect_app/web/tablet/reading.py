"""What the tablet fetches: who is logged in, his visits, what is known of each, and the standards."""

import hashlib
import json
from typing import Any

from flask import Response, abort, request
from flask_wtf.csrf import generate_csrf

from inspect_app.policy.facts_json import plain_fact
from inspect_app.records.inspections import InspectionState, inspections_for
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.assets import release
from inspect_app.web.clock import now
from inspect_app.web.compression import compress
from inspect_app.web.office import current_office, library, person, settings
from inspect_app.web.tablet.blueprint import blueprint
from inspect_app.web.tablet.packet import packet_of
from inspect_app.web.tablet.receipt import receipt_of

YEAR = 365 * 24 * 3600
OPEN_STATES = (InspectionState.SCHEDULED, InspectionState.UNDER_WAY)


@blueprint.get("/session")
@allow(Role.INSPECTOR)
def session() -> Response:
    """Holds a token: never compressed, kept nowhere."""
    said = {
        "person": {"id": person().id, "name": person().name},
        "csrf": generate_csrf(),
        "now": now().isoformat(),
        "demo": settings().demo_date is not None,
        "release": release(),
        "photograph_edge_px": settings().photograph_edge_px,
    }
    answer = _json(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/visits")
@allow(Role.INSPECTOR)
def visits() -> Response:
    found = inspections_for(current_office().session, person().id, *OPEN_STATES)
    return _asked_each_time({"visits": [each.id for each in found]})


@blueprint.get("/visits/<inspection_id>")
@allow(Role.INSPECTOR)
@compress.compressed()
def packet(inspection_id: str) -> Response:
    found = packet_of(current_office(), find_own_inspection(inspection_id))
    # The moment of the receipt is no change of what is held.
    said = {**found, "receipt": {**found["receipt"], "at": None}}
    answer = _asked_each_time(found)
    # Weak: compressed or not, it is the same packet.
    answer.set_etag(hashlib.sha256(_text(said).encode()).hexdigest(), weak=True)
    answer.make_conditional(request)
    return answer


@blueprint.get("/visits/<inspection_id>/receipt")
@allow(Role.INSPECTOR)
@compress.compressed()
def receipt(inspection_id: str) -> Response:
    return _asked_each_time(receipt_of(current_office(), find_own_inspection(inspection_id)))


@blueprint.get("/standards/<standard_sha256>")
@allow(Role.INSPECTOR)
@compress.compressed()
def standard(standard_sha256: str) -> Response:
    """An edition by its digest: whatever has this digest says the same for ever."""
    edition = library().standard_with(standard_sha256)
    if edition is None:
        abort(404)
    answer = _json(edition.to_json())
    answer.cache_control.private, answer.cache_control.immutable = True, True
    answer.cache_control.max_age = YEAR
    return answer


def _asked_each_time(said: dict[str, Any]) -> Response:
    answer = _json(said)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _json(said: dict[str, Any]) -> Response:
    return Response(_text(said), mimetype="application/json")


def _text(said: dict[str, Any]) -> str:
    # In the order it was put: the codes of a fact are shown in the order of the checklist.
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=plain_fact)
