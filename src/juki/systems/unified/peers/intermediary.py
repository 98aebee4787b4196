"""What we tell 中間サーバー. Source: document I-2 system 4 (4), (5), (9)."""

from datetime import date

from juki.kernel.work import Act
from juki.links.intermediary import CodeAcquisition, HouseholdCopy
from juki.links.post.outbox import send
from juki.links.unified import HouseholdFact


def acquire_code(act: Act, *, unified_number: str) -> None:
    """Ask for a code (符号取得依頼); what comes back is a state and never the code."""
    content = CodeAcquisition(unified_number=unified_number)
    send(act, own="unified", to="intermediary", content=content, streams=[f"unified:{unified_number}"])


def copy_household(
    act: Act, *, unified_number: str, layout: str, valid_from: date, household: HouseholdFact
) -> None:
    """Register 副本: 住基法7条4号 and nothing else."""
    content = HouseholdCopy(
        unified_number=unified_number, layout=layout, valid_from=valid_from.isoformat(), household=household
    )
    send(act, own="unified", to="intermediary", content=content, streams=[f"unified:{unified_number}"])
