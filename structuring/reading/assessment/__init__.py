"""What the clinician takes the pain to be, and the studies that speak for it."""
