"""Token programs in compiled code, bit for bit as `contract.execute` and `contract.reference`."""
