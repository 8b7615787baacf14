"""Every address of the server as something to open in a browser, and who opens it.

No page falls out in silence: what no role can open with GET must be for POST only, give a file, or stand in
`ANDETSTEDS` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import requests

from server.fejl.server_proces import Serverproces

# one who sees most of a kommune, one who approves, then the others; "" is nobody
ROLLER = (
    "faglig_ansvarlig", "godkender", "administrator", "statistiker", "drift", "sagsbehandler", "udfoerer", "",
)  # fmt: skip
MASKINER = re.compile(r"^/(fhir|api|metrics|sundhed|static)")
PERIODE = "?fra=2025-01-01&til=2025-12-31"
LINKS = "links, opened in test_browser_totrin"
TOTRIN = "asks for the password or a second factor first: test_browser_totrin"
FIL = "a file, of an object of its own kind: test_sag_*"
VIDERE = "only leads on to another page"
ANDETSTEDS = {
    "account_reset_password_from_key": LINKS, "invitation": LINKS, "invitation_link": LINKS,
    "mfa_authenticate": TOTRIN, "mfa_reauthenticate": TOTRIN, "mfa_activate_totp": TOTRIN,
    "mfa_deactivate_totp": TOTRIN, "mfa_view_recovery_codes": TOTRIN, "mfa_generate_recovery_codes": TOTRIN,
    "mfa_download_recovery_codes": TOTRIN, "mfa_add_webauthn": TOTRIN, "mfa_reauthenticate_webauthn": TOTRIN,
    "mfa_login_webauthn": TOTRIN, "mfa_remove_webauthn": TOTRIN, "mfa_edit_webauthn": TOTRIN,
    "account_email": VIDERE, "account_set_password": VIDERE, "socialaccount_connections": VIDERE,
    "redskaber_indfasning": VIDERE, "begreber_kode": VIDERE,
    "sag_pdf": FIL, "sag_pdf_produkt": FIL, "sag_udsendelse_bundle": FIL, "bestilling_besked": FIL,
    "statusnotat_pdf": FIL,
    "sag_udsendelse": "needs a handover that was sent: test_sag_*",
    "openid_connect_login": "a provider: test_adgang_oidc",
    "openid_connect_callback": "a provider: test_adgang_oidc",
    "socialaccount_login_error": "answers 401: test_browser_totrin",
}  # fmt: skip
# parts of pages and files, which no page's address gives by itself
DELE = re.compile(r"_kort$|_hent$|^mapning_matrix$")
EJER = {
    "godkendelse": "godkendelse", "fund": "fund", "landet": "fund", "leverancer": "leverance",
    "bestilling": "bestilling",
}  # fmt: skip
NUMRE = {
    "bestilling_kvittering": "kvittering", "godkendelse_kladde": "kladde", "rapport_liste": "listenummer",
}  # fmt: skip
SPOERG = {
    "rapport_bag": f"{PERIODE}&tabel=tabel1&raekke=I alt&kolonne=antal",
    "landet_paamind": "?vis=med_fejl",
    "begreber_diff": "?a=ffb/2023-05&b=fsiii/2024-10",
}


@dataclass(frozen=True, slots=True)
class Aaben:
    """A page one can open, and the first role that may."""

    sti: str
    rolle: str


def find_sider(
    server: Serverproces, sessioner: Mapping[str, str], proever: Mapping[str, str]
) -> Iterator[Aaben]:
    """Every page that answers with HTML.

    Raises:
        AssertionError: an address that nobody can open and nothing explains.
    """
    uforklaret = []
    for navn, rute in server.ask("ruter"):
        if navn in ANDETSTEDS or MASKINER.match(rute) or DELE.search(navn):
            continue
        sti = fill_rute(navn, rute, proever)
        assert sti is not None, f"{rute} skal have en værdi i tilstand.fyld"
        svar = {rolle: _ask(server.url + sti, sessioner.get(rolle, "")) for rolle in ROLLER}
        rolle = next((r for r in ROLLER if svar[r] == (200, "text/html")), None)
        if rolle is not None:
            yield Aaben(sti, rolle)
        elif not any(
            status == 405 or (status == 200 and art != "text/html") for status, art in svar.values()
        ):
            uforklaret.append(f"{navn} {sti}: {svar}")
    assert uforklaret == [], "\n".join(uforklaret)


def _ask(url: str, session: str) -> tuple[int, str]:
    kager = {"ffb_session": session} if session else {}
    with requests.get(url, cookies=kager, timeout=60, allow_redirects=False, stream=True) as svar:
        return svar.status_code, svar.headers.get("Content-Type", "").partition(";")[0]


def fill_rute(navn: str, rute: str, proever: Mapping[str, str]) -> str | None:
    """An address from a pattern, with its query; None where a word has no value."""

    def saet(m: re.Match[str]) -> str:
        ord_ = m[1].rpartition(":")[2]
        if ord_ in ("nr", "pk"):
            ord_ = NUMRE.get(navn) or EJER.get(navn.partition("_")[0], "person")
            return proever.get(ord_, "1")
        if ord_ == "id_":
            ord_ = "regel" if navn.startswith("regler") else "analyse"
        if navn.startswith("redskaber"):
            ord_ = {"uuid": "svar", "navn": "liste"}.get(ord_, ord_)
        if navn == "sag_besked" and ord_ == "objekt_id":
            ord_ = "bestilt"
        return proever.get(navn if navn == "udgivelse_kladde" else ord_, "\0")

    sti = re.sub(r"<([^>]+)>", saet, rute) + SPOERG.get(navn, "")
    return None if re.search(r"[\0^$(]", sti) else sti
