"""`ffb godkend`: the approval of a period from the command line, by the same acts as the page.

Opinion taken: whoever approves is a person with the right to it on the server, named with --som; the trail
has each act by that name, and that it came from here. Source: 3-rapport, Godkendelse; 8-graenseflader.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl
from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.server.adgang.models import Bruger
    from ffb.server.fund.models import Opgoerelse
    from ffb.server.godkendelse.models import Godkendelse

app = typer.Typer(no_args_is_help=True, help="Godkend en periode på serveren, som på siden Godkendelse.")
Kommunekode = Annotated[str, typer.Argument(metavar="KOMMUNE", help="Kommunekode, fx 0101.")]
Som = Annotated[str, typer.Option("--som", help="E-mail på den, der godkender; skrives i sporet.")]
Aar = Annotated[str | None, typer.Option("--periode", help="Kalenderår; ellers sidste år.")]
Fra = Annotated[str | None, typer.Option(help="Første dag, DD.MM.ÅÅÅÅ (med).")]
Til = Annotated[str | None, typer.Option(help="Sidste dag, DD.MM.ÅÅÅÅ (med).")]
Bemaerkning = Annotated[str, typer.Option(help="Bemærkning; følger med godkendelsen.")]
ALLE = "alle"


@app.command("vis")
def vis(kommune: Kommunekode, periode: Aar = None, fra: Fra = None, til: Til = None) -> int:
    """Vis tallene, tjeklisten, det svar, der passer, og om perioden er godkendt."""
    opgoerelse = _count(kommune, periode, fra, til)
    from ffb.server.fund.rapporter import load_rapport
    from ffb.server.godkendelse.models import Bilag, Godkendelse
    from ffb.server.godkendelse.svar import ORDLYD, propose_svar, read_tal
    from ffb.server.godkendelse.tjekliste import PUNKTER

    rapport, kladde = load_rapport(opgoerelse), _find_kladde(opgoerelse)
    tal = read_tal(rapport)
    typer.echo(f"{rapport.kommune_navn}, {_periode(opgoerelse)}")
    linje = _("  {ydelser} ydelser, {fejl} med fejl; {borgere} borgere, {mangler} mangler oplysninger")
    typer.echo(linje.format(ydelser=tal.ydelser, fejl=tal.med_fejl, borgere=tal.borgere, mangler=tal.mangler))
    typer.echo(_("Tjekliste"))
    for navn, punkt in PUNKTER.items():
        sat = kladde.punkter.get(navn) if kladde else None
        typer.echo(f"  {'✓' if sat else '–'} {navn:<14} {punkt.titel}: {punkt.tal(rapport)}")
        if sat:
            typer.echo(f"      {sat['navn']} {sat['tid'][:16]} {sat['bemaerkning']}".rstrip())
    for bilag in Bilag.objects.filter(godkendelse=kladde) if kladde else ():
        typer.echo(f"  + {bilag.get_slags_display()}: {bilag.navn}")
    typer.echo(_("Svar, der kan gives"))
    for svar, ord_ in ORDLYD.items():
        passer = _(" (passer til tallene)") if svar == propose_svar(tal) else ""
        typer.echo(f"  {svar:<6} {ord_}{passer}")
    afgivet = Godkendelse.objects.filter(
        kommune=opgoerelse.kommune, periode_fra=opgoerelse.periode_fra, periode_til=opgoerelse.periode_til,
        tilstand="afgivet",
    ).first()  # fmt: skip
    typer.echo(_stand(afgivet))
    return 0


@app.command("punkt")
def punkt(
    kommune: Kommunekode,
    navn: Annotated[str, typer.Argument(metavar="PUNKT", help="Punktets navn fra »vis«, eller alle.")],
    som: Som,
    periode: Aar = None, fra: Fra = None, til: Til = None,
    bemaerkning: Bemaerkning = "",
    fjern: Annotated[bool, typer.Option("--fjern", help="Tag navnet af punktet igen.")] = False,
) -> int:  # fmt: skip
    """Sæt dit navn ved et punkt i tjeklisten: du har set på det."""
    kladde, person = _open_kladde(kommune, som, periode, fra, til)
    from ffb.server.godkendelse.actions import tick_punkt
    from ffb.server.godkendelse.tjekliste import PUNKTER

    if navn not in (*PUNKTER, ALLE):
        raise BrugsFejl(_("Punktet findes ikke. Brug {navne} eller alle.", navne=", ".join(PUNKTER)))
    for n in PUNKTER if navn == ALLE else (navn,):
        tick_punkt(kladde, n, bemaerkning=bemaerkning, sat=not fjern, by=person)
        titel = PUNKTER[n].titel
        typer.echo(_("{punkt}: taget af", punkt=titel) if fjern else f"{titel}: {person.email}")
    return 0


@app.command("bilag")
def bilag(
    kommune: Kommunekode,
    slags: Annotated[str, typer.Argument(metavar="SLAGS", help="ffb eller ydelse.")],
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Filen, som den er hentet fra IDEP.")],
    som: Som,
    periode: Aar = None, fra: Fra = None, til: Til = None,
) -> int:  # fmt: skip
    """Læg en fil fra IDEP ved, og sammenlign den med tallene her."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.godkendelse.actions import attach_bilag
    from ffb.server.godkendelse.idep import STOERSTE, UlaeseligtBilag
    from ffb.server.godkendelse.models import Bilag

    if slags not in dict(Bilag.SLAGS):
        raise BrugsFejl("Slags er ffb (FFB-rapporten) eller ydelse (ydelses- og godkendelsesrapporten).")
    try:
        with fil.open("rb") as aaben:
            data = aaben.read(STOERSTE + 1)
    except OSError as fejl:
        raise BrugsFejl(_("{fil} kan ikke læses ({hvorfor}).", fil=fil, hvorfor=fejl.strerror)) from None
    kladde, person = _open_kladde(kommune, som, periode, fra, til)
    try:
        svar = attach_bilag(kladde, slags, fil.name, data, by=person).sammenligning
    except UlaeseligtBilag as ulaeseligt:
        raise BrugsFejl(str(ulaeseligt)) from None
    if svar["maade"] == "haand":
        typer.echo(_("Lagt ved. Sammenlign selv: filens opstilling er ikke skrevet i opsætningen."))
        return 0
    typer.echo(
        _("Lagt ved: {ens} celler er ens, {antal} er ikke.", ens=svar["ens"], antal=len(svar["forskelle"]))
    )
    for celle, deres, vores in svar["forskelle"]:
        typer.echo(_("  {celle}: IDEP {deres}, her {vores}", celle=celle, deres=deres, vores=vores))
    return 0


