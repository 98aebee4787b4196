"""By which items a person may be looked for: two at least, in pairs that are allowed, sex never counting."""

from collections.abc import Collection

from juki.systems.jukinet.errors import TooFewCriteria

LABELS = {
    "name": "氏名",
    "address": "住所",
    "birth": "生年月日",
    "sex": "性別",
    "individual_number": "個人番号",
    "resident_code": "住民票コード",
}


def require_pair(given: Collection[str], *, allowed: Collection[frozenset[str]]) -> None:
    """Let a search pass if the items in ``given`` hold one of the allowed pairs.

    Source: document III(2)2 risk 1: at least two of 氏名, 住所, 生年月日, as 氏名と住所 or 氏名と生年月日.

    Raises:
        TooFewCriteria: they hold none; the text lists the pairs.
    """
    items = frozenset(given) - {"sex"}
    if not any(pair <= items for pair in allowed):
        written = sorted("と".join(LABELS[item] for item in sorted(pair)) for pair in allowed)
        raise TooFewCriteria(allowed="、".join(written))
