"""The built front end: from a name to the hashed file, and nothing served that a build did not make."""

import json
from pathlib import Path

from flask import Flask, current_app, url_for

DIST = Path(__file__).parent / "static" / "dist"
# Addresses of files whose content never changes: it is in their name.
HASHED = r"/dist/[a-z]+-[A-Z0-9]{8}\.(css|js)$"


def init_app(app: Flask) -> None:
    """Give templates `asset("style.css")`. Raises FileNotFoundError when the front end has not been built."""
    manifest: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    app.extensions["release"] = manifest["release"]
    app.add_template_global(lambda name: url_for("static", filename=f"dist/{manifest[name]}"), "asset")


def release() -> str:
    """The version of the product and a digest of all that pages load, as in "0.1.0+1a2b3c4d"."""
    return str(current_app.extensions["release"])
