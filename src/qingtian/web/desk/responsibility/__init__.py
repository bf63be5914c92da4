"""Pages of responsibility (责任): duty lists, sheets by unit and post, duties not found, coded circumstances."""
