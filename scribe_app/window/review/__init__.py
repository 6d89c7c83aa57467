"""Reading over and signing: the page, the dialog, addenda, rewording."""
