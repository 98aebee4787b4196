"""What comes after the entry: alerts, review, withdrawal, lists, rights; and the entry from a 転出証明書情報."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Actor, one_act
from juki.links.post.mending import STATIONS
from juki.systems.registry.codes import Permission
from juki.systems.registry.peers.contract import MoveOutCertificate
from juki.systems.registry.records.models import Application, ResidentRow
from juki.systems.registry.records.models import MoveOutCertificate as MoveOutCertificateRow
from juki.systems.registry.services import move_out_keeping
from juki.systems.registry.web import application_sections as sections
from juki.systems.registry.web import application_words as words
from support import leaving
from support.counter_forms import (
    CAME,
    CLERK,
    REVIEWER,
    approve,
    enter,
    family,
    fields_of,
    hidden,
    receive,
    shown_fields,
    submit,
    text,
)
from support.staff import Counter


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


def test_alerts_want_a_reason_each(counter, city):
    address, _ = enter(counter, city, city.person("同居人"))
    page = counter.get(address)
    assert "REG-0182" in text(page)
    refused = counter.post(f"{address}/submission", hidden(page))
    assert refused.status_code == 422
    assert 'id="f-alerts.REG-0182-error"' in text(refused)
    assert Application.objects.get().state == "provisional"
    long = counter.post(f"{address}/submission", {**hidden(page), "alerts.REG-0182": "長" * 300})
    assert long.status_code == 422
    assert "長" * 300 in text(long)
    submit(counter, address)
    assert Application.objects.get().alert_reasons == {"REG-0182": "書類で確認"}


def test_a_mismatch_is_told_and_stops_the_way_to_the_review(counter, city, network):
    network.outcome = "mismatch"
    address, _ = enter(counter, city, city.person())
    page = counter.get(address)
    assert "不一致 生年月日" in re.sub(r"<[^>]+>", "", text(page))
    assert "まだ審査へ回せません" in text(page)
    assert "審査へ回す" not in text(page)
    assert re.search(r'<span class="name">1人目　\S+　', text(page))
    refused = counter.post(f"{address}/submission", hidden(page))
    assert refused.status_code == 409
    assert "REG-0123" in text(refused)
    network.outcome = "match"
    assert counter.post(f"{address}/checks", hidden(page)).status_code == 303
    submit(counter, address)


def test_an_alert_that_came_up_since_is_asked_for_at_the_approval(counter, city):
    address, _ = enter(counter, city, city.person())
    submit(counter, address)
    other, _ = enter(counter, city, city.person())
    submit(counter, other)
    approve(counter, other)
    counter.sign_in(REVIEWER)
    review = address.replace("applications", "reviews")
    asked = counter.post(f"{review}/approval", hidden(counter.get(review)))
    assert asked.status_code == 422
    assert 'id="f-alerts.REG-0188-error"' in text(asked)
    long = counter.post(f"{review}/approval", {**hidden(asked), "alerts.REG-0188": "長" * 300})
    assert "長" * 300 in text(long)
    assert ResidentRow.objects.count() == 1
    reply = counter.post(f"{review}/approval", {**hidden(long), "alerts.REG-0188": "別棟と確認"})
    assert reply.status_code == 303, text(reply)
    assert ResidentRow.objects.count() == 2


def test_items_that_the_network_finds_different_have_their_names(counter, city, network):
    network.outcome = "mismatch"
    address, _ = enter(counter, city, city.person())
    row = Application.objects.get()
    row.checks[0]["differing"] = ["full_name", "birth", "sex", "address"]
    row.save()
    assert "不一致 氏名・生年月日・性別・住所" in re.sub(r"<[^>]+>", "", text(counter.get(address)))


def test_the_reviewer_sees_days_and_numbers_by_right(counter, city):
    person = city.person()
    number = person["individual_number"]
    grouped = f"{number[:4]} {number[4:8]} {number[8:]}"
    address, _ = enter(counter, city, person)
    submit(counter, address)
    assert "審査へ回しました" in text(counter.get(address))
    review = address.replace("applications", "reviews")
    counter.sign_in(REVIEWER)
    assert "審査へ回しました" not in text(counter.get(address))
    for page in (counter.get(review), counter.get(address)):
        assert "届出日" in text(page)
        assert "住所を定めた年月日" in text(page)
        assert grouped not in text(page)
    assert "審査　転入（国内転入）" in text(counter.get(review))
    before = AuditEntry.objects.filter(action="individual_number.shown").count()
    shown = counter.post(review, hidden(counter.get(review)))
    assert (shown.status_code, grouped in text(shown)) == (200, True)
    assert AuditEntry.objects.filter(action="individual_number.shown").count() == before + 1
    AccessGrant.objects.filter(client=REVIEWER, permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    assert "個人番号を表示する" not in text(counter.get(review))
    refused = counter.post(review, hidden(counter.get(review)))
    assert (refused.status_code, grouped in text(refused)) == (403, False)


def test_the_reviewer_sees_what_changed_since_the_return(counter, city):
    person = city.person()
    address, _ = enter(counter, city, person)
    submit(counter, address)
    review = address.replace("applications", "reviews")
    counter.sign_in(REVIEWER)
    page = counter.get(review)
    assert "前に差し戻した後の変更" not in text(page)
    reply = counter.post(f"{review}/return", {**hidden(page), "return": "番地が違います"})
    listed = text(counter.get(reply["Location"]))
    assert "差し戻しました" in listed
    assert Application.objects.get().number in listed
    assert "差し戻しました" not in text(counter.get(f"/reviews?returned={uuid4()}"))
    assert "差し戻しました" not in text(counter.get("/reviews?returned=x"))
    counter.sign_in(CLERK)
    assert "差し戻しました" not in text(counter.get(reply["Location"]))
    fields = shown_fields(counter.get(f"{address}/entry"))
    other = city.number()
    changes = {"address.lot": "5番", "persons.0.individual_number": other, "action": "save"}
    assert counter.post(f"{address}/entry", {**fields, **changes}).status_code == 303
    submit(counter, address)
    counter.sign_in(REVIEWER)
    table = text(counter.get(review)).partition("前に差し戻した後の変更")[2].partition("</table>")[0]
    assert re.sub(r"<[^>]+>", "|", table).count("番地・号") == 1
    assert "5番" in table
    assert "1人目の個人番号" in table
    assert "（変更あり）" in table
    assert "郵便番号" not in table
    shown = text(counter.post(review, hidden(counter.get(review))))
    assert (
        f"{other[:4]} {other[4:8]} {other[8:]}"
        in shown.partition("前に差し戻した後の変更")[2].partition("</table>")[0]
    )


def test_a_chosen_form_of_a_character_is_told_apart(counter, city):
    name = {"surname": "辻\U000e0102", "given": "一", "kana_surname": "ツジ", "kana_given": "ハジメ"}
    address, _ = enter(counter, city, city.person(name=name))
    submit(counter, address)
    counter.sign_in(REVIEWER)
    for page in (counter.get(address.replace("applications", "reviews")), counter.get("/reviews")):
        assert "異体字あり" in text(page)
        assert '<span class="name glyph-sign">辻\U000e0102</span>' in text(page)


@pytest.mark.parametrize(
    ("written", "rare"),
    [("葛城", ""), ("佐々木", ""), ("高橋", ""), ("髙橋", "髙"), ("𠮷田", "𠮷"), ("MARIA", "")],
)
def test_kanji_beyond_the_usual_set_are_marked(written, rare):
    assert (f'glyph-sign">{rare}<' in sections.marked(written)) is bool(rare)
    assert sections.marked("<b>髙").startswith("&lt;b&gt;")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("TENNYU", "転入（国内転入）"),
        ("TOKUREI_TENNYU", "転入（特例転入）"),
        ("KOKUGAI_TENNYU", "転入（国外転入）"),
        ("", "転入"),
    ],
)
def test_a_title_says_everything_once(code, title):
    assert words.titled(code) == title


def test_a_completion_names_who_was_recorded(counter, city):
    person = city.person()
    address, _ = enter(counter, city, person)
    submit(counter, address)
    approve(counter, address)
    done = text(counter.get(address)).partition('<ul class="recorded">')[2].partition("</ul>")[0]
    assert f"{person['name']['surname']}　{person['name']['given']}" in done
    assert ResidentRow.objects.get().addressee_number in done
    AccessGrant.objects.filter(client=CLERK, permission=Permission.SEE_HOUSEHOLD).delete()
    unnamed = text(counter.get(address)).partition('<ul class="recorded">')[2].partition("</ul>")[0]
    assert person["name"]["surname"] not in unnamed
    assert ResidentRow.objects.get().addressee_number in unnamed


def test_sent_back_with_a_reason_and_corrected(counter, city):
    address, _ = enter(counter, city, city.person())
    submit(counter, address)
    counter.sign_in(REVIEWER)
    review = address.replace("applications", "reviews")
    page = counter.get(review)
    blank = counter.post(f"{review}/return", hidden(page))
    assert blank.status_code == 422
    assert "REG-0609" in text(blank)
    assert counter.post(f"{review}/return", {**hidden(page), "return": "番地が違います"}).status_code == 303
    counter.sign_in(CLERK)
    assert "番地が違います" in text(counter.get(f"{address}/entry"))
    fields = shown_fields(counter.get(f"{address}/entry"))
    assert (
        counter.post(f"{address}/entry", {**fields, "address.lot": "5番", "action": "save"}).status_code
        == 303
    )
    assert Application.objects.get().state == "provisional"


def test_withdrawn_with_a_reason(counter, city):
    address, _ = enter(counter, city, city.person())
    page = counter.get(address)
    assert counter.post(f"{address}/withdrawal", hidden(page)).status_code == 422
    assert (
        counter.post(f"{address}/withdrawal", {**hidden(page), "withdrawal": "届出人の申出"}).status_code
        == 303
    )
    assert "取り消されています" in text(counter.get(address))
    assert "取消し" not in text(counter.get(address)) + text(counter.get("/applications?state=withdrawn"))
    assert counter.get(f"{address}/entry")["Location"] == address


def test_the_members_of_the_household_to_join_are_shown(counter, city):
    address, _ = enter(counter, city, city.person())
    submit(counter, address)
    approve(counter, address)
    number = ResidentRow.objects.get().household_number
    part = counter.get(f"/applications/household?household.number={number}")
    assert "世帯主" in text(part)
    location = receive(counter)
    fields = fields_of(city.form(city.person("子"), household={"number": number}), counter.get(location))
    reply = counter.post(location.partition("?")[0], {**fields, "action": "household"})
    assert "加わる世帯の世帯員" in text(reply)
    assert counter.post(location.partition("?")[0], fields).status_code == 303


@pytest.mark.proves("STD:4.0.8/5")
def test_lists_show_what_waits(counter, city):
    address, _ = enter(counter, city, city.person())
    assert address in text(counter.get("/applications"))
    assert address in text(counter.get("/applications?state=provisional&mine=yes"))
    assert address not in text(counter.get("/applications?state=in_review"))
    submit(counter, address)
    for page in map(text, (counter.get("/reviews"), counter.get("/applications?state=in_review"))):
        assert "転入（国内転入）" in page
        assert "異動日" in page
        assert LegalDate.parse(city.form()["moved_on"]).display() in page
    page = text(counter.get("/reviews"))
    assert "別の職員が審査します" in page


RECEPTION = [
    ({"capacity": ""}, "capacity"), ({"reason": "TENSHUTSU"}, "reason"), ({"persons": "0"}, "persons"),
    ({"persons": "x"}, "persons"), ({"documents_one": ""}, "documents_one"),
    ({"capacity": "agent"}, "mandate"), ({"capacity": "agent", "mandate": "委任状"}, "mandate_checked"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), RECEPTION)
def test_the_reception_says_what_is_missing(counter, city, changes, field):
    page = counter.get("/applications/new")
    reply = counter.post("/applications/new", {**CAME, "key": hidden(page)["key"], **changes})
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text(reply)
    assert "来庁者" in shown_fields(reply)["name"]
    assert not Application.objects.exists()


PAGES = ("/applications/new", "/applications", "/reviews", f"/applications/{UUID(int=4)}", f"/applications/{UUID(int=4)}/entry",
         f"/applications/{UUID(int=4)}/certificates", f"/reviews/{UUID(int=4)}", "/applications/household")  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_without_the_permission_no_page(counter, address):
    counter.sign_in("clerk.nobody")
    reply = counter.get(address)
    assert reply.status_code == 403
    assert "SCR-0111" in text(reply)


def test_no_address_holds_anything_personal(counter, city):
    address, _ = enter(counter, city, *family(city))
    submit(counter, address)
    for reply in (counter.get("/applications"), counter.get(address)):
        for found in re.findall(r'(?:href|action)="([^"]+)"', text(reply)):
            assert not re.search(r"\d{12}|[^\x00-\x7f]", found)


def test_forged_fields_change_nothing(counter, city):
    location = receive(counter)
    address, page = location.partition("?")[0], counter.get(location)
    fields = fields_of(city.form(city.person()), page)
    for wrong in (
        {"key": "x"},
        {"version": "-1"},
        {"version": "9" * 5000},
        {f"persons.{'1' * 5000}.kind": "japanese"},
        {"action": "burn"},
        {"persons.0": "x"},
        {"a.b.c.d.e.f.g": "x"},
    ):
        assert counter.post(address, {**fields, **wrong}).status_code == 400
    assert UUID(str(Application.objects.get().id))
    assert Application.objects.get().form is None
    assert AuditEntry.objects.filter(action="page.refused").exists()


def waits(city):
    """A 転出証明書情報 of a family of four that the CS has handed over."""
    people = [leaving.person(serial) for serial in range(1, 5)]
    for one in people:
        city.network.codes[one.individual_number] = one.resident_code
    message = leaving.certificate(*people)
    times = current().clock.now()
    actor = Actor(who="peer:jukinet", right="link", terminal="")
    with one_act(actor, reason="message", times=times) as act:
        move_out_keeping.keep(act, msgspec.convert(msgspec.to_builtins(message), MoveOutCertificate))
    return message


@pytest.mark.proves("STD:4.1.1.3/1", "STD:4.1.1.3/2")
def test_a_waiting_certificate_fills_the_form(counter, city):
    message = waits(city)
    location = receive(counter, reason="TOKUREI_TENNYU")
    assert "/certificates?" in location
    wrong = counter.post(location, {"kana": "シ", "name": "", "birth": ""})
    assert wrong.status_code == 422
    assert 'href="#f-kana"' in text(wrong)
    kana = message.persons[0].person.kana
    found = counter.post(
        location, {"kana": kana[:2], "name": "", "birth": "昭和55年4月1日", "resident_code": ""}
    )
    link = re.search(r'href="(/applications/[^"]+certificate=[^"]+)"', text(found))
    assert link, text(found)
    page = counter.get(link[1])
    fields = shown_fields(page)
    assert fields["reason"] == "TOKUREI_TENNYU"
    assert [fields[f"persons.{at}.individual_number"] for at in range(4)] == [
        one.individual_number for one in message.persons
    ]
    assert (fields["moved_on"], fields["address.lot"]) == ("", "")
    planned = shown_fields(counter.post(link[1].partition("?")[0], {**fields, "action": "planned"}))
    assert planned["address.lot"] == message.new_address.lot
    city.network.registered = message.former_municipality
    day = (city.today - timedelta(days=1)).isoformat()
    corrected = {
        **planned,
        "moved_on": day,
        "persons.0.register.honseki": "東京都仮市仮町一番地",
        "action": "save",
    }
    reply = counter.post(link[1].partition("?")[0], corrected)
    assert reply.status_code == 303, text(reply)
    kept = Application.objects.get().form["persons"]
    assert kept[0]["register"]["honseki"] == "東京都仮市仮町一番地"
    assert [one["individual_number"] for one in kept] == [one.individual_number for one in message.persons]
    again = shown_fields(counter.get(reply["Location"] + "/entry"))
    assert again["certificate"] == message.certificate
    assert str(Application.objects.get().move_out_certificate) == message.certificate
    freed = counter.post(link[1].partition("?")[0], {**again, "action": "paper"})
    assert "certificate" not in shown_fields(freed)


def test_an_expired_certificate_stops_nothing_but_itself(counter, city):
    message = waits(city)
    location = receive(counter).partition("?")[0]
    fields = shown_fields(counter.get(f"{location}?certificate={message.certificate}"))
    MoveOutCertificateRow.objects.update(
        state="erased", ending="unused", content=None, ended_at=current().clock.now().machine
    )
    fields |= {"moved_on": city.today.isoformat(), "address.town": "田無町", "address.lot": "1"}
    reply = counter.post(location, {**fields, "action": "save"})
    assert reply.status_code == 409
    assert "REG-07" in text(reply)
    assert shown_fields(reply)["address.lot"] == "1"
    freed = shown_fields(counter.post(location, {**fields, "action": "paper"}))
    city.network.registered = message.former_municipality
    assert counter.post(location, {**freed, "action": "save"}).status_code == 303


def test_a_certificate_that_is_not_there(counter, city):
    location = receive(counter, reason="TOKUREI_TENNYU").partition("/certificates")[0]
    for wrong in ("x", str(uuid4())):
        assert counter.get(f"{location}/entry?certificate={wrong}").status_code == 404
