"""What the office refuses. A refusal is logged and changes nothing."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class BadClient(JukiError):
    """An id, kind or section that cannot stand."""

    code: ClassVar[str] = "OFC-0101"
    text: ClassVar[str] = (
        "利用者の{what}が正しくありません。IDは英小文字で始まる63字以内の英小文字・数字・ハイフン、"
        "所属は100字以内で入力してください。"
    )


class ClientExists(JukiError):
    """The id is in use, or was: an id is never given to somebody else."""

    code: ClassVar[str] = "OFC-0102"
    text: ClassVar[str] = "このIDは既に登録されています。別のIDを指定してください。"
    status: ClassVar[int] = 409


class UnknownClient(JukiError):
    """No client of this id."""

    code: ClassVar[str] = "OFC-0103"
    text: ClassVar[str] = "指定された利用者は登録されていません。IDを確かめて、入力し直してください。"
    status: ClassVar[int] = 404


class ClientWithdrawn(JukiError):
    """The client lost every right and gets none again under this id."""

    code: ClassVar[str] = "OFC-0104"
    text: ClassVar[str] = (
        "この利用者の権限は全て失効しています。必要な場合は新しいIDで利用者を登録してください。"
    )
    status: ClassVar[int] = 409


class OwnGrant(JukiError):
    """Nobody grants to himself. Source: document III 3 risk 2."""

    code: ClassVar[str] = "OFC-0105"
    text: ClassVar[str] = "自分自身に権限を付与することはできません。別の権限管理者に依頼してください。"
    status: ClassVar[int] = 403


class BadPermission(JukiError):
    """A system or a permission that cannot stand."""

    code: ClassVar[str] = "OFC-0106"
    text: ClassVar[str] = (
        "{what}が正しくありません。docs/reference の権限の一覧にある名前を指定してください。"
    )


class BadPeriod(JukiError):
    """A period in the past, an empty one, or one that ends before it begins."""

    code: ClassVar[str] = "OFC-0107"
    text: ClassVar[str] = (
        "権限の期間が正しくありません。開始日は本日以降、終了日(翌日から無効)は開始日より後を指定してください。"
    )


class PeriodWithGap(JukiError):
    """A later period that does not join the one in force: one grant holds one period."""

    code: ClassVar[str] = "OFC-0108"
    text: ClassVar[str] = (
        "現在の権限は{ends}に終わり、新しい期間との間が空きます。開始日を終了日以前にするか、終了後に付与してください。"
    )
    status: ClassVar[int] = 409


class NoReason(JukiError):
    """A decision without a reason."""

    code: ClassVar[str] = "OFC-0109"
    text: ClassVar[str] = "理由を200字以内で入力してください。"
