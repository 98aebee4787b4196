"""What the office has to do with others: the only code here that knows the links."""
