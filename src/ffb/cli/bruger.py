"""`ffb bruger`: let the first people in, and help when no administrator can.

No password stands on the command line, where others can read it: it is asked for, or the person gets a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.server.adgang.models import Bruger
    from ffb.server.adgang.roller import Rolle

app = typer.Typer(no_args_is_help=True, help="Personer og roller på serveren.")
PROGRAM = "program"
Email = Annotated[str, typer.Argument(help="Personens e-mail.")]
Rollenavn = Annotated[str, typer.Argument(help="Rolle; ffb bruger roller viser dem.")]
Kommunekode = Annotated[str, typer.Option(help="Kommunekode; udelades for nationale roller.")]


@app.command("opret")
def opret(email: Email, navn: Annotated[str, typer.Option(prompt="Navn", help="Personens navn.")]) -> int:
    """Opret en person; adgangskoden skrives to gange, når der spørges."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.actions import check_adgangskode, create_bruger

    kode = typer.prompt(_("Adgangskode (mindst 12 tegn)"), hide_input=True, confirmation_prompt=_("Igen"))
    check_adgangskode(kode, email, navn)
    create_bruger(email, navn, kode, by=PROGRAM)
    goer = "{email} er oprettet. Giv en rolle: ffb bruger giv {email} ROLLE --kommune KODE"
    typer.echo(_(goer, email=email))
    return 0


@app.command("inviter")
def inviter(
    email: Email,
    rolle: Rollenavn,
    navn: Annotated[str, typer.Option(prompt="Navn", help="Personens navn.")],
    kommune: Kommunekode = "",
) -> int:
    """Lav en invitation, og skriv linket her; det virker én gang og i 7 dage."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.actions import invite
    from ffb.server.adgang.post import invitation_url

    hemmelig = invite(email, navn, _rolle(rolle), _kode(kommune), by=PROGRAM)[1]
    typer.echo(_("Giv linket til personen på en sikker måde:"))
    typer.echo(invitation_url(hemmelig))
    return 0


@app.command("roller")
def roller() -> int:
    """Vis rollerne, og hvad de giver lov til."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.roller import GOER, NATIONALE, Rolle

    for r in Rolle:
        typer.echo(f"{r:<18}{_(GOER[r])}{_(' (national)') if r in NATIONALE else ''}")
    return 0


@app.command("giv")
def giv(email: Email, rolle: Rollenavn, kommune: Kommunekode = "") -> int:
    """Giv en person en rolle."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.actions import grant_rolle

    grant_rolle(_find(email), _rolle(rolle), _kode(kommune), by=PROGRAM)
    typer.echo(_("{email} har nu rollen {rolle}.", email=email, rolle=_vis(rolle, kommune)))
    return 0


@app.command("tag")
def tag(email: Email, rolle: Rollenavn, kommune: Kommunekode = "") -> int:
    """Tag en rolle fra en person; det virker fra næste klik."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.errors import BrugsFejl
    from ffb.server.adgang.actions import revoke_rolle

    bruger, valgt, kode = _find(email), _rolle(rolle), _kode(kommune)
    if not bruger.tildeling_set.filter(rolle=valgt, kommune=kode).exists():
        raise BrugsFejl("Personen har ikke den rolle der. Se ffb bruger liste.")
    revoke_rolle(bruger, valgt, kode, by=PROGRAM)
    typer.echo(_("{email} har ikke længere rollen {rolle}.", email=email, rolle=_vis(rolle, kommune)))
    return 0


@app.command("deaktiver")
def deaktiver(email: Email) -> int:
    """Luk en persons konto; personen er logget ud med det samme."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.actions import deactivate_bruger

    deactivate_bruger(_find(email), by=PROGRAM)
    typer.echo(_("{email} er lukket og logget ud.", email=email))
    return 0


@app.command("liste")
def liste(kommune: Kommunekode = "") -> int:
    """Vis personer og roller."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.adgang.models import Bruger

    valg = Bruger.objects.prefetch_related("tildeling_set")
    if kommune:
        valg = valg.filter(tildeling__kommune=_kode(kommune)).distinct()
    for b in valg:
        egne = ", ".join(f"{t.rolle} {t.kommune}".strip() for t in b.tildeling_set.all()) or _("ingen roller")
        typer.echo(f"{b.email}  {b.navn}  {egne}{'' if b.er_aktiv else '  ' + _('(lukket)')}")
    return 0


def _vis(rolle: str, kommune: str) -> str:
    return _("{rolle} i {kommune}", rolle=rolle, kommune=kommune) if kommune else rolle


def _find(email: str) -> Bruger:
    from ffb.errors import BrugsFejl
    from ffb.server.adgang.models import Bruger

    bruger: Bruger | None = Bruger.objects.filter(email=email.strip().lower()).first()
    if bruger is None:
        raise BrugsFejl(_("Der er ingen person med e-mailen {email}. Se ffb bruger liste.", email=email))
    return bruger


def _rolle(navn: str) -> Rolle:
    from ffb.errors import BrugsFejl
    from ffb.server.adgang.roller import Rolle

    try:
        return Rolle(navn)
    except ValueError:
        hvad = _("Der er ingen rolle {navn}. Vælg mellem {roller}.", navn=navn, roller=", ".join(Rolle))
        raise BrugsFejl(hvad) from None


def _kode(kommune: str) -> str:
    """The kommunekode in four digits; '' stays ''."""
    from ffb.begreber import find_kommune
    from ffb.errors import BrugsFejl

    if not kommune:
        return ""
    fundet = find_kommune(kommune)
    if fundet is None:
        raise BrugsFejl(_("Der er ingen kommune med koden {kode}.", kode=kommune))
    return fundet.kode
