"""What may only be seen over all rows of a person: numbers without gaps, one last version, flagged as the last."""

from collections.abc import Iterator

from juki.kernel.errors import JukiError
from juki.launch.register_files.errors import HistoryBroken, LatestWrong

_MOST_VERSIONS = 100_000


class People:
    """Remembers, per 宛名番号, which 履歴番号 were there and which was flagged as the last."""

    def __init__(self) -> None:
        self._seen: dict[str, list[int]] = {}

    def see(self, addressee_number: str, number: int, row: int, *, latest: bool) -> None:
        """One row.

        Raises:
            HistoryBroken: this version was there before, or its number is no number of a version.
            LatestWrong: another version was flagged before.
        """
        if number > _MOST_VERSIONS:
            raise HistoryBroken
        person = self._seen.setdefault(addressee_number, [0, 0, row])
        if person[0] >> number & 1:
            raise HistoryBroken
        person[0] |= 1 << number
        person[2] = row
        if latest:
            if person[1]:
                raise LatestWrong
            person[1] = number

    def row_of(self, addressee_number: str) -> int:
        """The last row of somebody; 0 for a stranger."""
        return self._seen.get(addressee_number, [0, 0, 0])[2]

    def faults(self) -> Iterator[tuple[int, str, JukiError]]:
        """Row, cell and error of whoever's rows do not make a history."""
        for numbers, flagged, row in self._seen.values():
            highest = numbers.bit_length() - 1
            if numbers != (1 << (highest + 1)) - 2:
                yield row, "個人履歴番号", HistoryBroken()
            elif flagged != highest:
                yield row, "最新フラグ", LatestWrong()

    def __len__(self) -> int:
        return len(self._seen)
