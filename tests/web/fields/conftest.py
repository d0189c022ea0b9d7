from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

import inspect_app
from inspect_app.web import fields, language


@pytest.fixture(scope="session")
def application() -> Flask:
    """An application that has nothing but forms."""
    app = Flask("fields", root_path=str(Path(inspect_app.__file__).parent), template_folder="web/templates")
    app.config.update(SECRET_KEY="s" * 32, WTF_CSRF_ENABLED=False)
    app.extensions["settings"] = SimpleNamespace(demo_date=None)
    language.init_app(app)
    fields.init_app(app)
    return app
