"""Tables of the register.

Loading an existing city by COPY
================================
Load in this order, in one transaction or several; columns that a list below leaves out have database defaults.

1. ``registry_event``: one row for the whole load: trace, reason ``IKO``, event_class ``entry``, day, day_form ``D``,
   day_text, processed_on, came_documents ``{}``, alerts ``{}``, form_digest empty, recorded_at, operator.
2. ``registry_resident_version``: number 1 per person; all items; ``trace`` of the load's event; valid_from = event_day.
   For whoever has not moved, settled = became_resident (STD 4.1.1.1). A legal date is the three parts of
   ``LegalDate.to_storage()``; kana, kanji and other texts stay as they are written.
3. ``registry_household_version``: number 1: household_number, number, head_number (NULL without 世帯主), institution,
   trace, valid_from, recorded_at, operator.
4. ``registry_household``: household_number, version 1, head_number.
5. ``registry_resident``: addressee_number, version 1, household_number, position, is_head, individual_number,
   resident_code, card_number, name_key = ``search_key(full_name)``, kana_key = ``fold(kana_surname + kana_given)``,
   birth (internal day). Loaded last: its deferred triggers look at versions and fellow members.
6. ``registry_update_number``: resident_code, last = number of updates that the CS was loaded with.
7. ``registry_addressee_block``: optional: addressee_number, taken_at of numbers reserved for the register.
8. ``select setval('registry_household_serial', n)`` as the owner: n is the last serial in use, so that the next
   household gets n + 1.

A row's triggers cost time. For a million residents the owner may ``alter table registry_resident disable trigger
user`` (also on ``registry_resident_version``), load, enable them again, and then ask the database for all
disagreements at once: ``select * from registry_disagreements()`` must be empty.
"""
