"""Publications: prepared by Danmarks Statistik, published once, read by outsiders as they are."""
