"""How others check their use of the ledger: strategies, invariants, a naive model and a state machine."""
