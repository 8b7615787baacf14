"""Approval: the checklist, DST's answers word for word, the sealed package, and its verification."""
