"""証明書コンビニ交付ファイル as a Django app. ``domain/items.py`` says which column holds which item.

Loading by COPY: households first, then persons. NOT NULL columns without a default must be given; every other column
may be left out (NULL).

``kiosk_household``
    given: ``household_number``, ``head_name`` (empty: no head), ``taken_at`` (machine time), ``legal_day``, ``trace``
    (uuid); NULL: ``head_roman_name``, ``head_kanji_name``, ``head_alias``, ``torn_since``.

``kiosk_person``
    given: ``addressee_number``, ``household_number``, ``kind`` (1 Japanese, 2 foreign), ``place`` (from 1),
    ``issuing_stopped``, ``removed`` (false), ``name``, ``surname``, ``given``, ``kana``, ``kana_certified``, ``sex``,
    ``relationship`` (words, 世帯主 for the head), ``honseki``, ``honseki_head``, ``event_reason``, ``resident_code``,
    ``postal_code``, ``address_{municipality,prefecture,city,town,town_code,lot,building}`` (empty text where unknown),
    and the triples (``_day`` ISO date, ``_form`` code, ``_text`` certified text) ``birth``, ``became_resident``,
    ``settled``, ``event``; usually also ``notified`` (triple) and ``individual_number``; ``former_*`` all or none;
    for a foreign resident ``nationality``, ``category``, ``residence_*``, ``foreign_*``, ``alias*``.
"""
