"""Keys: where they lie, who may use them, how they are changed while everything runs.

``rings``        the keys of one owner and purpose, wrapped, in a file; one is written with, others can still be read with
``wrapping``     what opens a ring: a key that the launcher gives the process, or one inside a token (PKCS#11)
``store``        what anybody may ask of a key: sign, agree, column ciphers, the public part, list, rotate; never the key
``ring_store``   such a store over rings;  ``pairs``: key pairs in files;  ``tokens``: pairs and wrapping inside a PKCS#11 token
``ciphers``      how a value of a column and a form lie at rest
``given``        the store of this process;  ``columns``: the Django fields;  ``resealing``: rows from one key to the next

Source: document III(2)6 (個人番号 and 住民票コード are kept so that a carried-off file says nothing); ADR 0020.
"""
