"""Refusals and faults of the intermediary server. A refusal's code travels to the inquirer; no text names a person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class UnknownRequest(JukiError):
    """The network names a request that we never made."""

    code: ClassVar[str] = "MID-0101"
    text: ClassVar[str] = (
        "処理通番に対応する符号取得依頼がありません。符号取得依頼の送信状況を確認してください。"
    )


class OtherProcessingNumber(JukiError):
    """A request that has its 処理通番 gets another."""

    code: ClassVar[str] = "MID-0102"
    text: ClassVar[str] = (
        "この符号取得依頼には別の処理通番が通知済みです。情報提供ネットワークシステムに確認してください。"
    )


class UnknownProcessingNumber(JukiError):
    """A code came for a 処理通番 that we do not know."""

    code: ClassVar[str] = "MID-0103"
    text: ClassVar[str] = (
        "受け取った符号の処理通番が登録されていません。処理通番の通知が保留されていないか確認してください。"
    )


class OtherCode(JukiError):
    """A person who has a code gets another; the one in use is not overwritten."""

    code: ClassVar[str] = "MID-0104"
    text: ClassVar[str] = (
        "この処理通番には別の符号が登録済みです。情報提供ネットワークシステムに確認してください。"
    )


class CopyUnreadable(JukiError):
    """副本 that fails the format check. Source: document III(1)6 risk 7."""

    code: ClassVar[str] = "MID-0105"
    text: ClassVar[str] = (
        "副本の{item}の形式が正しくありません。団体内統合宛名システムから送り直してください。"
    )


class InvalidNumber(JukiError):
    """Not a 団体内統合宛名番号."""

    code: ClassVar[str] = "MID-0106"
    text: ClassVar[str] = "団体内統合宛名番号は15桁の数字です。番号を確認してください。"


class CodeKeyMissing(JukiError):
    """There are codes and the key file that reads them is gone; a new key would make them unreadable for ever."""

    code: ClassVar[str] = "MID-0107"
    text: ClassVar[str] = (
        "符号の暗号鍵ファイルがありません。保管した鍵を元の場所に戻してから再度実行してください。"
    )
    status: ClassVar[int] = 503


class CodeUnreadable(JukiError):
    """A stored code does not decrypt under its person's number: altered, moved, or another key."""

    code: ClassVar[str] = "MID-0108"
    text: ClassVar[str] = "保管した符号を復号できません。暗号鍵と符号の改変の有無を確認してください。"
    status: ClassVar[int] = 409


class NoCopy(JukiError):
    """There is no such 副本."""

    code: ClassVar[str] = "MID-0110"
    text: ClassVar[str] = "指定された副本はありません。番号と版を確認してください。"
    status: ClassVar[int] = 404


class NotHeld(JukiError):
    """There is no such inquiry in the queue."""

    code: ClassVar[str] = "MID-0111"
    text: ClassVar[str] = "指定された照会は確認待ちではありません。一覧を更新してください。"
    status: ClassVar[int] = 404


class AlreadyRuled(JukiError):
    """Somebody decided on the inquiry before."""

    code: ClassVar[str] = "MID-0112"
    text: ClassVar[str] = "この照会は既に判断されています。一覧を更新してください。"
    status: ClassVar[int] = 409


class ReasonMissing(JukiError):
    """What is done to a person's 副本, flag or inquiry needs its reason."""

    code: ClassVar[str] = "MID-0113"
    text: ClassVar[str] = "理由が入力されていません。根拠となる事務または申出を入力してください。"


class NotExamined(JukiError):
    """A clerk must have seen the very content that would leave. Source: document III(1)6 risk 5."""

    code: ClassVar[str] = "MID-0114"
    text: ClassVar[str] = "提供する内容を確認していません。内容を表示して確認してから判断してください。"
    status: ClassVar[int] = 409


class PeriodUnreadable(JukiError):
    """A period that ends before it begins."""

    code: ClassVar[str] = "MID-0115"
    text: ClassVar[str] = "検索期間の終わりが始まりより前です。期間を入力し直してください。"


class PermitNotSigned(JukiError):
    """The permit (情報提供許可証) is not signed by the network, or was altered."""

    code: ClassVar[str] = "MID-0201"
    text: ClassVar[str] = (
        "情報提供許可証の署名を確認できません。情報提供ネットワークシステムに確認してください。"
    )


class PermitDoesNotFit(JukiError):
    """The permit was given for another code or another key."""

    code: ClassVar[str] = "MID-0202"
    text: ClassVar[str] = "情報提供許可証と照会の内容が一致しません。照会をやり直してください。"


class PermitExpired(JukiError):
    """The permit's time is over."""

    code: ClassVar[str] = "MID-0203"
    text: ClassVar[str] = "情報提供許可証の有効期限が切れています。照会をやり直してください。"


class PermitUsed(JukiError):
    """The permit was used before."""

    code: ClassVar[str] = "MID-0204"
    text: ClassVar[str] = "情報提供許可証は既に使用されています。照会をやり直してください。"


class NotOnList(JukiError):
    """Our own copy of the list (照会許可照合リスト) does not permit this. Source: document III(1)6 risk 5."""

    code: ClassVar[str] = "MID-0205"
    text: ClassVar[str] = (
        "照会許可照合リストにない照会です。機関、事務、手続、特定個人情報名を確認してください。"
    )


class CodeUnknown(JukiError):
    """Nobody here has this code."""

    code: ClassVar[str] = "MID-0206"
    text: ClassVar[str] = "照会された符号は登録されていません。符号の取得状況を確認してください。"


class NothingToProvide(JukiError):
    """The person has no 副本 that is valid on the day."""

    code: ClassVar[str] = "MID-0207"
    text: ClassVar[str] = "提供できる副本がありません。住所地の団体を確認してください。"


class AnswerKeyUnusable(JukiError):
    """The inquirer's key is none that an answer can be encrypted to."""

    code: ClassVar[str] = "MID-0208"
    text: ClassVar[str] = "回答の暗号化に使う公開鍵を読み取れません。鍵を作り直して照会してください。"


class PermitIrregular(JukiError):
    """A permit without a number, for too long, or of the future: nothing of it is recorded but that it came."""

    code: ClassVar[str] = "MID-0211"
    text: ClassVar[str] = (
        "情報提供許可証の番号または有効期間が正しくありません。情報提供ネットワークシステムに確認してください。"
    )


class RefusedAfterReview(JukiError):
    """A clerk looked at the content and refused."""

    code: ClassVar[str] = "MID-0209"
    text: ClassVar[str] = "内容を確認した結果、提供しません。必要な場合は団体に直接問い合わせてください。"


class HeldForReview(JukiError):
    """自動応答不可: a clerk must look first."""

    code: ClassVar[str] = "MID-0210"
    text: ClassVar[str] = "確認のため回答を保留しました。確認が済んだ後に再度照会してください。"
