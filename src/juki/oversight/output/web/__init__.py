"""Pages of the ledger, and the gate before every answer."""
