"""Every command in a code block of README and docs/ can be typed as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from ffb.cli import app
from ffb.cli.hjaelp import build_kommando, take_begreber, take_sprog

ROD = Path(__file__).resolve().parents[2]
BLOK = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
KALD = re.compile(r"(?:^|[\s/=(])ffb +([a-z].*)")
UDFYLD = re.compile(r"<[^>]*>|\$\([^)]*\)|…")  # what the reader writes herself


def _find() -> list[str]:
    """`file: words` of every call."""
    ud = []
    for fil in [ROD / "README.md", *sorted((ROD / "docs").rglob("*.md"))]:
        for blok in BLOK.findall(fil.read_text(encoding="utf-8")):
            for linje in blok.replace("\\\n", " ").splitlines():
                kald = None if linje.lstrip().startswith("#") else KALD.search(UDFYLD.sub("0101", linje))
                if kald:
                    ud.append(f"{fil.relative_to(ROD)}: {re.split(r' [#&|;>]|[;|)]', kald[1])[0].strip()}")
    return ud


def _parse(kommando: Any, ord_: list[str]) -> str:
    """Parse the words of a command and of those under it; returns the last one's name, runs nothing."""
    ctx = kommando.make_context("ffb", list(ord_))
    if not hasattr(kommando, "resolve_command") or not (rest := [*ctx._protected_args, *ctx.args]):
        return str(kommando.name)
    _, under, efter = kommando.resolve_command(ctx, rest)
    return _parse(under, efter)


@pytest.mark.parametrize("sted", _find())
def test_the_words_are_ones_the_command_takes(sted: str) -> None:
    ord_ = take_begreber(take_sprog(shlex.split(sted.partition(": ")[2]))[1])
    assert _parse(build_kommando(app, ord_), ord_)


def test_all_are_found_and_a_wrong_one_is_seen() -> None:
    assert len(_find()) > 30
    with pytest.raises(Exception, match="unexpected extra argument"):
        _parse(build_kommando(app, ["bruger"]), ["bruger", "giv", "a@b.invalid", "administrator", "0101"])
