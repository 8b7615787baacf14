"""What the table reader may say about a row, column or file: every TAB- rule with its text.

Texts carry no value; `sti` of the finding names the column, `vaerdi` what stood there. Opinion taken: a
doubtful spelling that was understood (`{alvor}` oplysning or advarsel) is said once per column and file, with
the first row it stands in; a value that was not understood is said for every row, because every row lost it.
"""

from __future__ import annotations

from typing import NamedTuple

from ffb.sprog import Dansk


class Tabelfund(NamedTuple):
    """alvor: blokerende, fejl, advarsel, oplysning. `goer`: what to do."""

    alvor: str
    titel: Dansk
    besked: Dansk
    goer: Dansk


TAB_FUND: dict[str, Tabelfund] = {
    # -- the file ---------------------------------------------------------------------------------------
    "TAB-TEGNSAET": Tabelfund(
        "advarsel",
        "Filen er ikke UTF-8",
        "Filen er læst som Latin-1 (Windows-1252), fordi den ikke er gyldig UTF-8.",
        "Gem filen som CSV UTF-8, så æ, ø og å er sikre.",
    ),
    "TAB-SKILLETEGN": Tabelfund(
        "advarsel",
        "Kolonnerne er ikke adskilt med semikolon",
        "Filen er læst med tabulator eller komma som skilletegn, fordi overskriften ikke har semikolon.",
        "Gem filen med semikolon mellem kolonnerne.",
    ),
    "TAB-KOLONNE-UKENDT": Tabelfund(
        "advarsel",
        "Ukendt kolonne",
        "Kolonnen hører ikke til tabellen og er ikke læst.",
        "Ret navnet, eller knyt kolonnen til en af vores med --kolonner.",
    ),
    "TAB-LEVERANCE-TID": Tabelfund(
        "advarsel",
        "Indberetningstidspunkt mangler",
        "Der er ingen leverance.csv; filernes egen tid er brugt som indberetningstidspunkt.",
        "Læg leverance.csv ved med INDBERETNINGSTIDSPUNKT.",
    ),
    "TAB-KONTAKT-ROLLE": Tabelfund(
        "advarsel",
        "Ukendt rolle",
        "Kontaktpersonens rolle er ikke en af de tre, der findes.",
        "Brug faglig ansvarlig, kvitteringsmodtager eller teknisk ansvarlig.",
    ),
    # -- the row ----------------------------------------------------------------------------------------
    "TAB-RAEKKE-KORT": Tabelfund(
        "advarsel",
        "Rækken har for få felter",
        "Rækken har færre felter end overskriften; de manglende er læst som tomme.",
        "Skriv et skilletegn for hver kolonne, også de tomme.",
    ),
    "TAB-RAEKKE-LANG": Tabelfund(
        "fejl",
        "Rækken har for mange felter",
        "Rækken har flere felter end overskriften; værdierne kan være rykket.",
        'Sæt " om felter, der indeholder semikolon.',
    ),
    "TAB-FELT-TOMT": Tabelfund(
        "fejl",
        "Feltet er tomt",
        "Feltet skal være udfyldt i hver række.",
        "Udfyld feltet i fagsystemet, og send igen.",
    ),
    # -- the citizen ------------------------------------------------------------------------------------
    "TAB-CPR-ULAESELIG": Tabelfund(
        "blokerende",
        "CPR-nummeret kan ikke læses",
        "Rækken har intet læsbart CPR-nummer og er udeladt.",
        "Skriv 10 cifre, med eller uden bindestreg.",
    ),
    "TAB-CPR-DATO": Tabelfund(
        "fejl",
        "CPR-nummerets dato findes ikke",
        "De første seks cifre og det syvende er tilsammen ikke en dato, der findes.",
        "Ret CPR-nummeret i fagsystemet.",
    ),
    "TAB-CPR-NUL": Tabelfund(
        "advarsel",
        "CPR-nummeret har mistet sit første nul",
        "CPR-nummeret har 9 cifre; der er sat et nul foran.",
        "Gem kolonnen som tekst, når filen dannes.",
    ),
    "TAB-CPR-ERSTATNING": Tabelfund(
        "oplysning",
        "Erstatningsnummer",
        "Borgeren har et erstatningsnummer (dag + 60).",
        "Skift til CPR-nummeret, når borgeren får et.",
    ),
    "TAB-CPR-ECPR": Tabelfund(
        "advarsel",
        "Sundhedsvæsenets eCPR",
        "Nummeret har bogstaver og er et eCPR fra sundhedsvæsenet.",
        "Brug CPR-nummer eller kommunens erstatningsnummer.",
    ),
    "TAB-CPR-MODULUS": Tabelfund(
        "oplysning",
        "CPR-nummeret opfylder ikke modulus 11",
        "Kontrolcifferet passer ikke. Det har ikke været et krav siden oktober 2007.",
        "Tjek nummeret, hvis borgeren er født før 2007.",
    ),
    # -- the value --------------------------------------------------------------------------------------
    "TAB-DATO": Tabelfund(
        "fejl",
        "Datoen kan ikke læses",
        "Feltet er ikke en dato, der findes, og er læst som tomt.",
        "Skriv ÅÅÅÅ-MM-DD.",
    ),
    "TAB-DATO-FORM": Tabelfund(
        "oplysning",
        "Datoen er ikke skrevet ÅÅÅÅ-MM-DD",
        "Datoen er skrevet på dansk, uden streger eller med klokkeslæt og er forstået.",
        "Skriv ÅÅÅÅ-MM-DD.",
    ),
    "TAB-DATO-EXCEL": Tabelfund(
        "advarsel",
        "Datoen er et tal fra Excel",
        "Datoen er et løbenummer fra Excel og er regnet om.",
        "Giv kolonnen datoformat, eller skriv ÅÅÅÅ-MM-DD.",
    ),
    "TAB-TAL": Tabelfund(
        "fejl",
        "Tallet kan ikke læses",
        "Feltet er ikke et tal og er læst som tomt.",
        "Skriv tallet med komma eller punktum som decimaltegn og uden enhed.",
    ),
    "TAB-TAL-TVETYDIG": Tabelfund(
        "fejl",
        "Tallet kan læses på to måder",
        "Punktum foran tre cifre kan være tusinder eller decimaler; feltet er læst som tomt.",
        "Skriv tallet uden tusindtegn.",
    ),
    "TAB-NIVEAU": Tabelfund(
        "fejl",
        "Niveauet kan ikke læses",
        "Feltet er hverken en UUID eller et af de tilladte tal og er læst som tomt.",
        "Skriv UUID, 0–4 eller 9 (ikke vurderet); ved funktionsevne også 8 (ikke relevant).",
    ),
    "TAB-MAALTYPE": Tabelfund(
        "fejl",
        "Måltypen kan ikke læses",
        "Feltet er hverken en UUID eller et af de tilladte ord og er læst som tomt.",
        "Skriv UUID, udvikle, fastholde eller begraense.",
    ),
    "TAB-RESULTAT": Tabelfund(
        "fejl",
        "Resultatet kan ikke læses",
        "Feltet er hverken en UUID eller et af de tilladte ord og er læst som tomt.",
        "Skriv UUID, fortsaettelse, afslutning eller ny.",
    ),
    "TAB-RANG": Tabelfund(
        "fejl",
        "Rangen kan ikke læses",
        "Feltet er hverken 1 eller 2 og er læst som tomt.",
        "Skriv 1 (primær) eller 2 (øvrig).",
    ),
    "TAB-KODE-SKRIVEMAADE": Tabelfund(
        "oplysning",
        "UUID'en er skrevet anderledes",
        "UUID'en har store bogstaver, klammer eller urn:uuid: og er forstået.",
        "Skriv UUID'en med små bogstaver og uden klammer.",
    ),
    "TAB-KODE-TAL": Tabelfund(
        "advarsel",
        "Koden er gemt som tal",
        "Cellen er et tal; koden kan have mistet nuller eller punktummer.",
        "Giv kolonnen tekstformat, før koderne skrives.",
    ),
    "TAB-TEKST-TAL": Tabelfund(
        "advarsel",
        "Nummeret er gemt som tal",
        "Cellen er et tal med over 15 cifre; Excel har afrundet det.",
        "Giv kolonnen tekstformat, før numrene skrives.",
    ),
    "TAB-CELLE-TYPE": Tabelfund(
        "fejl",
        "Cellen har en forkert type",
        "Cellen er en dato, et klokkeslæt eller sand/falsk, hvor der skal stå andet; den er læst som tom.",
        "Giv kolonnen tekstformat, og skriv værdien igen.",
    ),
    "TAB-MAANED": Tabelfund(
        "fejl",
        "Måneden kan ikke læses",
        "Feltet er ikke en måned og er læst som tomt.",
        "Skriv ÅÅÅÅMM.",
    ),
    "TAB-AAR": Tabelfund(
        "fejl",
        "Året kan ikke læses",
        "Feltet er ikke et årstal og er læst som tomt.",
        "Skriv årstallet med fire cifre.",
    ),
    "TAB-KOMMUNE-FORM": Tabelfund(
        "fejl",
        "Kommunekoden kan ikke læses",
        "Feltet er ikke en kommunekode på tre eller fire cifre og er læst som tomt.",
        "Skriv kommunekoden, fx 0101.",
    ),
    "TAB-KOMMUNE-UKENDT": Tabelfund(
        "fejl",
        "Kommunen findes ikke",
        "Kommunekoden er ikke en af landets kommuner.",
        "Ret kommunekoden.",
    ),
    "TAB-KOMMUNE-FREMMED": Tabelfund(
        "blokerende",
        "Rækken tilhører en anden kommune",
        "Rækkens kommune er ikke leverancens, og leverancens kommune indberetter ikke for den.",
        "Send rækken i kommunens egen leverance, eller ret KOMMUNE_KODE.",
    ),
}
