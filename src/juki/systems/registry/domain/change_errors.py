"""What the rules of an 異動 refuse before it is recorded. Texts name an item or a place on the form, never a person."""

from juki.kernel.errors import JukiError


class MoveInHasItsOwnForm(JukiError):
    """転入 is notified on a form of its own."""

    code = "REG-0710"
    text = "転入は「転入届」の画面で入力します。異動事由を選び直すか、転入届を開いてください。"


class NotByHand(JukiError):
    """The reason follows from another 異動 or from the calendar alone."""

    code = "REG-0711"
    text = "この異動事由は、ほかの異動に伴ってシステムが記録します。もとになる異動を選んで入力してください。"


class BasisDoesNotFit(JukiError):
    """The reason cannot rest on this 届出区分."""

    code = "REG-0712"
    text = "この異動事由は「{basis}」によってはできません。届出区分を確かめて選び直してください。"


class EventInFuture(JukiError):
    """Only a 転出 may lie ahead."""

    code = "REG-0713"
    text = "異動日が未来の日付です。転出のほかは処理当日以前の日を入力してください。"


class CameInFuture(JukiError):
    """The day on which it came is the processing day or earlier."""

    code = "REG-0714"
    text = "「{day}」が未来の日付です。処理当日以前の日を入力してください。"


class CameBeforeEvent(JukiError):
    """A notification tells of what has happened."""

    code = "REG-0715"
    text = "「{day}」が異動日より前です。異動日と「{day}」を確かめて入力し直してください。"


class LeftLongAgo(JukiError):
    """A 転出届 that comes more than 14 days after the 転出 is recorded ex officio."""

    code = "REG-0716"
    text = "転出をした日から14日を過ぎています。届出区分を「職権」にし、転出証明書に準ずる証明書を交付してください。"


class OutsideReason(JukiError):
    """An item that the reason does not change."""

    code = "REG-0717"
    text = "{person}人目の「{item}」は、この異動事由では変えられません。元の値に戻すか、異動事由を選び直してください。"


class PartNotTaken(JukiError):
    """A part of the form that the reason does not take."""

    code = "REG-0718"
    text = "「{item}」は、この異動事由では入力できません。消すか、異動事由を選び直してください。"


class PartMissing(JukiError):
    """A part of the form without which the reason says nothing."""

    code = "REG-0719"
    text = "「{item}」が入力されていません。届書等を確かめて入力してください。"


class AddressStays(JukiError):
    """世帯変更 and a change of the address are two 異動."""

    code = "REG-0720"
    text = "世帯の変更と同時に住所は変えられません。住所が変わるときは転居として入力してください。"


class UnknownPerson(JukiError):
    """Nobody has this 宛名番号, or not among those whom the 異動 touches."""

    code = "REG-0721"
    text = "{person}人目の宛名番号の方がいません。検索して選び直してください。"


class NamedTwice(JukiError):
    """The same 宛名番号 twice among the 異動者."""

    code = "REG-0722"
    text = "{person}人目の方は、同じ異動にもう入力されています。重複している行を消してください。"


class OfAnotherHousehold(JukiError):
    """Everybody on the form has to be of one household."""

    code = "REG-0723"
    text = "{person}人目の方は1人目の方と世帯が違います。世帯ごとに分けて入力してください。"


class OtherKind(JukiError):
    """The reason is for the other kind of resident."""

    code = "REG-0724"
    text = "この異動事由は{kind}だけのものです。{person}人目の方を確かめ、異動事由を選び直してください。"


class Deceased(JukiError):
    """Somebody's record was closed by death."""

    code = "REG-0725"
    text = "{person}人目の方は死亡により消除されています。除票を確かめ、誤りのときは異動の取消しを選んでください。"


class NewcomerNotTaken(JukiError):
    """The reason is for somebody who has a 住民票."""

    code = "REG-0726"
    text = "{person}人目の宛名番号がありません。この異動事由では、対象の方を検索して選んでください。"


class NewcomerOnly(JukiError):
    """出生 is about somebody who never had a 住民票."""

    code = "REG-0727"
    text = (
        "{person}人目の方には宛名番号があります。出生では宛名番号を空欄にして、新しい方を入力してください。"
    )


class BornOnAnotherDay(JukiError):
    """異動日 of a 出生 is the birth date, as certified."""

    code = "REG-0728"
    text = "{person}人目の生年月日が異動日と違います。出生の異動日は生年月日です。届書を確かめて入力し直してください。"


class ResidentBeforeBirth(JukiError):
    """住民となった日 lies before the birth."""

    code = "REG-0730"
    text = "{person}人目の住民となった日が生年月日より前です。両方の日を確かめて入力し直してください。"


class SettledBeforeResident(JukiError):
    """住所を定めた日 lies before 住民となった日."""

    code = "REG-0731"
    text = "{person}人目の住所を定めた日が住民となった日より前です。両方の日を確かめて入力し直してください。"


class EventBeforeResident(JukiError):
    """Somebody moves, leaves or changes the household before being a resident here."""

    code = "REG-0732"
    text = (
        "{person}人目の異動日が住民となった日より前です。異動日を確かめるか、記載の異動から直してください。"
    )


