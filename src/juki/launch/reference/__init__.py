"""The published contracts, generated from the structs: schemas, examples, error catalogue, links."""
