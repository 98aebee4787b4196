"""A household on screen: as a table and as a tree, without 世帯主, on other days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Event, Names, State
from support.counter_forms import text
from support.residents import Residents
from support.staff import Counter


@pytest.fixture
def residents(db):
    return Residents()


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_HOUSEHOLD)
        yield found


def family(residents, *words):
    return residents.household(
        *(
            {"relationship": Relationship.parse(word), "names": Names(full=f"架空　{place}番")}
            for place, word in enumerate(words)
        )
    )


def test_ten_people_as_table_and_tree(counter, residents):
    words = ["世帯主", "妻", "子", "子の妻", "子の子", "父", "母", "妻の母", "弟", "同居人"]
    people = family(residents, *words)
    page = text(counter.get(f"/households/{people[0].household_number}"))
    table, tree = page.split("続柄による世帯の図")
    for person in people:
        assert table.count(person.addressee_number) == 1
        assert tree.count(f'<span class="name">{person.names.full}<') == 1
    assert tree.index("続柄だけでは位置が決まらない人") < tree.index("架空　9番")
    nested = tree[tree.index("架空　2番") : tree.index("架空　5番")]
    assert nested.count("<ul>") == 1  # wife and child of the child hang on it
    assert tree.count("<ul") == tree.count("</ul>")
    assert tree.count("<li") == tree.count("</li>")
    assert "/residents/" not in page
    counter.sign_in("clerk.test", Permission.SEE_RESIDENT)
    assert "/residents/" in text(counter.get(f"/households/{people[0].household_number}"))


def test_what_can_be_begun(counter, residents):
    people = family(residents, "世帯主", "子")
    path = f"/households/{people[0].household_number}"
    assert "/changes/new" not in text(counter.get(path))
    counter.sign_in("clerk.test", Permission.RECEIVE)
    assert f"/changes/new?household={people[0].household_number}&reason=SETAI_HENKO" in text(
        counter.get(path)
    )
    assert "SETAI_HENKO" not in text(counter.get(f"{path}?as_of={residents.moved.internal}"))


def test_without_head_everybody_stands_apart_with_what_to_do(counter, residents):
    people = family(residents, "妻", "子")
    counter.sign_in("clerk.test", Permission.RECEIVE)
    page = text(counter.get(f"/households/{people[0].household_number}"))
    assert "世帯主がいない世帯です" in page
    assert "reason=SETAINUSHI_HENKO" in page
    assert "続柄をたどれません" in page


def test_who_left_since_is_there_on_the_former_day(counter, residents):
    head, child = family(residents, "世帯主", "子")
    today = LegalDate.from_day(residents.times.legal_day)
    gone = replace(
        child, state=State.MOVED_OUT,
        event=Event(reason="TENSHUTSU", event_class="removal", day=today, notified_on=today.internal),
    )  # fmt: skip
    residents.version(gone, number=2, event=residents.event("TENSHUTSU", event_class="removal"))
    path = f"/households/{head.household_number}"
    now = text(counter.get(path))
    assert (child.addressee_number in now, "1人" in now) == (False, True)
    then = text(counter.get(f"{path}?as_of={today.internal - timedelta(days=1)}"))
    assert then.count("現在はこの世帯にいません") == 1
    assert child.addressee_number in then
    before = counter.get(f"{path}?as_of={residents.moved.internal - timedelta(days=1)}")
    assert (before.status_code, "REG-0210" in text(before)) == (404, True)
