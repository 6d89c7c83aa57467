"""The clinician's window: one widget a file, nothing clinical; it shows a State and sends back Events.

    opening -> front_door (lock) -> main_window -> one page after the other

Here lie what opens the window and the flows from one page to the next; each page and its panels have a folder.
The folders know `look`, `sound` and `loading` and not each other, but for `review`, which shows panels of `visit`.
"""
