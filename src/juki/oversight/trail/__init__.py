"""The trail: what kinds of log there are, signed roots over them, who looked at whom, what looks improper."""
