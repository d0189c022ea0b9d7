"""Long lists in pages of fifty; the page is in the address."""

from dataclasses import dataclass

from flask import request, url_for

SIZE = 50


@dataclass
class Paging:
    """Which page of a list is shown. Set `total` once it is known; draw it with `ui.pages(paging)`."""

    number: int
    size: int = SIZE
    total: int = 0

    @classmethod
    def of_request(cls) -> "Paging":
        """The page the address asks for in `page`, the first where it asks for none that can be."""
        return cls(max(request.args.get("page", 1, int), 1))

    @classmethod
    def of_list(cls, total: int) -> "Paging":
        """The page the address asks for of a list of known length: its last where it asks for one beyond."""
        paging = cls.of_request()
        paging.total = total
        paging.number = min(paging.number, paging.last)
        return paging

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        return max(-(-self.total // self.size), 1)

    def address(self, number: int) -> str:
        """The address of another page of the same list."""
        values = {**(request.view_args or {}), **request.args.to_dict(), "page": number}
        return url_for(request.endpoint or "", **values)
