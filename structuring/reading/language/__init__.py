"""From written words to segments of sentences, with everything marked that the wordings of a pack name in them."""
