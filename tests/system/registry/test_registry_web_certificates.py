"""住民票の写し at the counter: what is chosen, the specimen, one issue for one press."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Names, State
from juki.systems.registry.records.models import IssueLog
from support.residents import Residents
from support.staff import Counter

CHOICE = {"kind": "household", "requester": "self", "purpose": "官公署への提出"}


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.ISSUE_CERTIFICATE)
        yield found


@pytest.fixture
def people(db):
    return Residents().household({}, {})


def choice(people, *, chosen=None, **changes):
    return {
        **CHOICE, "household": people[0].household_number, "key": str(uuid4()), "show": ["relationship"],
        "person": [person.addressee_number for person in (people if chosen is None else chosen)], **changes,
    }  # fmt: skip


def text(reply):
    return reply.content.decode()


def test_pages_need_the_right(people):
    key = uuid4()
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEE_HOUSEHOLD)
        for path in ("new", "preview", "pages/1", f"{key}/outcome"):
            assert counter.get(f"/certificates/{path}").status_code == 403
        for path in ("/certificates", "/certificates/new"):
            assert counter.post(path, choice(people)).status_code == 403
    assert not IssueLog.objects.exists()


@pytest.mark.proves("STD:10.7/3")
def test_from_choice_to_one_copy(counter, people):
    page = text(counter.get(f"/certificates/new?household={people[0].household_number}"))
    assert "架空　一" in page
    assert "個人番号</label>" not in page
    fields = choice(people)
    reply = counter.post("/certificates/new", fields)
    assert reply.status_code == 303
    address = reply.headers["Location"]
    assert "架空" not in parse_qs(urlsplit(address).query).values().__str__()
    preview = counter.get(address)
    assert preview.status_code == 200
    assert "発行する" in text(preview)
    picture = counter.get(address.replace("/certificates/preview", "/certificates/pages/1"))
    assert picture.content.startswith(b"\x89PNG")
    assert counter.get(address.replace("/certificates/preview", "/certificates/pages/2")).status_code == 404
    assert not IssueLog.objects.exists()
    assert "発行しました" not in text(counter.get(f"/certificates/{fields['key']}/outcome"))

    copy = counter.post("/certificates", fields)
    assert copy.headers["Content-Type"] == "application/pdf"
    assert copy.headers["Content-Disposition"].startswith("attachment;")
    assert copy.headers["Cache-Control"] == "no-store"
    assert copy.content.startswith(b"%PDF")
    row = IssueLog.objects.get()
    assert (row.transaction_id, row.requester, row.purpose) == (UUID(fields["key"]), "self", "官公署への提出")

    again = counter.post("/certificates", fields)
    assert (again.status_code, "REG-0502" in text(again)) == (409, True)
    assert IssueLog.objects.count() == 1
    assert row.issue_number in text(counter.get(f"/certificates/{fields['key']}/outcome"))
    after = text(counter.get(address))
    assert row.issue_number in after
    assert "もう1部発行する" in after


def test_the_outcome_is_asked_for_until_it_is_there_and_not_for_ever(counter, people):
    fields = choice(people)
    preview = text(counter.get(counter.post("/certificates/new", fields).headers["Location"]))
    assert 'hx-trigger="formdata from:#issue' in preview
    assert "発行番号を確かめる" in preview
    outcome = f"/certificates/{fields['key']}/outcome"
    waiting = text(counter.get(f"{outcome}?tries=7"))
    assert ("tries=8" in waiting, 'hx-trigger="every 1s"' in waiting) == (True, True)
    given_up = text(counter.get(f"{outcome}?tries=60"))
    assert ("hx-get" in given_up, "発行番号を確かめる" in given_up) == (False, True)
    counter.post("/certificates", fields)
    for tries in ("2", "60", "x"):
        issued = text(counter.get(f"{outcome}?tries={tries}"))
        assert IssueLog.objects.get().issue_number in issued
        assert "hx-get" not in issued


def test_every_look_is_logged_and_bears_no_number(counter, people):
    address = counter.post("/certificates/new", choice(people)).headers["Location"]
    counter.get(address)
    rows = AuditEntry.objects.filter(action="certificate.previewed")
    assert rows.get().subjects == [
        *sorted(f"addressee:{person.addressee_number}" for person in people), f"household:{people[0].household_number}",
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(action__in=["certificate.begun", "certificate.issued"]).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"requester": "x"}, "requester"),
        ({"requester": "", "show": ["resident_code"]}, "requester"),
        ({"purpose": ""}, "purpose"),
        ({"person": []}, "person"),
        ({"kind": "individual"}, "person"),
        ({"requester": "third_party", "show": ["resident_code"]}, "show"),
        ({"requester": "public_office", "show": ["individual_number"]}, "show"),
    ],
)
def test_an_incomplete_choice_comes_back(counter, people, changes, field):
    fields = choice(people, **changes)
    reply = counter.post("/certificates/new", fields)
    assert (reply.status_code, f'href="#f-{field}"' in text(reply)) == (422, True)
    assert fields["key"] in text(reply)


@pytest.mark.parametrize("path", ["preview", "pages/1"])
@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"requester": "third_party", "show": "resident_code"}, 422, "REG-0504"),
        ({"requester": "", "show": "resident_code"}, 400, "KRN-0205"),
        ({"show": "individual_number"}, 403, "SCR-0111"),
        ({"show": "everything"}, 400, "KRN-0205"),
        ({"kind": "scroll"}, 400, "KRN-0205"),
        ({"purpose": "<b>"}, 400, "KRN-0205"),
        ({"household": "0000000019"}, 404, "REG-0202"),
        ({"person": "0000000019"}, 422, "REG-0503"),
    ],
)
def test_a_forged_choice_shows_nothing(counter, people, path, changes, status, code):
    reply = counter.client.get(
        f"/certificates/{path}", choice(people, **changes), **counter._sent
    )  # fmt: skip
    assert (reply.status_code, code in text(reply)) == (status, True)


def test_a_forged_issue_writes_nothing(counter, people):
    for changes, status in (
        ({"key": "x"}, 400), ({"show": ["individual_number"]}, 403),
        ({"requester": "third_party", "show": ["resident_code"]}, 422), ({"household": "\x00"}, 400),
    ):  # fmt: skip
        assert counter.post("/certificates", choice(people, **changes)).status_code == status
    assert not IssueLog.objects.exists()


def test_the_individual_number_by_its_right(counter, people):
    counter.sign_in("clerk.test", Permission.SEE_INDIVIDUAL_NUMBER)
    fields = choice(people, show=["individual_number"])
    assert counter.post("/certificates/new", fields).status_code == 303
    assert counter.post("/certificates", fields).status_code == 200
    assert AuditEntry.objects.filter(action="individual_number.shown").count() == 1


def test_one_person(counter, people):
    page = text(
        counter.get(
            f"/certificates/new?household={people[0].household_number}&person={people[1].addressee_number}"
        )
    )
    assert page.count(" checked") == 2
    fields = choice(people, kind="individual", chosen=people[1:])
    assert counter.post("/certificates", fields).status_code == 200
    assert IssueLog.objects.get().subjects == [f"addressee:{people[1].addressee_number}"]


@pytest.mark.proves("STD:5.8/3")
def test_a_character_that_the_font_lacks_is_named(counter):
    (person,) = Residents().household(
        {"names": Names(full="架空\U0002a6df", surname="架空", given="\U0002a6df")}
    )
    address = counter.post("/certificates/new", choice([person])).headers["Location"]
    reply = counter.get(address)
    assert (reply.status_code, "PAP-002" in text(reply), "世帯主の3文字目" in text(reply)) == (
        422,
        True,
        True,
    )
    issued = counter.post("/certificates", choice([person]))
    assert (issued.status_code, "PAP-002" in text(issued)) == (422, True)


def test_nobody_to_certify(counter):
    (person,) = Residents().household({"state": State.MOVED_OUT})
    assert counter.get(f"/certificates/new?household={person.household_number}").status_code == 404
    assert counter.get("/certificates/new").status_code == 422
    fields = choice([person], kind="individual")
    reply = counter.post("/certificates", fields)
    assert (reply.status_code, "REG-0501" in text(reply)) == (409, True)


def test_anothers_copy_is_not_told(counter, people):
    fields = choice(people)
    counter.post("/certificates", fields)
    counter.sign_in("clerk.other", Permission.ISSUE_CERTIFICATE)
    assert IssueLog.objects.get().issue_number not in text(
        counter.get(f"/certificates/{fields['key']}/outcome")
    )
