"""How content crosses the wire: envelope, signature, encryption, mutual TLS."""
