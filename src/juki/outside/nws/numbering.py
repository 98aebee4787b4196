"""処理通番 and 符号, given out."""

from juki.kernel.work import Act
from juki.outside.nws import peers, rules
from juki.outside.nws.errors import NoSuchProcessingNumber, SeededForAnother
from juki.outside.nws.peers import LinkageCodeSeed, ProcessingNumberRequest
from juki.outside.nws.records.models import Code, ProcessingNumber


def issue(act: Act, message: ProcessingNumberRequest) -> None:
    """Give a request its 処理通番; the same request gets the same one."""
    body = act.came_from or ""
    row = ProcessingNumber.objects.filter(body=body, request=message.request).first()
    if row is None:
        row = ProcessingNumber.objects.create(
            number=_unused(), body=body, request=message.request, issued_at=act.times.machine
        )
    peers.tell_processing_number(act, body=body, request=row.request, number=row.number)
    act.log("nws.number.issued", detail={"body": body})


def seed(act: Act, message: LinkageCodeSeed) -> None:
    """Now that it is known whose 処理通番 it is, give each body its own code. Source: 番号法21条の2.

    Raises:
        NoSuchProcessingNumber, SeededForAnother: parked, nobody gets a code.
    """
    row = ProcessingNumber.objects.select_for_update().filter(number=message.processing_number).first()
    if row is None:
        raise NoSuchProcessingNumber
    if row.person_token not in {None, message.person_token}:
        raise SeededForAnother
    if row.person_token is None:
        row.person_token, row.seeded_at = message.person_token, act.times.machine
        row.save(update_fields=["person_token", "seeded_at"])
    for body in rules.BODIES:
        code, _ = Code.objects.get_or_create(
            body=body, person_token=message.person_token,
            defaults={"code": rules.new_code(), "made_at": act.times.machine},
        )  # fmt: skip
        peers.tell_code(act, body=body, processing_number=row.number, code=code.code)
    act.log("nws.code.issued", detail={"bodies": len(rules.BODIES)})


def _unused() -> str:
    while True:
        number = rules.new_processing_number()
        if not ProcessingNumber.objects.filter(number=number).exists():
            return number
