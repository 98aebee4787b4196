"""Tables of the addressee system as a Django app.

Loading by COPY, in this order; columns named NULL may be left out, all others must be given.

``addressee_addressee``
    ``addressee_number``, ``kind`` (``resident``), ``version`` (number of the version in force, 1 on day one),
    ``household_number`` (that of the version in force; NULL for a non-resident), ``is_resident``.

``addressee_version`` (append-only)
    ``addressee_number``, ``version`` (1, 2, 3 …), ``household_number`` NULL, ``is_resident``, ``name``, ``surname``,
    ``given``, ``kana``, ``kana_certified``, ``sex``, ``postal_code``,
    ``address_{municipality,prefecture,city,town,town_code,lot,building}`` (empty text where unknown), the triples
    ``birth`` and ``since`` (``_day`` ISO date, ``_form`` code, ``_text`` certified text), ``legal_day``,
    ``recorded_at`` (machine time), ``trace`` (uuid). ``id`` comes from the sequence.

``addressee_range``
    one row per kind: ``kind``, ``first_serial``, ``last_serial``, ``next_serial``. The loader sets ``next_serial`` of
    ``resident`` to the highest loaded serial + 1; a missing row is made from ``domain.numbering.RANGES`` when first used.

``addressee_block`` (append-only)
    nothing to load: it begins with the first block asked for.
"""
