"""Values that mean the same in all six systems: numbers, dates, names, addresses, periods.

Every value is frozen, checks itself on construction and raises a coded ``KRN-01xx`` error. Nothing here
reads a clock; only ``postal`` reads a file (the postal code table) and only ``closed_days`` asks the
national holiday calendar.
"""
