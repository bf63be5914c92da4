"""Looking ahead: pages of the desk."""
