"""What tests share: one database with all apps, nineteen identities, a wire without a network."""
