"""The outside world, played by us: real protocols, real rules, nothing real behind them."""
