"""庁内業務システム, simulated: several duties of the city in one identity, each a target of its own.

This is our own stand-in with our own protocol; it claims likeness to no vendor's system. It keeps what the resident
register sends to each target, and asks the register for a person on behalf of a target. What it gets is decided by the
register's approved data-use entries alone.

Source: document II(1)5, III(1)5; rulings (messages 36 and 37).
"""
