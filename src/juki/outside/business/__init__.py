"""庁内業務システム, simulated: several duties of the city in one identity, each a target of its own.

This is our own stand-in with our own protocol; it claims likeness to no vendor's system. It keeps what the resident
register sends to each target, and asks the register for a person on behalf of a target. What it gets is decided by the
register's approved data-use entries alone.

A limit of the simulation: the register sees one caller, ``business``, and believes which target it speaks for. Here the
client certificates are bound to targets (``targets.toml``); real business systems would each have a certificate and a
link of their own.

Source: document II(1)5, III(1)5.
"""
