"""The forms of 異動 other than 転入: what they show, what they refuse, who may open them."""

import io
import re
from uuid import UUID, uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.links.post.mending import STATIONS
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.records.models import Application, ResidentRow, ResidentVersion
from support.changing import days_ago, errors, latest, moved_in, record, saved, send, start, stock
from support.counter_forms import CLERK, REVIEWER, hidden, shown_fields, submit, text
from support.staff import Counter

MOVED = {"placement.where": "stay", "address.town": "保谷町一丁目", "address.lot": "9番"}


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


@pytest.fixture
def home(city):
    """Two who live together."""
    return moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))


@pytest.fixture
def foreigner(city):
    return moved_in(city, city.foreigner())[0]


JAPANESE_FORMS = [
    ("TENKYO", "f-address.town"), ("TENSHUTSU", "f-destination.address.town"),
    ("KOKUGAI_TENSHUTSU", "f-destination.address.country"), ("SHIBO", "f-day"), ("SHOKKEN_SHOJO", "f-day"),
    ("SETAI_BUNRI", "f-placement.where"), ("SETAINUSHI_HENKO", "f-persons.0.relationship"),
    ("KISAIJUN_HENKO", "f-order.n"), ("KOKUSEKI_SOSHITSU_KISAI", "f-persons.0.items.foreign.category"),
    ("SHOKKEN_SHUSEI", "f-persons.0.items.birth"), ("GOKI_SHUSEI", "f-target"),
    ("KYUJI_KISAI", "f-persons.0.items.name.former_surname"), ("BIKO", "f-persons.0.items.remarks"),
    ("FURIGANA_KISAI", "f-persons.0.items.name.kana_surname"), ("TENNYU_TSUCHI", "f-destination.notice_on"),
    ("KAISEI_KISAI", "f-day"), ("JUKYO_HYOJI", "f-persons.0.items.address.lot"),
    ("KOJIN_BANGO_HENKO", "f-persons.0.items.individual_number"), ("CODE_HENKO", "f-persons.0.items.resident_code"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "field"), JAPANESE_FORMS)
def test_a_form_opens_with_its_fields(counter, home, reason, field):
    location = start(counter, reason, home[0])
    page = counter.get(location)
    assert page.status_code == 200
    assert f'id="{field}' in text(page)
    assert f"<h1>{REASONS[reason].label}の入力</h1>" in text(page)
    assert shown_fields(page)["day"] == ""
    assert page.headers["Cache-Control"].startswith("no-store")


@pytest.mark.parametrize(
    ("reason", "field"),
    [
        ("ZAIRYU_SHUSEI", "f-persons.0.items.foreign.expires_on"),
        ("TSUSHO_KISAI", "f-persons.0.items.name.alias"),
        ("KIKA_KISAI", "f-persons.0.items.register.honseki"),
        ("HOMU_SHOJO", "f-day"),
        ("H30_48", "f-persons.0.relationship"),
    ],
)
def test_a_form_for_a_foreign_resident_opens_with_its_fields(counter, foreigner, reason, field):
    page = counter.get(start(counter, reason, foreigner))
    assert f'id="{field}' in text(page)


@pytest.mark.proves("STD:1.1.2/11")
def test_birth_and_expiry_of_a_foreign_resident_are_western_and_nothing_else_is(counter, foreigner):
    fields = shown_fields(counter.get(start(counter, "SHOKKEN_SHUSEI", foreigner)))
    own = "persons.0.items."
    assert fields[f"{own}birth"].startswith("1990年")
    assert fields[f"{own}foreign.expires_on"].startswith("2030年")
    assert fields[f"{own}foreign.since"].startswith("令和")
    assert fields[f"{own}settled"].startswith("令和")


def test_all_faults_stand_beside_their_fields_and_nothing_typed_is_lost(counter, city, home):
    location = start(counter, "SHOKKEN_SHUSEI", *home)
    page = counter.get(location)
    typed = {
        "day": "令和九十九年", "notified_on": "x", "basis": "", "persons.1.items.birth": "いつか",
        "persons.0.items.name.given": "", "persons.0.items.sex": "",
    }  # fmt: skip
    reply = send(counter, location, page, *home, **typed)
    assert reply.status_code == 422
    assert errors(reply) >= {"day", "notified_on", "basis", "persons.1.items.birth", "persons.0.items.sex"}
    assert {name: shown_fields(reply)[name] for name in typed} == typed
    assert Application.objects.get(kind="change").form is None


