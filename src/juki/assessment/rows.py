"""A row of the ledger: one promise, whose code has to keep it, and what stands in the way of proving it."""

from dataclasses import dataclass
from enum import StrEnum

SYSTEMS = ("registry", "jukinet", "kiosk", "unified", "intermediary", "addressee", "office")
"""The six systems of the document, and the sign-in that all of them share."""


class Kind(StrEnum):
    """Where a row comes from."""

    FUNCTION = "function"
    CONNECTION = "connection"
    ITEM = "item"
    SAFEGUARD = "safeguard"
    MEASURE = "measure"
    REQUIREMENT = "requirement"
    CLAUSE = "clause"
    OPTION = "option"
    PROHIBITION = "prohibition"
    ABSENCE = "absence"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.FUNCTION: "システムの機能",
    Kind.CONNECTION: "他システムとの接続",
    Kind.ITEM: "記録項目",
    Kind.SAFEGUARD: "リスク対策",
    Kind.MEASURE: "利用と保管",
    Kind.REQUIREMENT: "標準仕様の要件",
    Kind.CLAUSE: "実装すべき機能(号)",
    Kind.OPTION: "実装してもよい機能(号)",
    Kind.PROHIBITION: "標準仕様の禁止",
    Kind.ABSENCE: "実装しない機能(号)",
}


class Means(StrEnum):
    """What can keep a safeguard: the system itself, the system as a help, or people alone."""

    ENFORCE = "enforce"
    SUPPORT = "support"
    ORGANISATIONAL = "organisational"

    @property
    def label(self) -> str:
        """The means as people read it."""
        return {"enforce": "システムが強制", "support": "システムが支援", "organisational": "組織的な対策"}[
            self
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    ``systems`` are those of which any one may prove it, or ``every`` one has to; ``simulated`` says that only our own
    counterpart can confirm it; ``not_applicable`` is the reason, or empty. ``clauses`` are the ids a requirement's state
    is derived from; ``columns`` (``table.column``) and ``file`` (1–4) are of items, ``sources`` of safeguards.
    """

    id: str
    kind: Kind
    title: str
    systems: tuple[str, ...]
    text: str = ""
    note: str = ""
    means: Means | None = None
    every: bool = False
    simulated: bool = False
    not_applicable: str = ""
    clauses: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    file: int | None = None

    @property
    def is_derived(self) -> bool:
        """Whether its state comes from its clauses and from nothing else."""
        return self.kind in (Kind.REQUIREMENT, Kind.PROHIBITION)

    @property
    def is_organisational(self) -> bool:
        """Whether only people can keep it."""
        return self.means is Means.ORGANISATIONAL

    @property
    def may_be_registered(self) -> bool:
        """Whether a dated statement or a register may speak of it."""
        return self.kind in (Kind.SAFEGUARD, Kind.MEASURE)
