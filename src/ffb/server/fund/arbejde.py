"""The work of counting, in the background."""

from __future__ import annotations

from datetime import date

from ffb.server.fund.opgoer import Frem, default_periode, opgoer, opgoer_pr
from ffb.server.opgave.koe import arbejde


@arbejde("opgoer")
def opgoer_kommune(*, kode: str, frem: Frem, fra: str = "", til: str = "", pr: str = "") -> None:
    """Count a kommune anew after its leverancer, settings or guide changed; or a period someone asked for.

    Findings live by the default period's count alone: a period chosen on a page must not close them.
    """
    frem(5, "Begynder")
    periode = (date.fromisoformat(fra), date.fromisoformat(til)) if fra else default_periode()
    if pr:
        opgoer_pr(kode, periode, date.fromisoformat(pr), frem=frem)
    else:
        opgoer(kode, periode, foelg=periode == default_periode(), frem=frem)
