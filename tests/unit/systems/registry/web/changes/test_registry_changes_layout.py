"""The form of every 異動事由, as it follows from the catalogue."""

import pytest

from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Need
from juki.systems.registry.domain.event_reasons import REASONS, Family
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.flat import relationship_row
from juki.systems.registry.domain.items import GROUPS, Group, columns_of
from juki.systems.registry.domain.resident import Kind, State
from juki.systems.registry.services.change_items import DETAILS
from juki.systems.registry.web.changes import filled, help_page, help_texts, labels, layout
from juki.systems.registry.web.item_fields import BY_PATH, FIELDS, FOLLOWING, LABELS

BY_HAND = [one for one in REASONS.values() if one.by_hand and not one.is_move_in]
CODES = [one.code for one in BY_HAND]


@pytest.mark.parametrize("reason", BY_HAND, ids=CODES)
def test_whatever_a_reason_changes_can_be_typed(reason):
    """A column that no field of the form writes follows from the 異動 itself."""
    if not parts.of(reason).items:
        assert not layout.sections(reason, None)
        return
    assert columns_of(*reason.changes) - layout.covered(reason) - FOLLOWING == frozenset()


def test_a_correction_has_a_field_for_every_item():
    """What is left is the 続柄, which has its own table, and what has a correction of its own or is taken back whole."""
    left = columns_of(*Group) - layout.covered(REASONS["GOKI_SHUSEI"])
    assert left == {
        *relationship_row(Relationship.parse("子")), "individual_number", "resident_code", "state", "removed_reason",
        "remade_number", "remade_on",
    }  # fmt: skip
    assert parts.of(REASONS["GOKI_SHUSEI"]).relationship is Need.MAY


@pytest.mark.parametrize("reason", BY_HAND, ids=CODES)
def test_what_follows_is_typed_on_a_correction_only(reason):
    fields = [field for one in layout.sections(reason, None) for field in one.fields]
    assert reason.family is Family.AMENDMENT or not any(field.corrected for field in fields)


@pytest.mark.parametrize("reason", BY_HAND, ids=CODES)
@pytest.mark.parametrize("kind", [*Kind, None])
def test_no_form_offers_what_its_reason_does_not_change(reason, kind):
    allowed = columns_of(*reason.changes) | FOLLOWING
    for section in layout.sections(reason, kind):
        assert section.group in reason.changes
        for field in section.fields:
            assert set(field.columns) <= allowed


@pytest.mark.parametrize("reason", BY_HAND, ids=CODES)
def test_every_field_says_what_it_is_for(reason):
    for section in (*layout.sections(reason, None), *layout.shared(reason)):
        for field in section.fields:
            assert help_texts.of_item(field.path), field.path
    for name in help_page.fields_of(reason):
        assert help_texts.FORM[name]
        assert labels.label_of(name), name


@pytest.mark.parametrize("reason", BY_HAND, ids=CODES)
def test_a_chosen_basis_is_one_of_the_reason(reason):
    usual = filled.usual_basis(reason)
    assert usual in {"", *map(str, reason.bases)}
    assert usual or len(reason.bases) > 1


def test_of_a_kind_only_its_own_items():
    reason = REASONS["SHOKKEN_SHUSEI"]
    japanese = {field.path for one in layout.sections(reason, Kind.JAPANESE) for field in one.fields}
    foreign = {field.path for one in layout.sections(reason, Kind.FOREIGN) for field in one.fields}
    assert "register.honseki" in japanese - foreign
    assert {"name.alias", "foreign.status", "name.full"} <= foreign - japanese


def test_a_change_of_nationality_asks_for_the_items_of_the_new_kind():
    paths = {
        field.path for one in layout.sections(REASONS["KIKA_KISAI"], Kind.FOREIGN) for field in one.fields
    }
    assert "register.honseki" in paths
    assert not any(path.startswith("foreign.") for path in paths)
    lost = layout.sections(REASONS["KOKUSEKI_SOSHITSU_KISAI"], Kind.JAPANESE)
    assert any(field.path == "foreign.category" for one in lost for field in one.fields)


NUMBER = frozenset({FieldGroup.INDIVIDUAL_NUMBER})


def test_without_the_right_no_field_takes_the_individual_number():
    for reason in BY_HAND:
        fields = [f for one in layout.sections(reason, None, hidden=NUMBER) for f in one.fields]
        assert not any(field.secret for field in fields), reason.code
    offered = {one.code for one in layout.choices([(Kind.JAPANESE, State.RESIDENT)], hidden=NUMBER)}
    assert not any(code.startswith("KOJIN_BANGO") for code in offered)


@pytest.mark.parametrize(
    ("kind", "state", "code", "offered"),
    [
        (Kind.JAPANESE, State.RESIDENT, "KYUJI_KISAI", True),
        (Kind.FOREIGN, State.RESIDENT, "KYUJI_KISAI", False),
        (Kind.FOREIGN, State.RESIDENT, "TSUSHO_KISAI", True),
        (Kind.JAPANESE, State.DEAD, "TENKYO", False),
        (Kind.JAPANESE, State.REMOVED, "KAIFUKU", True),
        (Kind.JAPANESE, State.RESIDENT, "KAIFUKU", False),
        (Kind.JAPANESE, State.DEAD, layout.CANCEL, True),
        (Kind.JAPANESE, State.DEAD, "SHUSSEI", True),
    ],
)
def test_only_reasons_that_fit_are_offered(kind, state, code, offered):
    assert (code in {one.code for one in layout.choices([(kind, state)])}) is offered


def test_every_reason_by_hand_can_be_chosen_for_somebody():
    everybody = [(kind, state) for kind in Kind for state in State]
    chosen = {one.code for one in layout.choices(everybody)}
    cancelling = {one.code for one in BY_HAND if one.family is Family.CANCELLING}
    assert chosen == (set(CODES) - cancelling) | {layout.CANCEL}


def test_a_field_writes_columns_of_its_own_group_and_details_are_those_of_the_service():
    for group, fields in FIELDS.items():
        assert LABELS[group]
        for field in fields:
            assert set(field.columns) <= set(GROUPS[group])
    details = {path.partition(".")[2] for path in BY_PATH if path.startswith("details.")}
    assert details == DETAILS


def test_what_follows_is_no_field():
    typed = {
        column
        for one in BY_PATH.values()
        for column in one.columns
        if not one.corrected and not column.endswith("_town_code")
    }
    assert not typed & FOLLOWING


def test_an_address_is_asked_for_where_the_rules_want_one():
    for reason in BY_HAND:
        if parts.of(reason).address is Need.MUST:
            assert "address.town" in help_page.fields_of(reason)
    assert Group.ADDRESS not in {one.group for one in layout.sections(REASONS["TENKYO"], Kind.JAPANESE)}


@pytest.mark.parametrize(
    ("path", "shown", "place"),
    [
        ("persons.0.items.name.full", {"persons.0.items.name.surname"}, "persons.0.items.name.surname"),
        ("persons.0.items.details.lot_main", {"shared.details.lot_main"}, "shared.details.lot_main"),
        ("persons.1.items.foreign", {"persons.1"}, "persons.1"),
        ("rest.0000000019", {"rest.n0000000019"}, "rest.n0000000019"),
        ("positions", {"relations"}, "relations"),
        ("persons", {"members"}, "members"),
        ("destination", {"destination.address.town"}, "destination.address.town"),
        ("address.municipality", {"address.town"}, "address.town"),
        ("nowhere", {"day"}, ""),
    ],
)
def test_a_fault_stands_at_its_field_beside_it_or_at_the_top(path, shown, place):
    assert labels.place_of(path, shown) == place
