"""What a process offers to programs, as OpenAPI 3.1, read from its urlconf and the declarations of its views."""
