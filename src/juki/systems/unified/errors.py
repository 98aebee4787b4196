"""What can go wrong in the unified addressee system. No text names a person or an individual number."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NumberHeldByAnother(JukiError):
    """Equal 個人番号, different 4情報: an error for a person to solve, never a link. Source: document II(1)3⑧."""

    code: ClassVar[str] = "UNI-0101"
    text: ClassVar[str] = (
        "同じ個人番号が、4情報の異なる団体内統合宛名番号 {unified_number} に登録されています。"
        "どちらの記載が正しいかを原本で確認し、住民記録から正しい内容を送り直してください。"
    )
    status: ClassVar[int] = 409


class NumberTakenByAnother(JukiError):
    """A known 宛名番号 comes with the 個人番号 of somebody else."""

    code: ClassVar[str] = "UNI-0102"
    text: ClassVar[str] = (
        "この宛名番号に、別の団体内統合宛名番号 {unified_number} の個人番号が届きました。"
        "個人番号を確認し、住民記録から正しい内容を送り直してください。"
    )
    status: ClassVar[int] = 409


class FormerNumberOfAnother(JukiError):
    """A 個人番号 that somebody else had before it was changed is never given again. Source: 番号法施行令3条, 4条."""

    code: ClassVar[str] = "UNI-0103"
    text: ClassVar[str] = (
        "届いた個人番号は、団体内統合宛名番号 {unified_number} の変更前の個人番号です。"
        "現在の個人番号を確認し、住民記録から正しい内容を送り直してください。"
    )
    status: ClassVar[int] = 409


class FourItemsIncomplete(JukiError):
    """氏名, 生年月日, 性別 or 住所 is blank or unreadable."""

    code: ClassVar[str] = "UNI-0104"
    text: ClassVar[str] = "付番依頼の{item}を読み取れません。住民記録の記載を確認し、送り直してください。"


class InvalidUnifiedNumber(JukiError):
    """Not a 団体内統合宛名番号."""

    code: ClassVar[str] = "UNI-0105"
    text: ClassVar[str] = (
        "団体内統合宛名番号は9で始まる15桁の数字で、末尾は検査数字です。番号を確認してください。"
    )


class UnknownUnifiedNumber(JukiError):
    """A peer or a caller names a number that was never given."""

    code: ClassVar[str] = "UNI-0106"
    text: ClassVar[str] = "指定された団体内統合宛名番号は付番されていません。番号を確認してください。"
    status: ClassVar[int] = 404


class NoSuchCandidate(JukiError):
    """There is no such candidate."""

    code: ClassVar[str] = "UNI-0107"
    text: ClassVar[str] = "指定された同一人候補はありません。一覧を更新してください。"
    status: ClassVar[int] = 404


class CandidateDecided(JukiError):
    """Somebody decided before."""

    code: ClassVar[str] = "UNI-0108"
    text: ClassVar[str] = "この同一人候補は既に判定されています。一覧を更新してください。"
    status: ClassVar[int] = 409


class ReasonMissing(JukiError):
    """A search or decision about a person needs its reason."""

    code: ClassVar[str] = "UNI-0109"
    text: ClassVar[str] = "照会または判定の理由が入力されていません。事務の内容を入力してください。"


class LayoutUnknown(JukiError):
    """No layout version is configured."""

    code: ClassVar[str] = "UNI-0111"
    text: ClassVar[str] = (
        "副本のデータ標準レイアウトの版が設定されていません。設定 layout_version を記入してください。"
    )
    status: ClassVar[int] = 409
