"""What the prefectural server refuses."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class OtherPrefecture(JukiError):
    """The municipality does not belong to this prefecture, or the address is not in it."""

    code: ClassVar[str] = "OUT-0101"
    text: ClassVar[str] = (
        "市町村コードが当都道府県のものでないか、住所と一致しません。送信元の市町村コードを確認してください。"
    )


class PrefectureGap(JukiError):
    """An update before this one has not arrived."""

    code: ClassVar[str] = "OUT-0102"
    text: ClassVar[str] = (
        "更新順番号が連続していません({expected} を待っています)。欠けた更新を先に送信してください。"
    )
    status: ClassVar[int] = 409


class PrefectureStateMismatch(JukiError):
    """記載 of a person who is kept as living there, or 消除 or 修正 of one who is not."""

    code: ClassVar[str] = "OUT-0103"
    text: ClassVar[str] = (
        "都道府県知事保存本人確認情報の状態と異動事由が一致しません。整合性を確認してください。"
    )
    status: ClassVar[int] = 409
