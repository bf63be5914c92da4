"""Pages of the quarterly consultations (空气质量季度会商)."""
