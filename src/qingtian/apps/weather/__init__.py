"""Weather as it is held (气象): stations, readings with their revisions, deliveries with what was wrong in them.

Products and contact points of the exchange, what was sent out, and the joint forecast (联合预报会商, YB).
"""
