"""The store as a LangChain retriever: anybody's chain can use it, ours included."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as RetrievedDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest.document import Chunk
from vectorstore.records import ANYTHING, Filter
from vectorstore.store import Store


class PolicyRetriever(BaseRetriever):
    """Chunks for a question, best first, as LangChain documents.

    `metadata` carries the chunk itself under "chunk", with its document id, section and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    where: Filter = ANYTHING
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[RetrievedDocument]:
        return [
            RetrievedDocument(
                id=hit.chunk.id,
                page_content=hit.chunk.text,
                metadata={
                    "chunk": hit.chunk,
                    "document_id": hit.chunk.document_id,
                    "score": hit.score,
                },
            )
            for hit in self.store.index.search(query, self.where, self.limit)
        ]

    def chunks(self, query: str) -> list[Chunk]:
        """The chunks behind the documents."""
        return [document.metadata["chunk"] for document in self.invoke(query)]
