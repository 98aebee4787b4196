"""What the register's operations and queries refuse; the rules' own refusals are in ``domain.errors``."""

from collections.abc import Sequence
from typing import ClassVar

from juki.kernel.errors import Detail, JukiError


class NoSuchResident(JukiError):
    """No record under this number."""

    code = "REG-0201"
    text = "この宛名番号の住民票はありません。番号を確かめるか、検索してください。"
    status: ClassVar[int] = 404


class NoSuchHousehold(JukiError):
    """No household under this number, or it has no members any more."""

    code = "REG-0202"
    text = "この世帯番号の世帯はありません。番号を確かめるか、検索してください。"
    status: ClassVar[int] = 404


class NotOnThatDay(JukiError):
    """The record did not exist on that day, or was not known at that moment."""

    code = "REG-0203"
    text = "指定した日・時点の記載はありません。日付を確かめてください。以前の住民票は除票として照会してください。"
    status: ClassVar[int] = 404


class UnreadableMoment(JukiError):
    """``as_of`` is no calendar day, ``known_at`` no moment with its zone, or ``record`` no number."""

    code = "REG-0204"
    text = "{item} の形式が正しくありません。日付は 2026-04-01、時点は 2026-04-01T10:00:00+09:00 の形で指定してください。"
    status: ClassVar[int] = 400


class EmptySearch(JukiError):
    """A search without any condition would list the city."""

    code = "REG-0205"
    text = "検索条件がありません。番号、氏名、フリガナ、生年月日、住所のどれかを入力してください。"
    status: ClassVar[int] = 400


class NoSuchSearch(JukiError):
    """Not a search of this clerk today."""

    code = "REG-0206"
    text = "この検索履歴はありません。検索履歴は当日のものだけが残ります。条件を入力して検索してください。"
    status: ClassVar[int] = 404


class NoHouseholdThen(JukiError):
    """Nobody was in the household on that day, or nobody was known to be."""

    code = "REG-0210"
    text = "指定した日・時点に、この世帯の世帯員はいません。日付を確かめるか、世帯員の異動履歴を照会してください。"
    status: ClassVar[int] = 404


class DayToCome(JukiError):
    """A day after today: the register holds nothing of it."""

    code = "REG-0211"
    text = "まだ来ていない日の記載は照会できません。今日までの日付を指定してください。"


class ReversedRange(JukiError):
    """A range of days that ends before it begins."""

    code = "REG-0212"
    text = "{item}の範囲が逆になっています。開始の日と終了の日を確かめてください。"


class NoSuchItem(JukiError):
    """No item of the record has this name."""

    code = "REG-0213"
    text = "この名前の項目はありません。項目の名前を確かめてください。"
    status: ClassVar[int] = 404


class EventsUnbounded(JukiError):
    """A list of 異動 of the whole city without a range of days."""

    code = "REG-0214"
    text = "市全体の異動を一覧するときは、処理日又は異動日の範囲を指定してください。"
    status: ClassVar[int] = 400


class CodesExhausted(JukiError):
    """Fewer 空きコード are left than persons need one. Source: STD 4.3.1."""

    code = "REG-0870"
    text = "住民票コードの空きコードが足りません。空きコードの取得を待つか、システム管理者に連絡して取得してください。"
    status: ClassVar[int] = 503


class CodesRefused(JukiError):
    """空きコード that came are none, or in use."""

    code = "REG-0871"
    text = (
        "受け取った住民票コードの空きコードに、重複又は使用中のものがあります。"
        "取り込みませんでした。全国サーバに確認してください。"
    )
    status: ClassVar[int] = 502


class HasAnotherNumber(JukiError):
    """A 個人番号 was designated for somebody who has another one."""

    code = "REG-0872"
    text = (
        "通知された個人番号が、住民票に記載されている個人番号と異なります。"
        "全国サーバに確認し、職権修正の要否を判断してください。"
    )
    status: ClassVar[int] = 409


