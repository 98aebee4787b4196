"""One golden example of every content type: about nobody, with numbers that were never given to anyone."""

from base64 import urlsafe_b64encode

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from juki.kernel.values.address import Address
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.check_digit import serial_digit
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.resident_code import ResidentCode
from juki.links.addressee import NumberBlock, NumberBlockRequest, ResidentAddressee
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.business import ResidentRecord
from juki.links.intermediary import (
    CodeAcquisition,
    HouseholdCopy,
    LinkageCodeIssued,
    PermittedInquiry,
    PermittedInquiryAnswer,
    ProcessingNumberIssued,
)
from juki.links.jpki import CertificateStatus, CertificateStatusAnswer
from juki.links.jukinet import (
    CardSerial,
    CodeStock,
    CodeStockRequest,
    DesignatedNumber,
    LeavingForeigner,
    LeavingPerson,
    LinkageCodeRequest,
    MoveInNotice,
    MoveInNoticeReceived,
    MoveOutCertificate,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
    ResidentUpdate,
)
from juki.links.kiosk import (
    CardProof,
    CardStatement,
    CertificateOffer,
    ForeignBlock,
    HouseholdSnapshot,
    KioskIssue,
    KioskIssueAnswer,
    KioskMenu,
    KioskMenuAnswer,
    LeavingBlock,
    MemberOffer,
    PersonSnapshot,
    PrintResult,
    SerialPair,
)
from juki.links.message import Content
from juki.links.nws import Inquiry, InquiryAnswer, LinkageCodeSeed, ProcessingNumberRequest
from juki.links.prefecture import IdentificationUpdate
from juki.links.registry import IndividualMatter, Pension, ProcessingNumber, ResidentAnswer, ResidentRequest
from juki.links.unified import CodeState, HouseholdFact, NumberingRequest, ProcessingNumberAssigned
from juki.links.universal import AccessGrants, GrantBlock, Receipt

NUMBER, OTHER_NUMBER = (IndividualNumber.from_body(f"{body:011d}").digits for body in range(2))
CODE, OTHER_CODE = (ResidentCode.from_body(f"{body:010d}").digits for body in range(2))
ADDRESSEE, OTHER = (str(number) for number in list(AddresseeNumber.of_serials(range(1, 4)))[:2])
HOUSEHOLD = str(next(HouseholdNumber.of_serials(range(1, 4))))
UNIFIED = next(
    f"{body}{digit}" for body in range(9 * 10**13 + 1, 9 * 10**13 + 3) if (digit := serial_digit(str(body)))
)
PROCESSING = "0" * 16
REQUEST = LINKAGE_CODE = "0" * 32
ENTRY = "見本申請1"
CLERK = "clerk.sample"


def _name(name: PersonName, kana: str, *, certified: bool = False) -> NameBlock:
    return NameBlock(
        full=name.full, surname=name.family, given=name.given, kana=kana, kana_certified=certified
    )


def _date(text: str) -> DateBlock:
    stored = LegalDate.parse(text, rule=DateRule.CERTIFIED).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


def _address(*, municipality: str, **parts: str) -> AddressBlock:
    address = Address(municipality=MunicipalityCode(municipality), **parts)
    return AddressBlock(
        municipality=municipality, postal_code=address.postal_code, prefecture=address.prefecture, city=address.city,
        town=address.town, lot=address.lot, building=address.building, town_code=address.town_code,
    )  # fmt: skip


PERSON = _name(PersonName.of("葛\U000e0100", "見本"), "カツ\u3000ミホン", certified=True)
"""The family name holds an ideographic variation sequence: it must arrive as it was sent."""
FOREIGNER = _name(PersonName.whole("MIHON TARO"), "ミホン\u3000タロウ")
BORN = _date("2001-02-03")
SINCE = _date("2026-11-23")
UNSURE = _date("昭和24年3月日不詳")
MOVED_IN = "TENNYU"
"""転入, as 異動事由 is coded."""
HERE = _address(
    municipality="132292", postal_code="1880000", prefecture="東京都", city="西東京市", town="見本町一丁目", lot="1番地の1",
    building="見本荘101",
)  # fmt: skip
THERE = _address(
    municipality="132047", postal_code="1810000", prefecture="東京都", city="三鷹市", town="見本", lot="2番地"
)
HEAD = HouseholdFact(is_head=True, head_name="", relationship="")
MESSAGE = "00000000-0000-4000-8000-000000000001"


def examples() -> dict[str, Content]:
    """A content of every type by its name; the same at every call."""
    return {
        one.name: one
        for one in (
            *_register(),
            _move_out(),
            *_from_the_network(),
            *_network(),
            *_kiosk(),
            *_cards(),
            *_numbers(),
            *_inquiries(),
            *_business(),
            *_universal(),
        )
    }


