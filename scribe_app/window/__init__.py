"""The clinician's window: one widget a file, nothing clinical; it shows a State and sends back Events."""
