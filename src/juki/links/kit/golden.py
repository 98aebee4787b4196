"""One golden example of every content type: about nobody, with numbers that were never given to anyone."""

from base64 import urlsafe_b64encode

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
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
from juki.links.jukinet import (
    LinkageCodeRequest,
    MoveInNotice,
    NumberCheck,
    NumberCheckAnswer,
    ResidentUpdate,
)
from juki.links.kiosk import ForeignBlock, HouseholdSnapshot, PersonSnapshot
from juki.links.message import Content
from juki.links.nws import Inquiry, InquiryAnswer, LinkageCodeSeed, ProcessingNumberRequest
from juki.links.prefecture import IdentificationUpdate
from juki.links.registry import ProcessingNumber, ResidentAnswer, ResidentRequest
from juki.links.unified import CodeState, HouseholdFact, NumberingRequest, ProcessingNumberAssigned
from juki.links.universal import AccessGrants, GrantBlock, Receipt

NUMBER = IndividualNumber.from_body("0" * 11).digits
CODE = ResidentCode.from_body("0" * 10).digits
ADDRESSEE, OTHER = (str(number) for number in list(AddresseeNumber.of_serials(range(1, 4)))[:2])
HOUSEHOLD = str(next(HouseholdNumber.of_serials(range(1, 4))))
UNIFIED = "9" * 15
PROCESSING = "見本処理通番1"
ENTRY = "見本申請1"

PERSON = NameBlock(
    full="葛\U000e0100 見本", surname="葛\U000e0100", given="見本", kana="カツ ミホン", kana_certified=True
)
"""The family name holds an ideographic variation sequence: it must arrive as it was sent."""
FOREIGNER = NameBlock(full="MIHON TARO", kana="ミホン タロウ")
BORN = DateBlock(day="2001-02-03", form="D", text="")
SINCE = DateBlock(day="2026-11-23", form="D", text="")
UNSURE = DateBlock(day="1949-03-31", form="U11", text="昭和24年3月日不詳")
HERE = AddressBlock(
    municipality="132292", postal_code="1880000", prefecture="東京都", city="西東京市", town="見本町一丁目", lot="1番地の1",
    building="見本荘101",
)  # fmt: skip
THERE = AddressBlock(
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
            *_network(),
            *_kiosk(),
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
            event_class="entry", event_reason="転入", event_date=SINCE, update_number=1, operator="client:clerk",
            terminal="見本端末",
        ),
        MoveInNotice(
            former_municipality="132047", resident_code=CODE, person=PERSON, birth=BORN, sex="2", former_address=THERE,
            new_municipality="132292", new_address=HERE, moved_in_on=SINCE,
        ),
        LinkageCodeRequest(processing_number=PROCESSING, resident_code=CODE),
        NumberCheck(individual_number=NUMBER, full_name=PERSON.full, birth=BORN.day, sex="2", address=THERE),
        NumberCheckAnswer(outcome="match", resident_code=CODE, municipality="132047"),
        ProcessingNumber(addressee_number=ADDRESSEE, processing_number=PROCESSING),
    ]  # fmt: skip


def _network() -> list[Content]:
    return [
        IdentificationUpdate(
            municipality="132292", resident_code=CODE, individual_number=NUMBER, person=PERSON, birth=BORN, sex="2",
            address=HERE, event_class="entry", event_reason="転入", event_date=SINCE, update_number=1,
        ),
        LinkageCodeSeed(processing_number=PROCESSING, person_token="見本"),  # noqa: S106 - names nobody
        ProcessingNumberRequest(request="見本依頼1"),
        ProcessingNumberIssued(request="見本依頼1", processing_number=PROCESSING),
        LinkageCodeIssued(processing_number=PROCESSING, linkage_code="見本符号"),
    ]  # fmt: skip


def _kiosk() -> list[Content]:
    head = PersonSnapshot(
        addressee_number=ADDRESSEE, resident_code=CODE, individual_number=NUMBER, kind="japanese", order=1, person=PERSON,
        birth=BORN, sex="2", relationship="世帯主", address=HERE, became_resident=SINCE, settled=SINCE,
        notified_on="2026-11-23", former_address=THERE, honseki="東京都三鷹市見本二丁目2番", honseki_head=PERSON.full,
        event_reason="転入", event_date=SINCE, issuing_stopped=False,
    )  # fmt: skip
    spouse = PersonSnapshot(
        addressee_number=OTHER, resident_code=CODE, individual_number=NUMBER, kind="foreign", order=2, person=FOREIGNER,
        birth=UNSURE, sex="1", relationship="夫", address=HERE, became_resident=SINCE, settled=SINCE,
        notified_on="2026-11-23", former_address=None, honseki="", honseki_head="", event_reason="転入", event_date=SINCE,
        issuing_stopped=True,
        foreign=ForeignBlock(nationality="見本国", category="中長期在留者", status="永住者", roman_name=FOREIGNER.full),
    )  # fmt: skip
    return [HouseholdSnapshot(household_number=HOUSEHOLD, head_name=PERSON.full, members=(head, spouse))]


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
            agency="見本機関", duty="見本事務", procedure="見本手続", information="住民票関係情報", linkage_code="見本符号",
            answer_key=key,
        ),
        InquiryAnswer(outcome="held", record="見本記録1", code="MID-0000"),
        PermittedInquiry(permit="見本.許可.証", linkage_code="見本符号", answer_key=key),
        PermittedInquiryAnswer(outcome="refused", record="見本記録1", code="MID-0000"),
    ]  # fmt: skip


def _business() -> list[Content]:
    return [
        ResidentRecord(
            target="見本業務", entry=ENTRY, addressee_number=ADDRESSEE, valid_from="2026-11-23", person=PERSON,
            birth=BORN.day, sex="2", address=HERE, household_number=HOUSEHOLD, relationship="世帯主",
        ),
        ResidentRequest(target="見本業務", addressee_number=ADDRESSEE),
        ResidentAnswer(outcome="found", entry=ENTRY, person=PERSON, birth=BORN.day, sex="2", address=HERE),
    ]  # fmt: skip


def _universal() -> list[Content]:
    return [
        Receipt(
            station="intermediary", message=CodeAcquisition.name, message_id=MESSAGE, state="applied",
            at="2026-11-23T01:00:00+00:00",
        ),
        AccessGrants(client="見本職員", grants=(GrantBlock(permission="見本.閲覧", valid_from="2026-11-23"),)),
    ]  # fmt: skip


def _answer_key() -> str:
    """The public key that belongs to the private key 1: an example that protects nothing."""
    point = ec.derive_private_key(1, ec.SECP256R1()).public_key().public_numbers()
    x, y = (urlsafe_b64encode(n.to_bytes(32, "big")).rstrip(b"=").decode() for n in (point.x, point.y))
    return msgspec.json.encode({"kty": "EC", "crv": "P-256", "x": x, "y": y}).decode()
