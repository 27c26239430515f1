"""Records in the formats of annotation tools, and back.

A tool knows a text, regions of it with a label and values, and links between regions: a `graph.Graph`. `to_graph`
makes one of a record and `from_graph` a record of one, without loss; each format's module turns graphs into files of
its tool and back. What a tool has no place for goes into a side map beside its file (`side_map`), which brings it back.
"""
