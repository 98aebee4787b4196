"""What the inquiring agency's page shows."""

from juki.outside.inquirer.records.models import Inquiry
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """Inquiries made and what came back."""
    rows = Inquiry.objects.select_related("received").order_by("-asked_at")[:MOST]
    return [
        Table(
            "情報照会と回答",
            ("機関", "事務", "情報", "結果", "コード", "世帯主", "続柄", "照会"),
            ("", "", "", "", "", "name", "", ""),
            [
                (row.agency, row.duty, row.information, row.outcome, row.code, *_answer(row), row.asked_at)
                for row in rows
            ],
        )
    ]


def _answer(row: Inquiry) -> tuple[str, str]:
    received = getattr(row, "received", None)
    return (received.head_name, received.relationship) if received else ("", "")
