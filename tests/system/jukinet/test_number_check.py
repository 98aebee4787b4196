"""個人番号 against person: asked by the register, relayed by the CS, answered by the nation."""

from typing import Any
from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.links.jukinet import NumberCheck, NumberCheckAnswer
from juki.links.post import questions
from juki.links.post.models import Answered
from juki.outside.nation.records.models import NationPerson
from support.identification import ELSEWHERE, REGISTER, address, code, name, number, send, times, update


def ask(**items: Any) -> NumberCheckAnswer:
    return questions.ask(
        NumberCheck(**items), NumberCheckAnswer, own="registry", to="jukinet", about="test", trace=uuid4(),
        actor=REGISTER, times=times(),
    )  # fmt: skip


@pytest.fixture
def country(db, network):
    """Person 1 lives in the city, 2 died, 3 and 4 bear the same name and birthday, 5 left and is entered nowhere yet."""
    send(update(1))
    send(update(2))
    send(update(2, event_class="removal", event_reason="SHIBO", update_number=2))
    send(update(3, person=name(3)))
    send(update(4, person=name(3)))
    send(update(5))
    send(update(5, event_class="removal", event_reason="KOKUGAI_TENSHUTSU", update_number=2))
    network.settle()
    return network


FULL = {
    "individual_number": number(1),
    "full_name": name(1).full,
    "birth": "1980-04-01",
    "sex": "2",
    "address": address(),
}


@pytest.mark.parametrize(
    ("items", "outcome", "differing"),
    [
        (FULL, "match", ()),
        ({**FULL, "birth": "昭和55年4月1日"}, "match", ()),
        ({"individual_number": number(1), "full_name": name(1).full}, "match", ()),
        ({"individual_number": number(1), "resident_code": code(1)}, "match", ()),
        ({**FULL, "full_name": name(7).full}, "mismatch", ("full_name",)),
        ({**FULL, "full_name": name(1).full.replace("　", " ")}, "mismatch", ("full_name",)),
        ({**FULL, "birth": "1980-04-02", "sex": "1"}, "mismatch", ("birth", "sex")),
        ({**FULL, "address": address("2番2号")}, "mismatch", ("address",)),
        ({**FULL, "address": address(municipality=ELSEWHERE)}, "mismatch", ("address",)),
        ({"individual_number": number(1), "resident_code": code(3)}, "mismatch", ("resident_code",)),
        ({"individual_number": number(9), "full_name": name(1).full}, "none", ()),
        ({"individual_number": number(2), "full_name": name(2).full}, "removed", ()),
        ({"individual_number": number(5), "full_name": name(5).full}, "match", ()),
        (
            {"individual_number": number(5), "full_name": name(5).full, "address": address("2番2号")},
            "match",
            (),
        ),
        ({"individual_number": number(5), "full_name": name(7).full}, "mismatch", ("full_name",)),
        ({"full_name": name(5).full, "birth": "1980-04-01"}, "one_by_details", ()),
        ({"full_name": name(1).full, "birth": "1980-04-01"}, "one_by_details", ()),
        ({"full_name": name(1).full, "address": address()}, "one_by_details", ()),
        ({"resident_code": code(1), "full_name": name(1).full}, "one_by_details", ()),
        ({"full_name": name(3).full, "birth": "1980-04-01"}, "many", ()),
        ({"full_name": name(9).full, "birth": "1980-04-01"}, "none", ()),
        ({"full_name": name(2).full, "birth": "1980-04-01"}, "removed", ()),
    ],
)
@pytest.mark.proves("C:in.cs_match@2")
def test_outcomes(country, items, outcome, differing):
    answer = ask(**items)
    assert (answer.outcome, answer.differing) == (outcome, differing)
    shown = (answer.resident_code, answer.municipality)
    serial = 5 if items.get("individual_number") == number(5) else 1
    assert shown == ((code(serial), "132292") if outcome == "match" else ("", ""))


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ({}, "JKN-0201"),
        ({"individual_number": number(1)}, "JKN-0201"),
        ({"individual_number": number(1), "sex": "2"}, "JKN-0201"),
        ({"individual_number": number(1), "full_name": ""}, "JKN-0201"),
        ({"full_name": name(1).full, "sex": "2"}, "JKN-0201"),
        ({"birth": "1980-04-01", "address": address()}, "JKN-0201"),
        ({"individual_number": "123456789012", "full_name": name(1).full}, "KRN-0102"),
        ({"resident_code": "1", "full_name": name(1).full}, "KRN-0111"),
        ({"full_name": name(1).full, "address": address(municipality="1")}, "KRN-0121"),
    ],
)
def test_a_bad_question_is_refused_logged_and_never_reaches_the_nation(country, items, reason):
    country.posted.clear()
    with pytest.raises(JukiError) as refused:
        ask(**items)
    assert refused.value.fields["reason"] == reason
    assert country.posted == [("registry", "jukinet", "/links/ask")]
    refusal = AuditEntry.objects.filter(action="link.refused").get()
    assert refusal.detail == {"code": reason, "door": "jukinet"}


def test_a_silent_nation_is_said_to_be_silent(country):
    country.down.add("nation")
    with pytest.raises(JukiError) as refused:
        ask(**FULL)
    assert refused.value.fields["reason"] == "LNK-0401"
    assert AuditEntry.objects.filter(action="number_check.asked").count() == 1
    assert not AuditEntry.objects.filter(action="number_check.answered").exists()


def test_both_ends_log_and_no_log_holds_the_number_or_the_name(country):
    ask(**FULL)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"number_check.asked", "number_check.answered", "nation.number_check"} <= actions
    assert AuditEntry.objects.get(action="number_check.answered").subjects == [f"resident:{code(1)}"]
    assert set(Answered.objects.values_list("owner", "outcome")) == {
        ("registry", "match"),
        ("jukinet", "match"),
    }
    text = " ".join(map(str, AuditEntry.objects.values_list("subjects", "detail", "reason")))
    assert number(1) not in text
    assert "試験" not in text


def test_the_nation_itself_refuses_a_single_item(country):
    with pytest.raises(JukiError) as refused:
        questions.ask(
            NumberCheck(individual_number=number(1), sex="2"), NumberCheckAnswer, own="jukinet", to="nation",
            about="test", trace=uuid4(), actor=REGISTER, times=times(),
        )  # fmt: skip
    assert refused.value.fields["reason"] == "OUT-0206"
    assert NationPerson.objects.count() == 5
