"""Why a system is not handed over or taken over (LCH-091x)."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NotToBeMoved(JukiError):
    """Only the six systems of the document move alone."""

    code: ClassVar[str] = "LCH-0911"
    text: ClassVar[str] = (
        "{name} は単独で別の機械に移せません。この機械で動いている {known} から指定してください。"
        "模擬の相手方は script/juki peer で差し替えます。"
    )


class NothingLeft(JukiError):
    """The last process of a machine is not handed over: move the whole home instead."""

    code: ClassVar[str] = "LCH-0912"
    text: ClassVar[str] = "{name} はこの機械の最後のプロセスです。JUKI_HOME 全体を別の機械へ移してください。"


class DatabaseStaysHere(JukiError):
    """An external database that only this machine can reach would not be there on the other one."""

    code: ClassVar[str] = "LCH-0913"
    text: ClassVar[str] = (
        "{system} のデータベース({role})の接続先はこの機械の中です。移った先からは届きません。"
        "city.toml の接続文字列を sslmode=verify-full と相手から届く名前に直してから実行してください。"
    )


class CopyFailed(JukiError):
    """pg_dump or pg_restore gave up."""

    code: ClassVar[str] = "LCH-0914"
    text: ClassVar[str] = (
        "{system} のデータベースを写せません({program}: {why})。空き容量と権限を確認して、同じ命令をもう一度実行してください。"
    )
    status: ClassVar[int] = 503


class NothingToTake(JukiError):
    """The home was not written by a handing over, or was taken over before."""

    code: ClassVar[str] = "LCH-0915"
    text: ClassVar[str] = (
        "{home} に引き継ぐものがありません。script/juki hand-over が作ったディレクトリを --home で指定してください。"
    )


class OtherRelease(JukiError):
    """The two machines run different releases."""

    code: ClassVar[str] = "LCH-0916"
    text: ClassVar[str] = (
        "引き渡した側の版は {theirs}、この機械の版は {ours} です。同じ版を導入してから実行してください。"
    )


class CopyDiffers(JukiError):
    """The copy of the database is not the one that was made."""

    code: ClassVar[str] = "LCH-0917"
    text: ClassVar[str] = "{file} の内容が引き渡し時と異なります。転送をやり直してください。"


class NotTakenOver(JukiError):
    """What is still here is not erased before the other machine answers."""

    code: ClassVar[str] = "LCH-0918"
    text: ClassVar[str] = (
        "{name} が {host}:{port} で応答しません。移した先で script/juki take-over と up を済ませてから実行してください。"
        "この機械には何も変更していません。"
    )
    status: ClassVar[int] = 409


class NotHandedOver(JukiError):
    """There is nothing to finish."""

    code: ClassVar[str] = "LCH-0919"
    text: ClassVar[str] = "{name} は引き渡されていません。script/juki status で確認してください。"


class AddressMissing(JukiError):
    """``hand-over SYSTEM`` was not told where to."""

    code: ClassVar[str] = "LCH-0920"
    text: ClassVar[str] = (
        "渡す先がありません。script/juki hand-over {name} ディレクトリ --to 相手の機械のアドレス の形で指定してください。"
    )
