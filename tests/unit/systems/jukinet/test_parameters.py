"""The parameters agree with one another and with the reasons that the register knows."""

from juki.systems.jukinet.services.parameters import parameters
from juki.systems.registry.domain.event_reasons import REASONS


def test_every_reason_is_one_of_the_registers_and_of_its_class():
    for event_class, reasons in parameters().rules.reasons.items():
        assert {REASONS[reason].event_class.value for reason in reasons} == {event_class}


def test_special_reasons_are_among_them():
    rules = parameters().rules
    known = frozenset().union(*rules.reasons.values())
    assert rules.moves_within <= rules.reasons["amendment"]
    assert rules.first_ever <= rules.reasons["entry"]
    assert rules.certified_days <= known


def test_reasons_that_touch_a_household_alone_are_not_sent():
    known = frozenset().union(*parameters().rules.reasons.values())
    assert known.isdisjoint(
        {"SETAI_BUNRI", "SETAI_GAPPEI", "SETAI_HENKO", "SETAINUSHI_HENKO", "KAISEI_KISAI", "KAISEI_SHOJO"}
    )
