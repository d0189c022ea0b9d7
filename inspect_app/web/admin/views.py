"""What administrators see: people and their roles, the organisation tree, the import of sites."""

from inspect_app.web.admin import appointments, imports, people, tree
from inspect_app.web.admin.blueprint import blueprint

__all__ = ["appointments", "blueprint", "imports", "people", "tree"]