class NumberOfAnother(JukiError):
    """A 個人番号 was designated that somebody else who lives here has."""

    code = "REG-0874"
    text = "通知された個人番号は、別の住民の住民票に記載されています。記載しませんでした。全国サーバに確認してください。"
    status: ClassVar[int] = 409


class UnreadableNotice(JukiError):
    """A 転入通知 in which an item does not have its form."""

    code = "REG-0873"
    text = "転入通知の項目 {item} を読み取れません。転入先の市区町村に再送を依頼してください。"


class AlreadyResident(JukiError):
    """The person lives here already: same individual number or resident code on a current record."""

    code = "REG-0301"
    text = (
        "{person}人目は既に本市の住民として記載されています。検索して確かめ、転居など別の届を選んでください。"
    )
    status: ClassVar[int] = 409


class RecordedDead(JukiError):
    """The register holds a death for this person."""

    code = "REG-0302"
    text = "{person}人目の個人番号には死亡の記載があります。前住所地・本籍地に確認し、職権での回復を検討してください。"
    status: ClassVar[int] = 409


class NumbersExhausted(JukiError):
    """No 宛名番号 is left in the block."""

    code = "REG-0303"
    text = "使える宛名番号が足りません。宛名管理システムから番号の払い出しを受けてから、もう一度登録してください。"
    status: ClassVar[int] = 409


class ChangedMeanwhile(JukiError):
    """Somebody else changed the same household or person in the meantime."""

    code = "REG-0304"
    text = "同じ世帯または住民票が他の職員によって変更されました。最新の内容を確かめて入力し直してください。"
    status: ClassVar[int] = 409


class NoConfirmation(JukiError):
    """There is no such number confirmation."""

    code = "REG-0305"
    text = "{person}人目の番号確認がありません。先に番号確認を行ってください。"


class NumbersRefused(JukiError):
    """The block contained numbers that are in use here: it is not taken."""

    code = "REG-0306"
    text = "払い出された宛名番号に使用済みまたは誤りのある番号があります。宛名管理システムの担当者に連絡してください。"
    status: ClassVar[int] = 502


class FaultyForm(JukiError):
    """Fields of the form that have to be corrected, all at once."""

    code = "REG-0601"
    text = "入力に{count}件の誤りがあります。示された欄を直してから、もう一度登録してください。"

    def __init__(self, faults: Sequence[Detail]) -> None:
        super().__init__(count=len(faults))
        self.details = tuple(faults)


class NoSuchApplication(JukiError):
    """No application under this id."""

    code = "REG-0602"
    text = "この受付はありません。受付一覧から選び直してください。"
    status: ClassVar[int] = 404


class StaleApplication(JukiError):
    """The caller names another version than the one that stands; says who changed it last, and when."""

    code = "REG-0603"
    text = (
        "受付番号{number}は、画面を開いた後に内容が変わっています（最終変更は{at}、職員 {by}）。"
        "最新の内容を開いて確かめ、入力し直してください。"
    )
    status: ClassVar[int] = 409


class HeldElsewhere(JukiError):
    """A person or the household is in another open application."""

    code = "REG-0606"
    text = (
        "同じ方または世帯の異動が、受付番号{number}で進行中です({since}から、職員 {by})。"
        "担当の職員に確かめ、その受付が終わってから入力してください。"
    )
    status: ClassVar[int] = 409


class NumbersUnconfirmed(JukiError):
    """Number checks that are missing, negative or too old stand against the submission."""

    code = "REG-0610"
    text = "番号確認が済んでいない方が{count}人います。書類と照らして直すか、番号確認をやり直してください。"
    status: ClassVar[int] = 409

    def __init__(self, reasons: Sequence[Detail]) -> None:
        super().__init__(count=len(reasons))
        self.details = tuple(reasons)


class ChecksPending(JukiError):
    """住基ネット could not be asked yet."""

    code = "REG-0613"
    text = "番号確認の照会が済んでいません({pending})。再照会し、回答を得てから審査に回してください。"
    status: ClassVar[int] = 409


