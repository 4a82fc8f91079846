"""The pages that anybody may read on the public port."""
