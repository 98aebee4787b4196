"""Who may do what: grants to client certificates, delivered by office, checked at every door; nothing is open by default.

Source: document III 3 risk 2 (rights by person, withdrawn at once), STD 10.3 (by organisation and user, never by rank).
"""