class SerialOfAnother(JukiError):
    """A certificate that is known as another person's."""

    code = "REG-0207"
    text = (
        "この電子証明書のシリアル番号は別の方のものとして登録済みです。"
        "カード管理システムに発行の状況を確認し、正しい通知を受けてから保留を解消してください。"
    )
    status: ClassVar[int] = 409


class NoDataUse(JukiError):
    """No approved entry covers this business system today."""

    code = "REG-0401"
    text = "この業務への提供を認めるデータ利用申請がありません。申請と承認を受けてから照会してください。"
    status: ClassVar[int] = 403


class DataUseOverlaps(JukiError):
    """Another entry of the same target covers some of these days."""

    code = "REG-0402"
    text = "同じ業務のデータ利用申請と期間が重なっています。既存の申請の期間を確かめてください。"
    status: ClassVar[int] = 409


class RemovedResident(JukiError):
    """A certificate of a current record was asked for; this one is removed."""

    code = "REG-0501"
    text = "この方の住民票は消除されています。除票の写しとして請求を受け付けてください。"
    status: ClassVar[int] = 409


class IssuedBefore(JukiError):
    """The same request was made before: a copy has one number and leaves once."""

    code = "REG-0502"
    text = "この請求の証明書は発行番号 {issue_number} で発行済みです。もう1部必要なときは新しい請求として発行してください。"
    status: ClassVar[int] = 409


class NothingToCertify(JukiError):
    """Neither a person nor a household, or members of another household."""

    code = "REG-0503"
    text = "証明する方の指定が正しくありません。個人は1人、世帯はその世帯の方だけを指定してください。"


class NotForRequester(JukiError):
    """Who asks as a third party, a public office or in no capacity at all gets neither 個人番号 nor 住民票コード.

    Source: 住基法12条の2, 12条の3.
    """

    code = "REG-0504"
    text = (
        "第三者又は国・地方公共団体からの請求と、請求者の区分が示されていない請求では、個人番号と住民票コードを記載できません。"
        "記載事項から外すか、請求者の区分を指定してください。"
    )


class NoSuchDetail(JukiError):
    """``details`` names a column that is no item of the office."""

    code = "REG-0801"
    text = "管理項目の名前が正しくありません。項目の一覧から選んで入力し直してください。"


class UnreadableFlag(JukiError):
    """A flag that is neither up nor down."""

    code = "REG-0802"
    text = "「あり・なし」の項目は 1 か 0 で指定してください。"


class OtherKind(JukiError):
    """What was typed is not of the kind that was received."""

    code = "REG-0803"
    text = (
        "受け付けた届の種類と入力の種類が違います。受付を取り消し、届の種類を選び直して受け付けてください。"
    )
    status: ClassVar[int] = 409


class NumberTaken(JukiError):
    """A 個人番号 or 住民票コード that another current resident has."""

    code = "REG-0804"
    text = "この番号は別の住民の方に記載されています。番号を確認できる書類と照らして入力し直してください。"
    status: ClassVar[int] = 409


class TooMany(JukiError):
    """More applications at once than this city allows."""

    code = "REG-0805"
    text = "一度に本登録できるのは{limit}件までです。件数を減らし、分けて本登録してください。"


class NotTogether(JukiError):
    """No application was named, or one of them twice."""

    code = "REG-0806"
    text = "本登録する受付の指定が正しくありません。1件以上を選び、同じ受付は1回だけ指定してください。"


class NoSuchMemo(JukiError):
    """No memo under this id, or it was deleted."""

    code = "REG-0807"
    text = "このメモはありません。削除されている場合があります。画面を開き直して確かめてください。"
    status: ClassVar[int] = 404


class StaleMemo(JukiError):
    """Somebody changed the memo meanwhile."""

    code = "REG-0808"
    text = "このメモは、画面を開いた後に変更されています。最新の内容を確かめて入力し直してください。"
    status: ClassVar[int] = 409


class SamePersonTwice(JukiError):
    """One person as two 異動者."""

    code = "REG-0809"
    text = "同じ方が異動者に2回入っています。1人につき1回だけ入力してください。"
