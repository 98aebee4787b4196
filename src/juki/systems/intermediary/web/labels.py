"""Codes of this system in words."""

from juki.systems.intermediary.codes import Ruling

OUTCOMES = {
    "answered": ("提供した", "success"), "held": ("確認のため保留した", "warning"), "refused": ("提供しなかった", "neutral"),
}  # fmt: skip
"""How an inquiry ended, and the tone it is shown in."""
DECISIONS = {str(Ruling.RELEASED): "提供する", str(Ruling.REFUSED): "提供しない"}
LABELS = {"outcomes": OUTCOMES, "decisions": DECISIONS}
"""What a template gets."""