def test_what_must_be_chosen_is_asked_for(counter, city, home):
    location = start(counter, "TENKYO", *home)
    typed = {"address.town": "保谷町一丁目", "address.lot": "9番", "day": days_ago(city, 1)}
    reply = send(counter, location, counter.get(location), *home, **typed)
    assert errors(reply) == {"placement.where"}


def test_a_rule_is_told_beside_its_field(counter, city, home):
    location = start(counter, "TENKYO", home[1])
    reply = send(counter, location, counter.get(location), home[1], day=days_ago(city, 1), **MOVED)
    assert reply.status_code == 422
    assert "placement.where" in errors(reply)


def test_other_persons_are_chosen_on_the_form(counter, city, home):
    location = start(counter, "SHOKKEN_SHUSEI", home[0])
    page = counter.get(location)
    typed = {"persons.0.items.name.given": "書換", "day": days_ago(city, 1), "basis": "ex_officio"}
    reply = send(counter, location, page, *home, **typed)
    assert reply.status_code == 409
    assert "異動する人が変わりました" in text(reply)
    fields = shown_fields(reply)
    assert [fields[f"persons.{at}.addressee_number"] for at in range(2)] == home
    assert fields["persons.0.items.name.given"] == "書換"
    assert Application.objects.get(kind="change").form is None
    only = counter.post(location.partition("?")[0], {**fields, "of": [home[1]], "action": "members"})
    assert shown_fields(only)["persons.0.addressee_number"] == home[1]
    assert "persons.1.addressee_number" not in shown_fields(only)


def test_a_record_that_went_on_is_shown_before_anything_is_saved(counter, city, home):
    location = start(counter, "KYUJI_KISAI", home[1])
    page = counter.get(location)
    other = saved(
        counter, start(counter, "BIKO", home[1]), home[1], day=days_ago(city, 1), basis="ex_officio",
        **{"persons.0.items.remarks": "先に"},
    )  # fmt: skip
    record(counter, other)
    typed = {"day": days_ago(city, 0), "basis": "request", "persons.0.items.name.former_surname": "旧姓",
             "persons.0.items.name.former_surname_kana": "キュウセイ"}  # fmt: skip
    reply = send(counter, location, page, home[1], **typed)
    assert reply.status_code == 409
    assert "住民票の記載が変わっています" in text(reply)
    assert shown_fields(reply)["persons.0.items.name.former_surname"] == "旧姓"
    again = send(counter, location, reply, home[1])
    assert again.status_code == 303, text(again)
    record(counter, again["Location"])
    assert (latest(home[1]).former_surname, latest(home[1]).remarks) == ("旧姓", "先に")


def test_another_clerk_changed_it_meanwhile(counter, city, home):
    location = start(counter, "TENKYO", *home)
    page = counter.get(location)
    saved(counter, location, *home, day=days_ago(city, 1), **MOVED)
    reply = send(counter, location, page, *home, day=days_ago(city, 2), key=str(uuid4()), **MOVED)
    assert reply.status_code == 409
    assert "REG-0603" in text(reply)
    assert shown_fields(reply)["day"] == days_ago(city, 2)
    assert send(counter, location, reply, *home).status_code == 303
    assert Application.objects.get(kind="change").form["day"] == days_ago(city, 2)


def test_sending_twice_has_one_effect(counter, city, home):
    location = start(counter, "TENKYO", *home)
    page = counter.get(location)
    for _ in range(2):
        assert send(counter, location, page, *home, day=days_ago(city, 1), **MOVED).status_code == 303
    assert Application.objects.get(kind="change").version == 2


def test_a_saved_form_is_shown_again(counter, city, home):
    location = start(counter, "TENSHUTSU", home[0])
    fields = {
        "destination.address.prefecture": "北海道", "destination.address.city": "札幌市中央区",
        "destination.address.town": "仮町", "destination.head": "見本　太", "note": "留意",
        "sources.0.kind": "転出届", "sources.0.number": "第1号", "rest_other.n" + home[1]: "世帯主",
    }  # fmt: skip
    application = saved(counter, location, home[0], day=days_ago(city, 1), **fields)
    assert counter.get(f"{application}/entry")["Location"] == f"{application}/entry".replace(
        "applications", "changes"
    )
    again = shown_fields(counter.get(f"{application}/entry".replace("applications", "changes")))
    assert again["destination.head"] == "見本　太"
    assert again["destination.address.municipality"] == "011011"
    assert again[f"rest.n{home[1]}"] == "世帯主"
    assert again["sources.0.number"] == "第1号"


