"""Tables behind the screens of a system: sessions, sign-ins under way, kept forms, what is known of revocations."""
