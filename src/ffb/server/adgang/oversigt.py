"""Every page of the server and who may see it, for the test that walks them and for docs/adgang.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ffb.server.adgang.regler import Adgangsregel
from ffb.server.adgang.roller import NATIONALE, RETTER, TITEL, Rolle

# allauth's pages of a person who is in; its others are for one who is on the way in
ALLAUTH_INDE = frozenset(
    {
        "account_change_password", "account_reauthenticate", "account_set_password", "mfa_index",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
        "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A page: its name, its address as a pattern, its arguments and converters, and its rule (None: none)."""

    navn: str
    rute: str
    argumenter: dict[str, str]
    regel: Adgangsregel | None

    @property
    def i_kommune(self) -> bool:
        return "kode" in self.argumenter

    def may(self, rolle: Rolle) -> bool:
        """May one with this role see it, where the role holds?"""
        if self.regel is None or self.regel.token:
            return False
        if self.regel.ret is None:
            return True
        return self.regel.ret in RETTER[rolle] and (self.i_kommune or rolle in NATIONALE)


def find_sider() -> list[Side]:
    """Every address, in the order the resolver tries them."""
    return list(_walk(get_resolver().url_patterns, "", {}))


def _walk(moenstre: Any, foran: str, argumenter: dict[str, str]) -> Iterator[Side]:
    for m in moenstre:
        rute = foran + str(m.pattern)
        egne = argumenter | _argumenter(m.pattern)
        if isinstance(m, URLResolver):
            yield from _walk(m.url_patterns, rute, egne)
        else:
            yield Side(m.name or "", rute, egne, _regel(m))


def _argumenter(moenster: Any) -> dict[str, str]:
    """Name -> kind of each argument; those of a regular expression are text."""
    konvertere = {navn: type(k).__name__.removesuffix("Converter") for navn, k in moenster.converters.items()}
    return dict.fromkeys(moenster.regex.groupindex, "String") | konvertere


def _regel(moenster: URLPattern) -> Adgangsregel | None:
    regel = getattr(moenster.callback, "adgangsregel", None)
    if regel is None and moenster.callback.__module__.startswith("allauth."):
        return Adgangsregel(offentlig=moenster.name not in ALLAUTH_INDE)
    return regel


def write_oversigt() -> str:
    """docs/adgang.md: who may see which page."""
    linjer = [
        "# Hvem ser hvilke sider",
        "",
        "Lavet af `make docs` ud fra serverens adresser og deres adgangsregler (`@kraever`). En test går",
        "alle sider igennem med alle roller, i egen og fremmed kommune, og holder dem op mod reglen.",
        "",
        "● ser siden, hvor rollen gælder: i sin kommune; en national rolle overalt. Et system kommer ind med",
        "en nøgle.",
        "",
        "| side | adgang | " + " | ".join(TITEL[r].split(" (")[0] for r in Rolle) + " |",
        "|---|---|" + "---|" * len(Rolle),
    ]
    for s in sorted(find_sider(), key=lambda s: s.rute):
        prikker = " | ".join("●" if s.may(r) else "" for r in Rolle)
        linjer.append(f"| `/{_paen(s.rute)}` | {_ord(s.regel)} | {prikker} |")
    return "\n".join(linjer) + "\n"


def _paen(rute: str) -> str:
    """A regular expression as an address to read; one of ours already is."""
    if "(?P" not in rute:
        return rute
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", rute).replace("^", "").replace("$", "")


def _ord(regel: Adgangsregel | None) -> str:
    if regel is None:
        return "ingen regel"
    if regel.offentlig:
        return "alle"
    if regel.token:
        return f"nøgle: {regel.token}"
    return str(regel.ret) if regel.ret else "logget ind"