class JoinsOwnHousehold(JukiError):
    """Somebody is to join the household that they are in."""

    code = "REG-0733"
    text = "加わる世帯が今の世帯と同じです。世帯番号を確かめて、別の世帯を選んでください。"


class NobodyStays(JukiError):
    """世帯分離 of everybody splits nothing."""

    code = "REG-0734"
    text = "世帯の全員が選ばれています。世帯分離では、残る方を除いて選んでください。"


class NoNewHead(JukiError):
    """世帯主変更 after which the head is whoever it was, or nobody."""

    code = "REG-0735"
    text = "新しい世帯主が決まっていません。新しく世帯主になる方の続柄を「世帯主」にしてください。"


class NotAmongTheRest(JukiError):
    """A 続柄 for somebody who is an 異動者, or of none of the households."""

    code = "REG-0736"
    text = "続柄が入力された方は、異動先・異動元の世帯に残る方ではありません。異動者の続柄は異動者の欄に入力してください。"


class OrderIncomplete(JukiError):
    """記載順位 names all members, each once."""

    code = "REG-0737"
    text = "記載順位が世帯の全員と一致しません。世帯員の全員を1回ずつ、順に並べてください。"


class LikeTheSurname(JukiError):
    """旧氏 is the present surname."""

    code = "REG-0739"
    text = "{person}人目の旧氏が現在の氏と同じです。旧氏を削除するか、戸籍を確かめて入力し直してください。"


class ThereAlready(JukiError):
    """What is to be entered stands there."""

    code = "REG-0740"
    text = "{person}人目にはすでに「{item}」が記載されています。変更又は削除の異動事由を選んでください。"


class NotThereYet(JukiError):
    """What is to be changed or deleted does not stand there."""

    code = "REG-0741"
    text = (
        "{person}人目には「{item}」の記載がありません。対象の方を確かめるか、記載の異動事由を選んでください。"
    )


class SameAsBefore(JukiError):
    """What is to be changed is as it was."""

    code = "REG-0742"
    text = "{person}人目の「{item}」が今の記載と同じです。新しい内容を確かめて入力し直してください。"


class DeletionWithText(JukiError):
    """What is to be deleted is given."""

    code = "REG-0743"
    text = "{person}人目の「{item}」に入力があります。削除では空欄にしてください。"


class NotJapaneseLetters(JukiError):
    """A 通称 is written in kanji and kana."""

    code = "REG-0744"
    text = (
        "{person}人目の通称の{position}文字目は使えません。漢字・ひらがな・カタカナで入力し直してください。"
    )


class ReadingStays(JukiError):
    """The reading of a 旧氏 does not change while the 旧氏 stays."""

    code = "REG-0745"
    text = "{person}人目の旧氏の振り仮名だけを変えることはできません。誤りのときは誤記修正を選んでください。"


class CategoryDoesNotFit(JukiError):
    """A category of 30条の45 that the reason does not lead to."""

    code = "REG-0746"
    text = "{person}人目の規定区分は、この異動事由に合いません。在留カード等を確かめて選び直してください。"


class OtherSince(JukiError):
    """外国人住民となった年月日 after a loss of nationality is the later of the loss and 住民となった日."""

    code = "REG-0747"
    text = "{person}人目の外国人住民となった年月日が違います。国籍を失った日と住民となった日の遅い方を入力してください。"


class DestinationHere(JukiError):
    """Whoever leaves, leaves for another municipality."""

    code = "REG-0748"
    text = "転出先が本市です。市内の移動は転居として入力してください。"


class DestinationDoesNotFit(JukiError):
    """国外転出 leads abroad, and no other 転出 does."""

    code = "REG-0749"
    text = "異動事由と転出先が合いません。国内か国外かを確かめ、転出先か異動事由を入力し直してください。"


class NoticeBeforeMove(JukiError):
    """A 転入通知 tells of a 転入 that has happened."""

    code = "REG-0750"
    text = "転入日が転入通知の日より後です。通知の転入日と通知日を確かめて入力し直してください。"


class DestinationBlank(JukiError):
    """Only after a 特別養子縁組 the destination may be blank."""

    code = "REG-0751"
    text = (
        "転出先が入力されていません。転出先を入力してください。"
        "特別養子縁組により空欄とするときは、留意事項に「特別養子縁組」と入力してください。"
    )


class DestinationUncoded(JukiError):
    """転出証明書情報 goes to a municipality, and needs its code."""

    code = "REG-0752"
    text = "転出先の全国地方公共団体コードがありません。転出証明書情報を送る市区町村を選んでください。"


class RepeatedCode(JukiError):
    """The same 住民票コード twice on one form."""

    code = "REG-0753"
    text = "{person}人目の住民票コードが、同じ異動の他の方と同じです。コードを確かめて入力し直してください。"


class CorrectsEarlier(JukiError):
    """The item to be corrected was written by a later 異動 than the one that is named as wrong."""

    code = "REG-0760"
    text = (
        "訂正する項目は、選んだ異動より後の異動で変わっています。"
        "「訂正する異動」で、その項目を最後に変えた異動を選んでください。"
    )
