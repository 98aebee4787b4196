"""``juki nightly``: what it prints, and what its exit code says."""

import argparse
from types import SimpleNamespace

import pytest

from juki.kernel.settings import current
from juki.launch.commands import nightly
from juki.launch.errors import ParameterUnreadable
from juki.systems.registry.domain.nightly_errors import NoSuchJob
from juki.systems.registry.records.models import NightlyRun


@pytest.fixture
def juki_nightly(db, wire, monkeypatch, capsys):
    monkeypatch.setattr(nightly, "activate", lambda _home, _process: current())
    monkeypatch.setattr(nightly, "check_database", lambda _settings: None)

    def run(*words):
        parser = argparse.ArgumentParser()
        nightly.arguments(parser)
        home = SimpleNamespace(require_founded=lambda: None)
        code = nightly.execute(home, parser.parse_args(words))
        return code, capsys.readouterr().out

    return run


def test_a_job_is_started_and_seen(juki_nightly):
    assert "headless_households" in juki_nightly("jobs")[1]
    code, text = juki_nightly("start", "notice_missing", "--set", "days=60")
    assert code == 0
    assert "notice_missing" in text
    assert "days=60" in text
    assert "waiting" in juki_nightly("runs", "notice_missing")[1]


def test_an_alert_is_an_exit_code(juki_nightly):
    assert juki_nightly("alerts") == (0, "")
    juki_nightly("start", "retention")
    now = current().clock.now().machine
    NightlyRun.objects.update(state="failed", error_code="SQLSTATE 40P01", ended_at=now)
    code, text = juki_nightly("alerts")
    assert code == 1
    assert "SQLSTATE 40P01" in text


def test_what_it_does_not_understand(juki_nightly):
    with pytest.raises(ParameterUnreadable):
        juki_nightly("start", "retention", "--set", "days")
    with pytest.raises(NoSuchJob):
        juki_nightly("start", "everything")
