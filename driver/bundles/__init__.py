"""File formats around the contract: bundles, their manifests, .hwh and SoC maps."""
