// The writing side of a transformer translator: reads the source once, remembers its keys and values and those of what it has written.
#pragma once

#include <vector>

#include "nn/generate/decoder.hpp"
#include "nn/generate/transformer_step.hpp"
#include "nn/models/translator.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class TranslatorDecoder final : public Decoder {
 public:
  // source: B sentences of equal length S, padded at their ends; lengths: how many words of each are no padding, empty: all.
  // Every sentence is written `copies` times (the beams), row b·copies + k. The model must outlive the decoder.
  TranslatorDecoder(const Translator& model, std::span<const int> source, Index batch, const std::vector<Index>& lengths = {}, Index copies = 1);
  Index rows() const override { return rows_; }
  Index vocabulary() const override { return model_.settings.target_vocabulary; }
  Index length() const override { return length_; }
  Index longest() const override { return model_.settings.context; }
  const Matrix& feed(std::span<const int> tokens) override;
  void reorder(std::span<const Index> from) override;      // within the copies of a sentence
  void restart() override { length_ = 0; }

 private:
  void read(std::span<const int> tokens);

  const Translator& model_;
  Index rows_, length_ = 0;
  std::vector<Index> source_counts_;             // per row
  std::vector<KeyValues> own_, across_;          // one a block
  StepMemory memory_;
  Matrix x_, logits_;
};

// The same without memory (the source is read once all the same).
std::unique_ptr<Decoder> translator_without_cache(const Translator& model, std::vector<int> source, Index batch, std::vector<Index> lengths = {});

}  // namespace epochs::inline EPOCHS_PRECISION::nn
