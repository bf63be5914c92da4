"""Pages of the register of clues (线索登记簿): for its keeper, and the ageing for the head of the office."""
