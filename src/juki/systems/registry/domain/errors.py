"""What the register's rules refuse. Texts name an item or a place on the form, never what stood there."""

from juki.kernel.errors import JukiError


class MovedInFuture(JukiError):
    """転入 is an accomplished fact: a future 異動日 cannot be recorded."""

    code = "REG-0101"
    text = (
        "異動日が未来の日付です。転入は実際に住み始めた後に届け出ます。異動日を確かめて入力し直してください。"
    )


class NotifiedBeforeMove(JukiError):
    """The notification was made before the move."""

    code = "REG-0102"
    text = "届出日が異動日より前です。転入届は住み始めた後に受け付けます。異動日と届出日を確かめてください。"


class NotifiedInFuture(JukiError):
    """届出日 is the processing day or earlier."""

    code = "REG-0103"
    text = "届出日が未来の日付です。処理当日以前の日を入力してください。"


class MovedBeforeBirth(JukiError):
    """Somebody moves before being born."""

    code = "REG-0104"
    text = "{person}人目の異動日が生年月日より前です。生年月日と異動日を確かめて入力し直してください。"


class BlankItem(JukiError):
    """An item that may not be blank is."""

    code = "REG-0105"
    text = "{person}人目の「{item}」は空欄にできません。書類を確かめて入力してください。"


class NotForJapanese(JukiError):
    """An item of foreign residents stands on a Japanese person's entry."""

    code = "REG-0106"
    text = "{person}人目は日本人住民です。「{item}」は外国人住民だけの項目なので、消してください。"


class NotForForeign(JukiError):
    """An item of Japanese residents stands on a foreign person's entry."""

    code = "REG-0107"
    text = "{person}人目は外国人住民です。「{item}」は日本人住民だけの項目なので、消してください。"


class NotOfCategory(JukiError):
    """An item that this category of 30条の45 does not have."""

    code = "REG-0108"
    text = "{person}人目の規定区分には「{item}」がありません。在留カード等を確かめ、区分と項目を入力し直してください。"


class InvalidCardNumber(JukiError):
    """Not two letters, eight digits, two letters."""

    code = "REG-0109"
    text = (
        "{person}人目の在留カード等の番号は英字2桁、数字8桁、英字2桁です。カードを見て入力し直してください。"
    )


class SecondHead(JukiError):
    """A household has at most one 世帯主."""

    code = "REG-0110"
    text = "世帯主が2人以上になります。世帯主を1人にし、他の方の続柄を入力し直してください。"


class RepeatedPerson(JukiError):
    """The same individual number twice on one form."""

    code = "REG-0111"
    text = "{person}人目の個人番号が、同じ届の他の方と同じです。番号を確かめて入力し直してください。"


class NotDrawable(JukiError):
    """The certificate font lacks a glyph."""

    code = "REG-0112"
    text = "「{item}」の{position}文字目は証明書用の文字にありません。文字の同定を行い、字形を選び直してください。"


class ReasonDoesNotFit(JukiError):
    """The 異動事由 is unknown, no 転入, or does not fit the former address."""

    code = "REG-0113"
    text = (
        "異動事由と転入前住所が合いません。国内からの転入か国外からの転入かを確かめて入力し直してください。"
    )


class AddressElsewhere(JukiError):
    """The new address is not in this municipality."""

    code = "REG-0114"
    text = "新しい住所が本市の住所ではありません。市区町村コードと住所を確かめて入力し直してください。"


class HouseholdElsewhere(JukiError):
    """Who joins a household lives where the household lives."""

    code = "REG-0115"
    text = "加わる世帯の住所と届出の住所が違います。住所を確かめるか、新しい世帯として入力し直してください。"


class FormerlyHere(JukiError):
    """Somebody who lived in this municipality did not move in from outside."""

    code = "REG-0116"
    text = "転入前住所が本市です。市内の移動は転居として入力してください。"


class NobodyMoves(JukiError):
    """A notification without a person, or with too many."""

    code = "REG-0117"
    text = "1件の届で入力できるのは1人以上{limit}人以内です。人数を確かめて入力し直してください。"


class NoSuchMunicipality(JukiError):
    """The check digit is right, and no municipality has this code."""

    code = "REG-0118"
    text = "この全国地方公共団体コードの市区町村はありません。コード表を見て入力し直してください。政令指定都市は区のコードです。"


class OtherFormerMunicipality(JukiError):
    """The nation has the person in another municipality than the one that was entered as the former one."""

    code = "REG-0119"
    text = (
        "{person}人目の転入前住所の市区町村が、番号確認で分かった住民登録地と違います。"
        "転出証明書等と照らして転入前住所を入力し直してください。転入届をせずに移っていた方は未届転入で入力してください。"
    )


class NotChosen(JukiError):
    """A choice that was not made, or is none of those offered."""

    code = "REG-0120"
    text = "「{item}」が選ばれていません。一覧から選んでください。"


class OtherFacts(JukiError):
    """The number confirmation was made for other facts than those entered."""

    code = "REG-0121"
    text = "{person}人目の番号確認は、入力された内容とは別の内容で行われています。もう一度番号確認を行ってください。"


class StaleConfirmation(JukiError):
    """The number confirmation is too old."""

    code = "REG-0122"
    text = "{person}人目の番号確認から{minutes}分を過ぎています。もう一度番号確認を行ってください。"
    status = 409


class NumberMismatch(JukiError):
    """Number and person do not agree."""

    code = "REG-0123"
    text = "{person}人目の個人番号と本人の情報が一致しません。書類と照らして確かめ、番号確認をやり直してください。"


class FoundByDetailsOnly(JukiError):
    """One person with these details is no proof of identity: never a link."""

    code = "REG-0124"
    text = "{person}人目は氏名等が一致する方が1人いるだけで、本人と確認できません。個人番号を確かめてやり直してください。"


class NumberUnknown(JukiError):
    """The network knows no such number."""

    code = "REG-0125"
    text = "{person}人目の個人番号は住基ネットにありません。番号を確認できる書類を見て、番号確認をやり直してください。"


class NumberRemoved(JukiError):
    """The network lists the number as removed."""

    code = "REG-0126"
    text = "{person}人目の個人番号は住基ネットで消除されています。前住所地と機構に確認してください。"


class ManyFound(JukiError):
    """Several persons answer to the details."""

    code = "REG-0127"
    text = "{person}人目に当てはまる方が複数います。個人番号を確かめて番号確認をやり直してください。"


class ItemNotReleasable(JukiError):
    """A data-use entry asks for an item that is not one, or for none."""

    code = "REG-0131"
    text = "データ利用申請の項目が正しくありません。提供できる項目の一覧から1つ以上を選んでください。"


class ReversedValidity(JukiError):
    """A data-use entry ends before it begins."""

    code = "REG-0132"
    text = "データ利用申請の終了日が開始日より前です。期間を確かめて入力し直してください。"
