"""符号の取得: asked once per person, numbered, bound. Source: 番号法21条の2; document I-2 system 5 (1), (4), (7)."""

from uuid import uuid4

from juki.kernel.work import Act
from juki.systems.intermediary.errors import (
    OtherCode,
    OtherProcessingNumber,
    UnknownProcessingNumber,
    UnknownRequest,
)
from juki.systems.intermediary.peers import contract, nws, unified
from juki.systems.intermediary.records import acquisition as states
from juki.systems.intermediary.records.models import Acquisition, LinkageCode
from juki.systems.intermediary.services.code_keys import cipher


def begin(act: Act, message: contract.CodeAcquisition) -> None:
    """Ask the network for a 処理通番; asked again, say what is known already.

    Raises:
        InvalidNumber: not a 団体内統合宛名番号.
    """
    number = contract.number_of(message)
    row, is_new = Acquisition.objects.get_or_create(
        unified_number=number, defaults={"request": uuid4().hex, "asked_at": act.times.machine}
    )
    if is_new:
        nws.ask_processing_number(act, request=row.request)
    elif row.state == states.NUMBERED and row.processing_number:
        unified.tell_processing_number(act, unified_number=number, processing_number=row.processing_number)
    elif row.state == states.BOUND:
        unified.tell_state(act, unified_number=number, state="acquired")
    act.log("code.asked", subjects=[f"unified:{number}"], detail={"state": row.state})


def take_processing_number(act: Act, message: contract.ProcessingNumberIssued) -> None:
    """Keep the 処理通番 of a request and hand it on.

    Raises:
        UnknownRequest: we asked nothing of the kind.
        OtherProcessingNumber: the request has another already.
    """
    row = Acquisition.objects.select_for_update().filter(request=message.request).first()
    if row is None:
        raise UnknownRequest
    if row.processing_number is not None:
        if row.processing_number != message.processing_number:
            raise OtherProcessingNumber
        return
    row.processing_number, row.state, row.numbered_at = (
        message.processing_number,
        states.NUMBERED,
        act.times.machine,
    )
    row.save(update_fields=["processing_number", "state", "numbered_at"])
    unified.tell_processing_number(
        act, unified_number=row.unified_number, processing_number=message.processing_number
    )
    act.log("code.numbered", subjects=[f"unified:{row.unified_number}"])


def bind(act: Act, message: contract.LinkageCodeIssued) -> None:
    """Bind 符号 to its 団体内統合宛名番号, once and for good.

    A code that is bound to another number already means one person under two numbers: nothing is bound, the
    acquisition has failed, and 団体内統合宛名 lists it for a person to solve.

    Raises:
        UnknownProcessingNumber: no request has this 処理通番.
        OtherCode: the person has another code.
    """
    row = Acquisition.objects.select_for_update().filter(processing_number=message.processing_number).first()
    if row is None:
        raise UnknownProcessingNumber
    keys = cipher()
    digest = keys.digest(message.linkage_code)
    bound = LinkageCode.objects.select_related("acquisition").filter(acquisition=row).first()
    if bound is not None:
        if bytes(bound.digest) != digest:
            raise OtherCode
        return
    is_taken = LinkageCode.objects.filter(digest=digest).exists()
    if not is_taken:
        LinkageCode.objects.create(
            acquisition=row, sealed=keys.sealed(message.linkage_code, unified_number=row.unified_number),
            digest=digest, bound_at=act.times.machine,
        )  # fmt: skip
    row.state = states.FAILED if is_taken else states.BOUND
    row.save(update_fields=["state"])
    unified.tell_state(act, unified_number=row.unified_number, state="failed" if is_taken else "acquired")
    act.log(
        "code.bound", subjects=[f"unified:{row.unified_number}"], outcome="failed" if is_taken else "done"
    )
