"""The table of links: who may say what to whom, and why."""

from collections.abc import Iterator

from juki.launch.home import links_file
from juki.links import topology

HEAD = (
    "# 連携一覧 / Links",
    "",
    "Every pair that is not here is refused. Sealed: the content is encrypted to the receiver (JWE).",
    "",
    "| from | to | messages | questions | sealed | 根拠 / basis |",
    "|---|---|---|---|---|---|",
)


def pages() -> Iterator[tuple[str, str]]:
    """One page, by sender and receiver."""
    links = sorted(topology.load(str(links_file())), key=lambda link: (link.sender, link.receiver))
    rows = [
        f"| {link.sender} | {link.receiver} | {', '.join(sorted(link.messages))} | {', '.join(sorted(link.questions))} "
        f"| {'yes' if link.leaves_city_hall else ''} | {link.basis} |"
        for link in links
    ]
    yield "links.md", "\n".join([*HEAD, *rows, ""])