@app.command("afgiv")
def afgiv(
    kommune: Kommunekode,
    svar: Annotated[str, typer.Argument(metavar="SVAR", help="1, 2, 3 eller uenig; se »vis«.")],
    som: Som,
    periode: Aar = None, fra: Fra = None, til: Til = None,
    bemaerkning: Bemaerkning = "",
    out: Annotated[Path | None, typer.Option(help="Mappe til pakken og udkastet til mail.")] = None,
) -> int:  # fmt: skip
    """Afgiv svaret: tallene fryses, og pakken forsegles. Det kan ikke fortrydes."""
    kladde, person = _open_kladde(kommune, som, periode, fra, til)
    from ffb.server.fund.rapporter import load_rapport
    from ffb.server.godkendelse.actions import KanIkkeAfgives, build_mail, give_godkendelse, pakke_sti
    from ffb.server.godkendelse.svar import ORDLYD, find_advarsel, read_tal

    advarsel = find_advarsel(svar, read_tal(load_rapport(kladde.opgoerelse)))
    try:
        give_godkendelse(kladde, svar, bemaerkning=bemaerkning, by=person)
    except KanIkkeAfgives as mangel:
        raise BrugsFejl(" ".join(mangel.mangler)) from None
    if advarsel:
        typer.echo(advarsel, err=True)
    typer.echo(f"{_periode(kladde.opgoerelse)}: {ORDLYD[svar]}")
    sti = pakke_sti(kladde)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        mail = out / f"godkendelse-{kladde.kommune}-{kladde.pk}.eml"
        mail.write_bytes(build_mail(kladde))
        (out / sti.name).write_bytes(sti.read_bytes())
        sti = out / sti.name
        typer.echo(_("Udkast til mail: {sti}", sti=mail))
    typer.echo(_("Pakken er forseglet: {sti}", sti=sti))
    return 0


def _count(kommune: str, periode: str | None, fra: str | None, til: str | None) -> Opgoerelse:
    """The count of the period as of now; made here when it is not there."""
    from ffb.server.start import prepare_data

    dage = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    kode = valg.parse_kommune(kommune)
    prepare_data()
    from ffb.server.fund.opgoer import default_periode, opgoer

    assert kode is not None
    opgoerelse = opgoer(kode, dage, foelg=dage == default_periode())
    if opgoerelse is None:
        raise BrugsFejl("Kommunen har ingen leverancer at godkende.")
    return opgoerelse


def _find_kladde(opgoerelse: Opgoerelse) -> Godkendelse | None:
    from ffb.server.godkendelse.models import Godkendelse

    kladde: Godkendelse | None = Godkendelse.objects.filter(opgoerelse=opgoerelse, tilstand="kladde").first()
    return kladde


def _open_kladde(
    kommune: str, som: str, periode: str | None, fra: str | None, til: str | None
) -> tuple[Godkendelse, Bruger]:
    """The draft of the newest count, begun when there is none, and the person."""
    opgoerelse = _count(kommune, periode, fra, til)
    from ffb.server.adgang.models import Bruger
    from ffb.server.adgang.roller import Ret
    from ffb.server.godkendelse.actions import begin_godkendelse
    from ffb.server.spor.actions import write_spor

    person = Bruger.objects.filter(email=som.strip().lower()).first()
    if person is None or not person.is_active or not person.har(Ret.GODKEND, opgoerelse.kommune):
        raise BrugsFejl("--som: personen må ikke godkende for kommunen. Giv rollen: ffb bruger giv …")
    kladde = begin_godkendelse(opgoerelse, by=person)
    write_spor(
        "godkendelse.kommando", by="program", kommune=kladde.kommune, genstand=f"godkendelse:{kladde.pk}",
        som=person.email,
    )  # fmt: skip
    return kladde, person


def _periode(opgoerelse: Opgoerelse) -> str:
    return f"{opgoerelse.periode_fra:%d.%m.%Y}–{opgoerelse.periode_til:%d.%m.%Y}"


def _stand(afgivet: Godkendelse | None) -> str:
    if afgivet is None:
        return _("Perioden er ikke godkendt.")
    hvem = _("Svar {svar} afgivet af {navn} {tid}.")
    linje = hvem.format(svar=afgivet.svar, navn=afgivet.afgivet_af, tid=f"{afgivet.afgivet_tid:%d.%m.%Y}")
    if afgivet.foraeldet_tid:
        linje += " " + _("Forældet: en senere leverance har ændret tallene.")
    return linje
