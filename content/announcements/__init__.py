"""What will be told, and when: news, countdown steps, digests, notices."""
