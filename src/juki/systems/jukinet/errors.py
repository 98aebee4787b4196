"""What the CS refuses. No text names a person, an address or a number."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class WrongMunicipality(JukiError):
    """The address is not in this city."""

    code: ClassVar[str] = "JKN-0101"
    text: ClassVar[str] = (
        "住所の市町村コードが当市のものではありません。住民記録の住所を確認し、再送してください。"
    )


class AlreadyLiving(JukiError):
    """記載 of a person who is a resident on file (現存). Source: document III(2)5 risk 3 (転入のロジックチェック)."""

    code: ClassVar[str] = "JKN-0102"
    text: ClassVar[str] = (
        "現存する住民への記載(転入・出生等)はできません。住民票コードと異動事由を確認してください。"
    )
    status: ClassVar[int] = 409


class NotOnFile(JukiError):
    """消除 or 修正 of somebody who was never entered."""

    code: ClassVar[str] = "JKN-0103"
    text: ClassVar[str] = (
        "本人確認情報に登録のない住民票コードです。先に記載の更新が届いているか確認してください。"
    )
    status: ClassVar[int] = 404


class AlreadyRemoved(JukiError):
    """消除 or 修正 of a record that is removed."""

    code: ClassVar[str] = "JKN-0104"
    text: ClassVar[str] = (
        "既に消除された本人確認情報です。異動の内容を確認し、再転入であれば記載として送信してください。"
    )
    status: ClassVar[int] = 409


class MoreThanAddress(JukiError):
    """転居 that changes anything but the address. Source: document III(2)5 risk 3 (転居のロジックチェック)."""

    code: ClassVar[str] = "JKN-0105"
    text: ClassVar[str] = (
        "転居の更新で住所以外の項目({items})が変わっています。住所以外の変更は別の異動として送信してください。"
    )


class UpdateGap(JukiError):
    """An update before this one has not arrived."""

    code: ClassVar[str] = "JKN-0106"
    text: ClassVar[str] = (
        "更新順番号が連続していません({expected} を待っています)。欠けた更新を先に送信してください。"
    )
    status: ClassVar[int] = 409


class UpdateNumberReused(JukiError):
    """An update number that is taken came with another content."""

    code: ClassVar[str] = "JKN-0107"
    text: ClassVar[str] = "更新順番号 {number} は別の内容で受付済みです。新しい更新順番号で送信してください。"
    status: ClassVar[int] = 409


class EventInFuture(JukiError):
    """異動年月日 later than today."""

    code: ClassVar[str] = "JKN-0108"
    text: ClassVar[str] = "異動年月日が未来の日付です。当日以前の日付であることを確認し、再送してください。"


class BornAfterEvent(JukiError):
    """生年月日 later than 異動年月日."""

    code: ClassVar[str] = "JKN-0109"
    text: ClassVar[str] = "生年月日が異動年月日より後の日付です。両方の日付を確認し、再送してください。"


class UpdatesBarred(JukiError):
    """更新禁止フラグ is set."""

    code: ClassVar[str] = "JKN-0110"
    text: ClassVar[str] = (
        "更新禁止中の本人確認情報です。本人確認情報管理責任者が解除した後に再処理してください。"
    )
    status: ClassVar[int] = 409


class RecordReserved(JukiError):
    """排他フラグ is set: somebody works on the record."""

    code: ClassVar[str] = "JKN-0111"
    text: ClassVar[str] = "排他中の本人確認情報です。作業が終わり排他が解除された後に再処理してください。"
    status: ClassVar[int] = 409


class NumberTaken(JukiError):
    """The individual number belongs to another resident on file."""

    code: ClassVar[str] = "JKN-0112"
    text: ClassVar[str] = (
        "この個人番号は別の住民の本人確認情報に登録されています。番号を確認できる書類と照らしてください。"
    )
    status: ClassVar[int] = 409


class NumberChanged(JukiError):
    """The update brings another individual number than the file holds, and no change was notified from above."""

    code: ClassVar[str] = "JKN-0113"
    text: ClassVar[str] = (
        "個人番号が登録済みのものと異なります。全国サーバから通知された番号だけを登録できます。番号を確認してください。"
    )
    status: ClassVar[int] = 409


class UnknownReason(JukiError):
    """異動事由詳細 that the class does not have."""

    code: ClassVar[str] = "JKN-0114"
    text: ClassVar[str] = (
        "{label}の異動事由詳細として定義されていない値です。異動事由の対応表を確認してください。"
    )


class WrongFormat(JukiError):
    """An item that does not have its published form."""

    code: ClassVar[str] = "JKN-0115"
    text: ClassVar[str] = "項目 {item} の形式が正しくありません。送信元の登録内容を確認し、再送してください。"


class NotForAnotherCity(JukiError):
    """A 転入通知 that does not go from this city to another one."""

    code: ClassVar[str] = "JKN-0116"
    text: ClassVar[str] = (
        "転入通知は当市への転入について他の市町村へ送るものです。転入前住所の市町村コードを確認してください。"
    )


class NotForThisCity(JukiError):
    """転出証明書情報 of a household that does not go from another municipality to this one."""

    code: ClassVar[str] = "JKN-0118"
    text: ClassVar[str] = (
        "転出証明書情報の転出元または転出先の市町村コードが正しくありません。転出元の市町村に確認してください。"
    )


class NotFirst(JukiError):
    """出生 of a resident code that is on file already."""

    code: ClassVar[str] = "JKN-0117"
    text: ClassVar[str] = (
        "既に登録のある住民票コードに{reason}の記載はできません。住民票コードと異動事由を確認してください。"
    )
    status: ClassVar[int] = 409


class CodeChanged(JukiError):
    """The update brings another 住民票コード by a reason that changes none."""

    code: ClassVar[str] = "JKN-0119"
    text: ClassVar[str] = (
        "この異動事由では住民票コードを変更できません。異動事由を確認し、住民票コードの変更又は修正として送信してください。"
    )
    status: ClassVar[int] = 409


class CodeOfAnother(JukiError):
    """The new 住民票コード is that of somebody else who lives here."""

    code: ClassVar[str] = "JKN-0120"
    text: ClassVar[str] = (
        "新しい住民票コードは別の住民の本人確認情報に登録されています。住民票コードを確認してください。"
    )
    status: ClassVar[int] = 409


class TooFewCriteria(JukiError):
    """A search or a check by too little. Source: document III(2)2 risk 1 (C:cs.search2)."""

    code: ClassVar[str] = "JKN-0201"
    text: ClassVar[str] = (
        "条件が足りません。性別を除く2項目以上を、{allowed} のいずれかの組合せで指定してください。"
    )


class TooManyHits(JukiError):
    """So many hits that the list would be an extraction."""

    code: ClassVar[str] = "JKN-0202"
    text: ClassVar[str] = "該当者が{limit}人を超えました。条件を追加して検索し直してください。"


class NoSuchRecord(JukiError):
    """Nobody on file has this resident code."""

    code: ClassVar[str] = "JKN-0203"
    text: ClassVar[str] = "該当する本人確認情報はありません。住民票コードを確認してください。"
    status: ClassVar[int] = 404


class HoldUnchanged(JukiError):
    """The flag already has this value."""

    code: ClassVar[str] = "JKN-0204"
    text: ClassVar[str] = "既に指定の状態です。最新の状態を表示して確認してください。"
    status: ClassVar[int] = 409


class NoMedium(JukiError):
    """Not a file that the register made for this CS."""

    code: ClassVar[str] = "JKN-0205"
    text: ClassVar[str] = (
        "住民記録がこのCSのために作成したファイルではありません。住民記録の「CS連携」で作成し直して、取り込んでください。"
    )
