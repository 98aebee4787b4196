"""The settings files of this machine's processes, derived anew from city.toml, ports.json, links.toml, attached.json."""

from pathlib import Path

from juki.kernel.settings import Staff, SystemSettings
from juki.launch.home import City, Home, fonts_folder, links_file
from juki.launch.keys import wrapping_option
from juki.launch.peers.addresses import ports_of
from juki.launch.ports import Allocation
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import running_here
from juki.launch.wiring import OUTSIDE_PROCESS, SEALERS, Ports, identity_files, processes, write_settings
from juki.links import topology

OFFICE = "office"
BESIDE = (OFFICE, OUTSIDE_PROCESS)
"""Processes that are no relying parties: the provider, and the counterparts, who are not the city's."""
BACK_CHANNEL = "https://office.juki.internal"


def write_all(home: Home, allocation: Allocation) -> dict[str, Path]:
    """Write the settings file of every process that runs here; the file by process.

    Raises:
        DsnMissing: the databases were not provisioned.
        TopologyError: links.toml breaks a prohibition.
        JukiError: city.toml contradicts itself, see :func:`juki.launch.peers.addresses.ports_of`.
    """
    ports = ports_of(home, allocation)
    return {name: write_settings(home.root, _settings(home, name, ports)) for name in running_here(home)}


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
        cards=_cards(home, process),
        fonts=str(fonts_folder()),
        staff=_staff(home, process, ports),
        options={
            **options_of(city),
            **({"elsewhere": " ".join(away)} if away else {}),
            **wrapping_option(home, [process]),
        },
    )


def options_of(city: City) -> dict[str, str]:
    """The city's own numbers; a demonstration lets in by the password who has no passkey, unless it says otherwise."""
    if city.production:
        return {**city.options, "second_factor": "always"}
    return {"second_factor": "when_enrolled", **city.options}


def _cards(home: Home, process: str) -> str:
    return str(home.root / "cards" / "authority.pem") if process in {"kiosk", OUTSIDE_PROCESS} else ""


def _staff(home: Home, process: str, ports: Ports) -> Staff:
    """Who the process is for browsers, and the provider it sends them to: the office, unless the city names its own."""
    origins = {name: origin_of(home, name, ports) for name in processes()}
    if process == OFFICE:
        key = home.root / "identities" / OFFICE / "sign-in.key"
        return Staff(
            origin=origins[OFFICE], portal=origins[OFFICE], issuer=origins[OFFICE], signing_keys=(str(key),),
            relying_parties={name: f"{origins[name]}/signed-in" for name in processes() if name not in BESIDE},
            counterparts=_counterparts(home, origins[OUTSIDE_PROCESS]),
            token=f"{BACK_CHANNEL}/sign-in/token",
        )  # fmt: skip
    if process == OUTSIDE_PROCESS:
        return Staff(
            origin=origins[process],
            portal=origins[OFFICE],
            counterparts=_counterparts(home, origins[process]),
        )
    own = home.city().provider
    return Staff(
        origin=origins[process], portal=origins[OFFICE], client=process,
        issuer=own.get("issuer", origins[OFFICE]),
        authorization=own.get("authorization", f"{origins[OFFICE]}/sign-in/authorize"),
        token=own.get("token", f"{BACK_CHANNEL}/sign-in/token"), keys=own.get("keys", f"{BACK_CHANNEL}/sign-in/keys"),
        revocations=own.get("revocations", "" if own else f"{BACK_CHANNEL}/sign-in/revocations"),
        sign_outs="" if own else f"{BACK_CHANNEL}/sign-in/sign-outs",
    )  # fmt: skip


def origin_of(home: Home, process: str, ports: Ports) -> str:
    """``http://registry.localhost:20123``: a host of its own, or a browser would send one system's cookies to all."""
    return home.city().origins.get(process, f"http://{process}.localhost:{ports.plain[process]}")


def _counterparts(home: Home, origin: str) -> str:
    """The way in to the simulated counterparts' pages, with the key of this city's demonstration; none in production."""
    if home.city().production:
        return ""
    return f"{origin}/enter?key={(home.root / 'secrets' / 'counterparts').read_text()}"
