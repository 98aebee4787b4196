"""What makes an 異動 impossible once it is carried out on the record. Texts name no person."""

from juki.kernel.errors import JukiError


class NothingChanges(JukiError):
    """Nobody would have another item afterwards."""

    code = "REG-0681"
    text = "入力された内容は今の記載と同じです。変わる項目を確かめて入力し直してください。"


class LaterFirst(JukiError):
    """A later 異動 changed the same items: it has to be cancelled before."""

    code = "REG-0682"
    text = "この異動より後の異動で、同じ項目が変わっています。後の異動を先に取り消してから、日付の順に入力し直してください。"


class BeforeRecord(JukiError):
    """The 異動 would hold from before the 住民票 was opened."""

    code = "REG-0683"
    text = "異動日がこの住民票の記載の日より前です。異動日を確かめるか、記載の異動を先に取り消してください。"


class NoPlacement(JukiError):
    """It is not said where somebody lives afterwards, or there is no such household."""

    code = "REG-0684"
    text = "異動先の世帯が決まっていません。新しい世帯とするか、加わる世帯を選んでください。"


class NotResident(JukiError):
    """Somebody is no resident now."""

    code = "REG-0685"
    text = "消除されている方が異動者に含まれています。除票を確かめ、回復又は異動の取消しを選んでください。"


class StillResident(JukiError):
    """Somebody is a resident already."""

    code = "REG-0686"
    text = "住民として記載されている方が異動者に含まれています。転居などの異動を選んでください。"


class NoPlan(JukiError):
    """Nobody planned to leave."""

    code = "REG-0687"
    text = "転出の届出がない方が含まれています。転出届の有無を確かめ、職権消除を検討してください。"


class PlannedAlready(JukiError):
    """Somebody's move-out is planned already."""

    code = "REG-0688"
    text = "転出予定の方が含まれています。転出予定を取り消してから入力してください。"


class NotOfThatAct(JukiError):
    """The 異動 to be cancelled or corrected is no standing one of this person."""

    code = "REG-0689"
    text = "取り消す(訂正する)異動が、選ばれた方の今の履歴にありません。異動履歴から選び直してください。"


class OtherCancelling(JukiError):
    """The kind of cancellation does not fit: 増, 減 or 修正."""

    code = "REG-0690"
    text = "取消しの種類が合いません。この異動の取消しは「{label}」です。事由を選び直してください。"


class WholeHousehold(JukiError):
    """A part of the household moves and does not say whereto."""

    code = "REG-0691"
    text = "世帯の一部が移る異動です。新しい世帯とするか、加わる世帯を選んでください。"


class BeforeRemoval(JukiError):
    """Somebody would have two 住民票 on one day."""

    code = "REG-0693"
    text = "異動日が前の住民票の消除日より前です。異動日を確かめるか、消除の異動を先に取り消してください。"


class StoredAct(JukiError):
    """The 異動 is in the 除票 store: from there nothing is taken back, the former data are entered. Source: STD 4.6.0.1."""

    code = "REG-0770"
    text = (
        "この異動は除票用データベースに移っているため、取消しでは戻せません。消除が誤りだったときは「回復」で同じ住民票を戻すか、"
        "職権で異動前の内容を入力してください。記載の誤りは「誤記修正」で直してください。"
    )


class CancelledAct(JukiError):
    """A cancellation itself is not cancelled."""

    code = "REG-0692"
    text = "異動の取消しを取り消すことはできません。取り消した異動が正しかったときは、その異動をもう一度入力してください。"
