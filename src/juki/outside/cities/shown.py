"""What the other municipalities' page shows."""

from juki.outside.cities.records.models import FiledMoveOut, ReceivedMoveInNotice
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """転入通知 received, and 特例転出 filed there."""
    notices = ReceivedMoveInNotice.objects.order_by("-received_at")[:MOST]
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
    ]
