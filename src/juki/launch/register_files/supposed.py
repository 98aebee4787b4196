"""What follows where only the standard file is there: the other register's system told no more.

Everything comes from the row itself: an 異動 per household, day and reason; a version holds from its 異動日. Whoever
recorded it is 操作者, and the moment is 操作年月日 and 操作時刻, else the day of processing.
"""

from datetime import UTC, datetime, time
from uuid import UUID, uuid5

from juki.kernel.clock import JAPAN
from juki.launch.register_files.layout import CodeTable
from juki.launch.register_files.versions import Texts
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Basis

_NAMESPACE = UUID("6f1d9f3e-6f0b-5d0a-9c55-2c1f8f2c7a11")
_BLANK_DAYS = frozenset({
    "became_notified_on", "settled_notified_on", "notified_on", "card_expires_on", "passport_issued_on",
    "landing_permitted_on", "remade_on", "alien_registered", "cancels",
})  # fmt: skip
_ZERO = frozenset({
    "address_serial", "prior_serial", "former_serial", "unnotified_serial", "honseki_serial", "planned_serial",
    "confirmed_serial", "highest_serial",
})  # fmt: skip
_DOWN = frozenset({"building_hidden", "by_landing_permit", "glyph_unregistered"})
IMPORTER = "job:import"


def complete(
    version: Texts, context: dict[str, str], columns: list[str], *, today: str, statuses: CodeTable | None
) -> None:
    """Fill ``version`` with the columns that only our own file has. ``context``: cells by name; ``today`` ISO.

    Raises:
        UnmappedCode: a 在留資格等コード that the mapping has no words for; without a mapping the words stay blank.
    """
    for column in columns:
        if column not in version:
            version[column] = None if column in _BLANK_DAYS else "0" if column in _ZERO else ""
    for column in _DOWN:
        version[column] = "f"
    processed = context.get("処理年月日") or context.get("操作年月日") or today
    version |= {
        "record": "1",
        "trace": str(uuid5(_NAMESPACE, "|".join((
            version["household_number"] or "", version["event_day_text"] or "", version["event_reason"] or "", processed,
        )))),
        "recorded_at": _moment(context, processed),
        "operator": version.get("operator") or IMPORTER,
        "valid_from": version["event_day"],
        "event_basis": _basis(version),
        "planned_basis": str(Basis.NOTIFICATION) if version["planned_on"] else "",
        "confirmed_basis": str(Basis.NOTICE) if version["confirmed_on"] else "",
        "stay_period": _period(version),
    }  # fmt: skip
    code = version["residence_status_code"]
    if code and statuses is not None:
        version["residence_status"] = statuses.word(code)


def event_class(version: Texts) -> str:
    """That of the reason, where the file does not say it."""
    reason = REASONS.get(version.get("event_reason") or "")
    return str(reason.event_class) if reason else ""


def event_of(version: Texts, context: dict[str, str], *, today: str) -> Texts:
    """The 異動 of a version as a row of ``registry_event``."""
    processed = context.get("処理年月日") or context.get("操作年月日") or today
    return {
        "trace": version["trace"], "reason": version["event_reason"], "event_class": version["event_class"],
        "day": version["event_day"], "day_form": version["event_day_form"], "day_text": version["event_day_text"],
        "notified_on": version["event_notified_on"], "processed_on": processed, "basis": version["event_basis"],
        "target": None, "note": "", "whole_household": "f", "sources": "[]",
        "household_number": version["household_number"], "came_as": "", "came_name": "", "came_documents": "{}",
        "alerts": "{}", "alert_reasons": "{}", "form_digest": "\\x", "recorded_at": version["recorded_at"],
        "operator": version["operator"], "terminal": version["terminal"],
    }  # fmt: skip


def _basis(version: Texts) -> str:
    """What the reason admits: a notification where there may be one, else 職権."""
    reason = REASONS.get(version.get("event_reason") or "")
    if reason is None or Basis.NOTIFICATION in reason.bases:
        return str(Basis.NOTIFICATION)
    return str(Basis.EX_OFFICIO if Basis.EX_OFFICIO in reason.bases else sorted(reason.bases)[0])


def _period(version: Texts) -> str:
    parts = (("stay_years", "年"), ("stay_months", "月"), ("stay_days", "日"))
    said = [(version[name] or "", unit) for name, unit in parts]
    return "".join(f"{int(number)}{unit}" for number, unit in said if number.isdecimal() and int(number))


def _moment(context: dict[str, str], processed: str) -> str:
    try:
        clock = time.fromisoformat(context.get("操作時刻") or "12:00:00")
        day = datetime.fromisoformat(context.get("操作年月日") or processed)
    except ValueError:
        clock, day = time(12), datetime.fromisoformat(processed)
    return datetime.combine(day.date(), clock, tzinfo=JAPAN).astimezone(UTC).isoformat()
