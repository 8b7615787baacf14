"""Read and write the part of gettext's `.po` we use: msgid, msgid_plural, msgstr, msgstr[0], msgstr[1].

Opinion taken: no msgctxt and no fuzzy entries, so that what is in the file is what is shown. The escapes of
a quoted line are JSON's. Any PO editor opens the file. Source: GNU gettext manual, The Format of PO Files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

Katalog = dict[str, tuple[str, ...]]
NOEGLEORD = ("msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]")


def read_po(tekst: str) -> Katalog:
    """source -> (translation,) or (singular, plural); an entry without translation is left out.

    Raises:
        ValueError: a line is neither a comment, one of `NOEGLEORD` nor a quoted text, or an id stands twice.
    """
    katalog: Katalog = {}
    for noegle, _, svar in read_kilder(tekst):
        if noegle in katalog:
            raise ValueError(f"msgid twice: {noegle}")
        katalog[noegle] = svar
    return katalog


def read_kilder(tekst: str) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """Every entry with its translation: (source, its plural or None, translations)."""
    for post in _poster(tekst):
        flertal = post.get("msgid_plural")
        svar = (post["msgstr"],) if flertal is None else (post["msgstr[0]"], post["msgstr[1]"])
        if post["msgid"] and all(svar):
            yield post["msgid"], flertal, svar


def _poster(tekst: str) -> Iterator[dict[str, str]]:
    """Each entry as its keywords; an entry begins at `msgid`."""
    post: dict[str, str] = {}
    ord_ = ""
    for nr, linje in enumerate(tekst.split("\n"), start=1):
        if not linje or linje.startswith("#"):
            continue
        if not linje.startswith('"'):
            ord_, _, linje = linje.partition(" ")
            if ord_ not in NOEGLEORD:
                raise ValueError(f"line {nr}: {ord_}")
            if ord_ == "msgid" and post:
                yield post
                post = {}
        post[ord_] = post.get(ord_, "") + json.loads(linje)
    if post:
        yield post


def write_post(noegle: str, flertal: str | None, svar: tuple[str, ...], steder: tuple[str, ...]) -> str:
    """One entry, with the files it is used in as comments."""
    linjer = [f"#: {sted}" for sted in steder]
    linjer.append(f"msgid {citat(noegle)}")
    if flertal is None:
        return "\n".join([*linjer, f"msgstr {citat(svar[0])}"]) + "\n"
    former = [f"msgstr[{nr}] {citat(s)}" for nr, s in enumerate(svar)]
    return "\n".join([*linjer, f"msgid_plural {citat(flertal)}", *former]) + "\n"


def citat(tekst: str) -> str:
    """A text as a quoted line."""
    return json.dumps(tekst, ensure_ascii=False)
