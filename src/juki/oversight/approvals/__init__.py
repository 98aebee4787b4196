"""Approval by another person, inside each system's own database: asked, looked at, decided, used once.

Source: document III (inputs and corrections are checked by another person; output needs an approval).
"""
