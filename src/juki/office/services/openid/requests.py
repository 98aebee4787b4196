"""A request's parameters as Authlib reads them. Where they came from and under which host name is the doors' concern."""

import re
from collections import defaultdict
from collections.abc import Iterable

from authlib.oauth2.rfc6749 import OAuth2Payload, OAuth2Request

_PLAIN = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
"""What may stand in an error's description (RFC 6749, 4.1.2.1), and so in whatever Authlib may quote there."""
_LONGEST = 1_000
_LONGEST_ASSERTION = 4_000


class UnreadableRequest(ValueError):
    """A parameter twice, too long, or with characters that the protocol does not have; the text is its kind."""


class _Payload(OAuth2Payload):
    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    @property
    def data(self) -> dict[str, str]:
        return self._values

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return defaultdict(list, {name: [value] for name, value in self._values.items()})


class OpenIDRequest(OAuth2Request):
    """``parameters`` of the address (``GET``) or of the body (``POST``), never of both.

    Raises:
        UnreadableRequest: they cannot be taken at all.
    """

    def __init__(self, method: str, parameters: Iterable[tuple[str, str]]) -> None:
        super().__init__(method, "https://office/")  # transport security is the listeners' and the proxy's
        values: dict[str, str] = {}
        for name, value in parameters:
            if name in values:
                raise UnreadableRequest("repeated")
            longest = _LONGEST_ASSERTION if name == "client_assertion" else _LONGEST
            if len(value) > longest or not _PLAIN.fullmatch(name) or not _PLAIN.fullmatch(value):
                raise UnreadableRequest("characters")
            values[name] = value
        # An empty parameter counts as absent. Source: RFC 6749, 3.1.
        self.values = {name: value for name, value in values.items() if value}
        self.payload = _Payload(self.values)

    @property
    def args(self) -> dict[str, str]:
        """The parameters."""
        return self.values

    @property
    def form(self) -> dict[str, str]:
        """The parameters."""
        return self.values
