"""Accounts of a demonstration's members of staff: names and passwords are made up when the city is.

The passwords stand in the home's ``accounts.json``, for its owner alone; the office gets their hashes.
"""

from uuid import uuid4

from psycopg import Connection

from juki.launch.accounts import Account, keep
from juki.launch.home import Home
from juki.launch.loading.directory import DECIDED_BY, listed, section_of
from juki.launch.loading.stamp import Stamp
from juki.launch.synthetic import names
from juki.launch.synthetic.chance import stream
from juki.launch.synthetic.kinship import FEMALE, MALE
from juki.office.domain.password import made_up
from juki.office.services.hashing import hashed

_PURPOSE = 11
_YEARS = range(1965, 2003)
_PERSON = """insert into office_person (client, name, signed_in_from, failures) values (%s, %s, '', 0)"""
_CREDENTIAL = """insert into office_credential (client, kind, secret, must_change, set_at, set_by, trace)
 values (%s, 'password', %s, false, %s, %s, %s)"""


def write(office: Connection, stamp: Stamp, home: Home) -> int:
    """Give everybody in directory.toml who is in the directory a name and a password; how many. Source: STD 10.3."""
    known = {row[0] for row in office.execute("select client from office_client where active").fetchall()}
    surnames = {
        client: entry["surname"]
        for client, entry in listed().items()
        if client in known and isinstance(entry, dict) and "surname" in entry
    }
    accounts = [
        Account(client, _name(surname, home.city().seed, place), section_of(client), made_up())
        for place, (client, surname) in enumerate(surnames.items())
    ]
    for account in accounts:
        office.execute(_PERSON, [account.client, account.name])
        secret, moment = hashed(account.password), stamp.times.machine
        office.execute(_CREDENTIAL, [account.client, secret, moment, DECIDED_BY, uuid4()])
    keep(home, accounts)
    return len(accounts)


def _name(surname: str, seed: int, place: int) -> str:
    rng = stream(seed=seed, purpose=_PURPOSE, index=place)
    given, _ = names.given(rng, sex=rng.choice((MALE, FEMALE)), year=rng.choice(_YEARS))
    return f"{surname}　{given}"
