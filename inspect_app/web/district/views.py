"""All pages of a district or industry, by subject."""

from inspect_app.web.district import facts, letters, progress, queue, review, site, sites
from inspect_app.web.district.blueprint import blueprint

__all__ = ["blueprint", "facts", "letters", "progress", "queue", "review", "site", "sites"]
