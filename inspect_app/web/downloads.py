"""Files that people take home: letters as they were stored, tables as they stand."""

import io
import re

from flask import abort, send_file
from werkzeug.wrappers import Response

from inspect_app.records.organisation import Site
from inspect_app.web.office import store

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(sha256: str | None, title: str, number: str | None, site: Site) -> Response:
    """The stored bytes of a letter, under a name that says what it is; 404 while there is none."""
    if sha256 is None:
        abort(404)
    return _file(store().get(sha256), "application/pdf", f"{title}_{site.node.name}_{number}.pdf")


def excel(content: bytes, name: str) -> Response:
    """A workbook under its name."""
    return _file(content, EXCEL, f"{name}.xlsx")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    safe = _NOT_IN_FILE_NAMES.sub("_", name)
    return send_file(io.BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=safe)
