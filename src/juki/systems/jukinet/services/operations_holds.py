"""更新禁止 and 排他: flags that stop updates of one record until a person lifts them."""

from typing import Literal
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.systems.jukinet.errors import HoldUnchanged, NoSuchRecord
from juki.systems.jukinet.records.models import Identification
from juki.systems.jukinet.services.reasons import require_reason

Flag = Literal["updates_barred", "reserved"]


def set_flag(
    *, flag: Flag, resident_code: str, on: bool, reason: str, actor: Actor, times: Times, trace: UUID
) -> None:
    """Set or lift a flag of a record. Updates that arrive meanwhile are parked and can be tried again afterwards.

    Source: document 別添2(2) items 31, 33; III(2)2 risk 3 (本人確認情報管理責任者の許可).

    Raises:
        NoSuchRecord: nobody on file has this code.
        HoldUnchanged: the flag has this value already.
        InvalidResidentCode: wrong digits.
        Malformed: the reason is not one readable line.
    """
    require_reason(reason)
    code = ResidentCode.parse(resident_code).digits
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        record = Identification.objects.select_for_update().filter(pk=code).first()
        if record is None:
            raise NoSuchRecord
        if getattr(record, flag) == on:
            raise HoldUnchanged
        setattr(record, flag, on)
        record.save(update_fields=[flag])
        act.log(f"identification.{flag}", subjects=[f"resident:{code}"], detail={"on": int(on)})
