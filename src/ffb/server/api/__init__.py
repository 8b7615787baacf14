"""For machines: bundles in by HTTP, figures out as JSON; each asks with a system's token."""
