"""The built front end: from a name to the hashed file, and nothing served that a build did not make."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flask import Flask, url_for

DIST = Path(__file__).parent / "static" / "dist"


def init_app(app: Flask) -> None:
    """Give templates `asset("style.css")`. Raises FileNotFoundError when the front end has not been built."""
    manifest: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    app.add_template_global(lambda name: url_for("static", filename=f"dist/{manifest[name]}"), "asset")


@cache
def release() -> str:
    """The version of the product and of the built front end: "0.1.0+1a2b3c4d"."""
    built = hashlib.sha256((DIST / "manifest.json").read_bytes()).hexdigest()
    return f"{version('inspect-app')}+{built[:8]}"
