"""The 68 items of the file and the columns of the tables are the same thing."""

from django.apps import apps

from juki.systems.kiosk.domain.items import (
    BESIDE_THE_ITEMS,
    HOUSEKEEPING,
    ITEMS,
    OUTSIDE_THE_FILE,
    PERSONAL_OUTSIDE,
)


def _columns() -> set[str]:
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_app_config("kiosk").get_models()
        for field in model._meta.get_fields()
        if getattr(field, "column", None)
    }


def test_every_item_has_its_columns_and_every_column_its_item():
    assert sorted(ITEMS) == list(range(1, 69))
    named = [column for item in ITEMS.values() for column in item.columns]
    assert len(named) == len(set(named))
    assert all(item.columns for item in ITEMS.values())
    inside = {column for column in _columns() if column.partition(".")[0] not in OUTSIDE_THE_FILE}
    assert {*named, *BESIDE_THE_ITEMS, *HOUSEKEEPING} == inside


def test_what_is_kept_outside_the_file_is_named():
    outside = _columns() - {
        column for column in _columns() if column.partition(".")[0] not in OUTSIDE_THE_FILE
    }
    assert {column.partition(".")[0] for column in outside} == set(OUTSIDE_THE_FILE)
    assert set(PERSONAL_OUTSIDE) <= outside
    pointing = {
        one for one in outside if one.endswith((".addressee_number", ".serial_digest", ".members", ".chosen"))
    }
    assert pointing <= set(PERSONAL_OUTSIDE)


def test_the_items_printed_twice_are_an_address_and_its_building():
    for address, building in ((26, 27), (32, 33)):
        assert ITEMS[address].columns[0].endswith("_address")
        assert ITEMS[building].columns[0].endswith("_building")
