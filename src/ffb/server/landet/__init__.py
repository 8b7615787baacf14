"""Pages for Danmarks Statistik: the state of every kommune, reminders, approvals, national monitoring."""
