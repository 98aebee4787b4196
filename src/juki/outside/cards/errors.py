"""What card management and the chip of a card refuse."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class WrongPin(JukiError):
    """The chip did not sign: another PIN. Three in a row lock the card."""

    code: ClassVar[str] = "OUT-0401"
    text: ClassVar[str] = (
        "暗証番号が違います。あと{left}回まちがえると、カードがロックされます。番号を確かめて、入力し直してください。"
    )


class CardLocked(JukiError):
    """Three wrong PINs in a row."""

    code: ClassVar[str] = "OUT-0402"
    text: ClassVar[str] = (
        "暗証番号を3回続けてまちがえたため、このカードはロックされています。お住まいの市区町村の窓口でロックを解除してください。"
    )
    status: ClassVar[int] = 403


class NoSuchCard(JukiError):
    """No test card has this id."""

    code: ClassVar[str] = "OUT-0403"
    text: ClassVar[str] = "この試験用カードはありません。試験用カードの一覧から選び直してください。"
    status: ClassVar[int] = 404


class NotAPin(JukiError):
    """A PIN of 利用者証明用電子証明書 is four digits."""

    code: ClassVar[str] = "OUT-0404"
    text: ClassVar[str] = "暗証番号は4桁の数字です。半角の数字4桁で入力してください。"


class HasACard(JukiError):
    """A person has one card at a time."""

    code: ClassVar[str] = "OUT-0405"
    text: ClassVar[str] = (
        "この住民票コードには有効な試験用カードがあります。そのカードを使うか、更新または失効してから作成してください。"
    )
    status: ClassVar[int] = 409


class CardEnded(JukiError):
    """A card whose certificate was revoked is not renewed or revoked again."""

    code: ClassVar[str] = "OUT-0406"
    text: ClassVar[str] = "このカードの電子証明書は失効しています。新しい試験用カードを作成してください。"
    status: ClassVar[int] = 409
