"""Django fields whose values are encrypted at rest and plain in the program.

``NumberField`` holds 個人番号: equality, ``in`` and unique constraints work, during a change of keys too; nothing else
does, for there is nothing to compare. ``SealedJSONField`` holds a form that holds one, and is not searched at all.
"""

import re
from typing import Any

import msgspec
from django.core.exceptions import FieldError
from django.db.models import Field, TextField
from django.db.models.lookups import BuiltinLookup, Exact, In, IsNull, StartsWith
from django.db.models.sql.compiler import SQLCompiler

from juki.vault import given
from juki.vault.ciphers import ColumnCipher, FormCipher
from juki.vault.errors import NotTwelveDigits

PURPOSE = "individual_number"
FORMS = "forms"
_TWELVE = re.compile("[0-9]{12}")
_PERSON = "person:"
SHAPE = r"v1:[0-9a-f]{8}:[A-Za-z0-9_-]{38}"
"""Twelve digits sealed: 28 bytes, so that a check can still tell that something of twelve characters is in it."""

FORM_SHAPE = r"v1:[0-9a-f]{8}:[A-Za-z0-9_-]{40,}"


class NumberField(TextField):
    """個人番号 of ``system``, encrypted under that system's key. Empty stays empty, NULL stays NULL."""

    def __init__(self, *args: Any, system: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.system = system
        super().__init__(*args, **kwargs)

    @property
    def cipher(self) -> ColumnCipher:
        """The cipher of the column at this moment."""
        return given.store().column(self.system, PURPOSE)

    def deconstruct(self) -> Any:  # noqa: ANN401 - as Django has it
        """With the system, for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "system": self.system}

    def sealed(self, plain: str) -> str:
        """As it is written."""
        return self.cipher.seal(plain) if plain else plain

    def every(self, plain: str) -> list[str]:
        """As it may be found, under each key that rows may have."""
        return self.cipher.every(plain) if plain else [plain]

    def opened(self, stored: str) -> str:
        """What was written.

        Raises:
            KeyUnknown, ValueUnreadable: the stored text is none of ours.
        """
        return self.cipher.open(stored) if stored else stored

    def demand(self, plain: str) -> None:
        """Refuse what is no number.

        Raises:
            NotTwelveDigits: it is not.
        """
        if plain and not _TWELVE.fullmatch(plain):
            raise NotTwelveDigits

    def get_prep_value(self, value: object) -> Any:  # noqa: ANN401 - text or an expression
        """Sealed, for the database."""
        plain = super().get_prep_value(value)
        return self.sealed(plain) if isinstance(plain, str) else plain

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Sealed if it is a number.

        Raises:
            NotTwelveDigits: it is something else.
        """
        if isinstance(value, str):
            self.demand(value)
        return super().get_db_prep_save(value, connection)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Plain, for the program.

        Raises:
            KeyUnknown, ValueUnreadable: the stored text is none of ours.
        """
        return self.opened(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401 - as Django has it
        """Equality and shape.

        Raises:
            FieldError: anything that would compare ciphertexts as if they were numbers.
        """
        found = _LOOKUPS.get(lookup_name)
        if found is None:
            raise FieldError(f"an encrypted column knows no {lookup_name}")
        return found


class NumberKeyField(NumberField):
    """A key of several sorts, ``person:<個人番号>`` among them: the number in it is encrypted, the rest stands as it is."""

    def sealed(self, plain: str) -> str:
        """As it is written."""
        number = self._number(plain)
        return _PERSON + self.cipher.seal(number) if number else plain

    def every(self, plain: str) -> list[str]:
        """As it may be found."""
        number = self._number(plain)
        return [_PERSON + one for one in self.cipher.every(number)] if number else [plain]

    def opened(self, stored: str) -> str:
        """What was written."""
        number = self._number(stored)
        return _PERSON + self.cipher.open(number) if number else stored

    def demand(self, plain: str) -> None:
        """Refuse what would be no number after ``person:``."""
        super().demand(self._number(plain))

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401 - as Django has it
        """The sort may be asked for too."""
        return StartsWith if lookup_name == "startswith" else super().get_lookup(lookup_name)

    @staticmethod
    def _number(text: str) -> str:
        return text.removeprefix(_PERSON) if text.startswith(_PERSON) else ""


class SealedJSONField(TextField):
    """A form of ``system`` as JSON, encrypted whole. NULL stays NULL."""

    def __init__(self, *args: Any, system: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.system = system
        super().__init__(*args, **kwargs)

    @property
    def cipher(self) -> FormCipher:
        """The cipher of the system's forms at this moment."""
        return given.store().form(self.system, FORMS)

    def deconstruct(self) -> Any:  # noqa: ANN401 - as Django has it
        """With the system, for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "system": self.system}

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """As it is: JSON, not text."""
        return value

    def get_prep_value(self, value: object) -> Any:  # noqa: ANN401 - JSON or an expression
        """Sealed, for the database."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return self.cipher.seal(msgspec.json.encode(value))

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Any:  # noqa: ANN401
        """The form.

        Raises:
            KeyUnknown, ValueUnreadable: the stored text is none of ours.
        """
        return None if value is None else msgspec.json.decode(self.cipher.open(value))

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401 - as Django has it
        """Whether there is one, and its shape.

        Raises:
            FieldError: a form is not searched.
        """
        found = {"isnull": IsNull, "shape": Shape, "exact": _Nothing}.get(lookup_name)
        if found is None:
            raise FieldError(f"an encrypted form knows no {lookup_name}")
        return found


class Shape(BuiltinLookup):
    """The stored text against a pattern, for check constraints."""

    lookup_name = "shape"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """The regular expression of PostgreSQL."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} ~ {right}", (*left_values, *right_values)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401, ARG002
        """The pattern as it is: it is no number."""
        return "%s", (value,)


class _Nothing(Exact):
    """``form=None``, which Django turns into IS NULL; no form is like another."""

    def get_prep_lookup(self) -> Any:  # noqa: ANN401 - as Django has it
        if self.rhs is not None:
            raise FieldError("an encrypted form is not searched")
        return None


class _Equal(Exact):
    """Equal under any key that rows may have."""

    def get_prep_lookup(self) -> Any:  # noqa: ANN401 - text or an expression
        if isinstance(self.rhs, str):
            return self.rhs
        return super().get_prep_lookup()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        if not isinstance(self.rhs, str):
            return super().as_sql(compiler, connection)
        return _any_of(self, [self.rhs], compiler)


class _Among(In):
    """Equal to one of several, under any key that rows may have."""

    def get_prep_lookup(self) -> Any:  # noqa: ANN401 - texts or a query
        if self.rhs_is_direct_value() and all(isinstance(one, str) for one in self.rhs):
            return list(self.rhs)
        return super().get_prep_lookup()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        if not (self.rhs_is_direct_value() and self.rhs and all(isinstance(one, str) for one in self.rhs)):
            return super().as_sql(compiler, connection)
        return _any_of(self, list(dict.fromkeys(self.rhs)), compiler)


def _any_of(lookup: Exact | In, plain: list[str], compiler: SQLCompiler) -> tuple[str, tuple[Any, ...]]:
    field: Field = lookup.lhs.output_field
    assert isinstance(field, NumberField)
    left, left_values = compiler.compile(lookup.lhs)
    values = [text for one in plain for text in field.every(one)]
    if len(values) == 1:
        return f"{left} = %s", (*left_values, *values)
    return f"{left} in ({', '.join(['%s'] * len(values))})", (*left_values, *values)


_LOOKUPS = {"exact": _Equal, "in": _Among, "isnull": IsNull, "shape": Shape}