def test_sent_back_and_corrected_the_reviewer_sees_the_difference(counter, city, home):
    location = start(counter, "TENKYO", *home)
    application = saved(counter, location, *home, day=days_ago(city, 1), **MOVED)
    submit(counter, application)
    review = application.replace("applications", "reviews")
    counter.sign_in(REVIEWER)
    page = counter.get(review)
    assert "審査　転居" in text(page)
    assert "変わらない項目" in text(page)
    assert counter.post(f"{review}/return", {**hidden(page), "return": "番地が違います"}).status_code == 303
    counter.sign_in(CLERK)
    entry = location.partition("?")[0]
    page = counter.get(entry)
    assert "番地が違います" in text(page)
    assert send(counter, entry, page, *home, **{"address.lot": "8番"}).status_code == 303
    submit(counter, application)
    counter.sign_in(REVIEWER)
    table = text(counter.get(review)).partition("前に差し戻した後の変更")[2].partition("</table>")[0]
    assert "新しい住所の番地・号" in table
    assert "8番" in table


def test_nobody_reviews_what_they_entered(counter, city, home):
    application = saved(counter, start(counter, "TENKYO", *home), *home, day=days_ago(city, 1), **MOVED)
    submit(counter, application)
    page = counter.get(application.replace("applications", "reviews"))
    assert "REG-0605" in text(page)
    assert "承認して本登録する" not in text(page)


