"""What the business systems' page shows."""

from datetime import date

from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.outside.business.records.models import Report, Request, Resident
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """Residents that the register sent, by the entry that allows it, requests with their outcome, and 個別事項 told."""
    residents = Resident.objects.order_by("-received_at")[:MOST]
    requests = Request.objects.order_by("-recorded_at")[:MOST]
    reports = Report.objects.order_by("-told_at")[:MOST]
    return [
        Table(
            "住民記録から受け取った住民情報",
            ("業務", "宛名番号", "氏名", "生年月日", "住所(市区町村・町字)", "続柄", "住民", "受信"),
            ("", "number", "name", "", "name", "", "", ""),
            [
                (
                    row.target, row.addressee_number, row.name, _birth(row),
                    f"{row.address_city or ''}{row.address_town or ''}", row.relationship,
                    "" if row.is_resident else "消除", row.received_at,
                )
                for row in residents
            ],
        ),
        Table(
            "住民記録への照会",
            ("業務", "宛名番号", "結果", "コード", "照会"),
            ("", "number", "", "", ""),
            [(row.target, row.addressee_number, row.outcome, row.code, row.recorded_at) for row in requests],
        ),
        Table(
            "住民記録へ通知した個別事項",
            ("業務", "宛名番号", "通知の番号", "通知"),
            ("", "number", "", ""),
            [(row.target, row.addressee_number, row.number, row.told_at) for row in reports],
        ),
    ]  # fmt: skip


def _birth(row: Resident) -> str | None:
    """Japanese by era, others (one name, no surname) in western years; an unknown day as certified. Source: STD 1.1.9."""
    try:
        day = LegalDate.from_day(date.fromisoformat(row.birth or ""))
    except ValueError:
        return row.birth
    return day.display(DateStyle.WESTERN if row.surname == "" else DateStyle.WAREKI)
