"""What the kiosk system refuses. A refused snapshot is parked by the post and changes nothing here."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NotOneHousehold(JukiError):
    """A snapshot names a person twice, or two heads, or one number for two members. Source: STD 1.1.10."""

    code: ClassVar[str] = "KSK-0101"
    text: ClassVar[str] = (
        "世帯の情報に矛盾があります({why})。住民記録システムで世帯の内容を確認し、世帯を送り直してください。"
    )


class NumberOfAnother(JukiError):
    """A 個人番号 or 住民票コード in a snapshot already belongs to a person outside the household."""

    code: ClassVar[str] = "KSK-0102"
    text: ClassVar[str] = (
        "他の世帯の人と同じ番号が届きました。住民記録システムで番号の重複を確認し、訂正後に送り直してください。"
    )


class UnknownHousehold(JukiError):
    """No household of this number is in the file."""

    code: ClassVar[str] = "KSK-0201"
    text: ClassVar[str] = (
        "指定された世帯は証明書コンビニ交付ファイルにありません。世帯番号を確かめて、入力し直してください。"
    )
    status: ClassVar[int] = 404
