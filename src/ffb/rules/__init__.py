"""Rules and what they find. For now the faults of form that the readers meet (`tjek`)."""
