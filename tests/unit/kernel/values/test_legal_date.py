from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.errors import JukiError
from juki.kernel.values.date_forms import PATTERNS, DateForm, ReversedDateRange
from juki.kernel.values.era import (
    JAPANESE_ERAS,
    BeforeCivilCalendar,
    Era,
    EraTable,
    NoSuchDay,
    UnknownEra,
    UnreadableDate,
)
from juki.kernel.values.legal_date import (
    BrokenStoredDate,
    CertifiedField,
    DateRule,
    DateStyle,
    LegalDate,
    OldEraDayRefused,
    StoredDate,
    UnknownDateRefused,
)

UNKNOWN_FORMS = [
    ("令和5年頃", DateForm.ABOUT_YEAR, date(2023, 1, 1), "2023年頃"),
    ("令和5年3月頃", DateForm.ABOUT_MONTH, date(2023, 3, 1), "2023年3月頃"),
    ("令和5年3月10日頃", DateForm.ABOUT_DAY, date(2023, 3, 10), "2023年3月10日頃"),
    ("推定令和5年3月10日", DateForm.PRESUMED_DAY, date(2023, 3, 10), "推定2023年3月10日"),
    ("推定令和5年3月", DateForm.PRESUMED_MONTH, date(2023, 3, 1), "推定2023年3月"),
    ("令和5年春", DateForm.SEASON, date(2023, 3, 1), "2023年春"),
    ("令和5年3月上旬", DateForm.TEN_DAYS, date(2023, 3, 1), "2023年3月上旬"),
    ("令和5年3月中旬頃", DateForm.ABOUT_TEN_DAYS, date(2023, 3, 11), "2023年3月中旬頃"),
    ("年月日不詳", DateForm.ALL_UNKNOWN, date(1868, 1, 25), "年月日不詳"),
    ("令和5年 月日不詳", DateForm.MONTH_AND_DAY_UNKNOWN, date(2023, 1, 1), "2023年 月日不詳"),
    ("令和5年3月 日不詳", DateForm.DAY_UNKNOWN, date(2023, 3, 1), "2023年3月 日不詳"),
    (
        "令和5年3月30日から4月2日頃までの間",
        DateForm.BETWEEN_DATES,
        date(2023, 3, 30),
        "2023年3月30日から4月2日頃までの間",
    ),
    (
        "令和5年3月推定1日から10日までの間",
        DateForm.BETWEEN_PRESUMED_DAYS,
        date(2023, 3, 1),
        "2023年3月推定1日から10日までの間",
    ),
    (
        "令和5年3月1日頃から10日頃までの間",
        DateForm.BETWEEN_ABOUT_DAYS,
        date(2023, 3, 1),
        "2023年3月1日頃から10日頃までの間",
    ),
]


def certified(text: str):
    return LegalDate.parse(text, rule=DateRule.CERTIFIED)


def test_there_are_fourteen_unknown_forms():
    assert [form for form in DateForm if form.is_unknown] == [form for _, form, _, _ in UNKNOWN_FORMS]


@pytest.mark.parametrize(("text", "form", "internal", "western"), UNKNOWN_FORMS)
class TestUnknownForm:
    def test_keeps_its_text(self, text: str, form: DateForm, internal: date, western: str):
        day = certified(text)
        assert (day.text, day.form, day.internal, day.is_exact) == (text, form, internal, False)
        assert day.display() == text
        assert day.display(DateStyle.WESTERN) == western

    def test_may_be_given_in_western_years(self, text: str, form: DateForm, internal: date, western: str):
        day = certified(western)
        assert (day.text, day.form, day.internal) == (western, form, internal)
        assert day.display(DateStyle.WESTERN) == western
        assert day.display() == text

    def test_matches_its_own_pattern_only(self, text: str, form: DateForm, internal: date, western: str):
        assert [other for other, pattern in PATTERNS.items() if pattern.fullmatch(text)] == [form]

    def test_is_stored_and_restored(self, text: str, form: DateForm, internal: date, western: str):
        for written in (text, western):
            day = certified(written)
            assert day.to_storage() == (internal.isoformat(), form.value, written)
            assert LegalDate.from_storage(day.to_storage()) == day

    def test_is_refused_in_other_fields(self, text: str, form: DateForm, internal: date, western: str):
        with pytest.raises(UnknownDateRefused):
            LegalDate.parse(text)

    def test_full_width_digits_stay(self, text: str, form: DateForm, internal: date, western: str):
        wide = text.translate(str.maketrans("0123456789 ", "０１２３４５６７８９\u3000"))
        day = certified(wide)
        assert (day.text, day.form, day.internal) == (wide, form, internal)


@pytest.mark.parametrize("text", ["2026-04-01", "令和8年4月1日", "令和８年０４月０１日", "2026年4月1日"])
def test_a_calendar_day_has_one_text(text: str):
    assert LegalDate.parse(text) == LegalDate.from_day(date(2026, 4, 1))
    assert LegalDate.parse(text).text == "令和8年4月1日"
    assert LegalDate.parse(text).display(DateStyle.WESTERN) == "2026年4月1日"


@pytest.mark.parametrize(
    ("text", "written", "internal"),
    [
        ("2001-02-29", "平成13年2月29日", date(2001, 2, 28)),
        ("平成13年2月29日", "平成13年2月29日", date(2001, 2, 28)),
        ("2001年2月30日", "平成13年2月30日", date(2001, 2, 28)),
        ("昭和20年4月31日", "昭和20年4月31日", date(1945, 4, 30)),
        ("明治5年11月30日", "明治5年11月30日", date(1872, 11, 30)),
    ],
)
def test_a_day_outside_the_calendar_is_kept_where_the_family_register_rules(
    text: str, written: str, internal: date
):
    day = certified(text)
    assert (day.text, day.form, day.internal) == (written, DateForm.NON_CALENDAR_DAY, internal)
    assert not day.is_exact
    assert LegalDate.from_storage(day.to_storage()) == day
    with pytest.raises(NoSuchDay):
        LegalDate.parse(text)


