"""処理通番 and 符号: the same acquisition as the intermediary server, the network and the inquirer remember it."""

from dataclasses import dataclass, field
from uuid import uuid4

from juki.launch.loading.lines import Block
from juki.launch.loading.placed import Household, Resident
from juki.launch.loading.stamp import Stamp
from juki.outside.nation.rules import person_token
from juki.outside.nws.rules import INQUIRER, PROVIDER, new_code, new_processing_number
from juki.systems.intermediary.records.code_cipher import CodeCipher


@dataclass(frozen=True, slots=True)
class Secrets:
    """The key of the city's codes, the national server's key of person tokens, and the layout of 副本."""

    cipher: CodeCipher
    token_key: bytes = field(repr=False)
    layout: str


def add(intermediary: Block, outside: Block, household: Household, stamp: Stamp, secrets: Secrets) -> None:
    """Each member's number, codes and 副本. Source: 番号法21条の2; document I-2 system 5 (1), (6)."""
    for member in household.members:
        request, processing_number = uuid4().hex, new_processing_number()
        token = person_token(member.person.resident_code, key=secrets.token_key)
        codes = {body: new_code() for body in (PROVIDER, INQUIRER)}
        _bind(intermediary, member, codes[PROVIDER], request, processing_number, stamp, secrets.cipher)
        _copy(intermediary, member, household.head_name, secrets.layout, stamp)
        _issue(outside, codes, token, request, processing_number, stamp)


def _bind(
    block: Block, member: Resident, code: str, request: str, processing_number: str, stamp: Stamp, cipher: CodeCipher
) -> None:  # fmt: skip
    moment, number, serial = stamp.machine_time, member.unified_number, str(member.unified_serial)
    block.add("intermediary_acquisition", {
        "id": serial, "unified_number": number, "request": request, "processing_number": processing_number,
        "state": "bound", "asked_at": moment, "numbered_at": moment,
    })  # fmt: skip
    block.add("intermediary_linkage_code", {
        "acquisition_id": serial, "sealed": f"\\x{cipher.sealed(code, unified_number=number).hex()}",
        "digest": f"\\x{cipher.digest(code).hex()}", "bound_at": moment,
    })  # fmt: skip


def _copy(block: Block, member: Resident, head_name: str, layout: str, stamp: Stamp) -> None:
    block.add("intermediary_copy", {
        "unified_number": member.unified_number, "layout": layout, "valid_from": member.event.internal,
        "is_head": "t" if member.is_head else "f", "head_name": head_name,
        "relationship": member.person.relationship_label, "recorded_at": stamp.machine_time,
        "trace": str(stamp.trace),
    })  # fmt: skip


def _issue(
    block: Block, codes: dict[str, str], token: str, request: str, processing_number: str, stamp: Stamp
) -> None:
    moment = stamp.machine_time
    block.add("nws_processing_number", {
        "number": processing_number, "body": PROVIDER, "request": request, "person_token": token,
        "issued_at": moment, "seeded_at": moment,
    })  # fmt: skip
    for body, code in codes.items():
        block.add("nws_code", {"body": body, "person_token": token, "code": code, "made_at": moment})
    block.add("inquirer_code", {
        "processing_number": processing_number, "linkage_code": codes[INQUIRER], "trace": str(stamp.trace),
        "received_at": moment,
    })  # fmt: skip
