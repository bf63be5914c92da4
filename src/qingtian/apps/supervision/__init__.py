"""The supervision ladder (督办阶梯): seven steps, rules that propose them, the figures of the wall."""
