"""宛名番号 and 世帯番号 as somebody typed them. One from before the rule has no check digit and stays. Source: STD 1.1.13."""

from juki.kernel.values.addressee_number import (
    AddresseeNumber,
    HouseholdNumber,
    SerialNumberCheckDigitMismatch,
)
from juki.kernel.values.check_digit import typed_digits
from juki.systems.registry.services.residents import known_subjects


def addressee(text: str) -> str:
    """The digits of a 宛名番号: one that somebody has, or one with its check digit.

    Raises:
        InvalidSerialNumber: not the shape of one; or nobody has it and its check digit is wrong.
    """
    number = AddresseeNumber(typed_digits(text))
    if not number.has_check_digit and not known_subjects([number.digits]):
        raise SerialNumberCheckDigitMismatch
    return number.digits


def household(text: str) -> str:
    """The digits of a 世帯番号, likewise.

    Raises:
        InvalidSerialNumber: see ``addressee``.
    """
    number = HouseholdNumber(typed_digits(text))
    if not number.has_check_digit and not known_subjects(household_number=number.digits):
        raise SerialNumberCheckDigitMismatch
    return number.digits
