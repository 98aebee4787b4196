"""What an application's rules refuse. Texts name a receipt number or an alert, never a person who moves."""

from collections.abc import Sequence
from typing import ClassVar

from juki.kernel.errors import Detail, JukiError
from juki.systems.registry.domain.alerts import Alert


class NotInThisState(JukiError):
    """The application's state does not allow it."""

    code = "REG-0604"
    text = "この受付は「{state}」のため、この操作はできません。一覧を開き直して、今の状態を確かめてください。"
    status: ClassVar[int] = 409


class SamePerson(JukiError):
    """Who received, entered, changed or submitted an application may not review it."""

    code = "REG-0605"
    text = "受付・入力・修正・審査依頼をした職員は審査できません。別の職員が審査してください。"
    status: ClassVar[int] = 403


class AlertsUnconfirmed(JukiError):
    """Alerts were found that nobody has confirmed with a reason."""

    code = "REG-0607"
    text = "確かめていない注意が{count}件あります。内容を確かめ、それぞれに理由を入力してください。"

    def __init__(self, alerts: Sequence[Alert]) -> None:
        super().__init__(count=len(alerts))
        self.details = tuple(Detail(f"alerts.{alert.code}", alert.code, alert.text) for alert in alerts)


class UnknownAlert(JukiError):
    """A confirmation of an alert that was not found: the form is of another state of things."""

    code = "REG-0608"
    text = "今は出ていない注意に理由が入力されています。画面を開き直し、表示されている注意だけに理由を入力してください。"


class NoReason(JukiError):
    """A reason is demanded and blank."""

    code = "REG-0609"
    text = "理由が入力されていません。理由を入力してください。"


class NoMandate(JukiError):
    """An agent without mandate."""

    code = "REG-0611"
    text = "代理人の氏名、代理権を示す書類と、確かめた内容を入力してください。"


class NoDocument(JukiError):
    """Nobody's identity was established."""

    code = "REG-0612"
    text = "来庁者の本人確認書類を1点以上入力してください。"