def test_without_the_right_no_individual_number(counter, city, home):
    shown = counter.get(start(counter, "KOJIN_BANGO_SHUSEI", home[0]))
    assert "persons.0.items.individual_number" in shown_fields(shown)
    assert shown_fields(shown)["persons.0.items.individual_number"] == ""
    assert "●●●●" in text(shown)
    assert latest(home[0]).individual_number not in text(shown)
    AccessGrant.objects.filter(client=CLERK, permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    page = counter.get(f"/changes/new?person={home[0]}")
    assert "個人番号の変更請求" not in text(page)
    other = counter.get(start(counter, "SHOKKEN_SHUSEI", home[1]))
    assert "persons.0.items.individual_number" not in shown_fields(other)


def test_a_forged_individual_number_without_the_right_is_not_taken(counter, city, home):
    AccessGrant.objects.filter(client=CLERK, permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    location = start(counter, "SHOKKEN_SHUSEI", home[0])
    typed = {"persons.0.items.individual_number": city.number(), "persons.0.items.name.given": "改",
             "day": days_ago(city, 1), "basis": "ex_officio"}  # fmt: skip
    reply = send(counter, location, counter.get(location), home[0], **typed)
    assert reply.status_code == 303, text(reply)
    assert Application.objects.get(kind="change").form["persons"][0]["items"]["individual_number"] == ""


def test_what_a_household_shares_is_copied(counter, city, home):
    stock(city)
    location = start(counter, "SHOKKEN_KISAI", person=home[0], newcomers="2")
    page = counter.get(location)
    own = "persons.0.items."
    typed = {f"{own}name.surname": "写姓", f"{own}name.given": "一", f"{own}register.honseki": "東京都架空市一番地",
             f"{own}name.former_surname": "旧姓"}  # fmt: skip
    reply = send(counter, location, page, action="copy:0", **typed)
    fields = shown_fields(reply)
    assert fields["persons.1.items.name.surname"] == "写姓"
    assert fields["persons.1.items.register.honseki"] == "東京都架空市一番地"
    assert fields["persons.1.items.name.given"] == ""
    assert fields["persons.1.items.name.former_surname"] == ""
    fewer = shown_fields(send(counter, location, reply, action="fewer:0"))
    assert fewer["persons.0.items.name.given"] == ""
    more = send(counter, location, reply, action="more")
    assert "persons.2.items.name.surname" in shown_fields(more)


def test_a_surname_is_not_copied_to_a_foreign_person(counter, city, home):
    location = start(counter, "SHUSSEI", person=home[0], newcomers="2")
    typed = {"persons.0.items.name.surname": "写姓", "persons.1.items.kind": "foreign"}
    reply = send(counter, location, counter.get(location), action="copy:0", **typed)
    assert shown_fields(reply)["persons.1.items.name.surname"] == ""


def test_the_household_to_join_is_shown_with_its_address(counter, city, home):
    other = moved_in(city, city.person(), address={**city.form()["address"], "lot": "77番"})[0]
    location = start(counter, "TENKYO", home[1])
    number = latest(other).household_number
    typed = {"placement.where": "join", "placement.number": number}
    reply = send(counter, location, counter.get(location), home[1], action="household", **typed)
    assert "加わる世帯の世帯員" in text(reply)
    assert shown_fields(reply)["address.lot"] == "77番"
    assert shown_fields(reply)[f"rest.n{other}"] == "世帯主"
    part = counter.get(f"/changes/household?placement.number={number}")
    assert "世帯主" in text(part)
    wrong = send(counter, location, reply, home[1], action="household", **{"placement.number": "12345"})
    assert "KRN-" in text(wrong) or "REG-" in text(wrong)


def test_part_of_a_cancelled_act(counter, city, home):
    moved = saved(counter, start(counter, "TENKYO", *home), *home, day=days_ago(city, 1), **MOVED)
    record(counter, moved)
    page = counter.get(f"/changes/new?person={home[0]}")
    act = re.findall(r'<option value="([0-9a-f-]{36})"', text(page))[0]
    location = start(counter, layout_cancel(page), home[0], target=act)
    form = counter.get(location)
    assert "<strong>全部<" in text(form)
    part = send(counter, location, form, home[1], action="members")
    assert "<strong>一部<" in text(part)
    assert shown_fields(part)["persons.0.addressee_number"] == home[1]


def layout_cancel(page):
    assert '<option value="CANCEL"' in text(page)
    return "CANCEL"


START = [
    ({"reason": ""}, "reason"), ({"reason": "TENNYU"}, "reason"), ({"of": []}, "of"), ({"capacity": ""}, "capacity"),
    ({"documents_one": ""}, "documents_one"), ({"reason": "CANCEL"}, "target"),
    ({"reason": "SHUSSEI", "newcomers": "x"}, "newcomers"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), START)
def test_the_beginning_says_what_is_missing(counter, home, changes, field):
    page = counter.get(f"/changes/new?person={home[0]}")
    fields = {
        "capacity": "head",
        "documents_one": "運転免許証",
        "newcomers": "1",
        "reason": "TENKYO",
        "of": [home[0]],
    }
    reply = counter.post("/changes/new", {**fields, **hidden(page), **changes})
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text(reply)
    assert Application.objects.filter(kind="change").count() == 0


def test_a_number_that_nobody_has_is_told_at_its_field(counter, home):
    reply = counter.get("/changes/new?person=123")
    assert (reply.status_code, "f-person-error" in text(reply)) == (422, True)


def test_a_receipt_without_persons_asks_for_them(counter, home):
    location = start(counter, "TENKYO", *home)
    entry = location.partition("?")[0]
    asked = counter.get(entry)
    assert asked["Location"].endswith("/persons")
    page = counter.get(f"{asked['Location']}?household={latest(home[0]).household_number}")
    assert all(f'value="{number}"' in text(page) for number in home)


def test_several_are_recorded_at_once_each_with_its_result(counter, city, home):
    first = saved(counter, start(counter, "TENKYO", *home), *home, day=days_ago(city, 1), **MOVED)
    submit(counter, first)
    other = moved_in(city, city.person(), address={**city.form()["address"], "lot": "55番"})[0]
    second = saved(
        counter, start(counter, "BIKO", other), other, day=days_ago(city, 1), basis="ex_officio",
        **{"persons.0.items.remarks": "備考"},
    )  # fmt: skip
    submit(counter, second)
    counter.sign_in(REVIEWER)
    page = counter.get("/reviews")
    chosen = re.findall(r'name="chosen" value="([^"]+)"', text(page))
    assert len(chosen) == 2
    stale = chosen[1].partition(":")[0] + ":99"
    reply = counter.post("/reviews/approvals", {**hidden(page), "chosen": [chosen[0], stale]})
    assert "2件のうち1件を本登録しました" in text(reply)
    assert "REG-0603" in text(reply)
    assert Application.objects.filter(state="recorded", kind="change").count() == 1
    again = counter.post("/reviews/approvals", {**hidden(page), "chosen": [chosen[0]]})
    assert "1件のうち1件" in text(again)
    none = counter.post("/reviews/approvals", hidden(counter.get("/reviews")))
    assert "REG-0806" in text(none)
    assert counter.post("/reviews/approvals", {**hidden(page), "chosen": ["x:1"]}).status_code == 400


HEADER = "届出番号,異動事由,異動年月日,届出年月日,届出区分,新住所_町字,新住所_番地,宛名番号,続柄"


def uploaded(counter, location, page, content, name="f.csv"):
    file = io.BytesIO(content)
    file.name = name
    address = location.partition("?")[0].replace("/entry", "/file")
    return counter.post(address, {"version": hidden(page)["version"], "of": hidden(page)["of"], "file": file})


def test_a_csv_file_fills_the_form_and_saves_nothing(counter, city, home):
    location = start(counter, "TENKYO", *home)
    page = counter.get(location)
    day = days_ago(city, 1)
    rows = [f"1,転居,{day},,届出,保谷町一丁目,9番,{number},{words}" for number, words in
            zip(home, ("世帯主", "妻"), strict=True)]  # fmt: skip
    reply = uploaded(counter, location, page, "\r\n".join([HEADER, *rows, ""]).encode("utf-8-sig"))
    fields = shown_fields(reply)
    assert (fields["day"], fields["address.lot"]) == (day, "9番")
    assert [fields[f"persons.{at}.addressee_number"] for at in range(2)] == home
    assert Application.objects.get(kind="change").form is None
    done = send(counter, location, reply, *home, **{"placement.where": "stay"})
    assert done.status_code == 303, text(done)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ファイルを選んでください"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("届出番号,何か\n1,2\n".encode(), "REG-0921"),
        (f"{HEADER}\n1,死亡,2026-01-01,,職権,,,x,\n".encode(), "違います"),
        (f"{HEADER}\n1,転居,いつか,,届出,町,1,x,\n".encode(), "KRN-0143"),
        (f"{HEADER}\n1,転居,2026-01-01,,届出,町,1,x,\n2,転居,2026-01-01,,届出,町,1,x,\n".encode(), "2件"),
    ],
)
def test_a_file_that_fills_nothing_says_why(counter, home, content, told):
    location = start(counter, "TENKYO", *home)
    reply = uploaded(counter, location, counter.get(location), content)
    assert reply.status_code == 422
    assert told in text(reply)


