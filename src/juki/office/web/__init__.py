"""The staff screens of the office: signing in, the portal, the password, signing out."""
