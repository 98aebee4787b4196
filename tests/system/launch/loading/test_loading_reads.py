"""What was loaded can be read, issued and continued by the systems' own programs."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Actor
from juki.launch.loading.loading import is_loaded
from juki.launch.process.activation import PROGRAMS
from juki.outside.nws.permit_list import entries
from juki.oversight.trail.services.here import broken_here
from juki.systems.jukinet.services.parameters import parameters
from juki.systems.kiosk.domain.issuable import NotIssuable
from juki.systems.kiosk.peers import feed
from juki.systems.kiosk.services import queries_issuable
from juki.systems.registry.errors import NotOnThatDay
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services import queries
from juki.systems.registry.services.showing import ShownResident
from juki.systems.unified.domain.unified_number import UnifiedNumber
from juki.systems.unified.services.layout import _shipped

from .conftest import RESIDENTS, LoadedCity

CLERK = Actor(who="client:clerk", right="registry.resident.see", terminal="t1")


def test_the_register_shows_everybody_on_any_day_since_they_live_where_they_do(loaded: LoadedCity):
    times = loaded.home.clock().now()
    with loaded.at("registry"):
        heads = list(ResidentRow.objects.all())
        for head in heads:
            now = queries.resident(head.addressee_number, actor=CLERK, times=times)
            then = queries.resident(head.addressee_number, actor=CLERK, times=times, as_of=_settled(now))
            assert (now.version, then) == (1, now)
        before = _settled(now) - timedelta(days=1)
        with pytest.raises(NotOnThatDay):
            queries.resident(head.addressee_number, actor=CLERK, times=times, as_of=before)
        household = queries.household(heads[0].household_number, actor=CLERK, times=times)
    assert len(heads) == RESIDENTS
    assert [member.position for member in household.members] == list(range(1, len(household.members) + 1))


def _settled(shown: ShownResident) -> date:
    return date.fromisoformat(shown.settled.day)


def test_everybody_of_age_is_issuable_but_for_the_feed(loaded: LoadedCity, monkeypatch: pytest.MonkeyPatch):
    settings = SimpleNamespace(options={}, heartbeat_seconds=10.0)
    monkeypatch.setattr(feed, "current", lambda: settings)
    times = loaded.home.clock().now()
    personal = {NotIssuable.UNDER_AGE, NotIssuable.BIRTH_DAY_UNKNOWN, NotIssuable.SAME_DAY_AS_MOVE_IN}
    persons = loaded.rows("kiosk", "select addressee_number from kiosk_person")
    with loaded.at("kiosk"):
        state = queries_issuable.feed_state(times.machine)
        reasons = [set(queries_issuable.issuable(row["addressee_number"], times)) for row in persons]
    assert state.heard_at is not None
    assert all(found - {NotIssuable.STALE_FEED} <= personal for found in reasons)
    assert sum(found <= {NotIssuable.STALE_FEED} for found in reasons) > RESIDENTS * 0.7
    heads = loaded.rows("kiosk", "select owner, sender, epoch, last from links_inbox_head")
    assert heads == [{"owner": "kiosk", "sender": "registry", "epoch": 0, "last": 0}]


def test_update_numbers_begin_at_one_everywhere(loaded: LoadedCity):
    assert loaded.rows("registry", "select distinct last from registry_update_number") == [{"last": 1}]
    tables = {"jukinet_identification": "jukinet", "jukinet_identification_version": "jukinet",
              "prefecture_identification": "outside", "nation_registration": "outside"}  # fmt: skip
    for table, system in tables.items():
        rows = loaded.rows(system, f"select update_number, count(*) from {table} group by 1")
        assert rows == [{"update_number": 1, "count": RESIDENTS}]


def test_the_cs_would_have_accepted_the_reason(loaded: LoadedCity):
    (row,) = loaded.rows(
        "jukinet", "select distinct event_class, event_reason, record_state from jukinet_identification"
    )
    assert row["event_reason"] in parameters().rules.reasons[row["event_class"]]


@pytest.mark.parametrize("system", PROGRAMS)
def test_the_audit_chain_holds_and_says_that_the_load_happened(loaded: LoadedCity, system: str):
    with loaded.at(system):
        assert broken_here() is None
    (row,) = loaded.rows(system, "select * from audit_entry where action = 'city.loaded'")
    assert row["who"] == "job:load"
    assert row["detail"] == {"residents": RESIDENTS, "households": loaded.result.households, "seed": 7}


def test_the_registers_own_check_finds_nothing(loaded: LoadedCity):
    assert loaded.rows("registry", "select * from registry_disagreements()") == []


@pytest.mark.parametrize("system", PROGRAMS)
def test_constraints_and_triggers_are_all_in_force(loaded: LoadedCity, system: str):
    assert loaded.rows(system, "select tgname from pg_trigger where tgenabled <> 'O'") == []
    assert loaded.rows(system, "select conname from pg_constraint where not convalidated") == []


def test_number_services_go_on_where_the_load_ended(loaded: LoadedCity):
    (span,) = loaded.rows("addressee", "select * from addressee_range")
    (block,) = loaded.rows("addressee", "select * from addressee_block")
    held = [
        AddresseeNumber.parse(row["addressee_number"])
        for row in loaded.rows("registry", "select * from registry_addressee_block order by 1")
    ]
    used = loaded.value("registry", "select max(addressee_number) from registry_resident")
    assert (
        AddresseeNumber.parse(used).serial < block["first_serial"] == AddresseeNumber.parse(used).serial + 1
    )
    assert (span["next_serial"], len(held)) == (block["last_serial"] + 1, block["size"])
    assert block["first_serial"] <= held[0].serial < held[-1].serial == block["last_serial"]


def test_the_next_serials_are_free(loaded: LoadedCity):
    highest = loaded.value("registry", "select max(household_number) from registry_household")
    assert (
        loaded.value("registry", "select nextval('registry_household_serial')")
        == HouseholdNumber.parse(highest).serial + 1
    )
    last = loaded.value("unified", "select max(id) from unified_person")
    assert (
        loaded.value("unified", "select nextval(pg_get_serial_sequence('unified_person', 'id'))") == last + 1
    )
    assert all(
        UnifiedNumber.of_serial(row["id"]) == UnifiedNumber(row["number"])
        for row in loaded.rows("unified", "select id, number from unified_person")
    )


def test_the_layout_of_copies_is_the_systems_own(loaded: LoadedCity):
    assert loaded.value("intermediary", "select distinct layout from intermediary_copy") == _shipped()
    assert loaded.value("intermediary", "select count(*) from intermediary_permit_entry") == len(
        list(entries())
    )


def test_a_city_is_loaded_and_told_how_far(loaded: LoadedCity, capsys: pytest.CaptureFixture[str]):
    assert is_loaded(loaded.home)
    assert loaded.said[-1] == (350, 350)
    assert (loaded.result.residents, loaded.result.movers) == (RESIDENTS, 50)
    with capsys.disabled():
        print(f"\n  loaded {RESIDENTS} into {len(PROGRAMS)} databases: {loaded.result.per_second:,.0f}/s")  # noqa: T201
