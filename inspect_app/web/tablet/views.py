"""All requests of the tablet; the modules hang them on the blueprint."""

from inspect_app.web.tablet import reading, refusals, writing
from inspect_app.web.tablet.blueprint import blueprint

__all__ = ["blueprint", "reading", "refusals", "writing"]
