"""The report as one self-contained page: no script, no request, its own style (rapport.css).

Opinion taken: the verdict first, then the tables, then how they are counted (folded). Every value is
escaped, and a content policy in the page forbids scripts and requests should one slip through.
Left out unless asked for: the CPR lists (their length is stated).
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render import overblik, tekster
from ffb.render.format import Celle, antal, er_tal, rens

POLITIK = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
TAELLER = frozenset({"tabel1", "tabel1_pr_dst_kode", "tabel2", "tabel2_opdelt", "ydelsesrapport"})
KORT = 22  # characters a text may have and stay on one line
KORT_KODE = 36  # likewise for an identifier: a UUID is not broken
LANG_TABEL = 30  # rows; a longer table scrolls in its own frame under a frozen header


def til_html(rapport: Rapport, *, med_lister: bool = False) -> bytes:
    """The page as UTF-8. `med_lister` adds the CPR lists."""
    tabeller = [t for t in rapport.tabeller.values() if med_lister or not t.persondata]
    dele = [
        _hoved(rapport),
        '<a class="spring" href="#indhold">Spring til indhold</a>',
        _top(rapport),
        _menu(tabeller),
        '<main id="indhold" tabindex="-1">',
        _baand(rapport),
        _par("Rapporten", "rapporten", overblik.fakta(rapport)),
        *(_afsnit(rapport, t) for t in tabeller),
        "" if med_lister else _lister(rapport),
        _par("Indstillinger", "indstillinger", overblik.indstillinger(rapport)),
        _noter(rapport),
        "</main>",
        f"<footer><p>{'. '.join(map(escape, overblik.forbehold(rapport)))}.</p></footer>",
        "</body></html>",
    ]
    return ("\n".join(d for d in dele if d) + "\n").encode()


def write(rapport: Rapport, mappe: Path, stamme: str, *, med_lister: bool = False) -> list[Path]:
    """Write `{stamme}.html` in `mappe`."""
    sti = mappe / f"{stamme}.html"
    sti.write_bytes(til_html(rapport, med_lister=med_lister))
    return [sti]


# -- around the tables ----------------------------------------------------------------------------------


def _hoved(rapport: Rapport) -> str:
    stil = (files("ffb.render") / "rapport.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="da"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLITIK}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(overblik.titel(rapport))}</title>\n<style>\n{stil}</style></head><body>"
    )


def _top(rapport: Rapport) -> str:
    demo = f'<p class="demo">{escape(tekster.DEMO)}</p>' if rapport.demo else ""
    sikker = f'<p class="forbehold">{escape(tekster.SIKKER)}.</p>' if rapport.sikker else ""
    return (
        f'<header class="top">{demo}<p class="produkt">Fælles Faglige Begreber</p>'
        f"<h1>{escape(overblik.titel(rapport))}</h1>"
        f'<p class="forbehold">{escape(tekster.FORBEHOLD)}.</p>{sikker}</header>'
    )


def _menu(tabeller: list[Rapporttabel]) -> str:
    punkter = "".join(f'<li><a href="#{escape(t.navn)}">{escape(rens(t.titel))}</a></li>' for t in tabeller)
    return f'<nav aria-label="Tabeller"><ul>{punkter}</ul></nav>'


def _baand(rapport: Rapport) -> str:
    kode, ikon, ord_, saetning, naeste = map(escape, overblik.konklusion(rapport))
    videre = f'<p class="naeste"><strong>Det sker nu:</strong> {naeste}</p>' if naeste else ""
    return (
        f'<section class="baand {kode}" aria-labelledby="konklusion">'
        f'<span class="ikon" aria-hidden="true">{ikon}</span><div><h2 id="konklusion">{ord_}</h2>'
        f"<p>{saetning}</p>{videre}</div></section>"
    )


def _par(titel: str, anker: str, par: list[overblik.Par]) -> str:
    if not par:
        return ""
    linjer = "".join(f"<div><dt>{escape(navn)}</dt><dd>{escape(tekst)}</dd></div>" for navn, tekst in par)
    hoved = f'<section aria-labelledby="{anker}"><h2 id="{anker}">{titel}</h2>'
    return f'{hoved}<dl class="par">{linjer}</dl></section>'


def _lister(rapport: Rapport) -> str:
    par = [(titel, n) for _, titel, n in overblik.listetal(rapport)]
    note = (
        '<p class="note">Listerne står ikke på denne side, fordi de indeholder personoplysninger.'
        " De findes i XLSX og CSV.</p></section>"
    )
    return _par("CPR-lister", "cpr-lister", par).removesuffix("</section>") + note


def _noter(rapport: Rapport) -> str:
    punkter = "".join(f"<li>{escape(rens(n))}</li>" for n in rapport.noter)
    return (
        f'<section aria-labelledby="noter"><h2 id="noter">Noter</h2><ul>{punkter}</ul></section>'
        if punkter
        else ""
    )


# -- a table --------------------------------------------------------------------------------------------


def _afsnit(rapport: Rapport, tabel: Rapporttabel) -> str:
    navn = escape(tabel.navn)
    svar = f'<p class="svar">{escape(rens(tabel.svar))}</p>' if tabel.svar else ""
    aar = overblik.aar_alene(tabel)
    rest = "" if aar is tabel or not tabel.raekker else _kvartaler(tabel)
    return (
        f'<section aria-labelledby="{navn}"><h2 id="{navn}">{escape(rens(tabel.titel))}</h2>{svar}'
        f"{_tabel(aar)}{rest}{_figurer(rapport, tabel)}{_taelles(tabel)}</section>"
    )


def _kvartaler(tabel: Rapporttabel) -> str:
    resume = f"Alle kvartaler ({antal(len(tabel.raekker))} rækker)"
    return f"<details><summary>{resume}</summary>{_tabel(tabel)}</details>"


def _tabel(tabel: Rapporttabel) -> str:
    if not tabel.raekker:
        return f'<p class="note">{tekster.TOM_TABEL}</p>'
    kolonner = overblik.kolonner(tabel)
    hoved = "".join(_th(tabel, k) for k in kolonner)
    sidste = len(tabel.raekker) - 1 if tabel.total else -1
    krop = "\n".join(
        _tr(kolonner, celler, i_alt=nr == sidste) for nr, celler in enumerate(overblik.celler(tabel))
    )
    titel = escape(rens(tabel.titel))
    lang = " lang" if len(tabel.raekker) > LANG_TABEL else ""
    return (
        f'<div class="ramme{lang}" role="region" aria-label="{titel}" tabindex="0"><table>'
        f"<caption>{titel}, {antal(len(tabel.raekker))} rækker</caption>"
        f"<thead><tr>{hoved}</tr></thead>\n<tbody>\n{krop}\n</tbody></table></div>"
    )


def _th(tabel: Rapporttabel, kolonne: Kolonne) -> str:
    klasser = [*(["tal"] if er_tal(kolonne) else [])]
    maerke = ""
    if kolonne.vores and not overblik.helt_vores(tabel):
        klasser.append("vores")
        maerke = '<abbr title="Vores tilføjelse">*</abbr>'
    klasse = f' class="{" ".join(klasser)}"' if klasser else ""
    return f'<th scope="col"{klasse}>{escape(rens(kolonne.titel))}{maerke}</th>'


def _tr(kolonner: list[Kolonne], celler: list[Celle], *, i_alt: bool) -> str:
    foerste, *resten = zip(kolonner, celler, strict=True)
    th = f'<th scope="row" class="{_kort(foerste[1])}{foerste[1].art}">{escape(foerste[1].tekst)}</th>'
    td = "".join(_td(k, c) for k, c in resten)
    return f'<tr class="i-alt">{th}{td}</tr>' if i_alt else f"<tr>{th}{td}</tr>"


def _td(kolonne: Kolonne, c: Celle) -> str:
    side = "tal " if er_tal(kolonne) else _kort(c)
    return f'<td class="{side}{c.art}">{escape(c.tekst)}</td>'


def _kort(c: Celle) -> str:
    return "kort " if len(c.tekst) <= (KORT_KODE if c.art == "kode" else KORT) else ""


def _figurer(rapport: Rapport, tabel: Rapporttabel) -> str:
    par = overblik.figurer(rapport, tabel.navn)
    linjer = "".join(
        f'<div><dt>{escape(ord_)}</dt><dd data-tal="{escape(noegle)}">'
        f"{escape(overblik.figur_tekst(noegle, vaerdi))}</dd></div>"
        for ord_, noegle, vaerdi in par
    )
    return f'<dl class="figurer">{linjer}</dl>' if linjer else ""


def _taelles(tabel: Rapporttabel) -> str:
    noter = "".join(f"<li>{escape(n)}</li>" for n in overblik.noter(tabel))
    resume = "Sådan tælles det" if tabel.navn in TAELLER else "Bemærk"
    return f"<details><summary>{resume}</summary><ul>{noter}</ul></details>" if noter else ""
