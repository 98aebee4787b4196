import pytest

from juki.launch.postgres.configuration import (
    initdb_options,
    pg_hba_conf,
    postgresql_conf,
    server_settings,
)


class TestPostgresqlConf:
    def test_reads_as_lines_that_postgresql_understands(self):
        text = postgresql_conf(port=5501, durable=True, major=18)
        assert "\nport = 5501\n" in text
        assert "\nlisten_addresses = '127.0.0.1'\n" in text
        assert "\nunix_socket_directories = ''\n" in text
        assert "\nfsync = on\n" in text

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("log_statement", "none"),
            ("log_parameter_max_length", 0),
            ("log_parameter_max_length_on_error", 0),
            ("log_min_error_statement", "panic"),
            ("log_min_duration_statement", -1),
            ("log_error_verbosity", "terse"),
        ],
    )
    @pytest.mark.parametrize("durable", [True, False])
    def test_keeps_values_out_of_the_log(self, setting: str, value: str | int, durable: bool):
        assert server_settings(port=1, durable=durable, major=18)[setting] == value

    def test_forgets_only_when_asked(self):
        assert server_settings(port=1, durable=True, major=18)["synchronous_commit"] is True
        assert server_settings(port=1, durable=False, major=18)["synchronous_commit"] is False

    def test_names_no_setting_that_an_older_release_refuses(self):
        assert "io_workers" not in server_settings(port=1, durable=True, major=17)


class TestPgHba:
    def test_lets_in_nobody_without_a_password_or_from_elsewhere(self):
        rules = [line.split() for line in pg_hba_conf().splitlines() if not line.startswith("#")]
        assert rules
        assert {(rule[0], rule[3], rule[4]) for rule in rules} == {("host", "127.0.0.1/32", "scram-sha-256")}


class TestInitdbOptions:
    @pytest.mark.parametrize("major", [15, 16, 17, 18])
    def test_sort_by_code_point_and_know_unicode(self, major: int):
        options = initdb_options(major=major, durable=True)
        assert {"--locale=C", "--lc-ctype=C.UTF-8", "--encoding=UTF8", "--data-checksums"} <= set(options)
        assert ("--locale-provider=builtin" in options) is (major >= 17)

    def test_skip_the_disk_only_for_a_throw_away_cluster(self):
        assert "--no-sync" not in initdb_options(major=18, durable=True)
        assert "--no-sync" in initdb_options(major=18, durable=False)
