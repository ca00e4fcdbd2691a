"""The engine in LiteX / Migen. Of ours it imports the contract, `lutcore.driver.contract`, only."""
