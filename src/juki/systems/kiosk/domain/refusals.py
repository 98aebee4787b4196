"""Why the dialog at a kiosk ends without a certificate: exactly for the city's staff, in general words for the kiosk.

Whoever stands behind the resident reads the kiosk's screen, so that it never tells a protected person from a young one.
"""

from enum import StrEnum

from juki.systems.kiosk.domain.issuable import NotIssuable


class Told(StrEnum):
    """What a kiosk is told; ``text`` is its whole screen."""

    CLOSED = "KSK-0901"
    STOPPED = "KSK-0902"
    BUSY = "KSK-0903"
    COUNTER = "KSK-0904"
    CARD = "KSK-0905"
    OVER = "KSK-0906"
    CHOICE = "KSK-0907"

    @property
    def text(self) -> str:
        """The words, with what comes next."""
        return _TOLD[self]


_TOLD = {
    Told.CLOSED: "ただいまはサービス時間外です。サービス時間内に、もう一度お試しください。",
    Told.STOPPED: "ただいま証明書の交付を停止しています。お急ぎの方は市役所の窓口をご利用ください。",
    Told.BUSY: "ただいま混み合っています。しばらく待ってから、はじめからやり直してください。",
    Told.COUNTER: "このサービスでは証明書を交付できません。市役所の窓口でご相談ください。",
    Told.CARD: "このカードはご利用になれません。市役所の窓口でご相談ください。",
    Told.OVER: "このお取扱いは終了しました。はじめからやり直してください。",
    Told.CHOICE: "選んだ内容では交付できません。証明書の種類と記載する人を選び直してください。",
}


class Refusal(StrEnum):
    """The exact reason; the value is its stable code. Only staff see it."""

    UNREADABLE_PROOF = "KSK-0501"
    FOREIGN_AUTHORITY = "KSK-0502"
    CERTIFICATE_OUT_OF_DATE = "KSK-0503"
    NO_USER_CERTIFICATE = "KSK-0504"
    WRONG_SIGNATURE = "KSK-0505"
    ANOTHER_CITY = "KSK-0506"
    ANOTHER_DIALOG = "KSK-0507"
    OLD_STATEMENT = "KSK-0508"
    UNTRUSTED_STATUS = "KSK-0509"
    STATUS_OF_ANOTHER = "KSK-0510"
    OLD_STATUS = "KSK-0511"
    NOT_IN_FORCE = "KSK-0512"
    REPLAYED = "KSK-0513"
    UNKNOWN_CARD = "KSK-0514"
    ENDED_CARD = "KSK-0515"
    BAD_REQUEST = "KSK-0516"
    UNKNOWN_TERMINAL = "KSK-0517"
    UNKNOWN_DIALOG = "KSK-0601"
    ANOTHER_KIOSK = "KSK-0602"
    DIALOG_OVER = "KSK-0603"
    OFFER_EXPIRED = "KSK-0604"
    NOT_OFFERED = "KSK-0605"
    DEADLINE_PASSED = "KSK-0606"
    CARD_TOO_OFTEN = "KSK-0607"
    TOO_MANY = "KSK-0608"
    OUT_OF_HOURS = "KSK-0609"
    CLOSED_DAY = "KSK-0610"
    SERVICE_STOPPED = "KSK-0611"
    CHANGED_SINCE = "KSK-0612"
    CANCELLED = "KSK-0613"
    RAN_OUT = "KSK-0614"
    GLYPH_MISSING = "KSK-0701"
    TOO_LONG = "KSK-0702"
    NOT_PRINTABLE = "KSK-0703"
    MISMATCH = "KSK-0704"
    BREAKDOWN = "KSK-0705"

    @property
    def text(self) -> str:
        """The reason in Japanese, with what comes next."""
        return _TEXTS[self]


Reason = NotIssuable | Refusal

