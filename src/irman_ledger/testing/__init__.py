"""How others check their use of the ledger, or a ledger of their own; needs hypothesis, which the extra ``testing`` brings.

- `irman_ledger.testing.strategies`: Hypothesis strategies for values, commands, histories and entries;
- `irman_ledger.testing.invariants`: what must hold of every ledger, over a small protocol (`ledger_view`);
- `irman_ledger.testing.fresh_book`: a book for one test, and a clock in the hand;
- `irman_ledger.testing.play`: a history in the real book and in the naive one (`model`), compared step by step;
- `irman_ledger.testing.machine`: a state machine that does the same at random;
- `irman_ledger.testing.faults`, `irman_ledger.testing.spoilt`: planted faults, to see each of them fail.

Nothing here is a pytest plugin, and importing it changes nothing.
"""
