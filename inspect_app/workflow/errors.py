"""Why an act is refused.

WorkflowError                 every refusal; carries a sentence in Chinese and in English
├── NotAllowed                this person may not do this here
├── WrongState                the subject is not in a state that allows the act
├── StaleForm                 somebody else has changed the subject since the form was opened
├── Invalid                   what was entered cannot be taken; names the field
├── AlreadyDone               doing it again would double it (a letter is issued once)
└── EditionChanged            a checklist that was used is no longer the one that was kept
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A sentence in both languages of the interface."""

    zh: str
    en: str


class WorkflowError(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


class NotAllowed(WorkflowError):
    pass


class WrongState(WorkflowError):
    pass


class StaleForm(WorkflowError):
    def __init__(self) -> None:
        super().__init__(
            "您打开本页之后，他人已修改了这条记录。您填写的内容仍保留在页面上，请核对最新内容后再次提交。",
            "Somebody has changed this record since you opened the page. "
            "What you typed is still on the page: compare it with the current content and submit again.",
        )


class Invalid(WorkflowError):
    """`field` names the form field or fact that cannot be taken."""

    def __init__(self, field: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.field = field


class AlreadyDone(WorkflowError):
    pass


class EditionChanged(WorkflowError):
    def __init__(self, document_id: str, edition: str) -> None:
        super().__init__(
            f"标准“{document_id}”的版本“{edition}”已被使用，其文件此后被改动。请恢复原文件，修改内容另立新版本。",
            f'Edition "{edition}" of "{document_id}" has been used, and its file was changed since. '
            "Restore the file and put the changes into a new edition.",
        )
