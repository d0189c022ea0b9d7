"""Everything the rules say, as plain JSON: the offline tablet says it in the same words."""

from inspect_app.policy.rules.graded import GRADES
from inspect_app.policy.sentences import Remedy, Sentence
from inspect_app.policy.verdicts import Outcome, Verdict


def wording() -> dict[str, object]:
    """Sentences and remedies by name, with their parts in braces; labels of verdicts, outcomes and grades."""
    return {
        "sentences": Sentence.to_json(),
        "remedies": Remedy.to_json(),
        "verdicts": {each.value: each.label._asdict() for each in Verdict},
        "outcomes": {each.value: each.label._asdict() for each in Outcome},
        "grades": {str(grade): label._asdict() for grade, label in GRADES.items()},
    }
