"""The twelve, in the order of the page: name, what it stands for, and what it holds (nothing yet without a link)."""

from collections.abc import Callable
from dataclasses import dataclass

from juki.links.identity import Identity
from juki.outside.business import shown as business
from juki.outside.cards import shown as cards
from juki.outside.centre import shown as centre
from juki.outside.cities import shown as cities
from juki.outside.inquirer import shown as inquirer
from juki.outside.jpki import shown as jpki
from juki.outside.nation import shown as nation
from juki.outside.nws import shown as nws
from juki.outside.prefecture import shown as prefecture
from juki.outside.table import Table


def _nothing() -> list[Table]:
    return []


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One of the twelve; ``has_link`` is false where only keys exist and every call is refused.

    ``door``: label and address of what its own people use.
    """

    identity: Identity
    label: str
    tables: Callable[[], list[Table]] = _nothing
    has_link: bool = True
    door: tuple[str, str] | None = None


ALL = (
    Counterpart(Identity.PREFECTURE, "都道府県サーバ", prefecture.tables),
    Counterpart(Identity.NATION, "全国サーバ", nation.tables),
    Counterpart(Identity.CITIES, "他市町村のCS", cities.tables),
    Counterpart(Identity.NWS, "情報提供ネットワークシステム", nws.tables),
    Counterpart(Identity.INQUIRER, "情報照会者", inquirer.tables),
    Counterpart(Identity.BUSINESS, "庁内業務システム", business.tables),
    Counterpart(
        Identity.CARDS, "カード管理システム", cards.tables, door=("試験用カードを作る", "/cards/new")
    ),
    Counterpart(
        Identity.CENTRE,
        "証明書交付センター・キオスク端末",
        centre.tables,
        door=("キオスク端末を使う", "/kiosk"),
    ),
    Counterpart(Identity.JPKI, "公的個人認証", jpki.tables),
    Counterpart(Identity.IMMIGRATION, "法務省連携端末", has_link=False),
    Counterpart(Identity.FAMILY, "戸籍システム", has_link=False),
    Counterpart(Identity.PORTAL, "マイナポータル・申請管理", has_link=False),
)
BY_NAME = {str(one.identity): one for one in ALL}
