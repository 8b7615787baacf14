"""The trail: every look at personal data and every act, append-only and chained by hashes."""
