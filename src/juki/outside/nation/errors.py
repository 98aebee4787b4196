"""What the national server refuses."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NationGap(JukiError):
    """An update of the same municipality before this one has not arrived."""

    code: ClassVar[str] = "OUT-0201"
    text: ClassVar[str] = (
        "更新順番号が連続していません({expected} を待っています)。欠けた更新を先に送信してください。"
    )
    status: ClassVar[int] = 409


class LivesThereAlready(JukiError):
    """記載 in the municipality where the person is known to live."""

    code: ClassVar[str] = "OUT-0202"
    text: ClassVar[str] = (
        "同じ市町村に現存する人への記載はできません。住民票コードと異動事由を確認してください。"
    )
    status: ClassVar[int] = 409


class NotLivingThere(JukiError):
    """修正 by a municipality where the person does not live, or 消除 of somebody who is removed there."""

    code: ClassVar[str] = "OUT-0203"
    text: ClassVar[str] = "この市町村の現存する住民ではありません。記載の更新と整合性を確認してください。"
    status: ClassVar[int] = 409


class UnknownPerson(JukiError):
    """Nobody is known under this resident code."""

    code: ClassVar[str] = "OUT-0204"
    text: ClassVar[str] = "全国サーバに登録のない住民票コードです。記載の更新が届いているか確認してください。"
    status: ClassVar[int] = 404


class NumberConflict(JukiError):
    """The individual number is not that of the person, or is somebody else's."""

    code: ClassVar[str] = "OUT-0205"
    text: ClassVar[str] = (
        "個人番号と住民票コードの対応が全国サーバの記録と異なります。番号を確認できる書類と照らしてください。"
    )
    status: ClassVar[int] = 409


class TooFewItems(JukiError):
    """A check by fewer than two items besides sex."""

    code: ClassVar[str] = "OUT-0206"
    text: ClassVar[str] = "照会条件が足りません。性別を除く2項目以上を指定してください。"


class UnknownEventClass(JukiError):
    """Neither 記載 nor 消除 nor 修正."""

    code: ClassVar[str] = "OUT-0207"
    text: ClassVar[str] = "異動事由の区分が定義されていません。記載・消除・修正のいずれかで送信してください。"


class NoProcessingNumber(JukiError):
    """符号取得要求 without its 処理通番."""

    code: ClassVar[str] = "OUT-0208"
    text: ClassVar[str] = "処理通番がありません。処理通番の払出しからやり直してください。"


class NoRequestNumber(JukiError):
    """個人番号の生成要求 without its 依頼管理番号."""

    code: ClassVar[str] = "OUT-0209"
    text: ClassVar[str] = "依頼管理番号がありません。個人番号の生成要求を作成し直してください。"


class StockSizeRefused(JukiError):
    """More 空きコード than one answer holds, or none."""

    code: ClassVar[str] = "OUT-0210"
    text: ClassVar[str] = (
        "住民票コードの空きコードは1件以上{most}件以内で要求してください。件数を確認してください。"
    )
