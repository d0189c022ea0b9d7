"""Answers made smaller on their way: only where it is asked for, and never one that holds a token.

What is compressed together with a secret tells, by its length, something of the secret.
"""

from flask import Flask
from flask_compress import Compress

compress = Compress()


def init_app(app: Flask) -> None:
    app.config["COMPRESS_REGISTER"] = False
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    compress.init_app(app)