def test_help_is_there_for_every_form(counter):
    for reason in REASONS.values():
        if reason.by_hand and not reason.is_move_in:
            page = counter.get(f"/changes/help/{reason.code}")
            assert page.status_code == 200
            assert reason.label in text(page)
    assert counter.get("/changes/help/TENNYU").status_code == 404


GET_PAGES = (
    "/changes/new",
    f"/changes/{UUID(int=4)}/entry",
    f"/changes/{UUID(int=4)}/persons",
    "/changes/household",
)
POST_PAGES = (
    "/changes/new",
    f"/changes/{UUID(int=4)}/entry",
    f"/changes/{UUID(int=4)}/file",
    "/reviews/approvals",
)


@pytest.mark.parametrize("address", GET_PAGES)
def test_without_the_permission_no_page(counter, address):
    counter.sign_in("clerk.nobody")
    reply = counter.get(address)
    assert (reply.status_code, "SCR-0111" in text(reply)) == (403, True)


@pytest.mark.parametrize("address", POST_PAGES)
def test_without_the_permission_no_act(counter, home, address):
    counter.sign_in("clerk.nobody")
    assert counter.post(address, {"key": str(uuid4())}).status_code == 403


def test_permissions_at_another_system_count_for_nothing(counter, home):
    AccessGrant.objects.bulk_create(
        AccessGrant(system="addressee", client="clerk.other", permission=str(one), valid_from="2020-01-01")
        for one in Permission
    )
    counter.sign_in("clerk.other")
    assert counter.get(f"/changes/new?person={home[0]}").status_code == 403


@pytest.mark.parametrize("right", [Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD])
def test_who_may_not_see_residents_sees_none_here(counter, city, home, right):
    location = start(counter, "TENKYO", *home)
    AccessGrant.objects.filter(client=CLERK, permission=right).delete()
    for address in (location, f"/changes/new?person={home[0]}"):
        reply = counter.get(address)
        assert reply.status_code == 403
        assert latest(home[0]).full_name not in text(reply)


def test_whoever_is_shown_is_logged(counter, home):
    location = start(counter, "TENKYO", *home)
    before = AuditEntry.objects.filter(action="resident.shown").count()
    counter.get(location)
    assert AuditEntry.objects.filter(action="resident.shown").count() > before


def test_forged_fields_change_nothing(counter, city, home):
    location = start(counter, "TENKYO", *home)
    page = counter.get(location)
    for wrong in (
        {"key": "x"}, {"version": "-1"}, {"reason": "TENNYU"}, {"reason": "KIKA_SHOJO"}, {"action": "burn"},
        {"action": "fewer:0"}, {"action": "more"}, {"action": "copy:9"}, {f"persons.{'1' * 50}.items.birth": "x"},
        {"a.b.c.d.e.f.g": "x"},
    ):  # fmt: skip
        assert send(counter, location, page, *home, **wrong).status_code == 400, wrong
    assert Application.objects.get(kind="change").form is None
    assert ResidentVersion.objects.count() == ResidentRow.objects.count()


def test_another_person_under_a_forged_number_is_refused(counter, city, home):
    location = start(counter, "TENKYO", home[0])
    reply = send(counter, location, counter.get(location), **{"persons.0.addressee_number": "0000000019"})
    assert reply.status_code in {404, 422}
