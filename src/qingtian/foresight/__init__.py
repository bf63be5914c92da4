"""Looking ahead and looking through the weather (预测和气象归一化). Machines propose, forecasters decide. No Django."""
