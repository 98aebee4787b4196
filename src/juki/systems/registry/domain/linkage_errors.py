"""What linkage by hand refuses (REG-0771…). Texts name no person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class LinkageChanged(JukiError):
    """Somebody switched meanwhile."""

    code = "REG-0771"
    text = "CSとの連携は、画面を開いた後に切り替えられています。今の状態を確かめてから操作してください。"
    status: ClassVar[int] = 409


class LinkageUnchanged(JukiError):
    """It is so already."""

    code = "REG-0772"
    text = "CSとの連携は、既にその状態です。今の状態を確かめてください。"
    status: ClassVar[int] = 409


class LinkageAutomatic(JukiError):
    """By the line nothing is carried by hand."""

    code = "REG-0773"
    text = "CSとの連携は自動です。媒体の作成と手作業での完了は、手動連携に切り替えてから行ってください。"
    status: ClassVar[int] = 409


class NotWaiting(JukiError):
    """The CS has it, or there is no such message."""

    code = "REG-0774"
    text = "送信を待っている電文の中にありません。届いた後の電文は、手作業で送れません。一覧を開き直してください。"
    status: ClassVar[int] = 404
