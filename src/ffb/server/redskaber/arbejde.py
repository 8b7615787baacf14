"""The work of answering, in the background."""

from __future__ import annotations

from ffb.errors import FfbError, Laesefejl
from ffb.server.fund.opgoer import Frem
from ffb.server.opgave.koe import arbejde
from ffb.server.redskaber.beregn import beregn
from ffb.server.redskaber.kuvert import aabn_filer, luk_svar
from ffb.server.redskaber.models import Redskabssvar


@arbejde("redskab")
def redskab(*, uuid: str, frem: Frem) -> None:
    """Compute an answer; the files handed in are gone when it is there, or refused."""
    svar = Redskabssvar.objects.filter(pk=uuid, tilstand="venter").first()
    if svar is None:  # taken away meanwhile, or answered by a worker that died a moment too late
        return
    frem(5, "Begynder")
    try:
        kuvert = beregn(svar, aabn_filer(svar.data) if svar.data else [], frem)
    except Laesefejl as fejl:
        _end(svar, "fejl", b"", [{"sted": f.sted, "hvad": f.hvad, "goer": f.goer} for f in fejl.fejl])
        return
    except FfbError as fejl:
        _end(svar, "fejl", b"", [{"sted": "", "hvad": str(fejl), "goer": ""}])
        return
    _end(svar, "faerdig", luk_svar(kuvert), [])


def _end(svar: Redskabssvar, tilstand: str, data: bytes, fejl: list[dict[str, str]]) -> None:
    """Update, not save: an answer taken away meanwhile must not come back."""
    Redskabssvar.objects.filter(pk=svar.pk).update(tilstand=tilstand, data=data, fejl=fejl)
