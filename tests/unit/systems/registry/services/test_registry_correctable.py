"""誤記修正 reaches every item that an 異動 can write: the list of items is walked, so that a new one is not forgotten."""

import pytest

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Need
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import relationship_row
from juki.systems.registry.domain.items import GROUPS, group_of
from juki.systems.registry.services.change_forms import ItemsForm
from juki.systems.registry.services.change_items import DETAILS, FLAGS, patch_of
from juki.systems.registry.services.forms import AddressForm, FamilyRegisterForm, ForeignForm, NameForm

CORRECTION = REASONS["GOKI_SHUSEI"]
BY_ANOTHER_REASON = {
    "individual_number": "KOJIN_BANGO_SHUSEI", "resident_code": "CODE_SHUSEI",
}  # fmt: skip
"""Numbers have a correction of their own. Source: STD 4.2.3, 7.1.2.1."""
BY_CANCELLING = {"state", "removed_reason", "remade_number", "remade_on"}
"""That somebody was removed, why, and that a 住民票 was made anew is the 異動 itself: it is taken back whole."""
PLACE = AddressForm(municipality="131016", postal_code="100-0001", prefecture="東京都", city="千代田区", town="仮町",
                    town_code="0001000", lot="1番", building="仮荘", country="")  # fmt: skip


def everything() -> ItemsForm:
    """Every field of the form."""
    return ItemsForm(
        kind="foreign", name=NameForm(full="A"), birth="1990-01-01", sex="male",
        register=FamilyRegisterForm(honseki="仮町", head="仮　一", municipality="131016"),
        foreign=ForeignForm(nationality="KOR", nationality_name="韓国", category="special_permanent", since="2020-01-01"),
        individual_number=IndividualNumber.from_body("12345678901").digits,
        resident_code=ResidentCode.from_body("1234567890").digits, address=PLACE, became_resident="2020-01-01",
        settled="2020-01-01", notified_on="2020-01-01", former_address=PLACE, former_head="仮　一",
        unnotified_address=PLACE, registered_address=PLACE, became_reason="SHUSSEI", became_notified_on="2020-01-01",
        became_basis="petition", settled_reason="SHUSSEI", settled_notified_on="2020-01-01", settled_basis="petition",
        prior_address=PLACE, planned_on="2020-01-01", planned_notified_on="2020-01-01", planned_basis="petition",
        planned_address=PLACE, planned_head="仮　一", confirmed_on="2020-01-01", confirmed_notice_on="2020-01-01",
        confirmed_basis="notice", confirmed_address=PLACE, removed_day="2020-01-01", removed_notified_on="2020-01-01",
        removed_basis="petition", remarks="", actual_relationship="", relationship_class="", actual_head="",
        details={column: "1" if column in FLAGS else "x" for column in DETAILS},
    )  # fmt: skip


def test_the_form_of_the_test_is_full():
    form = everything()
    assert [name for name in form.__struct_fields__ if getattr(form, name) in (None, {})] == []


@pytest.mark.parametrize("column", [column for columns in GROUPS.values() for column in columns])
def test_every_item_can_be_corrected(column: str):
    if column in BY_CANCELLING:
        return
    if other := BY_ANOTHER_REASON.get(column):
        assert group_of(column) in REASONS[other].changes
        return
    assert group_of(column) in CORRECTION.changes
    if column in relationship_row(Relationship.parse("子")):
        assert parts.of(CORRECTION).relationship is Need.MAY
    else:
        assert column in patch_of(everything())


def test_what_the_list_leaves_out_is_an_item():
    assert {*BY_ANOTHER_REASON, *BY_CANCELLING} <= {
        column for columns in GROUPS.values() for column in columns
    }
