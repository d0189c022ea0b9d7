"""Answers made smaller on their way: only where it is asked for.

What is compressed together with a secret tells, by its length, something of the secret. Tokens are masked for
that (tokens.py); no page that is compressed shows another secret.
"""

from flask import Flask
from flask_compress import Compress

compress = Compress()


def init_app(app: Flask) -> None:
    app.config["COMPRESS_REGISTER"] = False
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # From 4 to 5 a checklist loses a seventh at no cost; from there on each step costs more than it saves.
    app.config["COMPRESS_BR_LEVEL"] = 5
    compress.init_app(app)
