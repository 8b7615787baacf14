"""Argon2 with small parameters, so that tests do not spend their time on it."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class LetArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 1024
    parallelism = 1
