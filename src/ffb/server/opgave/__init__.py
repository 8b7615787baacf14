"""Work in the background: a table of jobs with lease and heartbeat, and the worker that takes them."""