def _register() -> list[Content]:
    return [
        ResidentUpdate(
            resident_code=CODE, individual_number=NUMBER, person=PERSON, birth=BORN, sex="2", address=HERE,
            became_resident=SINCE, settled=SINCE, notified_on="2026-11-23", former_address=THERE, relationship="世帯主",
            event_class="entry", event_reason=MOVED_IN, event_date=SINCE, update_number=1, operator=f"client:{CLERK}",
            terminal="見本端末",
        ),
        MoveInNotice(
            former_municipality=THERE.municipality, resident_code=CODE, person=PERSON, birth=BORN, sex="2", former_address=THERE,
            new_municipality=HERE.municipality, new_address=HERE, moved_in_on=SINCE,
        ),
        LinkageCodeRequest(processing_number=PROCESSING, resident_code=CODE),
        NumberCheck(individual_number=NUMBER, full_name=PERSON.full, birth=BORN.day, sex="2", address=THERE),
        NumberCheckAnswer(outcome="match", resident_code=CODE, municipality=THERE.municipality),
        ProcessingNumber(addressee_number=ADDRESSEE, processing_number=PROCESSING),
    ]  # fmt: skip


def _move_out() -> Content:
    head = LeavingPerson(
        resident_code=CODE, individual_number=NUMBER, kind="1", person=PERSON, birth=BORN, sex="2", relationship="世帯主",
        honseki="東京都三鷹市見本二丁目2番", honseki_head=PERSON.full, former_surname="見本", former_surname_kana="ミホン",
    )  # fmt: skip
    spouse = LeavingPerson(
        resident_code=OTHER_CODE, individual_number=OTHER_NUMBER, kind="2", person=FOREIGNER, birth=UNSURE, sex="1",
        relationship="夫", alias="見本太郎", alias_kana="ミホンタロウ",
        foreign=LeavingForeigner(
            nationality="USA", nationality_name="見本国", category="mid_to_long_term", since=SINCE, status="永住者",
            card_number="AA00000000AA",
        ),
    )  # fmt: skip
    return MoveOutCertificate(
        certificate=MESSAGE, issued_at="2026-11-20T01:00:00+00:00", former_municipality=THERE.municipality,
        former_address=THERE, former_head=PERSON.full, new_municipality=HERE.municipality, new_address=HERE,
        planned_on="2026-11-22", filed_on="2026-11-20", persons=(head, spouse),
    )  # fmt: skip


def _from_the_network() -> list[Content]:
    return [
        MoveInNoticeReceived(
            notice=MESSAGE, sent_at="2026-11-24T01:00:00+00:00", former_municipality=HERE.municipality, resident_code=CODE,
            person=PERSON, birth=BORN, sex="2", new_municipality=THERE.municipality, new_address=THERE,
            moved_in_on="2026-11-23",
        ),
        CodeStockRequest(size=2),
        CodeStock(codes=(CODE, OTHER_CODE)),
        NumberGenerationRequest(request=MESSAGE, resident_code=CODE),
        DesignatedNumber(request=MESSAGE, resident_code=CODE, individual_number=NUMBER),
    ]  # fmt: skip


def _network() -> list[Content]:
    return [
        IdentificationUpdate(
            municipality=HERE.municipality, resident_code=CODE, individual_number=NUMBER, person=PERSON, birth=BORN, sex="2",
            address=HERE, event_class="entry", event_reason=MOVED_IN, event_date=SINCE, update_number=1,
        ),
        LinkageCodeSeed(processing_number=PROCESSING, person_token="見本"),  # noqa: S106 - names nobody
        ProcessingNumberRequest(request=REQUEST),
        ProcessingNumberIssued(request=REQUEST, processing_number=PROCESSING),
        LinkageCodeIssued(processing_number=PROCESSING, linkage_code=LINKAGE_CODE),
    ]  # fmt: skip


def _kiosk() -> list[Content]:
    head = PersonSnapshot(
        addressee_number=ADDRESSEE, resident_code=CODE, individual_number=NUMBER, kind="1", order=1, person=PERSON,
        birth=BORN, sex="2", relationship="世帯主", address=HERE, became_resident=SINCE, settled=SINCE,
        notified_on="2026-11-23", former_address=THERE, honseki="東京都三鷹市見本二丁目2番", honseki_head=PERSON.full,
        former_surname="見本", former_surname_kana="ミホン", event_reason=MOVED_IN, event_date=SINCE,
        issuing_stopped=False,
    )  # fmt: skip
    spouse = PersonSnapshot(
        addressee_number=OTHER, resident_code=OTHER_CODE, individual_number=OTHER_NUMBER, kind="2", order=2, person=FOREIGNER,
        birth=UNSURE, sex="1", relationship="夫", address=HERE, became_resident=SINCE, settled=SINCE,
        notified_on="2026-11-23", former_address=None, honseki="", honseki_head="", event_reason=MOVED_IN, event_date=SINCE,
        issuing_stopped=True,
        foreign=ForeignBlock(nationality="見本国", category="中長期在留者", status="永住者", roman_name=FOREIGNER.full),
        leaving=LeavingBlock(day="2026-12-01", notified_on="2026-11-23", address="東京都三鷹市見本2番地"),
    )  # fmt: skip
    return [HouseholdSnapshot(household_number=HOUSEHOLD, head_name=PERSON.full, members=(head, spouse))]


