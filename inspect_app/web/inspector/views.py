"""The inspector's pages: what is to be visited, the checklist of a visit, its photographs and its end."""

from inspect_app.web.inspector import checklist, editions, finish, load, photographs, rivals, today
from inspect_app.web.inspector.blueprint import blueprint

__all__ = ["blueprint", "checklist", "editions", "finish", "load", "photographs", "rivals", "today"]
