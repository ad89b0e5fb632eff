"""Text → sentences, tokens and dependency trees. The only package that imports an NLP engine."""

from dateline.language.document import Document, Entity, Sentence, Token

__all__ = ["Document", "Entity", "Sentence", "Token"]
