"""The stations that a move-in must reach, and waiting for them."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from juki.kernel.errors import JukiError
from juki.launch.demo.client import Client


class NotReached(JukiError):
    """Time ran out before every station had the act."""

    code = "LCH-0602"
    text = "{seconds}秒以内に届かなかったところがあります({stations})。script/juki status で理由を確認してください。"


class Stop(NamedTuple):
    """A station and the message that must have been applied there, with the line that says so."""

    station: str
    message: str
    place: str
    line: str


STOPS = (
    Stop("jukinet", "resident-update", "市町村CS", "本人確認情報を更新"),
    Stop("prefecture", "identification-update", "都道府県サーバ", "本人確認情報を受領"),
    Stop("nation", "identification-update", "全国サーバ", "本人確認情報を受領"),
    Stop("cities", "move-in-notice", "前住所地のCS", "転入通知を受領(住基法9条)"),
    Stop("addressee", "resident-addressee", "宛名管理", "住登内の宛名を作成"),
    Stop("unified", "numbering-request", "団体内統合宛名", "個人番号と宛名番号を紐付け"),
    Stop("intermediary", "household-copy", "中間サーバー", "副本(住基法7条4号)を登録"),
    Stop("kiosk", "household-snapshot", "コンビニ交付", "世帯をまるごと更新"),
    Stop("business", "resident-record", "庁内業務(国保)", "承認済みの申請により受領"),
    Stop("nws", "processing-number-request", "情報提供NWS", "処理通番を発行"),
    Stop("registry", "processing-number", "住民記録", "処理通番を受領、符号取得を要求"),
    Stop("nation", "linkage-code-request", "全国サーバ", "符号取得要求を受領"),
    Stop("nws", "linkage-code-seed", "情報提供NWS", "符号を生成"),
    Stop("intermediary", "linkage-code-issued", "中間サーバー", "符号を取得(他へは出さない)"),
    Stop("unified", "code-state", "団体内統合宛名", "符号取得済みを記録"),
    Stop("inquirer", "linkage-code-issued", "情報照会者", "自機関の符号を取得"),
)


class Reached(NamedTuple):
    """A stop that was reached, and how many seconds after the act was recorded."""

    stop: Stop
    seconds: float


def wait(
    client: Client, trace: UUID, *, since: datetime, people: int = 1, seconds: float = 30
) -> Iterator[Reached]:
    """Each stop as the register learns of it, for an act of ``people`` residents; in order of time per look.

    Raises:
        NotReached: not all within ``seconds``.
    """
    deadline = time.monotonic() + seconds
    missing = list(STOPS)
    while missing:
        reached = _reached(missing, applied(client, trace), since=since, people=people)
        missing = [stop for stop in missing if stop not in {one.stop for one in reached}]
        yield from reached
        if missing and time.monotonic() > deadline:
            names = ", ".join(f"{stop.station}/{stop.message}" for stop in missing)
            raise NotReached(seconds=int(seconds), stations=names)
        if missing:
            time.sleep(0.02)


def _reached(
    missing: list[Stop],
    known: dict[tuple[str, str], list[datetime]],
    *,
    since: datetime,
    people: int,
) -> list[Reached]:
    found = []
    for stop in missing:
        moments = known.get((stop.station, stop.message), [])
        if len(moments) >= (1 if stop.station == "kiosk" else people):
            found.append(Reached(stop, (max(moments) - since).total_seconds()))
    return sorted(found, key=lambda one: one.seconds)


def applied(client: Client, trace: UUID) -> dict[tuple[str, str], list[datetime]]:
    """When each (station, message) of the trace was applied, by what the register was told."""
    reply = client.expect(client.get("registry", f"/api/acts/{trace}/stations"), "registry")
    found: dict[tuple[str, str], list[datetime]] = {}
    for line in reply.json():
        if line["state"] == "applied":
            found.setdefault((line["station"], line["message"]), []).append(
                datetime.fromisoformat(line["at"])
            )
    return found
