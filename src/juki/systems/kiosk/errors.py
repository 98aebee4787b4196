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


class PairOfNobody(JukiError):
    """A serial came for somebody who is not in the file: kept waiting where everybody sees it. Source: STD 7.1.2.4."""

    code: ClassVar[str] = "KSK-0401"
    text: ClassVar[str] = (
        "証明書コンビニ交付ファイルにない人のシリアル番号が届きました。住民記録システムで世帯を送り直してから、"
        "この電文を再試行してください。転出又は死亡した人なら、この電文を取り下げてください。"
    )


class UnreadablePair(JukiError):
    """A serial that is none, or a moment without its zone."""

    code: ClassVar[str] = "KSK-0402"
    text: ClassVar[str] = (
        "シリアル番号の通知の{part}の形が正しくありません。住民記録システムから送り直してください。"
    )


class UnreadablePrintResult(JukiError):
    """A result of printing whose transaction or moment is none."""

    code: ClassVar[str] = "KSK-0403"
    text: ClassVar[str] = (
        "印刷の結果の{part}の形が正しくありません。証明書交付センターに送り直しを求めてください。"
    )


class PrintedUnissued(JukiError):
    """The centre says that a copy was printed which never left here, or tells two ends of one dialog."""

    code: ClassVar[str] = "KSK-0404"
    text: ClassVar[str] = (
        "交付の記録と合わない印刷の結果が届きました。証明書交付センターに、端末で印刷された証明書を確かめてください。"
    )


class AlreadyStopped(JukiError):
    """The service is stopped already."""

    code: ClassVar[str] = "KSK-0801"
    text: ClassVar[str] = "交付はすでに停止しています。再開するまで、どの端末にも交付されません。"
    status: ClassVar[int] = 409


class NotStopped(JukiError):
    """Nothing is stopped that could be resumed."""

    code: ClassVar[str] = "KSK-0802"
    text: ClassVar[str] = "交付は停止していません。状態を確かめてください。"
    status: ClassVar[int] = 409


class UnreadableQuery(JukiError):
    """A search of 交付履歴 without any item."""

    code: ClassVar[str] = "KSK-0803"
    text: ClassVar[str] = (
        "検索の条件がありません。交付日、端末、発行番号、宛名番号のいずれかを入力してください。"
    )


class DialogInTransaction(JukiError):
    """A request of a kiosk was answered inside somebody's transaction, where no snapshot of its own is possible."""

    code: ClassVar[str] = "KSK-0804"
    text: ClassVar[str] = "交付の処理を始められません。システム管理者に連絡してください。"
    status: ClassVar[int] = 503
