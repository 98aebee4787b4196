"""What the other municipalities' page shows."""

from juki.kernel.values.legal_date import LegalDate
from juki.outside.cities.records.models import ExpectedMoveIn, FiledMoveOut, ReceivedMoveInNotice
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """転入通知 received, 特例転出 filed there, and households that are expected there."""
    notices = ReceivedMoveInNotice.objects.order_by("-received_at")[:MOST]
    expected = ExpectedMoveIn.objects.order_by("-received_at")[:MOST]
    filed = FiledMoveOut.objects.order_by("-issued_at")[:MOST]
    return [
        Table(
            "受け取った転入通知",
            ("転出元", "氏名", "転入前住所", "転入先住所", "転入日", "受信"),
            ("number", "name", "name", "name", "", ""),
            [
                (
                    row.municipality,
                    row.name,
                    row.former_address,
                    row.new_address,
                    row.moved_in_text,
                    row.received_at,
                )
                for row in notices
            ],
        ),
        Table(
            "受け付けた特例転出(転出証明書情報を送付)",
            ("転出元", "転出先", "人数", "送付"),
            ("number", "number", "number", ""),
            [(row.municipality, row.new_municipality, str(row.persons), row.issued_at) for row in filed],
        ),
        Table(
            "届いた転出証明書情報(転入すると転入通知を送付)",
            ("番号", "転入先", "人数", "転出予定日", "転入日"),
            ("number", "number", "number", "", ""),
            [
                (
                    str(row.certificate),
                    row.municipality,
                    str(row.persons),
                    LegalDate.from_day(row.planned_on).display(),
                    LegalDate.from_day(row.moved_in_on).display() if row.moved_in_on else "",
                )
                for row in expected
            ],
        ),
    ]
