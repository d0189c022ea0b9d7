"""Under which district or industry something lies, for lists that name it in every row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import g

from inspect_app.records.organisation import Node, children, the_city
from inspect_app.web.database import db


@dataclass(frozen=True)
class Places:
    """The districts and industries right below the city, by id and in the order of their codes."""

    by_id: Mapping[int, Node]

    def name_of(self, path: str) -> str:
        """The name of the district or industry that the node with this path lies in; "" for the city."""
        parts = path.strip("/").split("/")
        place = self.by_id.get(int(parts[1])) if len(parts) > 1 else None
        return "" if place is None else place.name

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """(id, name) of each, as a select offers them."""
        return [(str(node.id), node.name) for node in self.by_id.values()]


def places() -> Places:
    """Read once a request."""
    if "places" not in g:
        g.places = Places({node.id: node for node in children(db.session, the_city(db.session))})
    return cast(Places, g.places)
