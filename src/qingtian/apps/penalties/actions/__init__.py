"""What happens beside the trail when an act of a penalty case is done."""
