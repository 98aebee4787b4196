"""What the centre's page shows: dialogs, and nobody's name."""

from juki.outside.centre.errors import PrintUnknown
from juki.outside.centre.records.models import Dialog
from juki.outside.table import MOST, Table

STATES = {
    "opened": "カード待ち", "checking": "確認中", "offered": "選択中", "issuing": "作成中", "issued": "印刷中",
    "printed": "印刷済み", "not_printed": "印刷できず", "cancelled": "取消し", "timed_out": "時間切れ", "refused": "交付不可",
}  # fmt: skip


def tables() -> list[Table]:
    """The dialogs, newest first."""
    return [
        Table(
            "キオスク端末での手続き",
            ("取引", "端末", "状態", "コード", "発行番号", "開始（機械の時刻）", "終了（機械の時刻）"),
            ("number", "", "", "", "number", "", ""),
            [
                (
                    str(row.transaction),
                    row.kiosk,
                    _state(row),
                    row.code,
                    row.issue_number,
                    row.opened_at,
                    row.ended_at,
                )
                for row in Dialog.objects.order_by("-opened_at")[:MOST]
            ],
        )
    ]


def _state(row: Dialog) -> str:
    return "印刷の結果不明" if row.code == PrintUnknown.code else STATES[row.state]
