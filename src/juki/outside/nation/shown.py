"""What the national server's page shows."""

from juki.outside.nation.records.models import NationPerson
from juki.outside.table import MOST, Table


def tables() -> list[Table]:
    """The newest entries: who is registered where, without numbers."""
    rows = NationPerson.objects.order_by("-recorded_at")[:MOST]
    return [
        Table(
            "全国の本人確認情報(新しい順)",
            ("氏名", "フリガナ", "生年月日", "市区町村", "住所", "記録"),
            ("name", "name", "", "number", "name", ""),
            [
                (row.name, row.kana, row.birth_text, row.municipality, row.address, row.recorded_at)
                for row in rows
            ],
        )
    ]
