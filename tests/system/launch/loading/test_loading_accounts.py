"""The demonstration's members of staff can sign in, and only its owner knows how."""

from juki.launch.accounts import file_of, kept, lines
from juki.office.services import hashing

from .conftest import LoadedCity

STAFF = {
    "admin.yamada", "auditor.ito", "chief.nakamura", "clerk.kato", "clerk.sato", "guardian.honda", "officer.tanaka",
    "reviewer.suzuki",
}  # fmt: skip


def test_everybody_has_a_name_and_the_password_that_is_kept(loaded: LoadedCity):
    accounts = {one.client: one for one in kept(loaded.home)}
    assert accounts.keys() == STAFF
    assert len({one.password for one in accounts.values()}) == len(STAFF)
    assert file_of(loaded.home).stat().st_mode & 0o777 == 0o600
    rows = loaded.rows(
        "office", "select p.client, name, section, secret, must_change from office_person p"
        " join office_client using (client) join office_credential using (client)"
    )  # fmt: skip
    assert {row["client"] for row in rows} == STAFF
    for row in rows:
        account = accounts[row["client"]]
        assert (row["name"], row["section"], row["must_change"]) == (account.name, account.section, False)
        assert hashing.matches(row["secret"], account.password)
        assert account.password not in row["secret"]


def test_each_is_told_on_one_line(loaded: LoadedCity):
    shown = lines(kept(loaded.home))
    assert len(shown) == len(STAFF)
    assert all("　" in line and "-" in line for line in shown)
