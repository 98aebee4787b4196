"""Tables of the simulated business systems as a Django app.

Loading by COPY: ``business_resident`` may stay empty on day one. Given: ``target``, ``entry``, ``addressee_number``,
``valid_from``, ``received_at`` (machine time), ``trace`` (uuid); every item column is NULL where the entry does not
allow it: ``name``, ``surname``, ``given``, ``kana``, ``kana_certified``, ``birth``, ``sex``, ``postal_code``,
``address_{municipality,prefecture,city,town,town_code,lot,building}``, ``individual_number``, ``household_number``,
``relationship``. ``id`` comes from the sequence. ``business_request`` and ``business_report``
(append-only) begin empty.
"""
