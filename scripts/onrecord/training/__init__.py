"""Training of the quotes layer's models, with what the extra `train` installs; nothing else of the package needs it.

Records of a corpus become windows with tags and links (`examples`), networks learn them (`networks`, `crf`, `links`,
`loop`), a small one from several large ones (`recipes`), and the result becomes the files that `onrecord.models` reads
(`export`, `card`).
"""
