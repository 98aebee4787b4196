"""Refusals of the simulated network. A refusal's code travels to the inquirer; no text names a person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoSuchProcessingNumber(JukiError):
    """A person came for a 処理通番 that was never given."""

    code: ClassVar[str] = "OUT-0501"
    text: ClassVar[str] = "通知された処理通番は発行されていません。処理通番を確認して送り直してください。"


class SeededForAnother(JukiError):
    """A 処理通番 is already another person's."""

    code: ClassVar[str] = "OUT-0502"
    text: ClassVar[str] = (
        "通知された処理通番は別の者について使用済みです。処理通番を確認して送り直してください。"
    )


class InquiryNotListed(JukiError):
    """照会許可照合リスト does not permit the inquiry. Source: 番号法19条8号, 21条2項."""

    code: ClassVar[str] = "OUT-0503"
    text: ClassVar[str] = (
        "照会許可照合リストにない照会です。機関、事務、手続、特定個人情報名を確認してください。"
    )


class InquiredCodeUnknown(JukiError):
    """Nobody has this code."""

    code: ClassVar[str] = "OUT-0504"
    text: ClassVar[str] = "照会に使用された符号は発行されていません。符号の取得状況を確認してください。"


class CodeOfAnotherBody(JukiError):
    """A body may inquire with its own codes only. Source: 番号法21条の2."""

    code: ClassVar[str] = "OUT-0505"
    text: ClassVar[str] = "照会に使用された符号は照会者のものではありません。自機関の符号で照会してください。"


class ProviderHasNoCode(JukiError):
    """The provider has no code for this person."""

    code: ClassVar[str] = "OUT-0506"
    text: ClassVar[str] = "情報提供者がこの者の符号を取得していません。取得後に照会してください。"


class ProviderSilent(JukiError):
    """The provider cannot be reached or did not answer."""

    code: ClassVar[str] = "OUT-0507"
    text: ClassVar[str] = "情報提供者から回答がありません。しばらくしてから再度照会してください。"


class PermitListUnreadable(JukiError):
    """The data file of the list does not read."""

    code: ClassVar[str] = "OUT-0508"
    text: ClassVar[str] = (
        "照会許可照合リストのデータファイルを読み取れません({place}件目)。内容を確認してください。"
    )
