"""The past of the register: what held on a legal day as it was known at a moment, and which 異動 said so.

Source: STD 1.2.1, 2.2.1.
"""
