"""The layers: pure functions of the text and of the layers before them."""
