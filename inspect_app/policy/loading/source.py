"""One checklist file: its top entry, its text and its hash."""

from hashlib import sha256
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node

from inspect_app.policy.errors import ChecklistError
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.text import Text


def read_source(file: Path) -> tuple[Entry, str, str]:
    """The file's top entry, its text and the SHA-256 of its bytes. Raises `ChecklistError`."""
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise ChecklistError(
            file,
            line,
            Text("不是 UTF-8 文字", "is not UTF-8 text"),
            Text("请另存为 UTF-8 编码", "Save it as UTF-8"),
        ) from None
    return Entry(file, _compose(file, text), ""), text, sha256(raw).hexdigest()


def _compose(file: Path, text: str) -> Node:
    try:
        node: Node | None = YAML(typ="safe").compose(text)
    except YAMLError as wrong:
        mark = wrong.problem_mark if isinstance(wrong, MarkedYAMLError) else None
        problem = (wrong.problem if isinstance(wrong, MarkedYAMLError) else None) or "not readable"
        raise ChecklistError(
            file,
            mark.line + 1 if mark else 1,
            Text(f"不是正确的 YAML（{problem}）", f"is not correct YAML ({problem})"),
            Text("请检查缩进、冒号和引号", "Check indents, colons and quotes"),
        ) from None
    if node is None:
        raise ChecklistError(file, 1, Text("文件为空", "is empty"), Text("请补全内容", "Fill it in"))
    return node
