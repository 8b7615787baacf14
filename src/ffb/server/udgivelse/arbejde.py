"""The work of preparing a publication, in the background: minutes, not seconds (ADR 0020)."""

from __future__ import annotations

from ffb.server.fund.opgoer import Frem
from ffb.server.opgave.koe import arbejde
from ffb.server.udgivelse.actions import prepare_udgivelse


@arbejde("udgivelse")
def udgivelse(*, navn: str, frem: Frem) -> None:
    """Make the two texts of a publication that waits."""
    prepare_udgivelse(navn, frem)
