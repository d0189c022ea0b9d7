"""Brings the English catalogue up to date with the Chinese texts in the code.

`python -m tools.messages`, run in the project's folder, reads every text from the pages and views into
inspect_app/translations/en/LC_MESSAGES/messages.po: new ones come without English, those no longer used are
dropped, the rest keeps its English. It then lists what is still to be translated.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

CATALOGUE = Path("inspect_app/translations/en/LC_MESSAGES/messages.po")
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
# A template that cannot be read is an error and no reason to leave its texts out.
OPTIONS = {
    "**.html": {"silent": "false", "trimmed": "true"},
    "**.txt": {"silent": "false", "trimmed": "true"},
}
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_pgettext": ((1, "c"), 2)}

# Without dates, so that the same texts always give the same file.
HEADER = """\
# English for the texts of the pages. The Chinese text is the key; `make messages` keeps the list complete.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def extracted(root: Path) -> Catalog:
    """Every text that the pages of the project in the folder `root` translate, with the files it is in."""
    catalog = Catalog()
    found = extract_from_dir(root / "inspect_app/web", METHODS, OPTIONS, KEYWORDS)
    for name, line, text, _comments, context in found:
        catalog.add(text, locations=[(f"inspect_app/web/{Path(name).as_posix()}", line)], context=context)
    return catalog


def kept(root: Path) -> Catalog:
    """The English catalogue as it stands in the project's folder."""
    with (root / CATALOGUE).open("rb") as file:
        return read_po(file, locale="en")


def untranslated(catalog: Catalog) -> list[Message]:
    """Messages without English in all their forms, or whose English is a guess."""
    return [each for each in catalog if each.id and (each.fuzzy or not all(_forms(each.string)))]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text or "",)


def update(root: Path) -> Catalog:
    """Write the catalogue anew from the texts in use and the English there is; return it."""
    catalog = kept(root)
    catalog.update(extracted(root), no_fuzzy_matching=True)
    with (root / CATALOGUE).open("wb") as file:
        file.write(HEADER.encode())
        write_po(
            file,
            catalog,
            width=0,
            omit_header=True,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )
    return catalog


if __name__ == "__main__":
    missing = untranslated(update(Path.cwd()))
    for message in missing:
        print(message.id, file=sys.stderr)
    if missing:
        raise SystemExit(f"Translate these {len(missing)} texts in {CATALOGUE}.")
