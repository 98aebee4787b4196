"""What the prefecture's page shows."""

from juki.outside.prefecture.records.models import PrefectureIdentification
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """The newest 本人確認情報, without numbers: who sees a page need not see those."""
    rows = PrefectureIdentification.objects.order_by("-recorded_at")[:MOST]
    return [
        Table(
            "本人確認情報(新しい順)",
            ("氏名", "フリガナ", "生年月日", "住所", "異動", "更新順番号", "記録"),
            ("name", "name", "", "name", "", "", ""),
            [
                (
                    row.name,
                    row.kana,
                    row.birth_text,
                    row.address,
                    row.event_reason,
                    str(row.update_number),
                    row.recorded_at,
                )
                for row in rows
            ],
        )
    ]
