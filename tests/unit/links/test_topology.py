"""links.toml as the rest of the code asks it; what it may not say stands in tests/architecture/test_messages.py."""

from pathlib import Path

import pytest

from juki.links import topology
from juki.links.errors import NoLink, TopologyError
from juki.links.identity import IN_CITY_HALL, INSIDE, OUTSIDE, Identity
from juki.links.topology import NEIGHBOURS

LINKS = topology.load(str(Path(__file__).parents[3] / "links.toml"))


def test_nineteen_identities_seven_inside():
    assert (len(Identity), len(INSIDE), len(OUTSIDE)) == (19, 7, 12)
    assert {Identity.FAMILY, Identity.BUSINESS} == IN_CITY_HALL - INSIDE


def test_being_neighbours_is_mutual():
    assert NEIGHBOURS.keys() == set(Identity)
    for one, others in NEIGHBOURS.items():
        assert one not in others
        for other in others:
            assert one in NEIGHBOURS[other], (one, other)


def test_every_link_is_between_neighbours_and_has_a_basis():
    for link in LINKS:
        assert link.receiver in NEIGHBOURS[link.sender]
        assert link.basis.strip()
        assert link.messages | link.questions


@pytest.mark.parametrize("sender", [*Identity, "nobody", "", "REGISTRY"])
def test_what_the_file_does_not_give_is_no_link(sender: str):
    given = {(str(link.sender), str(link.receiver)) for link in LINKS}
    for receiver in [*Identity, "nobody"]:
        if (sender, receiver) in given:
            assert LINKS.link(sender, receiver)
            continue
        with pytest.raises(NoLink):
            LINKS.link(sender, receiver)


def test_a_link_carries_only_its_own_content():
    assert LINKS.permits("registry", "jukinet", "resident-update").questions == {
        "number-check",
        "code-stock-request",
    }
    for name in ("numbering-request", "", "access-grants"):
        with pytest.raises(NoLink):
            LINKS.permits("registry", "jukinet", name)


def test_direction_matters():
    with pytest.raises(NoLink):
        LINKS.permits("jukinet", "registry", "resident-update")


@pytest.mark.parametrize(
    ("sender", "receiver", "leaves"),
    [("registry", "jukinet", False), ("registry", "business", False), ("jukinet", "prefecture", True),
     ("prefecture", "nation", True), ("nws", "intermediary", True), ("inquirer", "nws", True)],
)  # fmt: skip
def test_what_leaves_the_city_hall_is_sealed(sender: str, receiver: str, leaves: bool):
    assert LINKS.link(sender, receiver).leaves_city_hall is leaves


def test_speakers_and_listeners():
    assert {str(link.sender) for link in LINKS.senders("jukinet")} == {
        "registry", "office", "prefecture", "nation", "cities", "cards",
    }  # fmt: skip
    assert {str(link.receiver) for link in LINKS.receivers("kiosk")} == {"registry", "office", "centre"}


def test_stations_beyond_a_peer():
    """Not through the one who asks: what passes through us again is told to us by whom we sent it to."""
    assert LINKS.beyond("unified", without="registry") == {
        "unified", "registry", "intermediary", "nws", "inquirer",
    }  # fmt: skip
    assert LINKS.beyond("kiosk", without="registry") == {"kiosk"}
    assert LINKS.beyond("prefecture", without="jukinet") == {"prefecture", "nation", "nws", "intermediary", "inquirer",
                                                             "unified", "registry", "kiosk", "addressee", "business",
                                                             "jukinet"}  # fmt: skip
    assert LINKS.beyond("", without="registry") == {""}


@pytest.mark.parametrize(
    "text", ["", "link = 1", "[[link]\n", "[[other]]\n", "[[link]]\nto = 1\n", '[[link]]\nfrom = "x"\n']
)
def test_a_file_that_does_not_read_is_refused(tmp_path: Path, text: str):
    file = tmp_path / "links.toml"
    file.write_text(text)
    with pytest.raises(TopologyError):
        topology.load(str(file))


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(TopologyError):
        topology.load(str(tmp_path / "none.toml"))
