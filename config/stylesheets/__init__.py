"""The style sheet of Tabler, cut to what our pages use; made from the package as it is needed."""
