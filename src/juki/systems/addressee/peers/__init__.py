"""What the addressee system has to do with others: the only code here that knows the links."""
