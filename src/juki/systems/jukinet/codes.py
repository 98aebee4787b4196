"""Codes of the 本人確認情報ファイル."""

from enum import StrEnum

SEXES = {"1": "男", "2": "女", "0": "未記載", "9": "不明"}
"""性別. Source: registry layouts (1, 2); 0 and 9 for a record that states none are our own numbering."""


class EventClass(StrEnum):
    """異動事由, in the three classes of 住基法30条の6: 記載, 消除, 記載の修正. The values are those of the link."""

    ENTRY = "entry"
    REMOVAL = "removal"
    AMENDMENT = "amendment"

    @property
    def label(self) -> str:
        """The legal term."""
        return {"entry": "記載", "removal": "消除", "amendment": "記載の修正"}[self]


class RecordState(StrEnum):
    """レコード状況: a person who lives here, or whose entry was removed (消除者)."""

    CURRENT = "current"
    REMOVED = "removed"

    @classmethod
    def after(cls, event_class: EventClass) -> "RecordState":
        """The state that an event of this class leaves behind."""
        return cls.REMOVED if event_class is EventClass.REMOVAL else cls.CURRENT
