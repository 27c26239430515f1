"""The review bench: one annotator's work on article files, served to a page in the browser.

All state is here; the page shows it and sends operations. `work` is an article as a value, `operations` are pure
functions of it, `history` undoes them, `journal` keeps them on disk before they count, `session` holds all that for one
article file, `server` and `guard` let a page of this machine, and nobody else, have it.
"""
