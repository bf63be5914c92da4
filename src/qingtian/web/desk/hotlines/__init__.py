"""Pages of the hotlines (热线): orders with both clocks, import, words not mapped yet, what goes back."""
