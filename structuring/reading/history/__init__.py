"""Where it hurts, on which side, into which leg, how it came about, and whether the back is complained of."""
