"""The officer's phone in the field (外勤): a page that opens without a network, and the doors it sends through."""
