"""A 団体内統合宛名番号 as typed."""

from juki.kernel.values.check_digit import typed_digits
from juki.systems.intermediary.domain import household_copy
from juki.systems.intermediary.errors import InvalidNumber

NO_NUMBER = "団体内統合宛名番号を入力してください。"


def shape(text: str) -> None:
    """Refuse what has not the number's shape; what was typed may be somebody's 個人番号.

    Raises:
        InvalidNumber: see above.
    """
    if not household_copy.is_number(typed_digits(text)):
        raise InvalidNumber
