"""CSV brought to the counter becomes forms that are filled in; what is wrong is told by row, column and code."""

import pytest

from juki.systems.registry.domain.intake_errors import IntakeColumns, IntakeEmpty
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm
from juki.systems.registry.services.csv_text import UnreadableCsv
from juki.systems.registry.services.forms import CertificateForm, MoveInForm
from juki.systems.registry.services.intake.layouts import documents
from juki.systems.registry.services.intake.reading import read

CERTIFICATE = (
    "証明書番号,前住所_町字,前住所_市区町村コード,転出先_町字,種別,氏,名,氏名,生年月日,性別,続柄,個人番号,"
    "本籍,筆頭者,国籍_コード,国籍,第30条の45区分,外国人住民となった年月日"
)
JAPANESE = "1,北海道札幌市仮町1番,011011,南町一丁目,日本人,架空,一,,昭和55年2月3日,男,{relationship},,札幌市仮町1番,架空　一,,,,"
FOREIGNER = (
    "2,仮町,011011,南町,外国人,,,KAKU ICHI,1990-01-02,女,世帯主,,,,USA,アメリカ合衆国,中長期在留者,2020-05-01"
)
NOTIFICATION = "届出番号,異動事由,異動年月日,新住所_町字,旧住所_町字,宛名番号,種別,氏,名,生年月日,続柄"


def _read(name: str, *lines: str):
    return read("\r\n".join(lines), documents()[name])


def test_a_certificate_of_a_family_is_one_form():
    (one,) = _read(
        "move_out_certificate",
        CERTIFICATE,
        JAPANESE.format(relationship="世帯主"),
        JAPANESE.format(relationship="子"),
    )
    assert (one.rows, one.faults) == ((2, 3), ())
    assert isinstance(one.form, MoveInForm)
    assert [person.relationship for person in one.form.persons] == ["世帯主", "子"]
    assert (one.form.reason, one.form.moved_on) == ("TENNYU", "")
    assert one.form.former_address.town == "北海道札幌市仮町1番"
    assert one.form.persons[0].register.head == "架空　一"


def test_a_foreign_resident_has_the_items_of_30_45():
    (one,) = _read("move_out_certificate", CERTIFICATE, FOREIGNER)
    person = one.form.persons[0]
    assert (person.kind, person.sex, person.name.full) == ("foreign", "female", "KAKU ICHI")
    assert (person.foreign.nationality, person.foreign.category) == ("USA", "mid_to_long_term")
    assert person.register is None


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("性別", "不明", "REG-0924"), ("生年月日", "いつか", "KRN-0"), ("続柄", "", "REG-0923"), ("種別", "法人", "REG-0924")],
)  # fmt: skip
def test_a_bad_cell_is_told_and_the_others_are_taken(column: str, value: str, code: str):
    header = CERTIFICATE.split(",")
    cells = JAPANESE.format(relationship="世帯主").split(",")
    cells[header.index(column)] = value
    bad, good = _read("move_out_certificate", CERTIFICATE, ",".join(cells), FOREIGNER)
    assert bad.form is None
    (fault,) = bad.faults
    assert (fault.row, fault.column) == (2, column)
    assert fault.code.startswith(code)
    assert good.form is not None


def test_rows_of_one_document_must_not_differ_in_what_they_share():
    other = JAPANESE.format(relationship="子").replace("北海道札幌市仮町1番", "別の町")
    (one,) = _read("move_out_certificate", CERTIFICATE, JAPANESE.format(relationship="世帯主"), other)
    assert [(fault.row, fault.code) for fault in one.faults] == [(3, "REG-0925")]


def test_a_notification_is_the_form_of_its_reason():
    move, come = _read(
        "notification",
        NOTIFICATION,
        "1,転居,2026-11-20,新町,旧町,0000000019,,,,,",
        "2,転入,2026-11-20,新町,旧町,,日本人,架空,一,1980-01-01,世帯主",
    )
    assert isinstance(move.form, ChangeForm)
    assert (move.form.reason, move.form.address.town, move.form.persons[0].addressee_number) == (
        "TENKYO",
        "新町",
        "0000000019",
    )
    assert isinstance(come.form, MoveInForm)
    assert (come.form.moved_on, come.form.former_address.town) == ("2026-11-20", "旧町")


def test_a_reason_that_nobody_enters_by_hand_is_refused():
    (one,) = _read("notification", NOTIFICATION, "1,データ移行,2026-11-20,,,0000000019,,,,,")
    assert [fault.code for fault in one.faults] == ["REG-0924"]


def test_a_request_for_a_certificate():
    (one,) = _read(
        "certificate", "申請番号,請求の理由,種類,世帯番号,宛名番号", "1,勤務先に提出,個人,,0000000019"
    )
    assert isinstance(one.form, CertificateForm)
    assert one.form.addressee_numbers == ("0000000019",)


def test_a_card_fills_the_items_of_a_person():
    (one,) = _read(
        "card", "氏名,住所,生年月日,性別,個人番号", "架空　一,西東京市南町,昭和55年2月3日,男,123456789018"
    )
    assert isinstance(one.form, ItemsForm)
    assert (one.form.name.full, one.form.individual_number) == ("架空　一", "123456789018")


def test_a_row_of_another_width_is_told():
    (one,) = _read("card", "氏名,住所,生年月日,性別,個人番号", "架空　一,西東京市")
    assert [(fault.row, fault.code) for fault in one.faults] == [(2, "REG-0922")]


@pytest.mark.parametrize(
    "header", ["氏名,住所", "氏名,住所,生年月日,個人番号,趣味", "氏名,氏名,住所,生年月日,個人番号"]
)
def test_a_header_of_something_else_is_refused(header: str):
    with pytest.raises(IntakeColumns):
        _read("card", header, ",".join("x" * len(header.split(","))))


def test_nothing_and_no_csv_are_refused():
    with pytest.raises(IntakeEmpty):
        _read("card", "氏名,住所,生年月日,個人番号")
    with pytest.raises(UnreadableCsv):
        _read("card", "氏名,住所,生年月日,個人番号", '"')
