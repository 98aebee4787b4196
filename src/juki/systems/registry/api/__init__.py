"""Machine doors of the register: endpoints with a permission each, and the table of what peers may send."""
