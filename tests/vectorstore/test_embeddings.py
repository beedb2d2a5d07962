import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from ingest.document import Shelf
from ingest.errors import CancuError
from tests.vectorstore.conftest import AN_BINH, XUAN_HOA, take
from vectorstore.check import check
from vectorstore.embeddings import LocalModel, open_model
from vectorstore.intake import reindex
from vectorstore.lsa import Lsa
from vectorstore.store import Mode, Store

TEXTS = [line for text in (AN_BINH, XUAN_HOA) for line in text.splitlines()]
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", "passage", ":", "so", "ty", "le"]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model of a few kilobytes, with e5's prefixes."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    bare, folder = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("model")
    letters = [mark + chr(code) for code in range(97, 123) for mark in ("", "##")]
    (bare / "vocab.txt").write_text("\n".join(WORDS + letters), "utf-8")
    BertTokenizer(vocab=str(bare / "vocab.txt")).save_pretrained(bare)
    config = BertConfig(
        vocab_size=len(WORDS) + len(letters),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(bare)
    words = Transformer(str(bare))
    made = SentenceTransformer(
        modules=[words, Pooling(16)],
        prompts={"query": "query: ", "passage": "passage: "},
        device="cpu",
    )
    made.save(str(folder))
    return folder


def test_a_text_lies_nearest_to_itself() -> None:
    lsa = Lsa.fit(TEXTS)
    assert isinstance(lsa, Embeddings)
    matrix = np.array(lsa.embed_documents(TEXTS))
    asked = np.array(lsa.embed_query("tỷ lệ hồ sơ giải quyết trực tuyến 2026"))
    assert TEXTS[int((matrix @ asked).argmax())].startswith("- Tỷ lệ hồ sơ")
    assert np.allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-3)


def test_a_fit_is_the_same_after_a_reload_and_without_accents(tmp_path: Path) -> None:
    lsa = Lsa.fit(TEXTS)
    lsa.save(tmp_path)
    loaded = Lsa.load(tmp_path)
    assert loaded.fingerprint == lsa.fingerprint
    assert loaded.embed_query("máy tính cho trường học") == lsa.embed_query(
        "may tinh cho truong hoc"
    )


def test_a_question_needs_no_scikit_learn(tmp_path: Path) -> None:
    Lsa.fit(TEXTS).save(tmp_path)
    script = (
        "import sys; from pathlib import Path; from vectorstore.lsa import Lsa;"
        f"Lsa.load(Path({str(tmp_path)!r})).embed_query('máy tính');"
        "print({'sklearn', 'scipy', 'torch'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True)
    assert found.stdout == "set()\n"


@pytest.mark.parametrize("texts", [["một"], ["…"], ["", "hai từ"], ["giống nhau"] * 3])
def test_the_smallest_corpora_can_be_fitted(texts: list[str]) -> None:
    matrix = np.array(Lsa.fit(texts).embed_documents(texts))
    assert matrix.shape[0] == len(texts)
    assert np.isfinite(matrix).all()


def test_what_was_never_seen_is_counted() -> None:
    folded = Lsa.fit(["kế hoạch chuyển đổi số"]).fold(["kế hoạch xyz", ""])
    assert (folded.words, folded.unseen) == ([3, 0], [1, 0])
    assert not folded.matrix[1].any()


def test_a_little_more_is_folded_in_and_twice_as_much_refits(
    store: Store, files: Path, data: Path
) -> None:
    first = store.catalog.meta("dense")
    (files / "moi.txt").write_text("Thêm một đoạn về tài khoản VNeID.\n", "utf-8")
    take(store, files)
    assert store.catalog.meta("dense") == first
    (files / "them.txt").write_text("\n".join(f"Nội dung {n}." for n in range(9)), "utf-8")
    take(store, files)
    assert store.catalog.meta("dense") != first
    assert check(store) == []


def test_many_strange_words_refit_before_the_corpus_has_doubled(store: Store, files: Path) -> None:
    first = store.catalog.meta("dense")
    strange = " ".join(f"từ{number}lạ" for number in range(2_500))
    (files / "la.txt").write_text(strange, "utf-8")
    take(store, files)
    assert store.catalog.meta("dense") == first
    (files / "nua.txt").write_text("Một đoạn nữa.\n", "utf-8")
    take(store, files)
    assert store.catalog.meta("dense") != first


def test_a_model_shows_the_public_what_lies_near_among_public_papers(
    files: Path, data: Path, model: Path
) -> None:
    public, internal = files / "an-binh.txt", files / "xuan-hoa.txt"
    for embeddings in ("", str(model), ""):
        with Store.open(data, embeddings, Mode.WRITE) as writer:
            take(writer, internal)
            take(writer, public, shelf=Shelf.PUBLIC)
            public.write_text(f"{public.read_text('utf-8')}Thêm một đoạn.\n", "utf-8")
            assert check(writer) == []
        with Store.open(data, embeddings) as reader:
            hits = reader.within(frozenset({Shelf.PUBLIC})).index.search("tài khoản", limit=50)
            assert hits
            assert not any("Xuân Hoà" in hit.chunk.text for hit in hits)


def test_another_embedder_is_refused_to_read_and_taken_over_by_ingest(
    store: Store, files: Path, data: Path, model: Path
) -> None:
    store.close()
    with pytest.raises(CancuError) as refused:
        Store.open(data, str(model))
    sentence = refused.value.sentence("en")
    assert "LSA" in sentence
    assert str(model) in sentence
    assert "cancu reindex" in sentence
    with Store.open(data, str(model), Mode.WRITE) as writer:
        take(writer, files)
        assert check(writer) == []
    with Store.open(data, str(model)) as reader:
        assert "VNeID" in reader.index.search("tài khoản VNeID")[0].chunk.body
    with pytest.raises(CancuError, match="LSA"):
        Store.open(data)
    with Store.open(data, mode=Mode.WRITE) as writer:
        reindex(writer)
    with Store.open(data) as reader:
        assert reader.index.search("tài khoản VNeID")


def test_questions_and_passages_get_the_prefix_of_the_model(model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    embedder = LocalModel(model)
    assert isinstance(embedder, Embeddings)
    plain = SentenceTransformer(str(model), device="cpu")
    for got, prefixed in (
        (embedder.embed_query("ty le"), "query: ty le"),
        (embedder.embed_documents(["ty le"])[0], "passage: ty le"),
    ):
        wanted = plain.encode([prefixed], prompt=None, normalize_embeddings=True)[0]
        assert np.allclose(got, wanted, atol=1e-5)


def test_a_changed_model_has_another_fingerprint(model: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(model, copy)
    assert LocalModel(copy).fingerprint == LocalModel(model).fingerprint
    config = json.loads((copy / "config_sentence_transformers.json").read_text("utf-8"))
    config["prompts"]["query"] = "khác: "
    (copy / "config_sentence_transformers.json").write_text(json.dumps(config), "utf-8")
    assert LocalModel(copy).fingerprint != LocalModel(model).fingerprint


def test_a_model_that_is_not_there_is_a_sentence_at_once(tmp_path: Path) -> None:
    for setting in ("intfloat/nowhere-to-be-found", "nowhere", str(tmp_path), "a/b/c"):
        with pytest.raises(CancuError, match="mô hình"):
            open_model(setting)


def test_a_damaged_model_is_a_sentence(model: Path, tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("{", "utf-8")
    with pytest.raises(CancuError, match="mô hình"):
        LocalModel(tmp_path).embed_query("một câu")
