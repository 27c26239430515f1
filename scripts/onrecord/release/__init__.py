"""A corpus folder as a data set that can be published: what is in it, and how each part follows from the articles."""
