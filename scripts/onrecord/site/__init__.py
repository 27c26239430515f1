"""A corpus as a static site: pages, plots and a search that need neither a server nor a network.

The records are read once into a spool (`spool`) and known by what a list shows of them (`entries`), newest first. In
that order a page is made of each (`pages`, with the one rendering of `onrecord.html`), and what the search needs
(`items` for display, `postings` to find them) is cut into scripts of a few kilobytes (`scripts`), for a page that is
opened as a file can load nothing else. `folder` writes, and knows what it wrote before.
"""
