"""``python -m juki.links.kit <identity> --home JUKI_HOME [--address HOST:PORT]``: JSON report, exit 1 if it failed."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from juki.links import topology
from juki.links.identity import Identity
from juki.links.kit.parties import door_of, parties
from juki.links.kit.runner import run


def main(arguments: list[str] | None = None) -> int:
    """Try the door of an identity as its peers."""
    parser = argparse.ArgumentParser(prog="python -m juki.links.kit", description=__doc__)
    parser.add_argument("identity", choices=[str(one) for one in Identity])
    parser.add_argument("--home", type=Path, required=True, help="the city whose keys are used")
    parser.add_argument("--address", default="", help="HOST:PORT of another implementation of this identity")
    given = parser.parse_args(arguments)
    door, links = door_of(given.home, given.identity)
    if given.address:
        host, _, port = given.address.rpartition(":")
        door = replace(door, host=host, port=int(port))
    report = run(door, topology=topology.load(links), parties=parties(given.home))
    content = {
        "identity": report.identity,
        "passed": report.passed,
        "tried": len(report.checks),
        "failed": report.failed,
    }
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n")
    return 0 if report.passed else 1


if __name__ == "__main__":
    sys.exit(main())