@pytest.mark.parametrize(
    ("text", "internal"), [("明治45年7月30日", date(1912, 7, 30)), ("大正15年12月25日", date(1926, 12, 25))]
)
def test_the_last_day_of_an_era_is_kept_as_such(text: str, internal: date):
    day = certified(text)
    assert (day.text, day.form, day.internal, day.is_exact) == (text, DateForm.OLD_ERA_DAY, internal, True)
    assert day.display() == text
    assert LegalDate.from_storage(day.to_storage()) == day
    assert LegalDate.from_day(internal).text != text
    with pytest.raises(OldEraDayRefused):
        LegalDate.parse(text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", UnreadableDate),
        ("不詳", UnreadableDate),
        ("令和5年3月1日から10日頃までの間", UnreadableDate),
        ("令和5年ころ", UnreadableDate),
        ("20260401", UnreadableDate),
        ("2026-4-1", UnreadableDate),
        ("2026-00-10", NoSuchDay),
        ("2026-13-01", NoSuchDay),
        ("2026-01-32", NoSuchDay),
        ("0000-01-01", NoSuchDay),
        ("令和5年13月頃", NoSuchDay),
        ("令和5年3月0日頃", NoSuchDay),
        ("1872-12-31", BeforeCivilCalendar),
        ("1870年頃", BeforeCivilCalendar),
        ("昭和65年頃", UnknownEra),
        ("昭和64年2月頃", UnknownEra),
        ("令和元年4月 日不詳", UnknownEra),
        ("平成31年秋", UnknownEra),
        ("文久3年頃", UnknownEra),
        ("令和5年4月2日から3月30日頃までの間", ReversedDateRange),
        ("令和5年3月10日頃から1日頃までの間", ReversedDateRange),
        ("令和5年3月推定10日から1日までの間", ReversedDateRange),
    ],
)
def test_refuses_everywhere(text: str, error: type[JukiError]):
    with pytest.raises(error):
        certified(text)


@pytest.mark.parametrize(
    ("text", "internal"),
    [
        ("令和元年頃", date(2019, 5, 1)),
        ("平成31年頃", date(2019, 1, 1)),
        ("平成元年 月日不詳", date(1989, 1, 8)),
        ("昭和64年1月頃", date(1989, 1, 1)),
        ("令和5年2月下旬", date(2023, 2, 21)),
        ("令和5年冬", date(2023, 1, 1)),
        ("平成13年2月29日頃", date(2001, 2, 28)),
    ],
)
def test_the_internal_day_is_the_earliest_of_the_span_and_of_the_era(text: str, internal: date):
    assert certified(text).internal == internal


def test_rules_of_the_fields():
    assert [field for field in CertifiedField if field.rule is not DateRule.CERTIFIED] == [
        CertifiedField.ALIEN_REGISTRATION
    ]
    rule = CertifiedField.ALIEN_REGISTRATION.rule
    assert LegalDate.parse("昭和50年頃", rule=rule).form is DateForm.ABOUT_YEAR
    with pytest.raises(NoSuchDay):
        LegalDate.parse("昭和50年2月29日", rule=rule)


@given(st.dates(date(1873, 1, 1), date(2117, 12, 31)))
def test_every_calendar_day_round_trips(day: date):
    legal = LegalDate.from_day(day)
    assert legal.internal == day
    assert LegalDate.from_storage(legal.to_storage()) == legal
    assert LegalDate.parse(day.isoformat()) == LegalDate.parse(legal.text) == legal


@given(
    st.text(max_size=12)
    | st.from_regex(r"(令和|昭和)[0-9元]{1,2}年[0-9]{1,2}月[0-9]{1,2}日(頃)?", fullmatch=True)
)
def test_any_text_is_a_date_or_a_coded_error(text: str):
    try:
        day = certified(text)
    except JukiError:
        return
    assert LegalDate.from_storage(day.to_storage()) == day


@pytest.mark.parametrize(
    "stored",
    [
        StoredDate("2026-04-01", "D", "令和8年4月2日"),
        StoredDate("2026-04-01", "D", "2026年4月1日"),
        StoredDate("20260401", "D", "令和8年4月1日"),
        StoredDate("2026-02-30", "D", "令和8年2月30日"),
        StoredDate("2026-04-01", "X", "令和8年4月1日"),
        StoredDate("2023-01-02", "U01", "令和5年頃"),
        StoredDate("2023-01-01", "U02", "令和5年頃"),
        StoredDate("2023-01-01", "U01", "いつか"),
        StoredDate("1912-07-30", "N", "明治45年7月30日"),
    ],
)
def test_stored_parts_must_fit(stored: StoredDate):
    with pytest.raises(BrokenStoredDate):
        LegalDate.from_storage(stored)


def test_a_future_day_stored_before_a_change_of_era_reads_in_the_new_one():
    begins = date(2030, 1, 1)
    reiwa = JAPANESE_ERAS.eras[-1]
    ended = Era(reiwa.code, reiwa.name, reiwa.letter, reiwa.first_day, begins - timedelta(days=1))
    table = EraTable((*JAPANESE_ERAS.eras[:-1], ended, Era(6, "新元", "N", begins)))
    stored = LegalDate.from_day(date(2031, 4, 1)).to_storage()
    assert LegalDate.from_storage(stored, eras=table).text == "新元2年4月1日"


def test_a_lunisolar_day_has_no_western_text():
    with pytest.raises(BeforeCivilCalendar):
        certified("明治3年2月1日").display(DateStyle.WESTERN)
