from pathlib import Path

import pytest

from juki.launch.postgres.dsn import Role, check_dsn, dsn_for, external_for, secret_file
from juki.launch.postgres.errors import DsnIncomplete, DsnMalformed, DsnMissing, DsnUnprotected
from juki.launch.postgres.secret import write_secret

OWNER = "host=127.0.0.1 port=5432 dbname=city user=o password=x"
APP = "host=127.0.0.1 port=5432 dbname=city user=a password=y"
BOTH = {"JUKI_DSN_REGISTRY_OWNER": OWNER, "JUKI_DSN_REGISTRY_APP": APP}


class TestDsnFor:
    def test_reads_what_provisioning_wrote(self, tmp_path: Path):
        write_secret(secret_file(tmp_path, "registry", Role.APP), APP)
        assert dsn_for("registry", "app", home=tmp_path, environ={}) == APP

    def test_prefers_the_environment(self, tmp_path: Path):
        write_secret(secret_file(tmp_path, "registry", Role.APP), "host=127.0.0.1 dbname=other user=a")
        assert dsn_for("registry", Role.APP, home=tmp_path, environ=BOTH) == APP
        assert dsn_for("registry", Role.OWNER, home=tmp_path, environ=BOTH) == OWNER

    def test_reads_the_city_file(self, tmp_path: Path):
        (tmp_path / "city.toml").write_text(f'[databases.kiosk]\nowner = "{OWNER}"\napp = "{APP}"\n')
        assert dsn_for("kiosk", Role.OWNER, home=tmp_path, environ={}) == OWNER
        assert external_for("registry", home=tmp_path, environ={}) is None

    def test_says_which_variable_to_set(self, tmp_path: Path):
        with pytest.raises(DsnMissing, match=r"LCH-110.*JUKI_DSN_REGISTRY_APP"):
            dsn_for("registry", Role.APP, home=tmp_path, environ={})

    def test_refuses_a_role_that_is_none(self, tmp_path: Path):
        with pytest.raises(ValueError, match="superuser"):
            dsn_for("registry", "superuser", home=tmp_path, environ={})

    @pytest.mark.parametrize("missing", ["OWNER", "APP"])
    def test_wants_both_roles_of_an_external_database(self, tmp_path: Path, missing: str):
        half = {name: dsn for name, dsn in BOTH.items() if not name.endswith(missing)}
        with pytest.raises(DsnIncomplete, match=missing.lower()):
            dsn_for("registry", Role.APP, home=tmp_path, environ=half)


class TestCheckDsn:
    @pytest.mark.parametrize(
        "dsn",
        [
            APP,
            "postgresql://a:y@localhost:5432/city",
            "postgresql://a:y@[::1]/city",
            "host=/run/postgresql dbname=city user=a",
            "host=db.example dbname=city user=a sslmode=verify-full",
            "host=db1.example,db2.example dbname=city user=a sslmode=verify-full",
        ],
    )
    def test_accepts(self, dsn: str):
        check_dsn(dsn, system="registry", role=Role.APP)

    @pytest.mark.parametrize(
        "dsn",
        ["nonsense", "dbname=city user=a", "host=127.0.0.1 user=a", "host=127.0.0.1 dbname=city", "host='"],
    )
    def test_refuses_what_names_too_little(self, dsn: str):
        with pytest.raises(DsnMalformed, match="LCH-112"):
            check_dsn(dsn, system="registry", role=Role.APP)

    @pytest.mark.parametrize(
        "dsn",
        [
            "host=db.example dbname=city user=a",
            "host=192.0.2.1 dbname=city user=a sslmode=require",
            "host=localhost hostaddr=192.0.2.1 dbname=city user=a",
            "host=localhost,db.example dbname=city user=a",
            "postgresql://a:y@db.example/city?sslmode=verify-ca",
        ],
    )
    def test_refuses_another_machine_without_verified_tls(self, dsn: str):
        with pytest.raises(DsnUnprotected, match="LCH-113"):
            check_dsn(dsn, system="registry", role=Role.APP)

    def test_never_repeats_the_password(self):
        with pytest.raises(DsnMalformed) as refusal:
            check_dsn("host=127.0.0.1 user=a password=hush bogus=1", system="registry", role=Role.APP)
        assert "hush" not in str(refusal.value)
