"""Residents written straight into the register's tables, for tests of what shows them. Everybody is made up at run time."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from juki.kernel.settings import current
from juki.kernel.values.address import Address
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.resident import (
    Event,
    FamilyRegister,
    FormerAddress,
    Kind,
    Names,
    Resident,
    Sex,
    State,
)
from juki.systems.registry.records.models import (
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services.rows import columns, head_columns


class Residents:
    """Founds households; ``random`` makes the numbers."""

    def __init__(self) -> None:
        self.random = random.Random()
        self.times = current().clock.now()
        self.moved = LegalDate.from_day(self.times.legal_day - timedelta(days=3))

    def serial(self, kind: Any) -> str:
        """A 宛名番号 or 世帯番号 with its check digit."""
        while True:
            number = kind.from_serial(self.random.randrange(600_000, 900_000))
            if number is not None and not ResidentRow.objects.filter(pk=number.digits).exists():
                return number.digits

    def event(
        self, reason: str = "TENNYU", *, event_class: str = "entry", trace: UUID | None = None
    ) -> EventRow:
        """An act."""
        stored = self.moved.to_storage()
        return EventRow.objects.create(
            trace=trace or uuid4(), reason=reason, event_class=event_class, day=self.moved.internal,
            day_form=stored.form, day_text=stored.text, notified_on=self.times.legal_day,
            processed_on=self.times.legal_day, recorded_at=self.times.machine, operator="client:clerk.test",
            terminal="window-1",
        )  # fmt: skip

    def person(self, household: str, position: int, **changes: Any) -> Resident:
        """A Japanese resident; ``changes`` replace items."""
        at = self.random.randrange(10**6)
        items: dict[str, Any] = {
            "addressee_number": self.serial(AddresseeNumber), "record": 1, "state": State.RESIDENT,
            "kind": Kind.JAPANESE,
            "names": Names(
                full="架空　一", surname="架空", given="一", kana_surname="カクウ", kana_given="ハジメ",
                kana_certified=True,
            ),
            "birth": LegalDate.parse("昭和55年2月3日"), "sex": Sex.FEMALE, "household_number": household,
            "relationship": Relationship.parse("世帯主" if position == 1 else "子"), "position": position,
            "address": Address(
                municipality=MunicipalityCode("132292"), postal_code="1880011", prefecture="東京都", city="西東京市",
                town="田無町一丁目", lot="2番3号",
            ),
            "became_resident": self.moved, "settled": self.moved, "notified_on": self.times.legal_day,
            "former": FormerAddress(
                address=Address(municipality=MunicipalityCode("011011"), prefecture="北海道", city="札幌市", town="仮町")
            ),
            "register": FamilyRegister(honseki="東京都架空市仮町一丁目1番地", head="架空　一"), "foreign": None,
            "individual_number": IndividualNumber.from_body(f"{self.random.randrange(10**11):011}").digits,
            "resident_code": ResidentCode.from_body(f"{at:010}").digits,
            "event": Event(reason="TENNYU", event_class="entry", day=self.moved, notified_on=self.times.legal_day),
        }  # fmt: skip
        return Resident(**{**items, **changes})

    def household(self, *changes: dict[str, Any], trace: UUID | None = None) -> list[Resident]:
        """A household of one person for each of ``changes``."""
        number, event = self.serial(HouseholdNumber), self.event(trace=trace)
        people = [self.person(number, place, **change) for place, change in enumerate(changes, start=1)]
        heads = [person.addressee_number for person in people if person.is_head]
        HouseholdRow.objects.create(
            household_number=number, version=1, head_number=heads[0] if heads else None
        )
        HouseholdVersion.objects.create(
            household_number=number, number=1, head_number=heads[0] if heads else None, event=event,
            valid_from=self.moved.internal, recorded_at=self.times.machine, operator="client:clerk.test",
        )  # fmt: skip
        for person in people:
            ResidentRow.objects.create(
                addressee_number=person.addressee_number, version=1, **head_columns(person)
            )
            self.version(person, number=1, event=event)
        return people

    def version(self, person: Resident, *, number: int, event: EventRow) -> None:
        """One version of ``person``; a later one moves the head too."""
        ResidentVersion.objects.create(
            number=number, event=event, recorded_at=self.times.machine, operator="client:clerk.test",
            terminal="window-1", **columns(person),
        )  # fmt: skip
        ResidentRow.objects.filter(pk=person.addressee_number).update(version=number, **head_columns(person))
