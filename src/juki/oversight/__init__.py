"""What every system shares of supervision: the trail of what was done, approvals by another person, the way out.

Mounted in every process with staff screens. Each system keeps its own: nobody calls into another.
"""
