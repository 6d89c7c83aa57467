"""Sound beside the window: taken in and kept while somebody listens to it, given out again at a pace, played."""
