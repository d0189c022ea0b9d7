"""What can go wrong in the documents layer.

DocumentsError          carries the same sentence in Chinese and English
├── DocumentError       a document cannot be issued: its sheet has a gap or its text cannot be typeset
└── TableRefused        a file handed in as a table cannot be read as one
"""


class DocumentsError(Exception):
    """A sentence for the person at the screen, as `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class DocumentError(DocumentsError):
    """The document must not be issued; nothing was produced."""


class TableRefused(DocumentsError):
    """The file holds no table this program reads; nothing was taken from it."""
