"""What a WSGI server runs: `gunicorn wsgi:app`."""

from inspect_app.serving import ready_app
from inspect_app.settings import Settings

app = ready_app(Settings.from_environment())