_TEXTS = {
    Refusal.UNREADABLE_PROOF: "カードの証明を読めません。証明書交付センターに連絡してください。",
    Refusal.FOREIGN_AUTHORITY: "電子証明書の発行者が公的個人認証サービスではありません。利用を断ってください。",
    Refusal.CERTIFICATE_OUT_OF_DATE: "電子証明書の有効期間外です。更新を案内してください。",
    Refusal.NO_USER_CERTIFICATE: "利用者証明用の電子証明書ではありません。カードの確認を案内してください。",
    Refusal.WRONG_SIGNATURE: "カードの署名が正しくありません。証明書交付センターに連絡してください。",
    Refusal.ANOTHER_CITY: "他の市区町村への申請です。市区町村の選び直しを案内してください。",
    Refusal.ANOTHER_DIALOG: "カードの証明が別の取扱いのものです。証明書交付センターに連絡してください。",
    Refusal.OLD_STATEMENT: "カードの証明の時刻が古いか、先の時刻です。時刻のずれを確かめてください。",
    Refusal.UNTRUSTED_STATUS: "有効性の回答を信頼できません。証明書交付センターに連絡してください。",
    Refusal.STATUS_OF_ANOTHER: "有効性の回答が別の電子証明書のものです。証明書交付センターに連絡してください。",
    Refusal.OLD_STATUS: "有効性の回答が古いか、先の時刻です。時刻のずれを確かめてください。",
    Refusal.NOT_IN_FORCE: "電子証明書が失効しています。再発行を案内してください。",
    Refusal.REPLAYED: "一度使われた取扱番号です。証明書交付センターに連絡してください。",
    Refusal.UNKNOWN_CARD: "電子証明書と宛名番号の対応がありません。カード発行後は翌日以降の利用を案内してください。",
    Refusal.ENDED_CARD: "電子証明書の終了が通知されています。カードの確認を案内してください。",
    Refusal.BAD_REQUEST: "取扱番号又は端末の番号の形が正しくありません。証明書交付センターに連絡してください。",
    Refusal.UNKNOWN_TERMINAL: "登録のない端末からの要求です。証明書交付センターに端末の一覧を確かめてください。",
    Refusal.UNKNOWN_DIALOG: "始まっていない取扱いへの要求です。証明書交付センターに連絡してください。",
    Refusal.ANOTHER_KIOSK: "別の端末からの要求です。証明書交付センターに連絡してください。",
    Refusal.DIALOG_OVER: "終わった取扱いへの要求です。はじめからやり直すよう案内してください。",
    Refusal.OFFER_EXPIRED: "選択の時間が過ぎました。はじめからやり直すよう案内してください。",
    Refusal.NOT_OFFERED: "示していない種類、人又は項目が選ばれました。証明書交付センターに連絡してください。",
    Refusal.DEADLINE_PASSED: "作成の制限時間を過ぎ、作成した証明書を捨てました。続くときは負荷を確かめてください。",
    Refusal.CARD_TOO_OFTEN: "同じカードの取扱いが短い時間に繰り返されました。続くときは本人に確認してください。",
    Refusal.TOO_MANY: "同時に作成できる数を超えました。続くときは負荷を確かめてください。",
    Refusal.OUT_OF_HOURS: "サービス時間外の要求です。サービス時間を案内してください。",
    Refusal.CLOSED_DAY: "休止日の要求です。休止日を案内してください。",
    Refusal.SERVICE_STOPPED: "交付を停止しています。障害・停止の画面を確かめてください。",
    Refusal.CHANGED_SINCE: "選択の後に世帯の内容が変わりました。はじめからやり直すよう案内してください。",
    Refusal.CANCELLED: "取消し：交付の前に端末で終わりました。続けるときは、はじめからやり直すよう案内してください。",
    Refusal.RAN_OUT: "時間切れ：交付の前に操作が途絶えました。続けるときは、はじめからやり直すよう案内してください。",
    Refusal.GLYPH_MISSING: "証明書の字形がない文字があります。窓口での交付を案内してください。",
    Refusal.TOO_LONG: "記載が様式に収まりません。窓口での交付を案内してください。",
    Refusal.NOT_PRINTABLE: "証明書に記載できない項目があります。住民票の記載と認証者の設定を確かめてください。",
    Refusal.MISMATCH: "作成した証明書が申請した人のものと一致しません。全端末の交付を停止しました。原因を調べてください。",
    Refusal.BREAKDOWN: "証明書の作成中に予期しない障害が起きました。システム管理者に連絡してください。",
}

_AT_THE_CARD: frozenset[Reason] = frozenset(
    {
        Refusal.UNREADABLE_PROOF, Refusal.FOREIGN_AUTHORITY, Refusal.CERTIFICATE_OUT_OF_DATE,
        Refusal.NO_USER_CERTIFICATE, Refusal.WRONG_SIGNATURE, Refusal.ANOTHER_CITY, Refusal.ANOTHER_DIALOG,
        Refusal.OLD_STATEMENT, Refusal.UNTRUSTED_STATUS, Refusal.STATUS_OF_ANOTHER, Refusal.OLD_STATUS,
        Refusal.NOT_IN_FORCE, Refusal.UNKNOWN_CARD, Refusal.ENDED_CARD,
    }
)  # fmt: skip
_OVER: frozenset[Reason] = frozenset(
    {
        Refusal.REPLAYED, Refusal.BAD_REQUEST, Refusal.UNKNOWN_TERMINAL, Refusal.UNKNOWN_DIALOG, Refusal.ANOTHER_KIOSK,
        Refusal.DIALOG_OVER, Refusal.OFFER_EXPIRED, Refusal.DEADLINE_PASSED, Refusal.CHANGED_SINCE, Refusal.CANCELLED,
        Refusal.RAN_OUT,
    }
)  # fmt: skip
_STOPPED: frozenset[Reason] = frozenset(
    {Refusal.SERVICE_STOPPED, Refusal.MISMATCH, Refusal.BREAKDOWN, NotIssuable.STALE_FEED}
)

_BY_WORDS: dict[Told, frozenset[Reason]] = {
    Told.CARD: _AT_THE_CARD,
    Told.OVER: _OVER,
    Told.STOPPED: _STOPPED,
    Told.CLOSED: frozenset({Refusal.OUT_OF_HOURS, Refusal.CLOSED_DAY}),
    Told.BUSY: frozenset({Refusal.CARD_TOO_OFTEN, Refusal.TOO_MANY}),
    Told.CHOICE: frozenset({Refusal.NOT_OFFERED}),
}


def told(reason: Reason) -> Told:
    """The general words for an exact reason; whatever is about the person is 窓口へ.

    Source: document III(4)3; ADR 0014.
    """
    return next((words for words, reasons in _BY_WORDS.items() if reason in reasons), Told.COUNTER)


def text_of(code: str) -> str:
    """The exact reason in words for a code of the log; empty for what was issued."""
    for family in (NotIssuable, Refusal):
        if code in {one.value for one in family}:
            return family(code).text
    return ""
