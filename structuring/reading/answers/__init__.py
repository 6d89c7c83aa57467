"""What the clinician asked, held open until it is answered, and what the answer comes to."""
