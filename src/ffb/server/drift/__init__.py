"""Keeping an installation: backup, restoring, new keys, the watched folder. `docs/drift.md` tells when to
use which."""
