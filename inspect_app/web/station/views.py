"""All pages of a station, by subject."""

from inspect_app.web.station import application, evidence, facts, home, letters, rectification
from inspect_app.web.station.blueprint import blueprint

__all__ = ["application", "blueprint", "evidence", "facts", "home", "letters", "rectification"]
