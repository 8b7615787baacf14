"""Casework: VUM 2.0 from sagsåbning to opfølgning, recorded once, reporting by itself (6-sag)."""
