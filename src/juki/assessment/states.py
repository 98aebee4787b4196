"""The state of a row, from its proofs and from what people have registered. Pure.

In this order, the first that fits:

=======================  =====================================================================================
FAILED                   a test that claims the row failed, on whatever sources: only a newer run takes it back
NOT APPLICABLE           the row says why it is not for this city
VERIFIED                 every test that counts passed on these sources (IN SIMULATION: only our own counterpart
                         was there to confirm it); skipped and expected failures do not count
STALE                    it was proved, but on other sources; or a register was kept, but its time is over
EVIDENCED                a register of the installation still holds
DECLARED                 a named role says so, with a date
NOT APPLICABLE (任意)     an optional clause that nobody proved
OPEN                     nothing at all
=======================  =====================================================================================
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from juki.assessment.evidence import Proof
from juki.assessment.registers import Declared, Evidenced
from juki.assessment.rows import Kind, Row


class State(StrEnum):
    """How far a promise is kept, as far as anybody can see."""

    VERIFIED = "VERIFIED"
    SIMULATED = "VERIFIED IN SIMULATION"
    EVIDENCED = "EVIDENCED"
    DECLARED = "DECLARED"
    OPEN = "OPEN"
    FAILED = "FAILED"
    STALE = "STALE"
    NOT_APPLICABLE = "NOT APPLICABLE"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return _LABELS[self]


_LABELS = {
    State.VERIFIED: "検証済み",
    State.SIMULATED: "模擬で検証済み",
    State.EVIDENCED: "記録あり",
    State.DECLARED: "宣言",
    State.OPEN: "未了",
    State.FAILED: "不合格",
    State.STALE: "古い",
    State.NOT_APPLICABLE: "対象外",
}
_WORST_FIRST = (
    State.FAILED, State.OPEN, State.STALE, State.DECLARED, State.EVIDENCED, State.SIMULATED, State.VERIFIED,
)  # fmt: skip

OPTIONAL = "任意"
OTHER_SOURCES = "証明は、このソースとは異なる版で行われた。"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and why, where the state alone does not say it."""

    state: State
    reason: str = ""


def standing_of(
    row: Row,
    proofs: Sequence[Proof],
    *,
    declared: Sequence[Declared] = (),
    evidenced: Sequence[Evidenced] = (),
    today: date,
) -> Standing:
    """The standing of a row that has no clauses; see the table above."""
    failed = [proof.nodeid for proof in proofs if proof.outcome == "failed"]
    if failed:
        return Standing(State.FAILED, f"不合格の試験: {', '.join(failed)}")
    if row.not_applicable:
        return Standing(State.NOT_APPLICABLE, row.not_applicable)
    passed = [] if row.is_organisational else [proof for proof in proofs if proof.outcome == "passed"]
    if passed and (missing := _not_yet(row, passed)):
        return Standing(State.OPEN, f"証明のないシステム: {', '.join(missing)}")
    if any(proof.current for proof in passed):
        return Standing(State.SIMULATED if row.simulated else State.VERIFIED)
    if passed:
        return Standing(State.STALE, OTHER_SOURCES)
    return _registered(row, declared=declared, evidenced=evidenced, today=today)


def _not_yet(row: Row, passed: Sequence[Proof]) -> list[str]:
    """The systems that have not shown it, where every one has to."""
    shown = {system for proof in passed for system in proof.systems}
    return [system for system in row.systems if row.every and system not in shown]


def derived(row: Row, clauses: Iterable[Standing]) -> Standing:
    """The standing of a requirement: the worst of its applicable clauses, so VERIFIED only if all of them are."""
    found = list(clauses)
    failed = sum(one.state is State.FAILED for one in found)
    if failed:
        return Standing(State.FAILED, f"不合格の号: {failed}")
    if row.not_applicable:
        return Standing(State.NOT_APPLICABLE, row.not_applicable)
    applicable = [one.state for one in found if one.state is not State.NOT_APPLICABLE]
    if not applicable:
        return Standing(State.NOT_APPLICABLE, "適用される号がない。")
    state = min(applicable, key=_WORST_FIRST.index)
    if state is State.VERIFIED:
        return Standing(state)
    count = sum(one is state for one in applicable)
    return Standing(state, f"{len(applicable)} 号のうち {count} 号が{state.label}")


def _registered(
    row: Row, *, declared: Sequence[Declared], evidenced: Sequence[Evidenced], today: date
) -> Standing:
    fresh = [one for one in evidenced if one.is_fresh(today)]
    if fresh:
        return Standing(State.EVIDENCED, f"{fresh[-1].register}({fresh[-1].day.isoformat()})")
    if evidenced:
        return Standing(
            State.STALE, f"期限の切れた記録: {evidenced[-1].register}({evidenced[-1].day.isoformat()})"
        )
    if declared:
        latest = max(declared, key=lambda one: one.day)
        return Standing(State.DECLARED, f"{latest.role}({latest.day.isoformat()}): {latest.statement}")
    if row.kind is Kind.OPTION:
        return Standing(State.NOT_APPLICABLE, OPTIONAL)
    return Standing(State.OPEN)
