"""住民票の写し: from the record to what stands on the paper. What was not asked for is left out.

Source: 住基法12条5項; STD 1.1.9, 5.1, 5.3, 5.4.
"""

from collections.abc import Collection, Sequence
from datetime import date

from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.paper import issuer
from juki.paper.certificate import (
    NOT_APPLICABLE,
    Certificate,
    Foreign,
    Form,
    Item,
    Japanese,
    Person,
)
from juki.paper.manifest import Manifest
from juki.systems.registry.domain.issue import Shown
from juki.systems.registry.domain.resident import Resident


def compose(
    residents: Sequence[Resident], *, form: Form, shown: Collection[Shown], head_name: str, whole: bool,
    issued_on: date, manifest: Manifest,
) -> Certificate:  # fmt: skip
    """The certificate of ``residents`` in 記載順位; ``whole``: they are the whole household.

    Raises:
        PaperError: an item that may not be blank is, or no certifier is set.
    """
    return Certificate(
        form=form,
        head_of_household=_asked(head_name, Shown.RELATIONSHIP, shown),
        persons=tuple(_person(resident, shown) for resident in residents),
        certification=issuer.certification(whole=whole, issued_on=_era(LegalDate.from_day(issued_on))),
        manifest=manifest,
        document_date=issued_on,
    )


def _person(resident: Resident, shown: Collection[Shown]) -> Person:
    names, former = resident.names, resident.former
    moved_within = resident.settled != resident.became_resident
    return Person(
        name=names.full, kana=_kana(resident), birth=_birth(resident), sex=resident.sex.label,
        relationship=_asked(resident.relationship.label, Shown.RELATIONSHIP, shown),
        became_resident=_era(resident.certified_since), address=resident.address.one_line,
        address_since=_era(resident.settled) if moved_within else "",
        notified=_era(LegalDate.from_day(resident.notified_on)) if resident.notified_on else "",
        previous_address=former.address.one_line if former else "",
        origin=_japanese(resident, shown) if resident.foreign is None else _foreign(resident, shown),
        individual_number=_asked(resident.individual_number, Shown.INDIVIDUAL_NUMBER, shown),
        resident_code=_asked(resident.resident_code, Shown.RESIDENT_CODE, shown),
    )  # fmt: skip


def _japanese(resident: Resident, shown: Collection[Shown]) -> Japanese:
    names, register = resident.names, resident.register
    return Japanese(
        honseki=_asked(register.honseki if register else "", Shown.HONSEKI, shown),
        register_head=_asked(register.head if register else "", Shown.HONSEKI, shown),
        former_surname=names.former_surname or NOT_APPLICABLE,
        former_surname_kana=names.former_surname_kana,
    )


def _foreign(resident: Resident, shown: Collection[Shown]) -> Foreign:
    block = resident.foreign
    assert block is not None
    expires = LegalDate.from_day(block.expires_on).display(DateStyle.WESTERN) if block.expires_on else ""
    return Foreign(
        nationality=_asked(block.nationality_name, Shown.NATIONALITY, shown),
        category=_asked(block.category.label, Shown.RESIDENCE_STATUS, shown),
        status=_asked(block.status or NOT_APPLICABLE, Shown.RESIDENCE_STATUS, shown),
        period=_asked(block.period or NOT_APPLICABLE, Shown.RESIDENCE_STATUS, shown),
        expires=_asked(expires or NOT_APPLICABLE, Shown.RESIDENCE_STATUS, shown),
        card_number=_asked(block.card_number or NOT_APPLICABLE, Shown.RESIDENCE_STATUS, shown),
        alias=resident.names.alias or NOT_APPLICABLE,
        alias_kana=resident.names.alias_kana,
    )


def _kana(resident: Resident) -> str:
    """Only a certified reading is printed; a foreign resident's is not certified by law."""
    if resident.foreign is not None:
        return NOT_APPLICABLE
    return resident.names.kana if resident.names.kana_certified else ""


def _birth(resident: Resident) -> str:
    return resident.birth.display(DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI)


def _era(value: LegalDate) -> str:
    return value.display(DateStyle.WAREKI)


def _asked(text: str, item: Shown, shown: Collection[Shown]) -> Item:
    return text if item in shown else None
