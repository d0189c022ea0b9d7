"""The application factory: a contents list of what the product is made of."""

from flask import Flask
from whitenoise import WhiteNoise

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import load_library
from inspect_app.settings import Settings
from inspect_app.web import (
    access,
    accounts,
    assets,
    captures,
    compression,
    database,
    drawing,
    errors,
    fields,
    headers,
    kept,
    language,
    macros,
    navigation,
)
from inspect_app.web.accounts.views import blueprint as account
from inspect_app.web.admin.views import blueprint as admin
from inspect_app.web.city.views import blueprint as city
from inspect_app.web.district.views import blueprint as district
from inspect_app.web.inspector.views import blueprint as inspector
from inspect_app.web.public.views import blueprint as public
from inspect_app.web.shared.views import blueprint as shared
from inspect_app.web.shell import blueprint as shell
from inspect_app.web.station.views import blueprint as station
from inspect_app.web.tablet.views import blueprint as tablet
from inspect_app.web.tokens import MaskedTokens

MEGABYTE = 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application.

    Raises SettingsError for a setting it cannot start with and ChecklistError, with file and line, for a
    checklist that cannot be read: a server with half its policy must not start.
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__, template_folder="web/templates", static_folder="web/static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Several photographs may come in one form; each is held to its own limit when it is read.
        MAX_CONTENT_LENGTH=6 * settings.max_upload_mb * MEGABYTE,
        TRUSTED_HOSTS=settings.trusted_hosts,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["settings"] = settings
    app.extensions["library"] = load_library(settings.checklists)
    app.extensions["store"] = FolderStore(settings.uploads)
    MaskedTokens(app)
    for part in (database, accounts):
        part.init_app(app, settings)
    for part in (language, access, assets, compression, errors, headers, kept):
        part.init_app(app)
    for part in (captures, drawing, fields, navigation, macros):
        part.init_app(app)
    for blueprint in (public, shared, shell, account, station, district, inspector, tablet, city, admin):
        app.register_blueprint(blueprint)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        immutable_file_test=assets.HASHED,
    )
    return app
