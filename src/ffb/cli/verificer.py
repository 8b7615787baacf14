"""`ffb verificer`: is a sealed approval whole, and who sealed it? Offline, with nothing but the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ffb.errors import BrugsFejl
from ffb.sprog import _


def verificer(
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Den forseglede godkendelse (ZIP).")],
    noegle: Annotated[str | None, typer.Option(help="Det fingeraftryk, nøglen skal have.")] = None,
) -> int:
    """Efterprøv en godkendelse. Slutter med 0, når den er hel; 1, når noget er ændret."""
    from ffb.server.godkendelse.segl import verify

    try:
        dom = verify(fil.read_bytes())
    except OSError as fejl:
        raise BrugsFejl(_("{fil} kan ikke læses ({hvorfor}).", fil=fil, hvorfor=fejl.strerror)) from None
    fejl_list = list(dom.fejl)
    if noegle is not None and noegle.replace(" ", "") != dom.fingeraftryk.replace(" ", ""):
        fejl_list.append(_("Pakken er forseglet med en anden nøgle end den, du venter."))
    if fejl_list:
        typer.echo(_("✗ Pakken er ikke hel:"))
        for linje in fejl_list:
            typer.echo(f"  {linje}")
        return 1
    m = dom.manifest
    typer.echo(_("✓ Pakken er hel: intet er ændret, siden den blev forseglet."))
    periode = _("{fra} til {til}", fra=m["periode"]["fra"], til=m["periode"]["til"])
    typer.echo(f"  {m['kommune_navn']}, {periode}")
    typer.echo(f"  {m['ordlyd']}")
    typer.echo("  " + _("Afgivet af {navn} {tid}", navn=m["afgivet_af"], tid=m["afgivet_tid"][:16]))
    typer.echo("  " + _("Nøglens fingeraftryk: {aftryk}", aftryk=dom.fingeraftryk))
    return 0
