"""The 36 items of file 2 and their columns."""

import pytest

from juki.systems.jukinet.records.items import ITEMS, IdentificationItems
from juki.systems.jukinet.records.models import Identification, IdentificationVersion


def test_the_items_are_numbered_1_to_36():
    assert [item.number for item in ITEMS] == list(range(1, 37))
    assert len({item.label for item in ITEMS}) == 36


@pytest.mark.parametrize("model", [Identification, IdentificationVersion])
def test_every_column_belongs_to_an_item_and_every_item_has_its_columns(model: type[IdentificationItems]):
    columns = {field.column for field in model._meta.concrete_fields} - {"id"}
    claimed = [column for item in ITEMS for column in item.columns]
    assert columns == set(claimed)
    assert len(claimed) == len(set(claimed))
