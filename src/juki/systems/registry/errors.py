"""What the register's operations and queries refuse; the rules' own refusals are in ``domain.errors``."""

from typing import ClassVar

from juki.kernel.errors import JukiError


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
    text = "検索条件がありません。番号、氏名、フリガナ、生年月日のどれかを入力してください。"
    status: ClassVar[int] = 400


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
