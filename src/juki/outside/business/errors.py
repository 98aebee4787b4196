"""What the simulated business systems refuse."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class UnknownTarget(JukiError):
    """No business system of this name is simulated here."""

    code: ClassVar[str] = "OUT-0901"
    text: ClassVar[str] = "指定された業務システムはありません。targets.toml にある名前を指定してください。"


class OtherTarget(JukiError):
    """A client speaks for a business system that is not its own. Source: 番号法9条; document III(1)5."""

    code: ClassVar[str] = "OUT-0904"
    text: ClassVar[str] = (
        "この接続元は指定された業務システムとして登録されていません。自らの業務システムの名前を指定してください。"
    )
    status: ClassVar[int] = 403


class OtherMatter(JukiError):
    """A business system would tell a 個別事項 of another duty. Source: 住基法7条; STD 7.2.2."""

    code: ClassVar[str] = "OUT-0905"
    text: ClassVar[str] = (
        "この業務システムは、指定された種類の個別事項を通知できません。自らの業務の個別事項だけを通知してください。"
    )
    status: ClassVar[int] = 403


class BadRecord(JukiError):
    """A record without entry, or with a number or a day that is none."""

    code: ClassVar[str] = "OUT-0902"
    text: ClassVar[str] = (
        "住民情報の{what}が正しくありません。住民記録システムで内容を確認し、送り直してください。"
    )


class MayBeIndividualNumber(JukiError):
    """Twelve digits where a 宛名番号 is wanted: a 個人番号 has the same shape and check digit and must not be logged."""

    code: ClassVar[str] = "OUT-0903"
    text: ClassVar[str] = (
        "12桁の番号は個人番号のおそれがあるため受け付けません。宛名番号を確かめて、入力し直してください。"
    )
