"""The billing manager's window. It stands by itself: nothing of it is shown beside an open visit."""
