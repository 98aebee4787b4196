"""証明書コンビニ交付ファイル: its 68 items and the columns that hold them.

Two items are printed twice in the published list (26 and 27, 32 and 33). Both are kept: the first is read as the
address, the second as its 方書, in the way that items 15 and 16, 24 and 25 stand together.

Source: document 別添2(4).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its number in the published list, our label, and ``table.column`` names that hold it."""

    number: int
    label: str
    columns: tuple[str, ...]


def _person(number: int, label: str, *columns: str) -> Item:
    return Item(number, label, tuple(f"kiosk_person.{column}" for column in columns))


def _household(number: int, label: str, *columns: str) -> Item:
    return Item(number, label, tuple(f"kiosk_household.{column}" for column in columns))


def _date(number: int, label: str, name: str) -> Item:
    return _person(number, label, f"{name}_day", f"{name}_form", f"{name}_text")


def _written(prefix: str) -> tuple[str, ...]:
    return tuple(
        f"{prefix}_{part}" for part in ("municipality", "prefecture", "city", "town", "town_code", "lot")
    )


_ALL = (
    _person(1, "宛名番号", "addressee_number"),
    Item(2, "世帯番号", ("kiosk_household.household_number", "kiosk_person.household_number")),
    _person(3, "除票かどうか", "removed"),
    _date(4, "改製日", "rewritten"),
    _person(5, "住民種別", "kind"),
    _person(6, "記載順", "place"),
    _person(7, "発行禁止", "issuing_stopped"),
    _person(8, "氏名(カナ)", "kana"),
    _person(9, "氏名(漢字)", "name", "surname", "given"),
    _date(10, "生年月日", "birth"),
    _person(11, "性別", "sex"),
    _person(12, "続柄", "relationship"),
    _person(13, "本籍", "honseki"),
    _person(14, "筆頭者", "honseki_head"),
    _person(15, "住所", *_written("address")),
    _person(16, "住所の方書", "address_building"),
    _date(17, "異動日", "event"),
    _person(18, "異動事由", "event_reason"),
    _date(19, "届出日", "notified"),
    _person(20, "届出事由", "notified_reason"),
    _person(21, "郵便番号", "postal_code"),
    _household(22, "世帯主の氏名(漢字)", "head_name"),
    _date(23, "住民となった日", "became_resident"),
    _person(24, "前住所", *_written("former"), "former_postal_code"),
    _person(25, "前住所の方書", "former_building"),
    _person(26, "転出予定地", "planned_address"),
    _person(27, "転出予定地の方書", "planned_building"),
    _date(28, "転出予定日", "planned"),
    _date(29, "転出の届出日", "planned_notified"),
    _person(30, "転出予定の事由", "planned_reason"),
    _person(31, "転出届の事由", "planned_notified_reason"),
    _person(32, "転出確定地", "left_address"),
    _person(33, "転出確定地の方書", "left_building"),
    _date(34, "転出確定日", "left"),
    _date(35, "転出確定の通知日", "left_notified"),
    _person(36, "転出確定の事由", "left_reason"),
    _person(37, "転出確定の届出事由", "left_notified_reason"),
    _person(38, "住民票コード", "resident_code"),
    _person(39, "備考", "remark"),
    _date(40, "備考の年月日", "remarked"),
    _person(41, "予備", "reserve"),
    _person(42, "前住所の異動事由", "former_reason"),
    _person(43, "外国人の氏名(カナ)", "foreign_kana"),
    _person(44, "外国人の氏名(ローマ字)", "foreign_roman_name"),
    _person(45, "外国人の氏名(漢字)", "foreign_kanji_name"),
    _person(46, "通称(カナ)", "alias_kana"),
    _person(47, "通称(漢字)", "alias"),
    _person(48, "併記名", "foreign_joint_name"),
    _household(49, "外国人世帯主の氏名(ローマ字)", "head_roman_name"),
    _household(50, "外国人世帯主の氏名(漢字)", "head_kanji_name"),
    _household(51, "外国人世帯主の通称", "head_alias"),
    _person(52, "国籍・地域", "nationality"),
    _person(53, "法30条の45の区分", "category"),
    _person(54, "法30条の45の区分コード", "category_code"),
    _person(55, "在留資格", "residence_status"),
    _person(56, "在留期間", "residence_period"),
    _date(57, "在留期間の満了日", "residence_expires"),
    _person(58, "在留カード等の番号", "residence_card"),
    _person(59, "外国人の氏名(ふりがな)", "foreign_furigana"),
    _person(60, "通称(ふりがな)", "alias_furigana"),
    _person(61, "旧氏(漢字)", "old_surname"),
    _person(62, "旧氏(かな)", "old_surname_kana"),
    _person(63, "個人番号", "individual_number"),
    _person(64, "振り仮名(氏)", "surname_reading"),
    _person(65, "振り仮名(名)", "given_reading"),
    _person(66, "振り仮名の公証", "kana_certified"),
    _person(67, "旧氏の振り仮名", "old_surname_reading"),
    _person(68, "旧氏の振り仮名の公証", "old_surname_reading_certified"),
)

ITEMS: dict[int, Item] = {item.number: item for item in _ALL}

BESIDE_THE_ITEMS = tuple(f"kiosk_person.settled_{part}" for part in ("day", "form", "text"))
"""Personal data that a certificate needs and the published list lacks: 住所を定めた日 (住基法7条6号)."""

HOUSEKEEPING = (
    "kiosk_household.taken_at",
    "kiosk_household.legal_day",
    "kiosk_household.trace",
    "kiosk_household.torn_since",
)
"""When and by which message a household was taken; no personal data."""

OUTSIDE_THE_FILE = {
    "kiosk_card": "whose card a serial is: the published list has no serial, and the kiosk identifies by nothing else",
    "kiosk_dialog": "a dialog at a kiosk while it lasts",
    "kiosk_issue_log": "交付履歴: who asked for what, what left and why not",
    "kiosk_print_result": "交付履歴: what the kiosk made of it",
    "kiosk_service_event": "the service's stops and resumptions",
    "kiosk_issue_counter": "the day's last 発行番号",
}
"""Tables that are no part of the file, each with its purpose."""

PERSONAL_OUTSIDE = (
    "kiosk_card.serial_digest",
    "kiosk_card.addressee_number",
    "kiosk_dialog.serial_digest",
    "kiosk_dialog.addressee_number",
    "kiosk_dialog.offered",
    "kiosk_dialog.chosen",
    "kiosk_issue_log.serial_digest",
    "kiosk_issue_log.addressee_number",
    "kiosk_issue_log.members",
)
"""Columns that point at a person and that no item of the published list covers: a finding of the assessment, not hidden."""
