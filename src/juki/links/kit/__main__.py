"""Tries an identity's link door as every peer that links.toml gives it. JSON report; exit 1 if it failed, 2 if not tried.

Trying spoils a city: the kit speaks with the peers' own keys and in higher epochs, so that from then on their real
messages are refused as stale (LNK-0203), and the golden examples that it sends are applied. A running city is therefore
tried only with --spoil; somebody else's program is given with --address and the keys of a city that nobody needs.
"""

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from juki.kernel.errors import JukiError
from juki.links import topology
from juki.links.errors import NoAddress, WouldSpoil
from juki.links.identity import Identity
from juki.links.kit.parties import Door, answers, door_of, parties
from juki.links.kit.runner import Report, run

HIGHEST_PORT = 65_535


def main(arguments: list[str] | None = None) -> int:
    """Try the door of an identity as its peers; what hinders that is said in one coded line."""
    given = _parser().parse_args(arguments)
    try:
        report = _tried(given.identity, given.home, given.address, spoil=given.spoil)
    except JukiError as error:
        sys.stderr.write(f"{error.code}: {error.message}\n")
        return 2
    content = {
        "identity": report.identity,
        "passed": report.passed,
        "tried": len(report.checks),
        "failed": report.failed,
    }
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n")
    return 0 if report.passed else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m juki.links.kit",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("identity", choices=[str(one) for one in Identity])
    parser.add_argument("--home", type=Path, required=True, help="the city whose keys are used")
    parser.add_argument("--address", default="", help="HOST:PORT of another implementation of this identity")
    parser.add_argument(
        "--spoil", action="store_true", help="try a running city, which is of no use afterwards"
    )
    return parser


def _tried(identity: str, home: Path, address: str, *, spoil: bool) -> Report:
    door, links = door_of(home, identity)
    if address:
        door = _elsewhere(door, address)
    elif not spoil and answers(door):
        raise WouldSpoil(identity=identity)
    return run(door, topology=topology.load(links), parties=parties(home))


def _elsewhere(door: Door, address: str) -> Door:
    found = re.fullmatch(r"(?P<host>[^:\s]+|\[[0-9a-fA-F:]+\]):(?P<port>[0-9]{1,5})", address)
    if found is None or not 0 < int(found["port"]) <= HIGHEST_PORT:
        raise NoAddress
    return replace(door, host=found["host"].strip("[]"), port=int(found["port"]))


if __name__ == "__main__":
    sys.exit(main())
