"""The screens of 証明書コンビニ交付: the file as it stands, whether something may be issued, the state of the feed."""
