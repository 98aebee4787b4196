"""What messages may carry, and the prohibitions that links.toml cannot lift."""

from pathlib import Path

import msgspec
import pytest

from juki.links import topology
from juki.links.catalogue import TYPES
from juki.links.errors import TopologyError
from juki.links.identity import INSIDE, Identity

ROOT = Path(__file__).parents[2]
LINKS = topology.load(str(ROOT / "links.toml"))
CODE_LINKS = {("nws", "intermediary"), ("nws", "inquirer"), ("inquirer", "nws")}


def _carries(name: str, field: str) -> bool:
    schemas, components = msgspec.json.schema_components([TYPES[name]], ref_template="{name}")
    return f"'{field}'" in str(schemas) + str(components)


def test_a_linkage_code_travels_only_between_the_network_and_a_body():
    for link in LINKS:
        if (link.sender, link.receiver) not in CODE_LINKS:
            assert not [name for name in link.messages | link.questions if _carries(name, "linkage_code")]


def test_resident_codes_stay_within_the_basic_resident_network_and_the_kiosk_file():
    for link in LINKS:
        if {link.sender, link.receiver} & {
            Identity.UNIFIED,
            Identity.INTERMEDIARY,
            Identity.ADDRESSEE,
            Identity.BUSINESS,
        }:
            assert not [name for name in link.messages | link.questions if _carries(name, "resident_code")]


FORBIDDEN = [
    ("jukinet", "addressee"), ("jukinet", "kiosk"), ("jukinet", "unified"), ("jukinet", "intermediary"),
    ("kiosk", "addressee"), ("kiosk", "unified"), ("kiosk", "intermediary"), ("registry", "intermediary"),
    ("business", "jukinet"), ("business", "kiosk"), ("business", "intermediary"), ("registry", "nws"),
    ("prefecture", "registry"), ("cities", "registry"), ("inquirer", "intermediary"), ("jpki", "kiosk"),
    ("family", "jukinet"), ("family", "kiosk"), ("cards", "nation"), ("outside", "registry"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [*FORBIDDEN, *((other, one) for one, other in FORBIDDEN)])
def test_a_file_that_breaks_a_prohibition_is_refused(tmp_path: Path, one: str, other: str):
    file = tmp_path / "links.toml"
    file.write_text(f'[[link]]\nfrom = "{one}"\nto = ["{other}"]\nmessages = ["receipt"]\nbasis = "test"\n')
    with pytest.raises(TopologyError):
        topology.load(str(file))


@pytest.mark.parametrize(
    "text",
    [
        'from = "registry"\nto = ["jukinet"]\nmessages = ["receipt"]',
        'from = "registry"\nto = ["jukinet"]\nmessages = ["receipt"]\nbasis = " "',
        'from = "registry"\nto = ["jukinet"]\nbasis = "x"',
        'from = "registry"\nto = ["jukinet"]\nmessages = ["no-such"]\nbasis = "x"',
        'from = "registry"\nto = ["jukinet"]\nmessages = ["number-check"]\nbasis = "x"',
        'from = "registry"\nto = ["jukinet", "jukinet"]\nmessages = ["receipt"]\nbasis = "x"',
        'from = "registry"\nto = ["registry"]\nmessages = ["receipt"]\nbasis = "x"',
        'from = "registry"\nto = ["jukinet"]\nmessages = ["receipt"]\nbasis = "x"\nextra = 1',
    ],
)
def test_a_careless_file_is_refused(tmp_path: Path, text: str):
    file = tmp_path / "links.toml"
    file.write_text(f"[[link]]\n{text}\n")
    with pytest.raises(TopologyError):
        topology.load(str(file))


def test_every_content_type_travels_somewhere_and_every_station_can_tell_back():
    carried = {name for link in LINKS for name in link.messages | link.questions}
    answers = {kind.answer.name for kind in TYPES.values() if hasattr(kind, "answer")}
    assert carried | answers == set(TYPES)
    for link in LINKS:
        if link.messages - {"receipt"}:
            assert "receipt" in LINKS.link(link.receiver, link.sender).messages


def test_office_is_the_only_one_of_the_city_that_all_systems_hear():
    for system in INSIDE - {Identity.OFFICE}:
        assert LINKS.permits("office", system, "access-grants")
