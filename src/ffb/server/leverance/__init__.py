"""The store and everything that goes into it: receiving, publishing, reading back, taking out again."""
