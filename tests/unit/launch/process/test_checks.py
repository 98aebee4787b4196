"""A process that was told something else than links.toml declares does not start."""

from pathlib import Path

import msgspec
import pytest

from juki.kernel.settings import IdentityFiles, SystemSettings
from juki.launch import authority, wiring
from juki.launch.errors import CertificateDiffers, TopologyDiffers
from juki.launch.home import links_file
from juki.launch.process.checks import check_certificates, check_topology
from juki.launch.wiring import Ports, identity_files, processes
from juki.links import topology
from juki.links.identity import Identity


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    wiring.issue_all(authority.create(place / "authority", name="test"), place)
    return place


def settings_of(home: Path, process: str) -> SystemSettings:
    ports = Ports(link=dict.fromkeys(map(str, Identity), 1), plain={})
    links = topology.load(str(links_file()))
    return SystemSettings(
        system=process, production=False, municipality="132292", home=str(home), dsn="", port=1,
        links=str(links_file()), authority="",
        identities={str(one): identity_files(home, one, links, ports) for one in processes()[process]},
    )  # fmt: skip


def with_files(settings: SystemSettings, identity: str, **changed: object) -> SystemSettings:
    files: IdentityFiles = msgspec.structs.replace(settings.identities[identity], **changed)
    return msgspec.structs.replace(settings, identities={**settings.identities, identity: files})


@pytest.mark.parametrize("process", list(processes()))
def test_what_the_launcher_wrote_is_right(home: Path, process: str):
    check_topology(settings_of(home, process))
    check_certificates(settings_of(home, process))


def test_an_address_too_many(home: Path):
    settings = settings_of(home, "jukinet")
    receivers = settings.identities["jukinet"].receivers
    more = {**receivers, "addressee": next(iter(receivers.values()))}
    with pytest.raises(TopologyDiffers, match="余分 addressee"):
        check_topology(with_files(settings, "jukinet", receivers=more))


def test_an_address_missing(home: Path):
    settings = settings_of(home, "jukinet")
    with pytest.raises(TopologyDiffers, match=r"jukinet .*不足 .*registry"):
        check_topology(with_files(settings, "jukinet", senders={}))


def test_an_identity_that_is_not_its_own(home: Path):
    settings, other = settings_of(home, "kiosk"), settings_of(home, "unified")
    both = msgspec.structs.replace(settings, identities={**settings.identities, **other.identities})
    with pytest.raises(TopologyDiffers, match="余分 unified"):
        check_topology(both)


def test_a_counterpart_may_be_missing_only_when_it_is_said_to_be_elsewhere(home: Path):
    settings = settings_of(home, "outside")
    fewer = {name: files for name, files in settings.identities.items() if name != "nws"}
    less = msgspec.structs.replace(settings, identities=fewer)
    with pytest.raises(TopologyDiffers, match="不足 nws"):
        check_topology(less)
    check_topology(msgspec.structs.replace(less, options={"elsewhere": "nws"}))


def test_another_identitys_certificate(home: Path):
    settings = settings_of(home, "kiosk")
    stolen = str(home / "identities" / "registry" / "tls.pem")
    with pytest.raises(CertificateDiffers, match="kiosk の証明書ではありません"):
        check_certificates(with_files(settings, "kiosk", tls_certificate=stolen))


def test_no_certificate(home: Path):
    settings = settings_of(home, "kiosk")
    with pytest.raises(CertificateDiffers):
        check_certificates(with_files(settings, "kiosk", tls_certificate=str(home / "none.pem")))
