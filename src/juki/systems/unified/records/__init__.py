"""Tables of the unified addressee system, and what a bulk loader fills on the first day.

=====================  ============================================================================================
table                  columns for COPY (``id`` is always given by the database unless named)
=====================  ============================================================================================
unified_person         id (the serial), number (``UnifiedNumber.of_serial(id)``; skip ids without one),
                       individual_number, code_state ``'acquired'``, version 1, and the keys of
                       ``FourItems(...).keys``: name_key, kana_key, birth_day, birth_form, sex, address_key
unified_version        person_id, number 1, addressee_number, individual_number, name_full, name_surname,
                       name_given, name_kana, kana_certified, birth_day, birth_form, birth_text, sex, municipality,
                       postal_code, prefecture, city, town, lot, building, town_code, valid_from, legal_day,
                       machine_time, trace
unified_link           person_id, addressee_number, machine_time, trace
=====================  ============================================================================================

All texts are NOT NULL: blank is ``''``. After loading, the serial of ``unified_person`` must be moved on:
``select setval(pg_get_serial_sequence('unified_person', 'id'), max(id)) from unified_person``, as owner.
No table of this system has a 符号, a 住民票コード or the facts of 副本.
"""
