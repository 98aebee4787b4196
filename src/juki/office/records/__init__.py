"""Tables of the office as a Django app.

Loading by COPY, in this order; all columns must be given unless NULL is said.

``office_client``
    ``client`` (the id in the certificate), ``kind`` (``person`` or ``program``), ``section``, ``active`` (true),
    ``legal_day``, ``recorded_at`` (machine time), ``trace`` (uuid).

``office_grant``
    ``client``, ``system``, ``permission``, ``valid_from``, ``valid_to`` (excluded day, NULL: open), ``granted_by``,
    ``reason``, ``legal_day``, ``recorded_at``, ``trace``. ``id`` comes from the sequence. The same
    ``(system, client, permission, valid_from, valid_to)`` goes to ``access_grant`` of that system's database; rows of
    ``system = office`` to ``access_grant`` of the office's own. ``(client, system, permission)`` is unique.

``office_decision`` (append-only)
    ``kind`` (``client_added``, ``granted``, ``withdrawn``), ``client``, ``system`` NULL, ``permission`` NULL,
    ``valid_from`` NULL, ``valid_to`` NULL, ``decided_by``, ``reason``, ``legal_day``, ``recorded_at``, ``trace``
    (unique). One ``client_added`` row per loaded client and one ``granted`` row per loaded grant, each its own trace.

``office_person``
    ``client``, ``name``, ``signed_in_at`` NULL, ``signed_in_city`` NULL, ``signed_in_from`` (empty), ``failures`` (0).

``office_credential``
    ``client``, ``kind`` (``password``), ``secret`` (an Argon2id hash), ``must_change``, ``set_at`` (machine time),
    ``set_by``, ``ended_at`` NULL, ``trace``. ``id`` comes from the sequence; one that has not ended per person.
"""
