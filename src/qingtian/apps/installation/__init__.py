"""What this installation is (安装): a real city or the demonstration, never both; and what it still lacks."""
