"""On what conditions a file leaves."""

from juki.oversight.output.codes import MEDIUM
from juki.oversight.output.errors import NoWitness, WeakPassphrase

LEAST, MOST, DISTINCT = 12, 100, 6
"""Characters of a passphrase, and how many different ones at least."""


def approvals_for(*, place_kind: str, count: int, threshold: int) -> tuple[str, ...]:
    """Whose approvals an output needs: of the ネットワーク統括管理者 for a medium, of the 情報システム管理者 above the threshold.

    Source: document III-3 (media: file 1; large output: files 2 to 4).
    """
    by_medium = ("medium",) if place_kind == MEDIUM else ()
    return (*by_medium, *(("large_output",) if count > threshold else ()))


def demand_witness(*, place_kind: str, author: str, witness: str) -> None:
    """Somebody else stands by when a medium is written.

    Raises:
        NoWitness: nobody, or the author.
    """
    if place_kind == MEDIUM and (not witness or witness == author):
        raise NoWitness


def demand_passphrase(text: str) -> None:
    """A passphrase that is not found by trying.

    Raises:
        WeakPassphrase: too short, too long, or of too few different characters.
    """
    if not LEAST <= len(text) <= MOST or len(set(text)) < DISTINCT or not text.isprintable():
        raise WeakPassphrase(least=LEAST, most=MOST)
