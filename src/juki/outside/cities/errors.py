"""What another municipality's CS refuses."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NotAddressedHere(JukiError):
    """A notice that is not about a move from one municipality into another."""

    code: ClassVar[str] = "OUT-0301"
    text: ClassVar[str] = (
        "転入通知の転出元と転入先の市町村コードが正しくありません。転入前住所の市町村を確認してください。"
    )


class OtherMunicipality(JukiError):
    """A clerk files for a municipality that is not its own."""

    code: ClassVar[str] = "OUT-0302"
    text: ClassVar[str] = (
        "この接続元は転出元の市町村の職員として登録されていません。自市町村のコードを指定してください。"
    )
    status: ClassVar[int] = 403


class AlreadySent(JukiError):
    """The same 転出証明書情報 by hand a second time. Source: STD 4.1.3.0.4 (実装しない機能)."""

    code: ClassVar[str] = "OUT-0303"
    text: ClassVar[str] = (
        "この転出の転出証明書情報は送信済みです。手動では再送信できません。到達の状況を転出先の市町村に確認してください。"
    )
    status: ClassVar[int] = 409


class NobodyLeaves(JukiError):
    """A filing without a person, with too many, or with the same person twice."""

    code: ClassVar[str] = "OUT-0304"
    text: ClassVar[str] = (
        "転出する方は1人以上{limit}人以内で、同じ方は1回だけ入力してください。人数と住民票コードを確認してください。"
    )


class NoSuchArrival(JukiError):
    """No 転出証明書情報 of this id arrived."""

    code: ClassVar[str] = "OUT-0306"
    text: ClassVar[str] = "該当する転出証明書情報は届いていません。番号を確認してください。"
    status: ClassVar[int] = 404


class AlreadyTold(JukiError):
    """The city heard of this arrival already."""

    code: ClassVar[str] = "OUT-0307"
    text: ClassVar[str] = "この転入の通知は送信済みです。到達の状況を転出元の市町村に確認してください。"
    status: ClassVar[int] = 409


class AnotherCertificate(JukiError):
    """The id of a certificate came a second time with another content."""

    code: ClassVar[str] = "OUT-0308"
    text: ClassVar[str] = "同じ番号の転出証明書情報が別の内容で届いています。送信元に確認してください。"
    status: ClassVar[int] = 409


class NoMoveOut(JukiError):
    """Former address, planned address or days do not make a move from the one municipality into another."""

    code: ClassVar[str] = "OUT-0305"
    text: ClassVar[str] = (
        "転出の内容({item})が正しくありません。転出元・転出先の市町村コード、日付、世帯主を確認してください。"
    )
