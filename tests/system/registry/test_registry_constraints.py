"""What the database itself refuses, to the app role, whoever writes."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from juki.systems.registry.records.models import (
    DataUseEntry,
    EventRow,
    HouseholdVersion,
    IssueLog,
    NumberConfirmation,
    ResidentRow,
    ResidentVersion,
    UpdateNumber,
)
from juki.vault.errors import NotTwelveDigits


@pytest.fixture
def household(city, settle):
    """Two people, recorded and committed as far as the constraints are concerned."""
    result = city.move_in(city.person(), city.person("妻"))
    settle()
    return [one["addressee_number"] for one in result["residents"]]


def copy(addressee, **changes):
    row = ResidentVersion.objects.filter(addressee_number=addressee).order_by("-number").first()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    return ResidentVersion.objects.create(
        **{**values, "number": row.number + 1, **changes}, event_id=row.event_id
    )


FOREIGN = {
    "kind": "2", "honseki": "", "honseki_head": "", "honseki_municipality": "", "kana_certified": False,
    "nationality": "ZZZ", "nationality_name": "架空国", "category": "mid_to_long_term",
    "foreign_since": date(2020, 1, 1), "foreign_since_form": "D", "foreign_since_text": "令和2年1月1日",
    "card_number": "AB12345678CD", "residence_status": "留学",
}  # fmt: skip
SPECIAL = {**FOREIGN, "category": "special_permanent", "residence_status": ""}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"nationality": "ZZZ"}, "registry_version_japanese"),
        ({"honseki": ""}, "registry_version_japanese"),
        ({"alias": "仮"}, "registry_version_japanese"),
        ({**FOREIGN, "honseki": "仮"}, "registry_version_foreign"),
        ({**FOREIGN, "former_surname": "仮"}, "registry_version_foreign"),
        ({**FOREIGN, "kana_certified": True}, "registry_version_foreign"),
        ({**FOREIGN, "category": "tourist"}, "registry_version_kind"),
        ({**FOREIGN, "card_number": ""}, "registry_version_card"),
        ({**SPECIAL, "residence_status": "留学"}, "registry_version_special_permanent"),
        ({**SPECIAL, "stay_period": "2年"}, "registry_version_special_permanent"),
        ({**SPECIAL, "category": "transitional_loss"}, "registry_version_transitional"),
        ({**SPECIAL, "category": "provisional_stay"}, "registry_version_permitted_stay"),
        ({"resident_code": ""}, "registry_version_resident_code"),
        ({"relationship_2": "20"}, "registry_version_head"),
        ({"relationship_1": "20", "relationship_3": "20"}, "registry_version_relationship"),
        ({"settled": date(2000, 1, 1)}, "registry_version_settled"),
        ({"birth_form": "X"}, "registry_version_birth_date"),
        ({"cancels": 2}, "registry_version_cancels"),
        ({"event_basis": "whim"}, "registry_version_event_basis"),
        ({"settled_basis": "whim"}, "registry_version_bases"),
        ({"removed_day": date(2026, 1, 1)}, "registry_version_removed"),
        ({"planned_on": date(2026, 1, 1)}, "registry_version_planned"),
        ({"planned_town": "仮町"}, "registry_version_planned"),
        ({"confirmed_on": date(2026, 1, 1)}, "registry_version_confirmed"),
        ({**FOREIGN, "alias_kana": "カリ"}, "registry_version_alias_kana"),
        ({"address_serial": 99}, "registry_version_serials"),
        ({"passport_number": "1"}, "registry_version_only_foreign"),
        ({**FOREIGN, "former_surname_kana_certified": True}, "registry_version_only_japanese"),
        ({"state": "4"}, "registry_version_state"),
        ({"address_municipality": ""}, "registry_version_address"),
    ],
)
def test_a_version_that_the_law_does_not_know(household, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        copy(household[0], **changes)


@pytest.mark.parametrize("written", ["123456789012", "v1:00000000:short", "12"])
def test_a_number_is_written_encrypted_or_not_at_all(household, written):
    refused = pytest.raises(IntegrityError, match="registry_resident_individual_number")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update registry_resident set individual_number = %s", [written])


def test_what_is_no_number_is_not_written(household):
    with pytest.raises(NotTwelveDigits):
        copy(household[0], individual_number="12")


@pytest.mark.parametrize("changes", [FOREIGN, SPECIAL, {"individual_number": ""}, {"full_name": ""}])
def test_versions_that_it_knows(household, changes):
    copy(household[0], **changes)


@pytest.mark.parametrize(
    "model", [EventRow, ResidentVersion, HouseholdVersion, NumberConfirmation, DataUseEntry, IssueLog]
)
def test_history_cannot_be_changed_by_the_app(household, model):
    table = model._meta.db_table
    column = model._meta.concrete_fields[-1].column
    for statement in (f"update {table} set {column} = {column}", f"delete from {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def refused_at_the_end(constraint, settle, change):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():  # noqa: PT012 - a commit has two steps
        change()
        settle()


def test_one_head(household, settle):
    second = ResidentRow.objects.filter(addressee_number=household[1])
    refused_at_the_end("registry_resident_head_once", settle, lambda: second.update(is_head=True))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"position": 1}, "registry_resident_position_once"),
        ({"position": 3}, "registry_"),
        ({"version": 2}, "registry_resident_agrees"),
        ({"state": "2"}, "registry_resident_agrees"),
        ({"household_number": "0000000019"}, "registry_"),
        ({"individual_number": ""}, "registry_resident_agrees"),
    ],
)
def test_a_head_agrees_with_its_version(household, settle, changes, constraint):
    second = ResidentRow.objects.filter(addressee_number=household[1])
    refused_at_the_end(constraint, settle, lambda: second.update(**changes))


def test_an_order_without_gaps(household, settle):
    def leave():
        copy(household[0], state="2", event_class="removal")
        ResidentRow.objects.filter(addressee_number=household[0]).update(state="2", version=2)

    refused_at_the_end("registry_household_contiguous", settle, leave)


def test_a_version_that_no_head_points_at(household, settle):
    refused_at_the_end("registry_resident_agrees", settle, lambda: copy(household[0]))


def test_versions_have_no_gap(household, settle):
    def skip():
        copy(household[0], number=3)
        ResidentRow.objects.filter(addressee_number=household[0]).update(version=3)

    refused_at_the_end("registry_version_gapless", settle, skip)


@pytest.mark.parametrize("column", ["individual_number", "resident_code"])
def test_numbers_belong_to_one_current_resident(household, column):
    value = ResidentRow.objects.values_list(column, flat=True).get(addressee_number=household[0])
    with pytest.raises(IntegrityError, match="registry_resident_"), transaction.atomic():
        ResidentRow.objects.filter(addressee_number=household[1]).update(**{column: value})


@pytest.mark.parametrize("last", [1, 3])
def test_update_numbers_rise_by_one(household, last):
    row = UpdateNumber.objects.first()
    with pytest.raises(IntegrityError, match="rises by one"), transaction.atomic():
        UpdateNumber.objects.filter(resident_code=row.resident_code).update(last=last)


def test_one_entry_per_target_and_day(city):
    def entry(**changes):
        DataUseEntry.objects.create(**{
            "id": uuid4(), "target": "税", "section": "s", "duty": "d", "legal_basis": "l", "items": ["name"],
            "valid_from": date(2026, 1, 1), "valid_to": date(2026, 4, 1), "approval_reference": "a",
            "approved_at": datetime.now(UTC), "operator": "o", **changes,
        })  # fmt: skip

    entry()
    entry(target="国保")
    entry(valid_from=date(2026, 4, 1), valid_to=None)
    for wrong in (
        {"valid_from": date(2026, 3, 31)}, {"items": []}, {"items": ["income"]}, {"legal_basis": ""},
        {"valid_to": date(2025, 1, 1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            entry(**wrong)


def test_the_database_finds_disagreements_itself(household, settle):
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_disagreements()")
        assert cursor.fetchall() == []
        ResidentRow.objects.filter(addressee_number=household[1]).update(position=5)
        cursor.execute("select what from registry_disagreements()")
        assert {what for (what,) in cursor.fetchall()} == {"resident", "order"}
