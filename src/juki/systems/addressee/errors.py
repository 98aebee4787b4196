"""What the addressee system refuses. A refused message is parked by the post; a refused question changes nothing."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class BlockSizeRefused(JukiError):
    """A block of no numbers, or of more than are handed out at once."""

    code: ClassVar[str] = "ADR-0101"
    text: ClassVar[str] = (
        "一度に払い出せる宛名番号は1件から{most}件までです。件数を直して、もう一度依頼してください。"
    )


class RangeUsedUp(JukiError):
    """The range has fewer unused numbers than were asked for."""

    code: ClassVar[str] = "ADR-0102"
    text: ClassVar[str] = (
        "宛名番号の付番範囲に残りがありません。件数を減らすか、付番範囲の追加をシステム管理者に依頼してください。"
    )
    status: ClassVar[int] = 409


class NumberOfNonResident(JukiError):
    """A resident arrived under a number that belongs to a non-resident."""

    code: ClassVar[str] = "ADR-0103"
    text: ClassVar[str] = (
        "住登外者の宛名番号で住民が届きました。住民記録システムで宛名番号を確認し、訂正後に送り直してください。"
    )


class UnknownAddressee(JukiError):
    """Nobody has this 宛名番号."""

    code: ClassVar[str] = "ADR-0201"
    text: ClassVar[str] = "指定された宛名番号は登録されていません。番号を確かめて、入力し直してください。"
    status: ClassVar[int] = 404


class UnknownHousehold(JukiError):
    """No resident belongs to a household of this number."""

    code: ClassVar[str] = "ADR-0202"
    text: ClassVar[str] = "指定された世帯番号の世帯はありません。世帯番号を確かめて、入力し直してください。"
    status: ClassVar[int] = 404
