"""What is shown: frozen values in the reader's language."""

from .amendments import (
    AmendmentShown,
    AmendmentsPage,
    ChangeShown,
    Clash,
    OperationShown,
    Proposal,
    RulingShown,
)
from .comparisons import Compared, Comparison, Debt, DebtEntry, Parallel, ParallelRow, Pedigree, PedigreeEntry
from .texts import (
    AnnexShown,
    ContentsEntry,
    FileMade,
    FileShown,
    InstrumentTexts,
    LanguageShown,
    Stage,
    TextPage,
    UploadPreview,
    VersionRow,
)
from .works import InstrumentPage, InstrumentSummary, RelationSummary, TaskSummary, TitleShown

__all__ = [
    "AmendmentShown",
    "AmendmentsPage",
    "AnnexShown",
    "ChangeShown",
    "Clash",
    "Compared",
    "Comparison",
    "ContentsEntry",
    "Debt",
    "DebtEntry",
    "FileMade",
    "FileShown",
    "InstrumentPage",
    "InstrumentSummary",
    "InstrumentTexts",
    "LanguageShown",
    "OperationShown",
    "Parallel",
    "ParallelRow",
    "Pedigree",
    "PedigreeEntry",
    "Proposal",
    "RelationSummary",
    "RulingShown",
    "Stage",
    "TaskSummary",
    "TextPage",
    "TitleShown",
    "UploadPreview",
    "VersionRow",
]
