"""The files of a city for plain pytest: keys of all identities, one settings file for all of them."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from juki.kernel.settings import Staff, SystemSettings
from juki.launch import authority, keys, wiring
from juki.launch.home import Home
from juki.links import topology
from juki.links.identity import Identity

LINKS = Path(__file__).parents[2] / "links.toml"
STAFF = Staff(
    origin="http://test.localhost:1",
    portal="http://office.localhost:1",
    client="registry",
    issuer="http://office.localhost:1",
    authorization="http://office.localhost:1/sign-in/authorize",
    token="https://office.juki.internal/sign-in/token",
    keys="https://office.juki.internal/sign-in/keys",
    revocations="https://office.juki.internal/sign-in/revocations",
    counterparts="http://test.localhost:1/enter?key=k3y",
    sign_outs="https://office.juki.internal/sign-in/sign-outs",
    relying_parties={"registry": "http://test.localhost:1/signed-in"},
)
FONTS = Path(__file__).parents[2] / ".cache" / "fonts"


def write(home: Path, *, dsn: str) -> Path:
    """Keys and the settings file of a process that speaks for all nineteen identities."""
    ca = authority.create(home / "authority", name="Juki test authority")
    wiring.issue_all(ca, home)
    wiring.issue_sign_in_keys(home)
    wiring.issue_card_authority(home)
    for client in ("clerk", "reviewer", "officer", "nobody"):
        wiring.issue_client(ca, home, client)
    keys.make(Home(home), keys.RINGS, now=datetime.now(UTC))
    ports = wiring.Ports(link={str(one): 0 for one in Identity}, plain={})
    links = topology.load(str(LINKS))
    settings = SystemSettings(
        system="test",
        production=False,
        municipality="132292",
        home=str(home),
        dsn=dsn,
        port=0,
        links=str(LINKS),
        authority=str(ca.file),
        identities={str(one): wiring.identity_files(home, one, links, ports) for one in Identity},
        documents=str(home / "documents"),
        cards=str(home / "cards" / "authority.pem"),
        fonts=str(FONTS),
        staff=STAFF,
        options={"second_factor": "when_enrolled", **keys.wrapping_option(Home(home), keys.RINGS)},
    )
    file = home / "test.json"
    file.write_bytes(msgspec.json.encode(settings))
    return file
