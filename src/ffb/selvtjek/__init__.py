"""The five things an EOJ system must be able to do (S4), each answered from the vendor's own delivery.

Opinion taken: an answer says what was seen and what to do; what a delivery cannot show is said to be unseen,
never green. Nobody's name or number is in it. Source: S4 (Sigt mod at jeres EOJ-system …); 1-system B7.
"""

from ffb.selvtjek.byg import build_selvtjek

__all__ = ["build_selvtjek"]
