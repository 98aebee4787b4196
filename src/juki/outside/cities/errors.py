"""What another municipality's CS refuses."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NotAddressedHere(JukiError):
    """A notice that is not about a move from one municipality into another."""

    code: ClassVar[str] = "OUT-0301"
    text: ClassVar[str] = (
        "転入通知の転出元と転入先の市町村コードが正しくありません。転入前住所の市町村を確認してください。"
    )
