// Recurrent writers: what they have read is in their state.
#pragma once

#include <vector>

#include "nn/generate/decoder.hpp"
#include "nn/models/char_lm.hpp"
#include "nn/models/seq2seq.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class CharLmDecoder final : public Decoder {
 public:
  CharLmDecoder(const CharLm& model, Index rows) : model_(model), rows_(rows) { restart(); }   // the model must outlive the decoder
  Index rows() const override { return rows_; }
  Index vocabulary() const override { return model_.settings.vocabulary; }
  Index length() const override { return length_; }
  Index longest() const override { return 0; }
  const Matrix& feed(std::span<const int> tokens) override;
  void reorder(std::span<const Index> from) override;
  void restart() override;

 private:
  const CharLm& model_;
  Index rows_, length_ = 0;
  RecurrentState state_, next_;
  Tape tape_{Mode::Infer};
};

class Seq2SeqDecoder final : public Decoder {
 public:
  // source: B sentences of equal length, padded at their ends; lengths: how many words of each are no padding, empty: all.
  // Every sentence is written `copies` times (the beams), row b·copies + k. The model must outlive the decoder.
  Seq2SeqDecoder(const Seq2Seq& model, std::span<const int> source, Index batch, const std::vector<Index>& lengths = {}, Index copies = 1);
  Index rows() const override { return start_.rows(); }
  Index vocabulary() const override { return model_.settings.target_vocabulary; }
  Index length() const override { return length_; }
  Index longest() const override { return 0; }
  const Matrix& feed(std::span<const int> tokens) override;
  void reorder(std::span<const Index> from) override;      // within the copies of a sentence
  void restart() override;
  // Whom the words just read made the decoder look at: rows×S, rows sum to 1. 0×0 without attention or before the first word.
  const Matrix& attention() const { return attention_; }

 private:
  const Seq2Seq& model_;
  Index length_ = 0;
  std::vector<Index> lengths_;                   // per row; empty: no padding
  Matrix states_, keys_, start_, state_, attention_;
  Tape tape_{Mode::Infer};
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
