"""What the reader carries from one segment to the next, and the entries read so far."""
