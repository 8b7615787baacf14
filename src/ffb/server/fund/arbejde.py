"""The work of counting, in the background."""

from __future__ import annotations

from ffb.server.fund.opgoer import Frem, opgoer
from ffb.server.opgave.koe import arbejde


@arbejde("opgoer")
def opgoer_kommune(*, kode: str, frem: Frem) -> None:
    """Count a kommune anew after its leverancer, settings or guide changed."""
    frem(5, "Begynder")
    opgoer(kode, frem=frem)
