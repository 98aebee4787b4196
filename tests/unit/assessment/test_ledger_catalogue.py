"""The catalogue is read strictly, and what is written becomes rows."""

import pytest

from juki.assessment.binding import systems_proved
from juki.assessment.catalogue import load
from juki.assessment.errors import (
    CatalogueUnreadable,
    DerivedRow,
    DuplicateRow,
    NoCommonSystem,
    OrganisationalRow,
    ProvesNothing,
    UnknownReference,
    UnknownRow,
    UnknownSystem,
)
from juki.assessment.rows import Kind, Means


def test_every_promise_and_every_clause_is_a_row(ledger_folder):
    rows = load(ledger_folder()).by_id
    assert set(rows) == {
        "S1.01", "S2.01", "C:acc.2fa@1", "C:acc.2fa@2", "C:edu.training@1", "I1.001", "I1.002",
        "STD:4.0.8", "STD:4.0.8/1", "STD:4.0.8/2", "MAY:4.0.8/1", "NOT:4.0.8", "NOT:4.0.8/1",
        "STD:3.5", "NOT:3.5", "NOT:3.5/1",
    }  # fmt: skip
    assert rows["C:acc.2fa@1"].sources == ("F1-006", "F1-020")
    assert rows["C:edu.training@1"].means is Means.ORGANISATIONAL
    assert rows["STD:4.0.8"].clauses == ("STD:4.0.8/1", "STD:4.0.8/2", "MAY:4.0.8/1")
    assert rows["STD:4.0.8/2"].not_applicable == "指定都市の定め。"
    assert rows["STD:3.5"].not_applicable
    assert (rows["I1.001"].kind, rows["I1.001"].file) == (Kind.ITEM, 1)
    assert rows["S2.01"].simulated


def test_the_cell_of_a_system_itself_is_no_connection(ledger_folder):
    text = '[[connection]]\nid = "S1.C04"\nsystem = "registry"\ntitle = "既存住基"\ndecision = "self"\n'
    assert load(ledger_folder(connections=text)).by_id["S1.C04"].not_applicable


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('[[function]]\nid = "S1.01"\nsystem = "registry"\ntitle = "二つ目"\n', DuplicateRow),
        ('[[function]]\nid = "S9.01"\nsystem = "nowhere"\ntitle = "x"\n', UnknownSystem),
        ('[[measure]]\nid = "U:1"\nsystems = []\nkind = "enforce"\ntitle = "x"\n', UnknownSystem),
        ('[[table]]\nname = "t"\nsystem = "nowhere"\n', UnknownSystem),
        ('[[function]]\nid = "S9.01"\nsystem = "registry"\ntitle = "x"\ncolour = "red"\n', CatalogueUnreadable),
        ('[[measure]]\nid = "U:1"\nsystems = ["registry"]\nkind = "maybe"\ntitle = "x"\n', CatalogueUnreadable),
        ("[[colour]]\n", CatalogueUnreadable),
        ("[[function", CatalogueUnreadable),
        ('[[finding]]\nkind = "misprint"\nwhere = "x"\ntitle = "x"\ntext = "x"\nrows = ["S0.00"]\n', UnknownReference),
    ],
    ids=["twice", "system", "no-system", "table", "field", "kind", "array", "toml", "reference"],
)  # fmt: skip
def test_what_is_wrong_is_refused(ledger_folder, text: str, error: type[Exception]):
    with pytest.raises(error):
        load(ledger_folder(more=text))


@pytest.mark.parametrize(
    ("rows", "systems"),
    [
        (["S1.01"], {"registry"}),
        (["C:acc.2fa@1"], {"registry", "office"}),
        (["C:acc.2fa@1", "C:acc.2fa@2"], {"office"}),
        (["S1.01", "C:acc.2fa@1", "STD:4.0.8/1", "NOT:3.5/1", "MAY:4.0.8/1"], {"registry"}),
    ],
)
def test_a_proof_stands_for_the_systems_its_rows_share(ledger_folder, rows, systems):
    assert systems_proved(load(ledger_folder()), rows) == systems


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([], ProvesNothing),
        (["S1.01", "S1.99"], UnknownRow),
        (["C:acc.2fa"], UnknownRow),
        (["STD:4.0.8"], DerivedRow),
        (["NOT:4.0.8"], DerivedRow),
        (["C:edu.training@1"], OrganisationalRow),
        (["S1.01", "S2.01"], NoCommonSystem),
    ],
)
def test_what_no_proof_can_stand_for(ledger_folder, rows, error):
    with pytest.raises(error):
        systems_proved(load(ledger_folder()), rows)
