"""The engine in LiteX / Migen. Imports the contract (`lutcore.driver.spec`) and nothing else of ours."""
