"""links.toml: which connections exist, and the prohibitions that no edit of the file can lift."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from juki.links.catalogue import TYPES
from juki.links.errors import NoLink, TopologyError
from juki.links.identity import IN_CITY_HALL, Identity
from juki.links.message import Message, Question

I = Identity  # noqa: E741 - the table below reads as a table

NEIGHBOURS: dict[Identity, frozenset[Identity]] = {
    I.REGISTRY: frozenset(
        {I.JUKINET, I.KIOSK, I.UNIFIED, I.ADDRESSEE, I.OFFICE, I.IMMIGRATION, I.FAMILY, I.PORTAL, I.BUSINESS}
    ),
    I.JUKINET: frozenset({I.REGISTRY, I.OFFICE, I.PREFECTURE, I.NATION, I.CARDS, I.CITIES}),
    I.KIOSK: frozenset({I.REGISTRY, I.OFFICE, I.CENTRE}),
    I.UNIFIED: frozenset({I.REGISTRY, I.ADDRESSEE, I.INTERMEDIARY, I.OFFICE, I.BUSINESS}),
    I.INTERMEDIARY: frozenset({I.UNIFIED, I.OFFICE, I.NWS}),
    I.ADDRESSEE: frozenset({I.REGISTRY, I.UNIFIED, I.OFFICE, I.BUSINESS}),
    I.OFFICE: frozenset({I.REGISTRY, I.JUKINET, I.KIOSK, I.UNIFIED, I.INTERMEDIARY, I.ADDRESSEE}),
    I.PREFECTURE: frozenset({I.JUKINET, I.NATION}),
    I.NATION: frozenset({I.JUKINET, I.PREFECTURE, I.NWS}),
    I.CARDS: frozenset({I.JUKINET}),
    I.CITIES: frozenset({I.JUKINET}),
    I.CENTRE: frozenset({I.KIOSK, I.JPKI}),
    I.JPKI: frozenset({I.CENTRE}),
    I.NWS: frozenset({I.INTERMEDIARY, I.NATION, I.INQUIRER}),
    I.INQUIRER: frozenset({I.NWS}),
    I.IMMIGRATION: frozenset({I.REGISTRY}),
    I.FAMILY: frozenset({I.REGISTRY}),
    I.PORTAL: frozenset({I.REGISTRY}),
    I.BUSINESS: frozenset({I.REGISTRY, I.UNIFIED, I.ADDRESSEE}),
}
"""With whom an identity may ever be connected.

市町村CS never meets 宛名管理, 証明書コンビニ交付 takes from 住民記録 alone, 中間サーバー is reached through 団体内統合宛名 and
the network only, a counterpart meets the systems in its row. Source: document III(2)3, III(4)3, I-4(1)⑤; ADR 0006.
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One direction: what ``sender`` may tell and ask ``receiver``, and by which legal or document basis.

    ``calls`` are protocols of others that go the same way: ``sign-in`` is the back channel of OpenID Connect.
    """

    sender: Identity
    receiver: Identity
    messages: frozenset[str]
    questions: frozenset[str]
    basis: str
    calls: frozenset[str] = frozenset()

    @property
    def leaves_city_hall(self) -> bool:
        """Whether personal data on this link must be encrypted to its receiver."""
        return not {self.sender, self.receiver} <= IN_CITY_HALL


class Topology:
    """All links of links.toml, one per ordered pair."""

    def __init__(self, links: dict[tuple[Identity, Identity], Link]) -> None:
        self._links: dict[tuple[str, str], Link] = {(str(a), str(b)): link for (a, b), link in links.items()}

    def __iter__(self) -> Iterator[Link]:
        return iter(self._links.values())

    def link(self, sender: str, receiver: str) -> Link:
        """The link of an ordered pair.

        Raises:
            NoLink: there is none.
        """
        found = self._links.get((sender, receiver))
        if found is None:
            raise NoLink(sender=sender, receiver=receiver, what="通信")
        return found

    def permits(self, sender: str, receiver: str, name: str) -> Link:
        """The link, if it carries content of this name.

        Raises:
            NoLink: no such link, or not for this content.
        """
        link = self.link(sender, receiver)
        if name not in link.messages | link.questions | link.calls:
            raise NoLink(sender=sender, receiver=receiver, what=name)
        return link

    def receivers(self, sender: str) -> list[Link]:
        """Links on which ``sender`` speaks."""
        return [link for link in self if link.sender == sender]

    def senders(self, receiver: str) -> list[Link]:
        """Links on which ``receiver`` listens."""
        return [link for link in self if link.receiver == receiver]

    def beyond(self, peer: str, *, without: str) -> frozenset[str]:
        """``peer`` and every station that messages handed to it may lead to, not passing through ``without``.

        ``without`` itself may be the last station; a link that carries receipts only leads nowhere.
        """
        found, new = {peer}, {peer}
        while new:
            new = {
                str(link.receiver)
                for link in self
                if link.sender in new and link.sender != without and link.messages - {"receipt"}
            } - found
            found |= new
        return frozenset(found)


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    senders: str | list[str] = msgspec.field(name="from")
    to: list[str]
    basis: str = ""
    messages: list[str] = []
    questions: list[str] = []
    calls: list[Literal["sign-in"]] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    link: list[_Table]


@cache
def load(path: str) -> Topology:
    """Read and check links.toml.

    Raises:
        TopologyError: unreadable, an unknown identity or content, a prohibited pair, a pair twice, or no basis.
    """
    try:
        file = msgspec.convert(tomllib.loads(Path(path).read_text(encoding="utf-8")), type=_File)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise TopologyError(why=str(error)) from error
    links: dict[tuple[Identity, Identity], Link] = {}
    for table in file.link:
        for link in _links(table):
            if (link.sender, link.receiver) in links:
                raise TopologyError(why=f"{link.sender} → {link.receiver} が重複しています。")
            links[link.sender, link.receiver] = link
    return Topology(links)


def _links(table: _Table) -> Iterator[Link]:
    _known(table.messages, Message)
    _known(table.questions, Question)
    if not (table.messages or table.questions or table.calls) or not table.basis.strip():
        raise TopologyError(why="電文と根拠(basis)を記載してください。")
    for sender in [table.senders] if isinstance(table.senders, str) else table.senders:
        for receiver in table.to:
            yield _link(sender, receiver, table)


def _link(sender: str, receiver: str, table: _Table) -> Link:
    try:
        ends = Identity(sender), Identity(receiver)
    except ValueError as error:
        raise TopologyError(why=f"不明なシステム {sender} → {receiver}") from error
    if ends[1] not in NEIGHBOURS[ends[0]]:
        raise TopologyError(why=f"{sender} → {receiver} の接続は禁止されています。")
    return Link(
        *ends, messages=frozenset(table.messages), questions=frozenset(table.questions), basis=table.basis,
        calls=frozenset(table.calls),
    )  # fmt: skip


def _known(names: list[str], base: type[Message | Question]) -> None:
    for name in names:
        if name not in TYPES or not issubclass(TYPES[name], base):
            raise TopologyError(why=f"不明な電文 {name}")
