"""Taking an update of 本人確認情報 from the register, and sending it up in the same transaction."""

from typing import Any

from juki.kernel.settings import current
from juki.kernel.values import kana
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.work import Act
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.domain import update_rules
from juki.systems.jukinet.domain.characters import outside
from juki.systems.jukinet.domain.update import Update
from juki.systems.jukinet.errors import UpdateNumberReused
from juki.systems.jukinet.peers import prefecture
from juki.systems.jukinet.peers.contract import ResidentUpdate
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from juki.systems.jukinet.services import operations_codes, operations_serials
from juki.systems.jukinet.services.on_file import known_of
from juki.systems.jukinet.services.parameters import parameters
from juki.systems.jukinet.services.reading_update import read_update


def record_update(act: Act, message: ResidentUpdate) -> None:
    """Check an update, store it as the head and as a version, and send what goes up to the prefecture.

    An update whose 更新順番号 is already there with the same content is dropped with a log row.

    Source: 住基法30条の6; document I-2 system 2(1).

    Raises:
        JukiError: the update is refused; see ``read_update`` and ``update_rules.check``.
        UpdateNumberReused: the number is there with another content.
    """
    update = read_update(message)
    code = update.resident_code.digits
    for one in sorted({code, update.former_resident_code} - {""}):
        operations_serials.one_at_a_time(one)
    head = Identification.objects.select_for_update().filter(pk=code).first()
    known = known_of(head) if head else None
    if update.former_resident_code and not update_rules.is_repeated(update.update_number, known):
        known = operations_codes.leave_code(act, update, head)
    if update_rules.is_repeated(update.update_number, known):
        _drop(act, update)
        return
    municipality = current().municipality
    update_rules.check(
        update, known, own=MunicipalityCode(municipality), today=act.times.legal_day, rules=parameters().rules,
        number_is_taken=_is_taken(update),
    )  # fmt: skip
    _store(update, head, act)
    prefecture.send_update(act, municipality=municipality, update=message)
    act.log(
        "identification.recorded", subjects=[f"resident:{code}"],
        detail={"number": update.update_number, "class": update.event_class.value, "reason": update.event_reason},
    )  # fmt: skip
    if head is None:
        operations_serials.forward_awaited(act, code)


def _store(update: Update, head: Identification | None, act: Act) -> None:
    columns = _columns(update) | _control(update, head, act)
    Identification(resident_code=update.resident_code.digits, **columns).save(force_insert=head is None)
    IdentificationVersion(resident_id=update.resident_code.digits, **columns).save(force_insert=True)


def _drop(act: Act, update: Update) -> None:
    code = update.resident_code.digits
    wanted = _columns(update)
    version = IdentificationVersion.objects.get(resident_id=code, update_number=update.update_number)
    if any(getattr(version, column) != value for column, value in wanted.items()):
        raise UpdateNumberReused(number=update.update_number)
    act.log(
        "identification.dropped", subjects=[f"resident:{code}"], outcome="duplicate",
        detail={"number": update.update_number},
    )  # fmt: skip


def _is_taken(update: Update) -> bool:
    number = _digits(update.identity.individual_number)
    if not number:
        return False
    others = Identification.objects.exclude(pk=update.resident_code.digits)
    return others.filter(individual_number=number, record_state=RecordState.CURRENT).exists()


def _digits(number: IndividualNumber | None) -> str:
    return number.digits if number else ""


def _columns(update: Update) -> dict[str, Any]:
    """The items that the message decides."""
    identity, charset = update.identity, parameters().charset
    counts = {
        "outside_in_name": outside(identity.name, charset=charset),
        "outside_in_address": outside(update.address.one_line, charset=charset),
        "outside_in_former_address": outside(update.former_address, charset=charset),
    }
    return {
        "name": identity.name,
        "name_kana": identity.kana,
        "name_key": kana.fold(identity.kana),
        **_date("birth", identity.birth),
        "sex": identity.sex,
        "municipality": update.municipality.digits,
        "town_code": update.address.town_code,
        "postal_code": update.address.postal_code,
        "address": update.address.one_line,
        "individual_number": _digits(identity.individual_number),
        **_date("became_resident", update.became_resident),
        **_date("settled", update.settled),
        "notified_on": update.notified_on,
        "former_municipality": update.former_municipality,
        "former_address": update.former_address,
        "relationship": update.relationship,
        "event_class": update.event_class.value,
        **_date("event_date", update.event_date),
        "event_reason": update.event_reason,
        "operator": update.operator,
        "terminal": update.terminal,
        "update_number": update.update_number,
        **counts,
        "has_outside_characters": any(counts.values()),
    }


def _control(update: Update, head: Identification | None, act: Act) -> dict[str, Any]:
    """The items that the file itself decides."""
    return {
        **_code_control(update, head),
        "request_number": act.trace,
        "recovery_number": None if act.actor.who.startswith("peer:") else _next_recovery(update),
        "updates_barred": False,
        "planned": False,
        "reserved": False,
        "record_state": RecordState.after(update.event_class).value,
        "recorded_at": act.times.machine,
    }


def _code_control(update: Update, head: Identification | None) -> dict[str, Any]:
    """旧住民票コード and 住民票コード使用年月日."""
    if update.former_resident_code:
        former, since = update.former_resident_code, update.event_date.internal
    elif head:
        former, since = head.former_resident_code, head.code_used_since
    else:
        former, since = _former_code(update), update.event_date.internal
    return {"former_resident_code": former, "code_used_since": since}


def _former_code(update: Update) -> str:
    """The code under which the same number was on file before: somebody who left, and had the code changed elsewhere."""
    number = _digits(update.identity.individual_number)
    if not number:
        return ""
    former = (
        Identification.objects.filter(individual_number=number, record_state=RecordState.REMOVED)
        .order_by("-recorded_at")
        .values_list("resident_code", flat=True)
        .first()
    )
    return former or ""


def _next_recovery(update: Update) -> int:
    mended = IdentificationVersion.objects.filter(
        resident_id=update.resident_code.digits, recovery_number__isnull=False
    )
    return mended.count() + 1


def _date(column: str, value: LegalDate) -> dict[str, Any]:
    return {column: value.internal, f"{column}_form": value.form.value, f"{column}_text": value.text}
