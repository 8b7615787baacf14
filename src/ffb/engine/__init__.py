"""Run this SQL over these tables. Three verbs, one per engine: `load`, `define`, `query` (see `motor`)."""

from ffb.engine.motor import Motor, Resultat

__all__ = ["Motor", "Resultat"]
