"""What the server hands out of the built front end."""

import gzip

import brotli
import pytest

from inspect_app.web.assets import DIST
from tests.web.visitor import Visitor

DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_built_file_travels_compressed_and_is_asked_for_once(anonymous: Visitor, kind: str) -> None:
    for file in DIST.glob(f"*-*.{kind}"):
        answer = anonymous.client.get(f"/static/dist/{file.name}", headers={"Accept-Encoding": "gzip, br"})
        # Whichever is smallest: a script of a line grows when it is packed.
        forms = [file, *(file.with_name(file.name + ending) for ending in (".br", ".gz"))]
        assert len(answer.data) == min(form.stat().st_size for form in forms)
        unpacked = DECOMPRESS[answer.headers.get("Content-Encoding", "identity")](answer.data)
        assert unpacked == file.read_bytes()
        assert "immutable" in answer.headers["Cache-Control"]


def test_what_keeps_its_name_is_asked_for_again(anonymous: Visitor) -> None:
    assert anonymous.client.get("/static/icon-192.png").headers["Cache-Control"] == "max-age=60, public"
