"""What the address masters refuse (REG-0620…). Texts name no resident."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class AddressCode(JukiError):
    """Not 11 digits."""

    code = "REG-0620"
    text = "住所コードは11桁の数字（都道府県2・市区町村3・大字3・小字3）です。コードを確かめて入力し直してください。"


class NoSuchAuthority(JukiError):
    """No prefecture of JIS X 0401, or no municipality of JIS X 0402."""

    code = "REG-0621"
    text = "住所コードの上5桁がJIS X 0401・JIS X 0402の都道府県・市区町村のコードではありません。コードを確かめてください。"


class NamesDoNotFit(JukiError):
    """A 大字 or 小字 with a name and without a number, or the other way about."""

    code = "REG-0622"
    text = "住所コードと名称の段が合いません。大字・小字の名称があるときはその桁を001以上に、ないときは000にしてください。"


class EntryPeriod(JukiError):
    """It ends before it begins, or has gone by a merger without a day."""

    code = "REG-0623"
    text = "有効期間が正しくありません。終わりの日を始めの日以後にし、合併による廃止には終わりの日を入力してください。"


class MasterColumns(JukiError):
    """A file of another layout."""

    code = "REG-0624"
    text = "見出しがこのマスタの様式のどれとも合いません。様式の説明を見て、見出しの行を確かめてください。"


class MasterWidth(JukiError):
    """More or fewer cells than the header."""

    code = "REG-0625"
    text = "列の数が見出しと違います。この行の区切りと引用符を確かめてください。"


class EntryTwice(JukiError):
    """Two rows of one code."""

    code = "REG-0626"
    text = "同じコードの行が二つ以上あります。一つにしてください。"


class MasterFileEmpty(JukiError):
    """Nothing but a header."""

    code = "REG-0627"
    text = "ファイルに行がありません。内容を確かめてください。"


class MasterFileRefused(JukiError):
    """Rows with faults: nothing was taken in."""

    code = "REG-0628"
    text = "{count}行に誤りがあるため、何も取り込んでいません。一覧の行を直して、取り込み直してください。"


class NoSuchEntry(JukiError):
    """Not in the master."""

    code = "REG-0629"
    text = "この項目はマスタにありません。一覧から選び直してください。"
    status: ClassVar[int] = 404


class StaleEntry(JukiError):
    """Somebody changed it meanwhile."""

    code = "REG-0630"
    text = "画面を開いた後に、ほかの職員がこの項目を直しました。開き直して、今の内容を確かめてください。"
    status: ClassVar[int] = 409


class CountryCode(JukiError):
    """Not three capital letters."""

    code = "REG-0631"
    text = "国・地域コードは英大文字3文字です。コードを確かめて入力し直してください。"


class EntryExists(JukiError):
    """A second entry for the same thing."""

    code = "REG-0632"
    text = "同じ項目が既に登録されています。一覧から開いて直してください。"
    status: ClassVar[int] = 409


class EntryDay(JukiError):
    """A day that cannot be read."""

    code = "REG-0633"
    text = "日付が読み取れません。「2026-04-01」か「令和8年4月1日」の形で入力してください。"


class EntryKana(JukiError):
    """No kana."""

    code = "REG-0634"
    text = "フリガナに使えない文字があるか、長すぎます。カナで入力し直してください。"


class NoLotNumber(JukiError):
    """A 地番 without a number that is not marked as 特殊地番."""

    code = "REG-0635"
    text = "番号がありません。番地・号の数字を入力するか、種類を「特殊地番」にしてください。"


class LotKind(JukiError):
    """None of the kinds."""

    code = "REG-0636"
    text = "種類が選ばれていません。地番・特殊地番・住居表示・区画整理から選んでください。"


class MasterLong(JukiError):
    """A file too large for the screen, or no UTF-8."""

    code = "REG-0637"
    text = "ファイルが大きすぎるか、UTF-8の文字ではありません。大きなファイルの取込みは運用者に依頼してください。"
