"""What data this office holds, who may read them and who used them (信息资源目录); what it can do (能力建设)."""
