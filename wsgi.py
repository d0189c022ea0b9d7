"""What a WSGI server runs: `gunicorn wsgi:app`."""

from inspect_app.app import create_app

app = create_app()
