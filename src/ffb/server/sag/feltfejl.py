"""What keeps the fields of an object from being stored."""

from __future__ import annotations

from collections.abc import Mapping

from ffb.errors import FfbError
from ffb.sprog import _


class Feltfejl(FfbError):
    """Fields that cannot be stored as they are. `fejl`: field -> what is wrong and what to do."""

    def __init__(self, fejl: Mapping[str, str]) -> None:
        super().__init__(_("Nogle felter kan ikke gemmes, som de står."))
        self.fejl = dict(fejl)
