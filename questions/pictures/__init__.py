"""Pictures of questions: drawn anew from what people bring, kept by the digest of their bytes."""
