"""The OpenID provider: authorization code with PKCE for the systems of links.toml, and nothing else of the protocol.

Source: OpenID Connect Core 1.0; RFC 6749, 7523, 7636, 9207, 9700; docs/adr/0011-sign-in.md.
"""

import logging

logging.getLogger("authlib").setLevel(logging.WARNING)  # at debug level it writes tokens
