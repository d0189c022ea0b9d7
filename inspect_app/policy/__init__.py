"""The written policy as data: facts + checklist + day -> verdicts, scores, eligibility, progress.

    library = load_library(Path("checklists"))
    standard = library.standard("station-2013")          # or edition="2013-01-24", or on=date(2013, 11, 20)
    assessment = standard.assess({"floor_area_m2": 52})  # .outcome .score .open .items[id].verdict …
    decision = library.programme("exterior-2013").decide(facts)
    progress = library.plan("station-phases").progress(stations, as_of=date(2013, 11, 20))

Facts are plain JSON values by name (numbers as int or Decimal; a float stands for the shortest decimal that
names it). Every wrong fact raises `FactError`, every wrong checklist file `ChecklistError`: both say where,
what is wrong and what to do, in Chinese and in English. Nothing here reads a clock, a request or a database;
only `load_library` reads files.

A fact that is missing is never zero, no or yes: see `Verdict`. Where a clause can be read in two ways, a
`Ruling` on an item's boundary (`item.readings`) decides; nothing else does.
"""

from inspect_app.policy.assessment import Assessment
from inspect_app.policy.comparison import Comparison, compare
from inspect_app.policy.errors import ChecklistError, FactError, PolicyError
from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.facts_json import from_plain
from inspect_app.policy.items import Item, ItemResult
from inspect_app.policy.loading.library import Library, load_library
from inspect_app.policy.plan import Plan, PlanProgress
from inspect_app.policy.programme import Decision, Programme
from inspect_app.policy.progress import TargetProgress
from inspect_app.policy.rulings import Boundary, Reading, Ruling
from inspect_app.policy.scoring import SectionScore
from inspect_app.policy.standard import Section, Standard
from inspect_app.policy.targets import StationProgress, Target
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Mode, Obligation, Outcome, TargetStatus, Verdict

__all__ = [
    "Assessment",
    "Boundary",
    "ChecklistError",
    "Comparison",
    "Decision",
    "FactDeclaration",
    "FactError",
    "FactType",
    "Item",
    "ItemResult",
    "Library",
    "Mode",
    "Obligation",
    "Outcome",
    "Plan",
    "PlanProgress",
    "PolicyError",
    "Programme",
    "Reading",
    "Ruling",
    "Section",
    "SectionScore",
    "Standard",
    "StationProgress",
    "Target",
    "TargetProgress",
    "TargetStatus",
    "Text",
    "Verdict",
    "compare",
    "from_plain",
    "load_library",
]