def _cards() -> list[Content]:
    statement = CardStatement(
        transaction=MESSAGE, municipality=HERE.municipality, kiosk="MIHON-1", nonce="0" * 64,
        at="2026-11-24T00:00:00+00:00",
    )  # fmt: skip
    proof = CardProof(
        statement=msgspec.json.encode(statement).decode(), signature="AA==", certificate="AA==", status="AA=="
    )
    offer = CertificateOffer(
        kind="some",
        label="住民票の写し(世帯の一部)",
        fee=300,
        show=("relationship", "honseki"),
        members="some",
    )
    return [
        CardSerial(resident_code=CODE, serial="1f", state="in_force", changed_at="2026-11-23T01:00:00+00:00"),
        SerialPair(addressee_number=ADDRESSEE, serial="1f", state="in_force", changed_at="2026-11-23T01:00:00+00:00"),
        CertificateStatus(request="AA=="),
        CertificateStatusAnswer(response="AA=="),
        KioskMenu(transaction=MESSAGE, kiosk="MIHON-1", proof=proof),
        KioskMenuAnswer(
            outcome="offered", offers=(offer,), members=(MemberOffer(place=1, name=PERSON.full),),
            until="2026-11-24T00:05:00+00:00",
        ),
        KioskIssue(transaction=MESSAGE, kiosk="MIHON-1", kind="some", places=(1,), show=("relationship",)),
        KioskIssueAnswer(
            outcome="issued", issue_number="20261124 西東京市 MIHON-1 001", pages=1, digest="0" * 64, document="AA=="
        ),
        PrintResult(transaction=MESSAGE, outcome="printed", at="2026-11-24T00:01:00+00:00"),
    ]  # fmt: skip


def _numbers() -> list[Content]:
    return [
        NumberingRequest(
            addressee_number=ADDRESSEE, individual_number=NUMBER, person=PERSON, birth=BORN, sex="2", address=HERE,
            household=HEAD, valid_from="2026-11-23",
        ),
        CodeAcquisition(unified_number=UNIFIED),
        HouseholdCopy(unified_number=UNIFIED, layout="見本1", valid_from="2026-11-23", household=HEAD),
        ProcessingNumberAssigned(unified_number=UNIFIED, processing_number=PROCESSING),
        CodeState(unified_number=UNIFIED, state="acquired"),
        ResidentAddressee(
            addressee_number=ADDRESSEE, household_number=HOUSEHOLD, person=PERSON, address=HERE, sex="2", birth=BORN.day,
            is_resident=True, since="2026-11-23",
        ),
        NumberBlockRequest(size=2),
        NumberBlock(numbers=(ADDRESSEE, OTHER)),
    ]  # fmt: skip


def _inquiries() -> list[Content]:
    key = _answer_key()
    return [
        Inquiry(
            agency="見本機関", duty="見本事務", procedure="見本手続", information="住民票関係情報", linkage_code=LINKAGE_CODE,
            answer_key=key,
        ),
        InquiryAnswer(outcome="held", record=MESSAGE, code="MID-0000"),
        PermittedInquiry(permit="見本.許可.証", linkage_code=LINKAGE_CODE, answer_key=key),
        PermittedInquiryAnswer(outcome="refused", record=MESSAGE, code="MID-0000"),
    ]  # fmt: skip


def _business() -> list[Content]:
    return [
        ResidentRecord(
            target="見本業務", entry=ENTRY, addressee_number=ADDRESSEE, valid_from="2026-11-23", person=PERSON,
            birth=BORN.day, sex="2", address=HERE, household_number=HOUSEHOLD, relationship="世帯主",
        ),
        ResidentRequest(target="見本業務", addressee_number=ADDRESSEE),
        ResidentAnswer(outcome="found", entry=ENTRY, person=PERSON, birth=BORN.day, sex="2", address=HERE),
        IndividualMatter(
            target="見本業務", addressee_number=ADDRESSEE, number=1,
            matter=Pension(
                insured=True, acquired_on="2026-11-23", pension_number="0" * 10, category="1",
                category_changed_on="2026-11-23",
            ),
        ),
    ]  # fmt: skip


def _universal() -> list[Content]:
    return [
        Receipt(
            station="intermediary", message=CodeAcquisition.name, message_id=MESSAGE, state="applied",
            at="2026-11-23T01:00:00+00:00",
        ),
        AccessGrants(client=CLERK, grants=(GrantBlock(permission="link.see", valid_from="2026-11-23"),)),
    ]  # fmt: skip


def _answer_key() -> str:
    """The public key that belongs to the private key 1: an example that protects nothing."""
    point = ec.derive_private_key(1, ec.SECP256R1()).public_key().public_numbers()
    x, y = (urlsafe_b64encode(n.to_bytes(32, "big")).rstrip(b"=").decode() for n in (point.x, point.y))
    return msgspec.json.encode({"kty": "EC", "crv": "P-256", "x": x, "y": y}).decode()
