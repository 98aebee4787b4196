"""What the page of 公的個人認証 shows."""

from juki.outside.jpki.records.models import Certificate
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """The certificates that were issued, newest first."""
    return [
        Table(
            "発行した利用者証明用電子証明書",
            ("シリアル番号", "発行（機械の時刻）", "有効期限（機械の時刻）", "失効（機械の時刻）"),
            ("number", "", "", ""),
            [
                (row.serial, row.issued_at, row.not_after, row.revoked_at)
                for row in Certificate.objects.order_by("-issued_at")[:MOST]
            ],
        )
    ]
