"""The settings files of all processes, derived anew from city.toml, ports.json, links.toml and attached.json."""

from pathlib import Path

from juki.kernel.settings import SystemSettings
from juki.launch.home import Home, fonts_folder, links_file
from juki.launch.peers.attachments import attached
from juki.launch.ports import Allocation
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.wiring import SEALERS, Ports, identity_files, processes, write_settings
from juki.links import topology


def write_all(home: Home, allocation: Allocation) -> dict[str, Path]:
    """Write every process's settings file; the file by process.

    Raises:
        DsnMissing: the databases were not provisioned.
        TopologyError: links.toml breaks a prohibition.
    """
    elsewhere = attached(home)
    ports = Ports(link=allocation.link, plain=allocation.plain, elsewhere=elsewhere)
    return {name: write_settings(home.root, _settings(home, name, ports)) for name in processes()}


def _settings(home: Home, process: str, ports: Ports) -> SystemSettings:
    city = home.city()
    links = topology.load(str(links_file()))
    identities = processes()[process]
    away = sorted(one for one in identities if one in ports.elsewhere)
    return SystemSettings(
        system=process,
        production=city.production,
        municipality=city.municipality,
        home=str(home.root),
        dsn=dsn_for(process, Role.APP, home=home.root),
        port=ports.plain[process],
        links=str(links_file()),
        authority=str(home.root / "authority" / "authority.pem"),
        identities={
            str(one): identity_files(home.root, one, links, ports) for one in identities if one not in away
        },
        documents=str(home.root / "documents") if process in SEALERS else "",
        fonts=str(fonts_folder()) if process in SEALERS else "",
        options={"elsewhere": " ".join(away)} if away else {},
    )
