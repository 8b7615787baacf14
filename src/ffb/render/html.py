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
from ffb.sprog import _, sprog

PRODUKT = "Fælles Faglige Begreber"  # a name: the same in every language
POLITIK = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
TAELLER = frozenset({"tabel1", "tabel1_pr_dst_kode", "tabel2", "tabel2_opdelt", "ydelsesrapport"})
KORT = 22  # characters a text may have and stay on one line
KORT_KODE = 36  # likewise for an identifier: a UUID is not broken
LANG_TABEL = 30  # rows; a longer table scrolls in its own frame under a frozen header


def til_html(rapport: Rapport, *, med_lister: bool = False) -> bytes:
    """The page as UTF-8. `med_lister` adds the CPR lists."""
    tabeller = [t for t in rapport.tabeller.values() if med_lister or not t.persondata]
    dele = [
        hoved_html(overblik.titel(rapport)),
        '<a class="spring" href="#indhold">' + _("Spring til indhold") + "</a>",
        top_html(overblik.titel(rapport), _(tekster.FORBEHOLD), demo=rapport.demo, sikker=rapport.sikker),
        menu_html(tabeller),
        '<main id="indhold" tabindex="-1">',
        baand_html(overblik.konklusion(rapport)),
        par_html(_("Rapporten"), "rapporten", overblik.fakta(rapport)),
        *(_afsnit(rapport, t) for t in tabeller),
        "" if med_lister else _lister(rapport),
        par_html(_("Indstillinger"), "indstillinger", overblik.indstillinger(rapport)),
        noter_html(rapport.noter),
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


def hoved_html(titel: str, politik: str = POLITIK) -> str:
    """Head of a page: policy, style, title; opens the body."""
    stil = (files("ffb.render") / "rapport.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{sprog()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{politik}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(titel)}</title>\n<style>\n{stil}</style></head><body>"
    )


def top_html(titel: str, forbehold: str, *, demo: bool, sikker: bool) -> str:
    """The title block of a page."""
    foran = f'<p class="demo">{escape(_(tekster.DEMO))}</p>' if demo else ""
    efter = f'<p class="forbehold">{escape(_(tekster.SIKKER))}.</p>' if sikker else ""
    return (
        f'<header class="top">{foran}<p class="produkt">{PRODUKT}</p>'
        f"<h1>{escape(titel)}</h1>"
        f'<p class="forbehold">{escape(forbehold)}.</p>{efter}</header>'
    )


def menu_html(tabeller: list[Rapporttabel]) -> str:
    punkter = "".join(f'<li><a href="#{escape(t.navn)}">{escape(rens(t.titel))}</a></li>' for t in tabeller)
    return f'<nav aria-label="{_("Tabeller")}"><ul>{punkter}</ul></nav>'


def baand_html(konklusion: tuple[str, str, str, str, str]) -> str:
    """The verdict: (code, icon, words, sentence, what happens next)."""
    kode, ikon, ord_, saetning, naeste = map(escape, konklusion)
    videre = f'<p class="naeste"><strong>{escape(_("Det sker nu:"))}</strong> {naeste}</p>' if naeste else ""
    return (
        f'<section class="baand {kode}" aria-labelledby="konklusion">'
        f'<span class="ikon" aria-hidden="true">{ikon}</span><div><h2 id="konklusion">{ord_}</h2>'
        f"<p>{saetning}</p>{videre}</div></section>"
    )


def par_html(titel: str, anker: str, par: list[overblik.Par]) -> str:
    """A section of (label, text); nothing where there are none."""
    if not par:
        return ""
    linjer = "".join(f"<div><dt>{escape(navn)}</dt><dd>{escape(tekst)}</dd></div>" for navn, tekst in par)
    hoved = f'<section aria-labelledby="{anker}"><h2 id="{anker}">{titel}</h2>'
    return f'{hoved}<dl class="par">{linjer}</dl></section>'


def _lister(rapport: Rapport) -> str:
    par = [(titel, n) for _, titel, n in overblik.listetal(rapport)]
    note = (
        '<p class="note">'
        + _(
            "Listerne står ikke på denne side, fordi de indeholder personoplysninger."
            " De findes i XLSX og CSV."
        )
        + "</p></section>"
    )
    return par_html(_("CPR-lister"), "cpr-lister", par).removesuffix("</section>") + note


def noter_html(noter: list[str]) -> str:
    """The notes as a section."""
    punkter = "".join(f"<li>{escape(rens(n))}</li>" for n in noter)
    return (
        f'<section aria-labelledby="noter"><h2 id="noter">{_("Noter")}</h2><ul>{punkter}</ul></section>'
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
        f"{tabel_html(aar)}{rest}{_figurer(rapport, tabel)}{taelles_html(tabel)}</section>"
    )


def _kvartaler(tabel: Rapporttabel) -> str:
    resume = _("Alle kvartaler ({antal} rækker)", antal=antal(len(tabel.raekker)))
    return f"<details><summary>{resume}</summary>{tabel_html(tabel)}</details>"


def tabel_html(tabel: Rapporttabel) -> str:
    """The table in a frame that can be reached by keyboard."""
    if not tabel.raekker:
        return f'<p class="note">{_(tekster.TOM_TABEL)}</p>'
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
        f"<caption>{titel}, {_('{antal} rækker', antal=antal(len(tabel.raekker)))}</caption>"
        f"<thead><tr>{hoved}</tr></thead>\n<tbody>\n{krop}\n</tbody></table></div>"
    )


def _th(tabel: Rapporttabel, kolonne: Kolonne) -> str:
    klasser = [*(["tal"] if er_tal(kolonne) else [])]
    maerke = ""
    if kolonne.vores and not overblik.helt_vores(tabel):
        klasser.append("vores")
        maerke = f'<abbr title="{_("Vores tilføjelse")}">*</abbr>'
    klasse = f' class="{" ".join(klasser)}"' if klasser else ""
    return f'<th scope="col"{klasse}>{escape(rens(_(kolonne.titel)))}{maerke}</th>'


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


def taelles_html(tabel: Rapporttabel) -> str:
    """How it is counted, folded."""
    noter = "".join(f"<li>{escape(n)}</li>" for n in overblik.noter(tabel))
    resume = _("Sådan tælles det") if tabel.navn in TAELLER else _("Bemærk")
    return f"<details><summary>{resume}</summary><ul>{noter}</ul></details>" if noter else ""
