"""What a staff screen refuses on its own account."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoSession(JukiError):
    """Nobody is signed in, or the session ended."""

    code: ClassVar[str] = "SCR-0101"
    text: ClassVar[str] = (
        "サインインしていないか、時間が経過して終了しました。もう一度サインインしてください。"
    )
    status: ClassVar[int] = 401


class SignInFailed(JukiError):
    """The provider's answer cannot be trusted, or does not belong to this browser."""

    code: ClassVar[str] = "SCR-0102"
    text: ClassVar[str] = (
        "サインインを確認できませんでした({why})。ポータルから、もう一度サインインしてください。"
    )
    status: ClassVar[int] = 400


class ProviderAway(JukiError):
    """The provider does not answer, so nobody can be let in."""

    code: ClassVar[str] = "SCR-0103"
    text: ClassVar[str] = (
        "職員認証に接続できません。入力した内容は登録されていません。しばらくしてからやり直してください。"
    )
    status: ClassVar[int] = 503


class ForgedForm(JukiError):
    """A form that did not come from a page of ours in this browser."""

    code: ClassVar[str] = "SCR-0104"
    text: ClassVar[str] = "この画面の有効期間が切れています。画面を開き直してから、もう一度操作してください。"
    status: ClassVar[int] = 403


class OtherAddress(JukiError):
    """The page was asked for under a name that is not this system's."""

    code: ClassVar[str] = "SCR-0105"
    text: ClassVar[str] = "アドレスが正しくありません。{origin} を開いてください。"
    status: ClassVar[int] = 421


class NotThere(JukiError):
    """No page under this address."""

    code: ClassVar[str] = "SCR-0106"
    text: ClassVar[str] = "この画面はありません。ポータルから選び直してください。"
    status: ClassVar[int] = 404


class NothingKept(JukiError):
    """What was typed when the session ended is not kept any more, or belongs to somebody else."""

    code: ClassVar[str] = "SCR-0107"
    text: ClassVar[str] = (
        "中断した入力は残っていません。別の職員の入力であるか、1時間が過ぎたため消去されました。"
    )
    status: ClassVar[int] = 404


class Unconfirmed(JukiError):
    """Withdrawn rights could not be asked about for so long that a session may not be trusted."""

    code: ClassVar[str] = "SCR-0108"
    text: ClassVar[str] = (
        "職員の権限の失効を確認できない状態が続いているため、操作を止めています。システム管理者に連絡してください。"
    )
    status: ClassVar[int] = 503


class SentBefore(JukiError):
    """The form's key was used with another content: the page was sent before."""

    code: ClassVar[str] = "SCR-0109"
    text: ClassVar[str] = (
        "この画面の内容は、別の内容で既に送信されています。画面を開き直し、最新の内容を確かめてから操作してください。"
    )
    status: ClassVar[int] = 409


class BeingSent(JukiError):
    """The same form is being worked on."""

    code: ClassVar[str] = "SCR-0110"
    text: ClassVar[str] = "同じ内容を処理しています。少し待ってから、一覧で結果を確かめてください。"
    status: ClassVar[int] = 409


class NoRight(JukiError):
    """The person may not open this page; the page names the permission apart, for whoever grants it."""

    code: ClassVar[str] = "SCR-0111"
    text: ClassVar[str] = "この画面を使う権限がありません。必要な場合はシステム管理者に申請してください。"
    status: ClassVar[int] = 403
