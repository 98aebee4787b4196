"""What the information network's page shows."""

from juki.outside.nws.records.models import Outcome, ProcessingNumber
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """処理通番 given out, and inquiries passed on; never a 符号."""
    numbers = ProcessingNumber.objects.order_by("-issued_at")[:MOST]
    outcomes = Outcome.objects.select_related("inquiry").order_by("-answered_at")[:MOST]
    return [
        Table(
            "処理通番の発行",
            ("処理通番", "機関", "発行", "住民票コードとの対応を受領"),
            ("", "", "", ""),
            [(row.number, row.body, row.issued_at, row.seeded_at) for row in numbers],
        ),
        Table(
            "情報照会の中継",
            ("照会者", "機関", "事務", "情報", "結果", "コード", "回答"),
            ("", "", "", "", "", "", ""),
            [
                (
                    row.inquiry.asker, row.inquiry.agency, row.inquiry.duty, row.inquiry.information, row.outcome,
                    row.code, row.answered_at,
                )
                for row in outcomes
            ],
        ),
    ]  # fmt: skip
