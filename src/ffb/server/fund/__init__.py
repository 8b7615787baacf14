"""Figures and findings through time: each count of a kommune, and every finding's life across deliveries."""
