"""What the centre refuses, in words for the resident at the terminal."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoSuchTerminal(JukiError):
    """No terminal has this id."""

    code: ClassVar[str] = "OUT-0801"
    text: ClassVar[str] = "この端末は登録されていません。登録された端末の番号を確認してください。"
    status: ClassVar[int] = 404


class NotServed(JukiError):
    """The chosen municipality is not linked to this centre."""

    code: ClassVar[str] = "OUT-0802"
    text: ClassVar[str] = (
        "選んだ市区町村の証明書は、この端末では交付できません。その市区町村の窓口にお問い合わせください。"
    )


class NoSuchDialog(JukiError):
    """No dialog has this id."""

    code: ClassVar[str] = "OUT-0803"
    text: ClassVar[str] = "この手続きは見つかりません。最初の画面からやり直してください。"
    status: ClassVar[int] = 404


class OtherTerminal(JukiError):
    """The dialog belongs to another terminal."""

    code: ClassVar[str] = "OUT-0804"
    text: ClassVar[str] = "この手続きは別の端末で始められました。この端末で最初からやり直してください。"
    status: ClassVar[int] = 403


class TimeOver(JukiError):
    """The dialog took too long; it has ended for good."""

    code: ClassVar[str] = "OUT-0805"
    text: ClassVar[str] = (
        "時間を過ぎたため、手続きを取り消しました。証明書は印刷されていません。最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 409


class UsedBefore(JukiError):
    """The card's statement was shown once already."""

    code: ClassVar[str] = "OUT-0806"
    text: ClassVar[str] = (
        "カードの確認はすでに済んでいます。もう一度使うときは、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 409


class OtherStatement(JukiError):
    """What the card signed is not what this dialog asked it to."""

    code: ClassVar[str] = "OUT-0807"
    text: ClassVar[str] = "カードの署名がこの手続きのものではありません。最初の画面からやり直してください。"
    status: ClassVar[int] = 403


class BadCardSignature(JukiError):
    """The signature was not made by the key of the certificate, or over something else."""

    code: ClassVar[str] = "OUT-0808"
    text: ClassVar[str] = (
        "カードの署名を確認できませんでした。カードを置き直して、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 403


class ForeignCertificate(JukiError):
    """No certificate, or not one of 公的個人認証 for this use."""

    code: ClassVar[str] = "OUT-0809"
    text: ClassVar[str] = (
        "このカードは使用できません。マイナンバーカードを置いて、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 403


class CertificateExpired(JukiError):
    """The certificate's time is over, or has not begun."""

    code: ClassVar[str] = "OUT-0810"
    text: ClassVar[str] = (
        "電子証明書の有効期限を過ぎています。お住まいの市区町村の窓口で更新の手続きをしてください。"
    )
    status: ClassVar[int] = 403


class CertificateRevoked(JukiError):
    """公的個人認証 says that it was revoked."""

    code: ClassVar[str] = "OUT-0811"
    text: ClassVar[str] = "電子証明書が失効しています。お住まいの市区町村の窓口で手続きをしてください。"
    status: ClassVar[int] = 403


class CertificateUnknown(JukiError):
    """公的個人認証 never issued it."""

    code: ClassVar[str] = "OUT-0812"
    text: ClassVar[str] = "電子証明書を確認できませんでした。お住まいの市区町村の窓口にお問い合わせください。"
    status: ClassVar[int] = 403


class NoStatus(JukiError):
    """公的個人認証 does not answer, or its answer does not hold; the card is not taken on trust."""

    code: ClassVar[str] = "OUT-0813"
    text: ClassVar[str] = (
        "ただいま電子証明書の確認ができません。しばらくしてから、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 503


class CitySilent(JukiError):
    """The city does not answer; the dialog has ended for good."""

    code: ClassVar[str] = "OUT-0814"
    text: ClassVar[str] = (
        "ただいま市区町村のシステムにつながりません。手続きを取り消しました。しばらくしてから、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 503


class NotOffered(JukiError):
    """Another certificate, person or item than the city offered in this dialog."""

    code: ClassVar[str] = "OUT-0815"
    text: ClassVar[str] = "選んだ内容({item})では交付できません。画面に出ている中から選び直してください。"


class AskedTwice(JukiError):
    """A dialog gives one certificate."""

    code: ClassVar[str] = "OUT-0816"
    text: ClassVar[str] = (
        "この手続きの証明書はすでに請求されています。もう1通必要なときは、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 409


class DialogEnded(JukiError):
    """The dialog was cancelled or refused, or has come to its end."""

    code: ClassVar[str] = "OUT-0817"
    text: ClassVar[str] = "この手続きは終わっています。最初の画面からやり直してください。"
    status: ClassVar[int] = 409


class DocumentDamaged(JukiError):
    """What the city sent is not what it said that it sent; it was thrown away."""

    code: ClassVar[str] = "OUT-0818"
    text: ClassVar[str] = (
        "証明書を正しく受け取れなかったため、手続きを取り消しました。市区町村の窓口にお問い合わせください。"
    )
    status: ClassVar[int] = 502


class DocumentGone(JukiError):
    """The certificate was collected, thrown away, or never made."""

    code: ClassVar[str] = "OUT-0819"
    text: ClassVar[str] = (
        "証明書の控えは残っていません。もう1通必要なときは、最初の画面からやり直してください。"
    )
    status: ClassVar[int] = 404


class PrintUnknown(JukiError):
    """The certificate had left the city and nobody said whether it was printed: the centre does not guess."""

    code: ClassVar[str] = "OUT-0820"
    text: ClassVar[str] = (
        "印刷の結果が確認できません。証明書は市区町村から交付されています（発行番号 {number}）。"
        "証明書が出ていないときは、発行番号を控えて、市区町村の窓口に申し出てください。"
    )
    status: ClassVar[int] = 409


class NoWayBack(JukiError):
    """The city was asked for the certificate: what it has issued, a terminal cannot undo."""

    code: ClassVar[str] = "OUT-0821"
    text: ClassVar[str] = (
        "証明書の作成を始めたため、取り消すことはできません。印刷が終わるまで待ち、印刷の結果を選んでください。"
    )
    status: ClassVar[int] = 409
