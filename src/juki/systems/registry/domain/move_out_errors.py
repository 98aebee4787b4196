"""What stands against a 特例転入 by 転出証明書情報. Fields never name a person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoSuchMoveOutCertificate(JukiError):
    """Nothing was received under this id."""

    code = "REG-0701"
    text = "指定された転出証明書情報はありません。氏名と生年月日または住民票コードで検索してください。"
    status: ClassVar[int] = 404


class MoveOutCertificateUsed(JukiError):
    """A 転入 was recorded by it; its content is erased."""

    code = "REG-0702"
    text = "この転出証明書情報による転入は既に記載されています。住民票を検索して確かめてください。"
    status: ClassVar[int] = 409


class MoveOutCertificateErased(JukiError):
    """Nobody used it within the period of keeping; its content is erased."""

    code = "REG-0703"
    text = (
        "この転出証明書情報は保存期間を過ぎたため消去されています。"
        "転出証明書(紙)の提出を受け、通常の転入として入力してください。"
    )
    status: ClassVar[int] = 409


class MoveOutCertificateSuperseded(JukiError):
    """The former municipality sent a newer one about the same persons."""

    code = "REG-0704"
    text = "この転出証明書情報は新しいものに置き換えられています。もう一度検索し、新しい転出証明書情報を選んでください。"
    status: ClassVar[int] = 409


class SpecialMoveInTooLate(JukiError):
    """30 days after 転出予定日, or 14 days after the move, have passed. Source: 住基法24条の2."""

    code = "REG-0705"
    text = (
        "特例転入の期限({last_day})を過ぎています。転出予定日から30日または転入した日から14日を過ぎると特例は使えません。"
        "転出証明書(紙)の提出を受け、通常の転入として入力してください。"
    )


class TooWideMoveOutSearch(JukiError):
    """A search that could list who is about to move here."""

    code = "REG-0706"
    text = "検索条件が足りません。住民票コードか個人番号、または氏名・フリガナのどちらかと生年月日を入力してください。"
    status: ClassVar[int] = 400


class UnreadableMoveOutCertificate(JukiError):
    """An item of a received certificate does not have its form."""

    code = "REG-0707"
    text = "受信した転出証明書情報の項目 {item} が正しくありません。転出元の市区町村に確認してください。"
