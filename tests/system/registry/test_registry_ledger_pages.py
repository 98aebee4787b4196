"""Pages that STD 1.1.14 and 4 speak of: the 統合記載欄, and the day on which something came."""

import pytest

from juki.screens.rendering import wareki
from juki.systems.registry.codes import Permission
from support.changing import days_ago, latest, moved_in, record, saved, start
from support.counter_forms import CLERK, REVIEWER, shown_fields, text
from support.staff import Counter


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission)
        yield found


@pytest.fixture
def home(city):
    return moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))


def unified(counter, number):
    """The 統合記載欄 of the record's page: the table of entries, and what stands below 備考."""
    page = text(counter.get(f"/residents/{number}")).partition('id="remarks"')[2].partition("過去の記載")[0]
    entries, _, remarks = page.partition("<h3>備考</h3>")
    return entries.partition("<tbody")[2].split("<tr")[1:], remarks


@pytest.mark.proves(
    "STD:1.1.14/1", "STD:1.1.14/2", "STD:1.1.14/3", "STD:1.1.14/5", "STD:1.1.14/7", "STD:1.1.14/8",
)  # fmt: skip
def test_history_notes_and_remarks_stand_together(counter, city, home):
    form = saved(
        counter, start(counter, "SHOKKEN_SHUSEI", home[0]), home[0], day=days_ago(city, 0), basis="ex_officio",
        note="自由に書いた留意の文", **{"persons.0.items.birth": "昭和55年2月9日"},
    )  # fmt: skip
    record(counter, form)
    form = saved(
        counter, start(counter, "BIKO", home[0]), home[0], day=days_ago(city, 0), basis="ex_officio",
        **{"persons.0.items.remarks": "自由に書いた備考の文"},
    )  # fmt: skip
    record(counter, form)
    entries, remarks = unified(counter, home[0])
    corrected, opened = entries
    assert ("職権修正" in corrected, "昭和55年2月9日" in corrected, "自由に書いた留意の文" in corrected) == (
        True,
        True,
        True,
    )
    assert ("転入" in opened, "留意の文" in opened) == (True, False)
    assert "自由に書いた備考の文" in remarks
    assert "備考の文" not in "".join(entries)


@pytest.mark.proves("STD:1.1.5/11", "STD:1.1.14/4")
def test_a_closed_record_says_why_when_and_whereto(counter, city, home):
    form = saved(
        counter, start(counter, "TENSHUTSU", home[1]), home[1], day=days_ago(city, 1),
        **{"destination.address.prefecture": "北海道", "destination.address.city": "札幌市中央区",
           "destination.address.town": "仮町", "destination.address.lot": "1番地"},
    )  # fmt: skip
    record(counter, form)
    removal = unified(counter, home[1])[0][0]
    row = latest(home[1])
    assert row.state == "2"
    for said in ("転出", "北海道札幌市中央区仮町1番地", row.removed_day_text):
        assert said in removal


@pytest.mark.parametrize(
    ("reason", "basis"),
    [
        pytest.param("SHIBO", "family_register", marks=pytest.mark.proves("STD:4.2.0.4/2")),
        pytest.param("SHOKKEN_SHUSEI", "petition", marks=pytest.mark.proves("STD:4.2.0.5/3")),
        pytest.param("TENKYO", "notification", marks=pytest.mark.proves("STD:4.1.0.2/2")),
    ],
)
def test_the_day_on_which_it_came_begins_as_today(counter, city, home, reason, basis):
    fields = shown_fields(counter.get(start(counter, reason, home[0])))
    assert (fields["notified_on"], fields["day"]) == (wareki(city.today), "")
    assert "basis" in fields
