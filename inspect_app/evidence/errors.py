"""What can go wrong with evidence.

EvidenceError
├── EvidenceRefused        the person's file cannot be used; says why and what to do, in both languages
│   ├── PhotographRefused
│   └── SignatureRefused
└── StoreError             the store cannot answer
    ├── BadKey             not the SHA-256 of anything
    ├── NotStored          nothing is stored under this key
    └── ContentSpoilt      the stored bytes no longer have the hash they are stored under
"""


class EvidenceError(Exception):
    """Base of everything this package raises on purpose."""


class EvidenceRefused(EvidenceError):
    """A file a person sent cannot be used. `zh` and `en` are whole sentences to show as they are."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code, self.zh, self.en = code, zh, en


class PhotographRefused(EvidenceRefused):
    """Codes: empty, too_large, too_many_pixels, other_format, damaged, animated."""


class SignatureRefused(EvidenceRefused):
    """Codes: empty, too_large, not_png, damaged, blank, not_strokes."""


class StoreError(EvidenceError):
    """Base of what the store raises."""


class BadKey(StoreError, ValueError):
    """The key is not 64 lower-case hexadecimal digits; nothing was read or written."""


class NotStored(StoreError, LookupError):
    """The store holds nothing under this key."""


class ContentSpoilt(StoreError):
    """The stored bytes no longer have the SHA-256 they are stored under: restore them from a backup."""
