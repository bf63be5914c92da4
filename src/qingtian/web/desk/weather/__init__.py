"""Pages of the exchange with the weather bureau: how it runs, deliveries, hours, what was agreed, forecasts."""
