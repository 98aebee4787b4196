"""The ledger of outputs: the only way by which personal data leave a system as a file.

Source: document III (output to approved media and terminals alone, large output by approval, every output recorded).
"""
