"""Evidence: how a record becomes bytes, the bytes a leaf, the leaves a tree, and the tree a line in the minutes (bukti)."""
