"""What the server's tests share by name. Not in conftest: a test that imports that runs it twice."""

from __future__ import annotations

KOMMUNE, ANDEN = "9001", "9002"
ADGANGSKODE = "en god lang adgangskode"
