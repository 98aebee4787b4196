"""Invented lives on the rules of the register: every day people are born, move, marry, err, leave and come back.

The simulator keeps its own small picture of the city (``souls``: who is whose kin; ``register``: the versions that came
out; ``expecting``: what an act has to do), so that rules and picture check one another after every step. With the same seed it
lives the same lives. Nothing here touches a database but ``recording``.
"""
