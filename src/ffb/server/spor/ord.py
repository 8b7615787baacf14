"""The acts of the trail in words. An act without words here is shown by its own name."""

from __future__ import annotations

from typing import Any

from ffb.sprog import Dansk, _

HANDLING: dict[str, Dansk] = {
    "adgangskode.nulstillet": "Valgte ny adgangskode gennem Glemt adgangskode",
    "adgangskode.skiftet": "Skiftede adgangskode",
    "api.cpr_lister": "Et system hentede lister med CPR",
    "api.fund": "Et system hentede fund",
    "borger.cpr_vist": "Så en borgers CPR-nummer",
    "borger.set": "Så en borgers oplysninger",
    "borger.viden_set": "Så en borgers forløb i figurer",
    "borger.slettet": "Slettede en borger",
    "bruger.aktiveret": "Åbnede en konto igen",
    "bruger.deaktiveret": "Lukkede en konto",
    "bruger.oprettet": "Oprettede en person",
    "bundle.modtaget": "Modtog FHIR",
    "bytes.udloebet": "Fjernede modtagne filer",
    "filer.afvist": "Filer kunne ikke modtages",
    "filer.modtaget": "Modtog filer",
    "fund.begrundelse_trukket": "Trak en begrundelse tilbage",
    "fund.begrundet": "Begrundede et fund",
    "fund.set": "Så fund med borgere",
    "godkendelse.afgivet": "Godkendte rapporten",
    "godkendelse.begyndt": "Begyndte en godkendelse",
    "godkendelse.bilag": "Lagde et bilag til en godkendelse",
    "godkendelse.foraeldet": "En godkendelse blev forældet",
    "godkendelse.kasseret": "Kasserede en godkendelse",
    "godkendelse.kommando": "Brugte ffb godkend",
    "godkendelse.mail_hentet": "Hentede udkast til mail",
    "godkendelse.pakke_hentet": "Hentede den forseglede pakke",
    "godkendelse.punkt": "Satte kryds i tjeklisten",
    "godkendelser.hentet": "Hentede listen over godkendelser",
    "invitation.brugt": "Tog imod en invitation",
    "invitation.sendt": "Sendte en invitation",
    "invitation.trukket": "Trak en invitation tilbage",
    "katalog.afvist": "Afviste en version af et katalog",
    "katalog.foreslaaet": "Foreslog en version af et katalog",
    "katalog.fortrudt": "Fortrød en version af et katalog",
    "katalog.godkendt": "Godkendte en version af et katalog",
    "kontakt.aendret": "Ændrede en kontaktperson",
    "leverance.forseglet": "Lukkede dagens leverance",
    "leverance.modtaget": "Modtog en leverance",
    "liste.aabnet": "Åbnede en liste med borgere",
    "liste.sikker_kopi": "Hentede en liste uden CPR",
    "login.afvist": "Log ind afvist",
    "login.fejlet": "Forkert adgangskode",
    "login.lykkedes": "Loggede ind",
    "login.spaerret": "Log ind spærret i 5 minutter",
    "logud": "Loggede ud",
    "mapning.matrix_hentet": "Hentede matricen i mapningsvejledningen",
    "noegle.lavet": "Lavede en nøgle til et system",
    "noegle.trukket": "Trak en nøgle tilbage",
    "noegler.skiftet": "Skiftede krypteringsnøgler",
    "opsaetning.aendret": "Ændrede opsætningen",
    "paamindelse.sendt": "Sendte en påmindelse",
    "rapport.aabnet": "Åbnede rapporten",
    "redskab.bestilt": "Bad et redskab om et svar",
    "redskab.cpr_hentet": "Hentede et redskabs lister med CPR",
    "redskab.cpr_vist": "Så et redskabs liste med CPR",
    "redskab.liste_set": "Så et redskabs liste med borgere",
    "redskab.sikker_kopi": "Hentede et redskabs lister uden CPR",
    "redskab.slettet": "Slettede et redskabs svar",
    "rettelser.hentet": "Hentede, hvad en leverance rettede",
    "rettelser.set": "Så, hvad en leverance rettede",
    "rolle.givet": "Gav en rolle",
    "rolle.taget": "Tog en rolle",
    "sag.aabn": "Oprettede en sag",
    "sag.besked": "Hentede en bestilling som besked",
    "sag.bestilling_accepteret": "Accepterede en bestilling",
    "sag.bestilling_returneret": "Sendte en bestilling retur",
    "sag.bestilt": "Sendte en bestilling",
    "sag.borger": "Oprettede en borger til en sag",
    "sag.fejlregistreret": "Fejlregistrerede noget på en sag",
    "sag.gaeldende": "Gjorde noget på en sag gældende",
    "sag.indberettet": "Afleverede sager til indberetning",
    "sag.kladde": "Genoptog noget på en sag",
    "sag.liste": "Så en liste over sager",
    "sag.oevelse": "Begyndte en øvelse",
    "sag.oevelse_slut": "Sluttede en øvelse",
    "sag.opsaetning": "Ændrede opsætningen af sager",
    "sag.overtaget": "Overtog en sag",
    "sag.p82": "Begyndte et forløb efter § 82",
    "sag.p82_slut": "Afsluttede et forløb efter § 82",
    "sag.set": "Åbnede en sag",
    "sag.udsendelse_set": "Så, hvad der bliver indberettet om en borger",
    "sag.soegt": "Søgte efter en sag",
    "sag.udskrift": "Udskrev noget fra en sag",
    "spor.eksporteret": "Hentede sporet",
    "spor.set": "Så sporet",
    "spor.verificeret": "Efterprøvede sporet",
    "system.indsigelse": "Gjorde indsigelse mod en leverance",
    "system.status_antaget": "Antog et systems status",
    "tal.aabnet": "Så borgerne bag et tal",
    "totrin.fejlet": "Forkert kode i andet trin",
    "totrin.fjernet": "Fjernede et andet trin",
    "totrin.fornyet": "Lavede nye genoprettelseskoder",
    "totrin.nulstillet": "Nulstillede andet trin for en person",
    "totrin.spaerret": "Andet trin spærret i 5 minutter",
    "totrin.tilfoejet": "Tilføjede et andet trin",
    "vejledning.taget_i_brug": "Tog en mapningsvejledning i brug",
}


def handling_ord(handling: str) -> str:
    """The act in words."""
    return _(HANDLING.get(handling, handling))


def detaljer_ord(detaljer: dict[str, Any]) -> str:
    """`{"vist": 3, "metoder": ["password", "mfa"]}` -> `vist 3, metoder password og mfa`."""
    return ", ".join(f"{navn.replace('_', ' ')} {_vaerdi(v)}" for navn, v in detaljer.items())


def _vaerdi(vaerdi: Any) -> str:
    if isinstance(vaerdi, bool):
        return _("ja") if vaerdi else _("nej")
    return _(" og ").join(map(str, vaerdi)) if isinstance(vaerdi, list) else str(vaerdi)
