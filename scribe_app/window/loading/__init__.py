"""What is loaded beside the window, so that it is there at once."""
