"""Counterparts seen from outside: who speaks on the links, and how an engineer puts a program in a counterpart's place."""
