"""Every analysis against a plain Python count of the same rows, on both engines, and as pictures."""
