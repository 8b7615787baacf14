"""People and machines: who they are, what they may, and in which kommune."""
