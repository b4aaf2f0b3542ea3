"""The documents that questions rest on: their register, and how a question names them."""
