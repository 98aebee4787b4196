"""What each field of the form is for, in a sentence or two: shown by F1 or ? in the field, and on a page of its own.

By path of the field; of an item of a person the path within the items. Source: STD 10.5.
"""

from collections.abc import Mapping
from types import MappingProxyType

from juki.systems.registry.domain.items import Group
from juki.systems.registry.web.item_fields import FIELDS

_PLACE = {
    "postal_code": "7桁の数字か、住所のカナの初め（市外は「ト ヒ シ」のように区切る）。次の項目へ移ると、町字の候補が出ます。",
    "prefecture": "都道府県名を略さずに入力します。",
    "city": "市区町村名を入力します。政令指定都市は区まで入力します。",
    "municipality": "検査数字を含む6桁の団体コード。空欄のときは、都道府県と市区町村の名称から決めます。",
    "town": "町字（丁目まで）を入力します。候補から選ぶこともできます。",
    "lot": "番地・号を届出書のとおりに入力します。",
    "building": "アパート名と部屋番号など。ないときは空欄にします。",
    "country": "国外のときだけ、英字3文字の国・地域コードを入力します。例：KOR",
    "town_code": "町字の7桁のコード。誤りを直すときだけ入力します。町字を変えると、前の町字のコードは消えます。",
}
_FORM = {
    "reason": "受付で選んだ異動の種類です。変えるときは、この受付を取り消して新しく受け付けます。",
    "basis": "この異動が何に基づくかを選びます。選んだ区分に応じて、日付の名前が届出日、申出日、通知日などに変わります。",
    "day": "異動があった日。初めは空欄です。転出のほかは、処理日より後の日を入力できません。",
    "notified_on": "届出、申出、通知又は請求があった日。初めは今日の日付です。今日より後の日は入力できません。",
    "of": "この異動の対象になる人に印を付けます。世帯の全員なら全部、そうでなければ一部の異動になります。",
    "placement.where": "異動後に入る世帯。今の世帯のまま、新しい世帯を作る、既にある世帯に加わる、から選びます。",
    "placement.number": "加わる世帯の世帯番号。入力すると、その世帯の世帯員が下に出ます。",
    "placement.institution": "寮や施設など、世帯主を中心としない世帯のときに印を付けます。",
    "relationship": "異動後の世帯での続柄。「案」とあるものは計算した候補です。届出書と照らして確かめてください。",
    "relationship_other": "一覧にない続柄を、続柄を「の」でつないで入力します。例：子の妻の母",
    "rest": "異動しない世帯員の、異動後の続柄。世帯主が替わるときは、全員の続柄を確かめてください。",
    "order": "住民票に記載する順番を1から始まる数字で入力します。世帯主が1になります。",
    "head": "異動後に世帯主になる人を選び、「続柄の案を出す」を押すと、ほかの人の続柄の候補が入ります。",
    "target": "取り消す異動、又は誤りのあった異動。選んだ異動の日から、正しい内容に直ります。",
    "note": "この異動に結び付く留意事項。証明書には出ません。",
    "sources.kind": "基になった書類の種類。例：転居届、戸籍届書記載事項通知、死亡届受理通知",
    "sources.issuer": "書類を作った役所や人。分かるときに入力します。",
    "sources.number": "書類の文書番号や受付番号。分かるときに入力します。",
    "sources.day": "書類の日付。分かるときに入力します。",
    "destination.head": "転出先での世帯主の氏名。分かるときに入力します。",
    "destination.moved_in_on": "転入通知に書かれた、相手の市区町村に住み始めた日。",
    "destination.notice_on": "転入通知の日付。",
    **{f"address.{part}": text for part, text in _PLACE.items()},
    **{f"destination.address.{part}": text for part, text in _PLACE.items()},
}  # fmt: skip
_ITEMS = {
    "kind": "日本人住民か外国人住民かを選びます。選んだ方の項目だけが出ます。",
    "name.surname": "戸籍の氏をそのままの字形で入力します。F2で字形を選べます。",
    "name.given": "戸籍の名をそのままの字形で入力します。F2で字形を選べます。",
    "name.full": "在留カード等に書かれた氏名を、大文字のローマ字でそのまま入力します。",
    "name.kanji": "在留カード等に漢字の氏名があるときに、そのまま入力します。",
    "name.kana_surname": "氏の読みをカタカナで入力します。",
    "name.kana_given": "名の読みをカタカナで入力します。",
    "name.kana_certified": "戸籍に記載されたフリガナのときだけ印を付けます。印がないフリガナは証明書に出ません。",
    "name.kana_confirmed": "読みを本人に確かめたときに印を付けます。公証されたことにはなりません。",
    "name.former_surname": "請求のあった旧氏を、戸籍謄本等のとおりに入力します。削除は空欄にします。",
    "name.former_surname_kana": "旧氏の読みをカタカナで入力します。",
    "name.former_surname_kana_certified": "旧氏のフリガナが戸籍等で確かめられたときに印を付けます。",
    "name.former_surname_kana_confirmed": "旧氏の読みを本人に確かめたときに印を付けます。公証されたことにはなりません。",
    "name.alias": "申出のあった通称。立証資料のとおりに入力します。削除は空欄にします。",
    "name.alias_kana": "通称の読みをカタカナで入力します。",
    "name.alias_kana_confirmed": "通称の読みを本人に確かめたときに印を付けます。",
    "birth": "生年月日。日本人は和暦、外国人は西暦。不詳の日は「昭和20年月日不詳」のように入力します。",
    "sex": "戸籍又は在留カード等のとおりに選びます。",
    "individual_number": "12桁の個人番号。今の番号は表示しません。変わるときだけ入力します。",
    "resident_code": "11桁の住民票コード。新しい番号は、空欄のまま登録すると自動で割り当てられます。",
    "register.honseki": "本籍を戸籍のとおりに入力します。同じ世帯の本籍などが候補に出ます。",
    "register.head": "戸籍の筆頭者の氏名を、戸籍のとおりの字形で入力します。",
    "register.municipality": "本籍のある市区町村の6桁の団体コード。分かるときに入力します。",
    "foreign.nationality": "英字3文字の国・地域コード。例：KOR",
    "foreign.nationality_name": "在留カード等に書かれた国籍・地域。",
    "foreign.category": "住民基本台帳法第30条の45の表の区分を選びます。",
    "foreign.since": "外国人住民となった年月日を和暦で入力します。",
    "foreign.status": "在留カードに書かれた在留資格。中長期在留者のほかは空欄です。",
    "foreign.status_code": "在留資格のコード。法務省からの通知にあるときに入力します。",
    "foreign.period": "在留期間、上陸期間又は仮滞在期間を、カードや許可書のとおりに入力します。",
    "foreign.stay_years": "在留期間の年数。数字だけを入力します。",
    "foreign.stay_months": "在留期間の月数。数字だけを入力します。",
    "foreign.stay_days": "在留期間の日数。数字だけを入力します。",
    "foreign.expires_on": "在留期間の満了の日を西暦で入力します。例：2030-01-01",
    "foreign.card_number": "在留カード又は特別永住者証明書の番号。英字2文字、数字8桁、英字2文字です。",
    "foreign.card_kind": "番号がどのカードのものかの区分。",
    "foreign.card_expires_on": "カードの有効期間の満了の日を西暦で入力します。",
    "foreign.passport_number": "経過滞在者などで、旅券によって確かめたときに入力します。",
    "foreign.passport_issued_on": "旅券の発行年月日を和暦で入力します。",
    "foreign.landing_permitted_on": "上陸許可を受けた日を和暦で入力します。",
    "foreign.residence_notified": "住居地の届出があったとみなすときに印を付けます。",
    "foreign.by_landing_permit": "在留カードが後日交付で、旅券の上陸許可証印で転入したときに印を付けます。",
    "foreign.alien_registered": "旧外国人登録法による登録年月日。移行した記載を直すときだけ入力します。",
    "became_resident": "住民となった年月日。空欄なら、新しく記載する人は異動日になります。",
    "settled": "今の住所を定めた年月日。空欄なら、新しく記載する人は異動日になります。",
    "notified_on": "転入や出生などの届出があった日として住民票に記載する日。",
    "former_head": "転入前住所での世帯主の氏名。",
    "became_reason": "どの異動で住民になったか。誤りを直すときだけ選びます。",
    "became_notified_on": "住民となった届出、通知等のあった日。誤りを直すときだけ入力します。",
    "became_basis": "住民となった異動が何に基づいたか。誤りを直すときだけ選びます。",
    "settled_reason": "どの異動で今の住所を定めたか。誤りを直すときだけ選びます。",
    "settled_notified_on": "住所を定めた届出、通知等のあった日。誤りを直すときだけ入力します。",
    "settled_basis": "住所を定めた異動が何に基づいたか。誤りを直すときだけ選びます。",
    "prior_address": "市内で転居する前の住所。市外の住所は転入前住所に入力します。",
    "planned_on": "転出届の転出予定年月日の誤りを直します。転出を取りやめたときは、転出予定の取消しを選びます。",
    "planned_notified_on": "転出届のあった日の誤りを直します。",
    "planned_basis": "転出が何に基づいたか。誤りを直すときだけ選びます。",
    "planned_address": "転出届の転出先の誤りを直します。国外のときは国・地域コードと町字の欄に国名などを入力します。",
    "planned_head": "転出先での世帯主の氏名の誤りを直します。",
    "confirmed_on": "転入通知に書かれた転入日の誤りを直します。転出予定年月日は変わりません。",
    "confirmed_notice_on": "転入通知の日付の誤りを直します。",
    "confirmed_basis": "転出の確定が何に基づいたか。誤りを直すときだけ選びます。",
    "confirmed_address": "転入通知に書かれた住所の誤りを直します。",
    "removed_day": "死亡、転出などで消除した異動日の誤りを直します。消除そのものが誤りのときは、異動の取消しを選びます。",
    "removed_notified_on": "消除の届出、通知等のあった日の誤りを直します。",
    "removed_basis": "消除が何に基づいたか。誤りを直すときだけ選びます。",
    "relationship_class": "続柄の区分。移行した記載を直すときだけ入力します。",
    "actual_relationship": "続柄を「同居人」などと記載する人の、実際の続柄。証明書には出ません。",
    "actual_head": "法の適用を受けない外国人、施設長など、住民票に世帯主として載らない人の氏名。備考に載ります。",
    "remarks": "住民票の備考。証明書には出ません。",
    "address": "住所。町字から入力します。",
    "former_address": "転入前の住所。国外のときは国・地域コードと町字の欄に国名などを入力します。",
    "unnotified_address": "転入届をしないまま住んでいた住所。",
    "registered_address": "最後に住民登録のあった住所。",
}
_OFFICE = "事務で使う項目です。住民票の写しには出ません。市の取決めに従って入力します。"


def _details() -> dict[str, str]:
    return {
        field.path: f"{field.label}。{_OFFICE}"
        for group in (Group.DETAIL, Group.AREAS, Group.OFFICE)
        for field in FIELDS[group]
    }


FORM: Mapping[str, str] = MappingProxyType(_FORM)
"""Fields of the whole form."""
ITEMS: Mapping[str, str] = MappingProxyType({**_ITEMS, **_details()})
"""Items of a person."""
PARTS: Mapping[str, str] = MappingProxyType(_PLACE)
"""Parts of an address."""


def of_item(path: str) -> str:
    """The help of an item, or of a part of an address among them."""
    return ITEMS.get(path) or _PLACE.get(path.rpartition(".")[2], "")
