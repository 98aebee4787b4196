"""A row in the log before anything is shown; a number is written there only when somebody has it."""

from juki.kernel.work import log_before_showing
from juki.screens.visitor import Visitor


def log_look(visitor: Visitor, action: str, subject: str, *, known: bool) -> None:
    """What was typed may be somebody's 個人番号: ``subject`` is kept only if it is ``known``."""
    log_before_showing(
        visitor.actor, action, reason="screen", times=visitor.times, subjects=[subject] if known else [],
        outcome="shown" if known else "none",
    )  # fmt: skip
