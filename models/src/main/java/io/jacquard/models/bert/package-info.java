/// BERT, an encoder of text, with Hugging Face's names: for classification, for filling gaps, and
/// for embeddings of sentences (MiniLM).
///
/// {@link io.jacquard.models.bert.Bert} is the network, {@link io.jacquard.models.bert.BertConfig}
/// its sizes; {@link io.jacquard.models.bert.BertClassifier} and {@link
/// io.jacquard.models.bert.BertFiller} have a head on it. {@link
/// io.jacquard.models.bert.BertCheckpoint} loads published weights, {@link
/// io.jacquard.models.bert.SentenceEncoder} a folder of sentence-transformers as a whole.
@NullMarked
package io.jacquard.models.bert;

import org.jspecify.annotations.NullMarked;
