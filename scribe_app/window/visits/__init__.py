"""The list of visits, the recordings to replay, a new visit, and getting visits back."""
