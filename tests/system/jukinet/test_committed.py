"""What only real commits show: no question inside a transaction, file and sending in one."""

from uuid import uuid4

import pytest

from juki.links.jukinet import NumberCheck, NumberCheckAnswer
from juki.links.post import outbox, parking, questions
from juki.links.post.models import Inbox, Outbox
from juki.outside.nation.records.models import NationPerson
from juki.oversight.trail.services.here import broken_here
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from support.identification import REGISTER, code, name, notice, number, send, times, update


def test_a_person_goes_through_all_stations_and_can_then_be_checked(committing_db, network):
    send(update(), notice())
    network.settle()
    answer = questions.ask(
        NumberCheck(individual_number=number(1), full_name=name(1).full), NumberCheckAnswer, own="registry", to="jukinet",
        about="test", trace=uuid4(), actor=REGISTER, times=times(),
    )  # fmt: skip
    assert (answer.outcome, answer.resident_code) == ("match", code(1))
    assert NationPerson.objects.count() == 1
    assert broken_here() is None
    assert not Inbox.objects.filter(body__isnull=False).exists()
    assert not Outbox.objects.filter(body__isnull=False).exists()


def test_what_cannot_be_sent_is_not_stored(committing_db, network, monkeypatch):
    monkeypatch.setattr(outbox, "LIMIT", 0)
    with pytest.raises(Exception, match="LNK-0404"):
        send(update())
    monkeypatch.setattr(outbox, "LIMIT", 1)
    send(update())
    monkeypatch.setattr("juki.systems.jukinet.peers.prefecture.send_update", _broken)
    network.settle()
    assert [row.code for row in parking.parked("jukinet")] == ["LNK-0302"]
    assert not Identification.objects.exists()
    assert not IdentificationVersion.objects.exists()


def _broken(*_arguments, **_named):
    raise RuntimeError
