"""Doors of the office: receipts over links, and the interface of those who manage rights."""
