"""What approvals refuse."""

from juki.kernel.errors import JukiError


class NoApproval(JukiError):
    """Nobody approved this."""

    code = "OVS-0201"
    text = (
        "{kind}には、別の人の承認が必要です。「承認を求める」で申請し、承認を受けてからやり直してください。"
    )
    status = 403


class Expired(JukiError):
    """Its time on the city's clock is over."""

    code = "OVS-0202"
    text = "承認の期限（{at}）を過ぎています。もう一度、承認を求めてください。"
    status = 403


class Revoked(JukiError):
    """Its author took it back."""

    code = "OVS-0203"
    text = "この申請は申請者が取り消しました。必要なときは、もう一度、承認を求めてください。"
    status = 403


class OtherContent(JukiError):
    """Something else was approved."""

    code = "OVS-0204"
    text = (
        "承認を受けた内容と、今行おうとしている内容が違います。今の内容で、もう一度、承認を求めてください。"
    )
    status = 403


class OwnRequest(JukiError):
    """One person on both sides."""

    code = "OVS-0205"
    text = "申請した人と承認する人は、別の人でなければなりません。別の人に承認を依頼してください。"
    status = 403


class UsedAlready(JukiError):
    """An approval counts once."""

    code = "OVS-0206"
    text = "この承認は使用済みです。もう一度行うときは、新しく承認を求めてください。"
    status = 409


class AlreadyDecided(JukiError):
    """Somebody was faster."""

    code = "OVS-0207"
    text = "この申請は、既に判断又は取消しがされています。一覧を開き直して確かめてください。"
    status = 409


class NoSuchRequest(JukiError):
    """None, or none of this person's."""

    code = "OVS-0208"
    text = "その申請はありません。承認の一覧から選び直してください。"
    status = 404


class NotApproved(JukiError):
    """Asked, and the other person said no or has not looked yet."""

    code = "OVS-0209"
    text = "この申請は{state}です。承認を受けてからやり直してください。"
    status = 403


class NotAsked(JukiError):
    """The person may not ask for this."""

    code = "OVS-0210"
    text = "この承認を求める権限がありません。必要な場合はシステム管理者に申請してください。"
    status = 403
