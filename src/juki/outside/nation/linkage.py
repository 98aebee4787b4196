"""符号取得要求: telling the information network whose 処理通番 it is, without saying who."""

import secrets

from django.db import connection

from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.outside.nation import peers, rules
from juki.outside.nation.errors import NoProcessingNumber
from juki.outside.nation.peers import LinkageCodeRequest
from juki.outside.nation.records.models import NationAwaited, NationPerson, NationSecret


def pass_on_request(act: Act, request: LinkageCodeRequest) -> None:
    """Send the network the 処理通番 and the person's token, now or when the person is known here.

    The request comes straight from the CS and may overtake the person, who comes by way of the prefecture. The same
    person has the same token for ever. Source: 番号法21条の2; STD 7.1.2.2.

    Raises:
        NoProcessingNumber: there is none.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(request.resident_code).digits
    if not request.processing_number.strip():
        raise NoProcessingNumber
    one_at_a_time(code)
    if NationPerson.objects.filter(pk=code).exists():
        _send(act, code, request.processing_number)
        return
    NationAwaited.objects.update_or_create(
        pk=request.processing_number, defaults={"resident_code": code, "asked_at": act.times.machine}
    )
    act.log("nation.linkage", subjects=[f"resident:{code}"], outcome="awaited")


def send_awaited(act: Act, code: str) -> None:
    """Send on what was asked about a person before they were known."""
    for awaited in NationAwaited.objects.filter(resident_code=code).order_by("asked_at", "pk"):
        _send(act, code, awaited.processing_number)
        awaited.delete()


def first_code(person: NationPerson) -> str:
    """The 住民票コード under which the person was first known: what their token is made from."""
    return person.first_code or person.resident_code


def one_at_a_time(code: str) -> None:
    """Until the transaction ends nobody else takes anything about this person: neither can miss the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"nation {code}"])


def _send(act: Act, code: str, processing_number: str) -> None:
    token = rules.person_token(first_code(NationPerson.objects.get(pk=code)), key=_key())
    peers.send_seed(act, processing_number=processing_number, person_token=token)
    act.log("nation.linkage", subjects=[f"resident:{code}"])


def _key() -> bytes:
    NationSecret.objects.bulk_create([NationSecret(id=1, key=secrets.token_bytes(32))], ignore_conflicts=True)
    return bytes(NationSecret.objects.get(id=1).key)
