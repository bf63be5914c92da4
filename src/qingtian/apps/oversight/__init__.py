"""The congress' supervision (人大监督): reports, inspections, inquiries, interpellations, visits of deputies."""
